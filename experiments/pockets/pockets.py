"""Under which of 27 policies do more people work in pockets of intensive growth, and how much of that is assumed?

    python experiments/pockets/pockets.py

runs what is not stored yet (README.md: how many runs, how long) and writes tables, pictures and sentences to
results/reference/. Started again after an interruption, it goes on. Arguments such as `world=toy` change every run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import reading

from segsim.analysis.paired import mean_and_margin
from segsim.figures.maps import PolicyTable, policy_map
from segsim.figures.style import save
from segsim.indicators.groups import NATION, address
from segsim.indicators.regimes import CUTS, Regime
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.runs.config.compose import Configuration, conf_folders, configuration
from segsim.runs.config.conf import groups
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute.runner import run
from segsim.runs.questions.summary import yearly_of

ROOT = Path(__file__).resolve().parents[2]
YEARS = range(2015, 2020)  # five years from four years after policies start, and before the pandemic
SEEDS = 5
LEVERS = {  # from what protects least to what protects most
    "enforcement": ("lax", "default", "strict"),
    "minimum_wage": ("freeze", "default", "catch_up"),
    "bargaining": ("none", "enterprise", "chain"),
}
HISTORY = ("default", "default", "default")  # official unions: not among the 27
POLICIES = list(product(*LEVERS.values()))
PRICE_SHARE = groups()["orders"]["supplier_share"].value
WORLDS = {"as assumed": (), "no rents": ("scenario=no_rents",), "all equal": ("scenario=control_all_equal",)}
START = "policy.from=start"  # nulls hold from the first month of the burn-in
NULLS = {
    "as assumed": (),
    "no rent sharing": (START, "wages.rent_sharing=0.0"),
    "no profit bonus": (START, "wages.bonus_share=0.0"),
    "no skill threshold of the core": (START, "matching.skill_threshold=0.0"),
    "none of these three": WORLDS["no rents"],
    "migrants admitted like all": (START, "matching.admission_probability=1.0"),
    "equal price power": (
        START, f"orders.core_share={PRICE_SHARE}", f"orders.contract_share={PRICE_SHARE}",
    ),
    "one ceiling of pay": (START, "wages.ceiling=mrpl"),
    "equal reputation": (START, "compliance.core_reputation=0.0", "compliance.contract_reputation=0.0"),
    "equal productivity and first pay": ("world.equal_tiers=true",),
    "all equal": WORLDS["all equal"],
}  # fmt: skip
MAPPED = {Regime.POCKET: "Pockets of intensive growth", Regime.MARKET_DESPOTISM: "Market despotism"}
SHARES = [address(f"share_{regime.name.lower()}", cut) for cut in CUTS for regime in Regime]
MEASURED = [
    "earnings:core/lower_tiers", "theil_share_tier", "social_upgrading", "industrial_upgrading", "share_unclassified",
    *SHARES,
]  # fmt: skip
GIVEN = ["world", *LEVERS, "seed", "indicator"]


def arguments_of(policy: Sequence[str]) -> tuple[str, ...]:
    """A policy as arguments of the command line."""
    return tuple(f"{lever}={value}" for lever, value in zip(LEVERS, policy, strict=True) if value != "default")


def simulate(cases: Iterable[tuple[str, ...]], words: Sequence[str]) -> dict[tuple[str, ...], pd.DataFrame]:
    """Run, or find in the store, every case with all its seeds; means over the years by indicator and seed."""
    common = [*words]
    for key, value in (("seeds", SEEDS), ("results", f"'{ROOT / 'results'}'")):
        if not any(word.startswith(f"{key}=") for word in words):
            common.append(f"{key}={value}")
    chosen: dict[tuple[str, ...], Configuration] = {
        case: configuration(compose_one([*case, *common], conf_folders(None))) for case in dict.fromkeys(cases)
    }
    print(f"{len(chosen)} configurations, {sum(len(one.seeds) for one in chosen.values())} runs in all", flush=True)
    results = run(list(chosen.values()))
    failed = [result.stored.folder for result in results if result.failures]
    if failed:
        raise InputError(f"seeds failed in {len(failed)} configurations; see {failed[0] / 'manifest.json'}")
    return {
        case: means(result.stored.folder, one.seeds)
        for (case, one), result in zip(chosen.items(), results, strict=True)
    }


def means(folder: Path, seeds: Sequence[int]) -> pd.DataFrame:
    """Mean of each indicator over YEARS (the last year where the run has none of them): indicator, seed, value."""
    table = yearly_of(folder, seeds, MEASURED)
    years = [year for year in table.columns if year in YEARS] or list(table.columns[-1:])
    every = pd.MultiIndex.from_product([MEASURED, seeds], names=["indicator", "seed"])
    found = table[years].mean(axis=1).reindex(every).rename("value").reset_index()
    return found.assign(years=f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0]))


def by_policy(found: dict[tuple[str, ...], pd.DataFrame], policies: Sequence[tuple[str, ...]]) -> pd.DataFrame:
    """One row a world, policy, seed and indicator: value, and difference from history with the same seed."""
    frames = [
        found[*WORLDS[world], *arguments_of(policy)].assign(world=world, **dict(zip(LEVERS, policy, strict=True)))
        for world in WORLDS
        for policy in [HISTORY, *policies]
    ]
    table = pd.concat(frames, ignore_index=True)
    base = table[(table[list(LEVERS)] == list(HISTORY)).all(axis=1)].set_index(["world", "seed", "indicator"])["value"]
    history = base.reindex(pd.MultiIndex.from_frame(table[["world", "seed", "indicator"]])).to_numpy()
    return table.assign(difference=table["value"] - history)[[*GIVEN, "value", "difference"]]


def by_null(found: dict[tuple[str, ...], pd.DataFrame]) -> pd.DataFrame:
    """One row an assumption left out, seed and indicator; of the core's lead also its logarithm, in which parts add."""
    table = pd.concat([found[case].assign(left_out=name) for name, case in NULLS.items()], ignore_index=True)
    lead = table[table["indicator"] == reading.LEAD]
    logs = lead.assign(indicator=f"ln_{reading.LEAD}", value=np.log(lead["value"]))
    table = pd.concat([table, logs], ignore_index=True)
    base = table[table["left_out"] == "as assumed"].set_index(["seed", "indicator"])["value"]
    whole = base.reindex(pd.MultiIndex.from_frame(table[["seed", "indicator"]])).to_numpy()
    return table.assign(difference=table["value"] - whole)


def over_seeds(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Means over seeds with 95 % intervals (Student's t; a share ends at 0 and 1), of value and difference."""

    def summary(rows: pd.DataFrame) -> pd.Series:
        value, margin = mean_and_margin(rows["value"].tolist())
        difference, other_margin = mean_and_margin(rows["difference"].tolist())
        ends = np.array([value - margin, value + margin])
        if "share" in str(rows.name[-1]):
            ends = ends.clip(0.0, 1.0)
        return pd.Series(
            {"value": value, "low": ends[0], "high": ends[1], "difference": difference,
             "difference_low": difference - other_margin, "difference_high": difference + other_margin,
             "seeds": len(rows)}
        )  # fmt: skip

    done = table.groupby(list(keys), sort=False)[["value", "difference"]].apply(summary).reset_index()
    return done.astype({"seeds": int})


def draw(shares: pd.DataFrame, to: Path, words: str) -> None:
    """One page for each place of the cuts: pockets and market despotism, as assumed and without rents."""
    for cut, cut_words in reading.CUTS.items():
        bands = [
            PolicyTable(f"{title}, {world}", _chosen(shares, world, address(f"share_{regime.name.lower()}", cut)))
            for regime, title in MAPPED.items()
            for world in ("as assumed", "no rents")
        ]
        page = policy_map(
            bands, question="Who works in pockets of intensive growth, and who under market despotism?",
            population=f"Workers of classified cells; {words}; cuts {cut_words}",
            interval="the 95 % interval over seeds",
            note="No rents: no rent sharing, no profit bonus and no skill threshold of the core, from the first month.",
        )  # fmt: skip
        file = "pockets" if cut == NATION else f"pockets_{cut}"
        save(page, to, file, "Pockets of intensive growth under 27 policies")


def _chosen(shares: pd.DataFrame, world: str, indicator: str) -> pd.DataFrame:
    rows = (shares["world"] == world) & (shares["indicator"] == indicator)
    return shares[rows & (shares["bargaining"] != "default")]


def experiment(words: Sequence[str], to: Path, policies: Sequence[tuple[str, ...]] = tuple(POLICIES)) -> None:
    """Run what is missing, then write tables, pictures and sentences."""
    cases = [(*world, *arguments_of(policy)) for world in WORLDS.values() for policy in [HISTORY, *policies]]
    found = simulate([*cases, *NULLS.values()], words)
    every, nulls = by_policy(found, policies), by_null(found)
    shares, parts = over_seeds(every, GIVEN[:4] + GIVEN[5:]), over_seeds(nulls, ["left_out", "indicator"])
    to.mkdir(parents=True, exist_ok=True)
    assumed = shares["world"] == "as assumed"
    for name, table in {"pockets": shares[assumed], "pockets_null": shares[~assumed], "pockets_nulls": parts}.items():
        write_whole(to / f"{name}.csv", table.to_csv(index=False, float_format="%.4f", lineterminator="\n"))
    told_apart = [word for word in words if not word.startswith(("seeds=", "results=", "threads="))]
    seeds = f"{every['seed'].nunique()} seeds"
    span = ", ".join([f"mean of {found[()]['years'].iloc[0]}", seeds, *told_apart])
    draw(shares, to, span)
    write_whole(to / "pockets.md", reading.page(every, shares, parts, LEVERS, span))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0], allow_abbrev=False)
    parser.add_argument("words", nargs="*", metavar="key=value", help="for every run, as on segsim's command line")
    reference = ROOT / "results" / "reference"
    parser.add_argument("--to", type=Path, default=reference, help="folder for tables and pictures")
    options = parser.parse_args(arguments)
    try:
        experiment(options.words, options.to)
    except InputError as fault:
        print(f"pockets: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("pockets: interrupted; finished runs are kept, the same command goes on from there", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
