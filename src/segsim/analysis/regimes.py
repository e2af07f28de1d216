"""Which regime does each cell live under, by most seeds, and how many of the seeds agree?"""

from __future__ import annotations

import pandas as pd

from segsim.analysis.recorded import Recorded

AGREED = 2 / 3  # share of seeds in the commonest class, below which the letter carries a question mark
TIER_WORDS = {
    "auto": ("assembly", "first tier", "second tier", "third tier"),
    "it": ("brands", "contract makers", "component makers", "their suppliers"),
}
KEYS = ["industry", "region", "tier", "year"]


def commonest_regimes(run: Recorded) -> pd.DataFrame:
    """Commonest regime of each cell and year over seeds, and the share of seeds that agree; no missing cells."""
    cells = run.cells
    known = cells[(cells["indicator"] == "regime") & cells["value"].notna() & (cells["hukou"] == "all")]
    counted = known.groupby([*KEYS, "value"], observed=True).size().rename("seeds").reset_index()
    counted = counted.sort_values("seeds", ascending=False, kind="stable").drop_duplicates(KEYS)
    return counted.assign(agreed=counted["seeds"] / len(run.seeds))
