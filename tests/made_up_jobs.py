"""Made-up jobs of a run, all of them and the sample, in the form in which the recorder writes them.

Drawn from a generator that the seed and the year key, so that runs with one seed hold the same jobs; `effect` lifts
what they are paid from 2011 on. The counts of patterns are those of the sample: every job stands for WEIGHT.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import TERMS, patterns_of
from segsim.indicators.plant_capital import modern_part

INDUSTRIES, TIERS, HUKOU = ("auto", "it"), ("lead", "first", "second", "third"), ("rural", "urban")
JOBS, WEIGHT = 240, 50.0  # of a seed and year in the sample, and what each stands for
EFFECT_FROM = 2011
AXES = {"industry": INDUSTRIES, "tier": TIERS, "hukou": HUKOU}


def jobs_frames(seeds: Sequence[int], effect: float, last: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """jobs.parquet and job_sample.parquet."""
    sample = pd.concat([_of_year(seed, year, effect) for seed in seeds for year in range(2006, last + 1)])
    for axis, words in AXES.items():
        sample[axis] = pd.Categorical.from_codes(sample[axis], list(words))
    terms = np.stack([sample[name].to_numpy(dtype=np.float32) for name in TERMS])
    usual = Cutoffs()
    counted = sample[["seed", "year", *AXES]].assign(
        pattern=patterns_of(terms, usual).astype(np.int16),
        jobs=sample["weight"].astype(float),
        modern=sample["weight"] * modern_part(sample["gap"].to_numpy(dtype=float), usual),
    )
    keys = ["seed", "year", *AXES, "pattern"]
    return counted.groupby(keys, observed=True)[["jobs", "modern"]].sum().reset_index(), sample.reset_index(drop=True)


def _of_year(seed: int, year: int, effect: float) -> pd.DataFrame:
    draw = np.random.Generator(np.random.Philox(key=1000 * seed + year))
    lift = 1.0 + 2.0 * effect * float(np.clip((year - EFFECT_FROM) / 3.0, 0.0, 1.0))
    pay = draw.lognormal(0.1, 0.35, JOBS)
    found = {
        "pay_over_law": lift * pay, "pay_over_median": pay, "overtime_over_cap": draw.uniform(0.2, 3.0, JOBS),
        "week": draw.uniform(42.0, 68.0, JOBS), "overtime_paid": draw.uniform(0.6, 2.0, JOBS),
        "arrears": np.where(draw.random(JOBS) < 0.05, 900.0, 0.0), "tenure": draw.integers(1, 80, JOBS).astype(float),
        "no_contract": draw.random(JOBS) < 0.5, "no_pension": draw.random(JOBS) < 0.7,
        "no_injury": draw.random(JOBS) < 0.6, "gap": draw.lognormal(0.0, 0.6, JOBS), "pace": np.ones(JOBS),
    }  # fmt: skip
    assert set(found) == {*TERMS, "gap", "pace"}
    codes = {axis: draw.integers(0, len(words), JOBS) for axis, words in AXES.items()}
    return pd.DataFrame({"seed": seed, "year": year, **codes, **found, "weight": WEIGHT})
