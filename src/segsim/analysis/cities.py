"""How do cities fare in one run or two, year by year, in numbers of real people?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from segsim.analysis.pairs import by_seed, persons, side_by_side, whole_years
from segsim.analysis.recorded import Recorded
from segsim.analysis.verdict import holm_by
from segsim.indicators.cities import CITY_INDICATORS

KEYS = ("indicator", "year", "city")
TOTALS = ("jobs", "injuries", "output", "budget")  # summed over a world whose workers stand for several people


def city_years(baseline: Recorded, policy: Recorded | None) -> pd.DataFrame:
    """KEYS, region and sides (pairs.SIDES) of every city and whole year; `p_holm`: the cities of a map are a family."""
    years, scale = whole_years(baseline), persons(baseline)
    runs = [run.cities for run in (baseline, policy) if run is not None]
    wide = [by_seed(one[one["year"].isin(years)], KEYS, "value") for one in runs]
    for table in wide:
        table.loc[table.index.get_level_values("indicator").isin(TOTALS)] *= scale
    found = side_by_side(wide[0], wide[1] if policy else None)
    if policy:
        maps = list(zip(found["indicator"], found["year"], strict=True))
        found = found.assign(p_holm=holm_by(found["p"].to_numpy(), maps))
    places = regions(baseline)
    order = {name: at for at, name in enumerate((*CITY_INDICATORS, *places))}
    found = found.assign(region=found["city"].map(places))
    by = [found[key].map(lambda one: order.get(one, one)) for key in KEYS]
    return found.iloc[np.lexsort(by[::-1])].reset_index(drop=True)


def regions(run: Recorded) -> dict[str, str]:
    """Region of each city, in the order in which the world names them."""
    pairs = run.cities[["city", "region"]].drop_duplicates("city")
    return {str(city): str(region) for city, region in pairs.itertuples(index=False)}
