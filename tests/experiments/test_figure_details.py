"""Are numbers, names and sources on the dashboard written as people write them?"""

from __future__ import annotations

import numpy as np
import pytest

from segsim.analysis.counterparts import id_range, shenzhen_minimum, short_source
from segsim.analysis.numbers import format_number
from segsim.figures import marks


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(2314.0, "yuan", "2,310"), (12345.0, "yuan", "12,300"), (0.0874, "", "0.087"), (1.234, "", "1.23"),
     (47.3, "%", "47 %"), (7.14, "%", "7.1 %"), (0.0, "%", "0 %"), (float("nan"), "", "none")],
)  # fmt: skip
def test_numbers_are_written_as_people_write_them(value, unit, words):
    assert format_number(value, unit) == words


def test_names_are_moved_apart_in_order_and_kept_on_the_panel():
    heights = marks.spread_apart([10.0, 11.0, 12.0, 90.0], 10.0, 0.0, 100.0)
    assert heights == sorted(heights)
    assert min(np.diff(heights)) >= 10.0 - 1e-3
    assert marks.spread_apart([99.0, 100.0], 10.0, 0.0, 100.0)[-1] <= 100.0 + 1e-6


def test_sources_are_short_and_can_be_looked_up():
    assert id_range(["MG054", "MG053", "MG055", "MG070"]) == "MG053-055, MG070"
    assert short_source("NBS, Migrant Workers Monitoring Survey Report 2011 (recalled)") == "NBS migrant survey"
    assert (shenzhen_minimum(2010, 6), shenzhen_minimum(2010, 7)) == (900.0, 1100.0)
