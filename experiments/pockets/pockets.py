"""Under which of 27 policies do more people work in pockets of intensive growth, and how much of that is assumed?

    python experiments/pockets/pockets.py

runs what is not stored yet (README.md: how many runs, how long) and writes tables, a picture and sentences to
results/reference/. Started again after an interruption, it goes on. Arguments such as `world=toy` change every run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import picture
import reading
import robust

from segsim.analysis.paired import mean_and_margin
from segsim.figures.style import save
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.runs.config.compose import Configuration, conf_folders, configuration
from segsim.runs.config.conf import groups
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute.runner import run
from segsim.runs.questions.summary import yearly_of

ROOT = Path(__file__).resolve().parents[2]
YEARS = range(2013, 2017)  # four years from two years after policies start
USUAL = {"seeds": "4", "time.end": "2016-12", "results": f"'{ROOT / 'results'}'"}  # README.md: why four seeds
LEVERS = {  # from what protects least to what protects most
    "enforcement": ("lax", "default", "strict"),
    "minimum_wage": ("freeze", "default", "catch_up"),
    "bargaining": ("none", "enterprise", "chain"),
}
HISTORY = ("default", "default", "default")  # official unions: not among the 27
POLICIES = list(product(*LEVERS.values()))
ENDS = [tuple(values[at] for values in LEVERS.values()) for at in (0, -1)]  # least and most protection
ASSUMED = "as assumed"
PRICE_SHARE = groups()["orders"]["supplier_share"].value
WORLDS = {ASSUMED: (), "no rents": ("scenario=no_rents",), "all equal": ("scenario=control_all_equal",)}
START = "policy.from=start"  # nulls hold from the first month of the burn-in
NULLS = {
    ASSUMED: (),
    "no rent sharing": (START, "wages.rent_sharing=0.0"),
    "no profit bonus": (START, "wages.bonus_share=0.0"),
    "no skill threshold of the core": (START, "matching.skill_threshold=0.0"),
    "no rents": WORLDS["no rents"],
    "migrants admitted like all": (START, "matching.admission_probability=1.0"),
    "equal price power": (
        START, f"orders.core_share={PRICE_SHARE}", f"orders.contract_share={PRICE_SHARE}",
    ),
    "all equal": WORLDS["all equal"],
}  # fmt: skip
KEYS = ["world", *LEVERS, "indicator"]


@dataclass(frozen=True)
class Found:
    """What is known of one configuration: its run folder, and means over the years by indicator and seed."""

    folder: Path
    means: pd.DataFrame


def arguments_of(policy: Sequence[str]) -> tuple[str, ...]:
    """A policy as arguments of the command line."""
    return tuple(f"{lever}={value}" for lever, value in zip(LEVERS, policy, strict=True) if value != "default")


def plan(policies: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Policies run in each world, history first: all as assumed, least and most protection in the null worlds."""
    ends = [policy for policy in policies if policy in ENDS]
    return {world: [HISTORY, *(policies if world == ASSUMED else ends)] for world in WORLDS}


def simulate(cases: Iterable[tuple[str, ...]], words: Sequence[str]) -> dict[tuple[str, ...], Found]:
    """Run, or find in the store, every case with all its seeds."""
    given = {word.partition("=")[0] for word in words}
    common = [*words, *(f"{key}={value}" for key, value in USUAL.items() if key not in given)]
    chosen: dict[tuple[str, ...], Configuration] = {
        case: configuration(compose_one([*case, *common], conf_folders(None))) for case in dict.fromkeys(cases)
    }
    print(f"{len(chosen)} configurations, {sum(len(one.seeds) for one in chosen.values())} runs in all", flush=True)
    results = run(list(chosen.values()))
    failed = [result.stored.folder for result in results if result.failures]
    if failed:
        raise InputError(f"seeds failed in {len(failed)} configurations; see {failed[0] / 'manifest.json'}")
    return {
        case: Found(result.stored.folder, means(result.stored.folder, one.seeds))
        for (case, one), result in zip(chosen.items(), results, strict=True)
    }


def means(folder: Path, seeds: Sequence[int]) -> pd.DataFrame:
    """Mean of each indicator over YEARS (the last year where the run has none of them): indicator, seed, value."""
    table = yearly_of(folder, seeds, reading.MEASURED)
    first, last = span_of(int(table.columns[0]), int(table.columns[-1]))
    every = pd.MultiIndex.from_product([reading.MEASURED, seeds], names=["indicator", "seed"])
    found = table[[year for year in table.columns if first <= year <= last]].mean(axis=1)
    return found.reindex(every).rename("value").reset_index().assign(first=first, last=last)


def span_of(first: int, last: int) -> tuple[int, int]:
    """First and last year of the window within a run; its last year where the run has none of them."""
    years = [year for year in YEARS if first <= year <= last]
    return (years[0], years[-1]) if years else (last, last)


def by_policy(found: Mapping[tuple[str, ...], Found], planned: Mapping[str, Sequence[tuple[str, ...]]]) -> pd.DataFrame:
    """One row a world, policy, indicator and seed: value, and difference from history with the same seed."""
    frames = [
        found[*WORLDS[world], *arguments_of(policy)].means.assign(world=world, **dict(zip(LEVERS, policy, strict=True)))
        for world, policies in planned.items()
        for policy in policies
    ]
    table = pd.concat(frames, ignore_index=True)
    return _less(table, table[(table[list(LEVERS)] == list(HISTORY)).all(axis=1)], ["world", "seed", "indicator"])


def by_null(found: Mapping[tuple[str, ...], Found]) -> pd.DataFrame:
    """One row an assumption left out, indicator and seed: value, and difference from history as assumed."""
    table = pd.concat([found[case].means.assign(left_out=name) for name, case in NULLS.items()], ignore_index=True)
    return _less(table, table[table["left_out"] == ASSUMED], ["seed", "indicator"])


def _less(table: pd.DataFrame, base: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The table with the difference of each value from the one of `base` that agrees in the keys."""
    values = base.set_index(keys)["value"].reindex(pd.MultiIndex.from_frame(table[keys])).to_numpy()
    return table.assign(difference=table["value"] - values)


def over_seeds(table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Means over seeds with 95 % intervals (Student's t; a share ends at 0 and 1), of value and paired difference."""

    def summary(rows: pd.DataFrame) -> pd.Series:
        value, margin = mean_and_margin(rows["value"].tolist())
        difference, other_margin = mean_and_margin(rows["difference"].tolist())
        ends = np.array([value - margin, value + margin])
        if rows.name[-1] in reading.SHARES:
            ends = ends.clip(0.0, 1.0)
        return pd.Series(
            {"value": value, "low": ends[0], "high": ends[1], "difference": difference,
             "difference_low": difference - other_margin, "difference_high": difference + other_margin,
             "difference_sd": rows["difference"].std(), "seeds": len(rows)}
        )  # fmt: skip

    done = table.groupby(list(keys), sort=False)[["value", "difference"]].apply(summary).reset_index()
    return done.astype({"seeds": int})


def experiment(words: Sequence[str], to: Path, policies: Sequence[tuple[str, ...]] = tuple(POLICIES)) -> None:
    """Run what is missing, then write tables, the picture and sentences."""
    planned = plan(policies)
    cases = [(*WORLDS[world], *arguments_of(policy)) for world, some in planned.items() for policy in some]
    found = simulate([*cases, *NULLS.values()], words)
    every, nulls = by_policy(found, planned), by_null(found)
    shares, parts = over_seeds(every, KEYS), over_seeds(nulls, ["left_out", "indicator"])
    years = tuple(int(found[()].means[end].iloc[0]) for end in ("first", "last"))
    folders = {policy: found[arguments_of(policy)].folder for policy in planned[ASSUMED]}
    moved = robust.effects(folders.pop(HISTORY), folders, (years[0], years[1]))
    to.mkdir(parents=True, exist_ok=True)
    assumed = shares["world"] == ASSUMED
    tables = {
        "pockets": shares[assumed], "pockets_null": shares[~assumed], "pockets_nulls": parts, "pockets_robust": moved,
    }  # fmt: skip
    for name, table in tables.items():
        write_whole(to / f"{name}.csv", table.to_csv(index=False, float_format="%.5f", lineterminator="\n"))
    told_apart = [word for word in words if not word.startswith(("seeds=", "results=", "threads="))]
    window = f"{years[0]}-{years[1]}" if years[1] > years[0] else str(years[0])
    span = ", ".join([f"mean of {window}", f"{every['seed'].nunique()} seeds", *told_apart])
    save(picture.policy_plane(shares[assumed], span), to, "pockets", "Pockets of intensive growth under 27 policies")
    write_whole(to / "pockets.md", reading.page(every, shares, parts, moved, LEVERS, span))


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
