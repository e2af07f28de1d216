"""What passes up and down the chains: money to sellers, and the hours that stand in what they sell?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from segsim.analysis.pairs import by_seed, persons, side_by_side, whole_years
from segsim.analysis.recorded import Recorded
from segsim.indicators.chains import FINAL, NAMES, QUANTITIES

KEYS = ("industry", "buyer", "seller", "year")
EMBODIED = "hours_embodied"
TOTALS = ("money", "units")  # summed over a world whose workers stand for several people


def with_embodied_hours(chains: pd.DataFrame) -> pd.DataFrame:
    """The links with `hours_embodied`: hours for a unit in the selling tier and in the home-made parts beneath it.

    Parts from abroad and materials carry no hours here: nobody of the model worked for them.
    """
    found = chains.assign(**{EMBODIED: np.nan})
    keys = ["seed", "year", "industry"]
    below: pd.Series | None = None
    for tier in reversed(NAMES):
        sold = found[found["seller"] == tier]
        made = sold.groupby(keys, observed=True)["units"].sum()
        hours = sold.groupby(keys, observed=True)["hours_per_unit"].first()
        if below is not None:
            bought = found[(found["buyer"] == tier) & found["seller"].isin(NAMES)].set_index(keys)["units"]
            hours = hours.add((bought / made * below).reindex(hours.index), fill_value=0.0)
        rows = found["seller"] == tier
        found.loc[rows, EMBODIED] = hours.reindex(pd.MultiIndex.from_frame(found.loc[rows, keys])).to_numpy()
        below = hours
    return found


def link_years(baseline: Recorded, policy: Recorded | None) -> pd.DataFrame:
    """KEYS, quantity and its sides (pairs.SIDES) for every link and whole year; money and units of real people."""
    years = whole_years(baseline)
    runs = [with_embodied_hours(run.chains) for run in (baseline, policy) if run is not None]
    parts = []
    for quantity in (*QUANTITIES, EMBODIED):
        scale = persons(baseline) if quantity in TOTALS else 1.0
        wide = [scale * by_seed(one[one["year"].isin(years)], KEYS, quantity) for one in runs]
        parts.append(side_by_side(wide[0], wide[1] if policy else None).assign(quantity=quantity))
    found = pd.concat(parts, ignore_index=True)
    return found[found["baseline"].notna() | found.get("value", found["baseline"]).notna()]


def order_of(buyer: str, seller: str) -> tuple[int, int]:
    """Place of a link from the top of a chain down."""
    buyers, sellers = (FINAL, *NAMES), (*NAMES, "abroad", "materials")
    return buyers.index(buyer), sellers.index(seller)
