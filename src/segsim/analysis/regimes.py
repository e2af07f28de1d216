"""How are the jobs of each place in the chains shared out between pockets, market despotism and what lies between?"""

from __future__ import annotations

import pandas as pd

from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import DEPRIVED, REGIMES
from segsim.analysis.recorded import Recorded
from segsim.state.codes import Region, Tier

TIER_WORDS = {
    "auto": ("assembly", "first tier", "second tier", "third tier"),
    "it": ("brands", "contract makers", "component makers", "their suppliers"),
}
CHAIN_WORDS = {"auto": "Auto", "it": "IT"}
REGION_WORDS = {
    "auto_core": "auto core", "auto_periphery": "auto periphery", "it_coast": "IT coast",
    "it_periphery": "IT periphery", "inland": "inland",
}  # fmt: skip
ALL = "all"
KEYS = ["industry", "region", "tier"]
CHAINS, REGIONS = "chains", "regions"


def places() -> pd.DataFrame:
    """Rows of the picture in order: all jobs, each tier of each chain, each group of cities; KEYS, words, kind."""
    rows = [(ALL, ALL, ALL, "all jobs", ALL)]
    for chain, words in TIER_WORDS.items():
        rows += [(chain, ALL, tier.name.lower(), f"{CHAIN_WORDS[chain]}: {words[tier]}", CHAINS) for tier in Tier]
    regions = [region.name.lower() for region in Region if region.name.lower() in REGION_WORDS]
    rows += [(ALL, region, ALL, REGION_WORDS[region], REGIONS) for region in regions]
    return pd.DataFrame(rows, columns=[*KEYS, "words", "kind"]).assign(at=range(len(rows)))


def shares_by_place(run: Recorded) -> pd.DataFrame:
    """Shares of jobs by regime, and H, of every place in every whole year: means over the seeds that know them.

    Columns: those of places(), year, seeds, and one an indicator; NaN where the place is too small in every seed.
    """
    names, cells = [*REGIMES, DEPRIVED], run.cells
    known = cells[cells["indicator"].isin(names) & (cells["hukou"] == ALL)]
    plain = known[["seed", "year", *KEYS, "indicator", "value"]].astype(dict.fromkeys([*KEYS, "indicator"], str))
    every = places().merge(pd.DataFrame({"year": whole_years(run)}), how="cross")
    wide = plain.pivot(index=["seed", "year", *KEYS], columns="indicator", values="value").reindex(columns=names)
    grouped = wide.dropna().groupby(["year", *KEYS])
    found = grouped.mean().assign(seeds=grouped.size()).reset_index()
    table = every.merge(found, how="left", on=["year", *KEYS])
    return table.assign(seeds=table["seeds"].fillna(0).astype(int))
