"""Which statements about pockets and market despotism bear that cut-offs, k, dimensions, anchors and weights move?

Moved, too: capital a head of contract makers against component makers, which is assumed (capital_ratio.py). Levels:
each share with one thing moved, mean over seeds and the years of a window. Effects of policies: the same differences
with one thing moved, and the rank correlation of the policies' effects with those at the usual cut-offs: where it is
far from 1, the order of policies hangs on the cut-off and not on the model.

Sources. Leave one out, and equal moves either way: usual for Alkire-Foster measures (Alkire et al. 2015, chapter 8,
recalled). Random weights: Dirichlet with eight for each dimension, assumed: half of the draws give a dimension .16 to
.24.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from segsim.analysis.capital_ratio import USUAL_RATIOS, CapitalRatio
from segsim.analysis.job_shares import SHARES, StoredJobs, read_jobs, shares
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import NATION
from segsim.indicators.job_quality import Dimension

MOVED = 0.2  # share by which a number is moved either way
DRAWS, CONCENTRATION = 15, 8.0  # of random weights
LINES = ("lawful_pay", "low_pay", "overtime_cap", "long_week", "overtime_rate", "tenure")
USUAL, RANDOM = "usual cut-offs", "random weights"
SHOWN = ("jobs_pocket", "jobs_despotism", "jobs_low_road", "multiply_deprived", "adjusted_deprivation")


@dataclass(frozen=True)
class Variant:
    """One reading of stored jobs."""

    cutoffs: Cutoffs
    capital: CapitalRatio | None = None  # None: as the run has it

    def shares(self, jobs: StoredJobs) -> pd.DataFrame:
        """SHARES of all jobs of each seed and year."""
        return shares(jobs, self.cutoffs, (NATION,), self.capital.gaps(jobs.sample) if self.capital else None)


def variants(usual: Cutoffs | None = None) -> dict[str, Variant]:
    """Readings with one thing moved, by what was moved; the draws of random weights are numbered."""
    usual = usual or Cutoffs()
    found = {name: Variant(cutoffs) for name, cutoffs in _moved(usual).items()}
    found |= {capital.name: Variant(usual, capital) for capital in USUAL_RATIOS}
    return found | {name: Variant(cutoffs) for name, cutoffs in _drawn(usual).items()}


def _moved(usual: Cutoffs) -> dict[str, Cutoffs]:
    found = {USUAL: usual}
    for sign, word in ((-1.0, "lower"), (1.0, "higher")):
        factor, percent = 1.0 + sign * MOVED, f"{100 * MOVED:.0f} % {word}"
        for line in LINES:
            found[f"{line.replace('_', ' ')} {percent}"] = replace(usual, **{line: factor * getattr(usual, line)})
        # A rate over what the law pays would leave nobody out: of the higher lines it stays where it is.
        together = [line for line in LINES if sign < 0.0 or line != "overtime_rate"]
        found[f"all lines {percent}"] = replace(usual, **{line: factor * getattr(usual, line) for line in together})
        found[f"k and decent line {percent}"] = replace(usual, k=factor * usual.k, decent=factor * usual.decent)
        anchors = {"lagging": factor * usual.lagging, "modern": factor * usual.modern}
        found[f"technology anchors {percent}"] = replace(usual, **anchors)
    for one in Dimension:
        found[f"without {one.name.lower().replace('_', ' ')}"] = replace(usual, **{f"{one.name.lower()}_weight": 0.0})
    return found


def _drawn(usual: Cutoffs) -> dict[str, Cutoffs]:
    """Random weights, the same ones each time."""
    draw, found = np.random.Generator(np.random.Philox(key=2011)), {}
    for number, weights in enumerate(draw.dirichlet(np.full(len(Dimension), CONCENTRATION), DRAWS), start=1):
        given = {f"{one.name.lower()}_weight": float(w) for one, w in zip(Dimension, weights, strict=True)}
        found[f"{RANDOM} {number}"] = replace(usual, **given)
    return found


def levels(folder: Path, years: tuple[int, int], usual: Cutoffs | None = None) -> pd.DataFrame:
    """Mean of each share over seeds and years (first, last) of a stored run; index variant, columns SHARES."""
    return _table(_by_seed(folder, years, usual))


def effects(
    baseline: Path, policies: Mapping[str, Path], years: tuple[int, int], usual: Cutoffs | None = None
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """By policy its effect on each share with one thing moved (paired by seed), and the rank correlations.

    The rank correlation (Spearman) is of the policies' effects with those at the usual cut-offs; NaN for fewer than
    three policies.
    """
    before = _by_seed(baseline, years, usual)
    found = {name: _table({v: t - before[v] for v, t in _by_seed(folder, years, usual).items()})
             for name, folder in policies.items()}  # fmt: skip
    return found, rank_correlations(list(found.values()))


def rank_correlations(by_policy: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Spearman's correlation over policies of the effects of each variant with the usual ones."""
    from scipy.stats import spearmanr

    first = by_policy[0]
    stacked = np.stack([table.to_numpy() for table in by_policy])  # policies, variants, shares
    found = np.full(stacked.shape[1:], np.nan)
    for at in np.ndindex(*found.shape) if len(by_policy) > 2 else ():
        usual, moved = stacked[:, 0, at[1]], stacked[(slice(None), *at)]
        if np.ptp(usual) > 0.0 and np.ptp(moved) > 0.0:
            found[at] = spearmanr(usual, moved).statistic
    return pd.DataFrame(found, index=first.index, columns=first.columns)


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """The draws of random weights as one line each for the lowest and the highest value of every share."""
    random = table.index.str.startswith(RANDOM)
    ends = table[random].agg(["min", "max"])
    ends.index = [f"{RANDOM}, lowest", f"{RANDOM}, highest"]
    return pd.concat([table[~random], ends])


def _by_seed(folder: Path, years: tuple[int, int], usual: Cutoffs | None) -> dict[str, pd.DataFrame]:
    jobs, found = read_jobs(folder), {}
    for name, variant in variants(usual).items():
        rows = variant.shares(jobs)
        found[name] = by_seed(rows[rows["year"].between(*years)])
    return found


def by_seed(rows: pd.DataFrame) -> pd.DataFrame:
    """Mean over years of each share; index seed, columns SHARES. Years in which it is not known do not count."""
    return rows.groupby(["seed", "indicator"], observed=True)["value"].mean().unstack()[list(SHARES)]


def _table(by_seed: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.DataFrame({name: table.mean() for name, table in by_seed.items()}).T[list(SHARES)]
