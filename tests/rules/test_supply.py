"""What a supplier that does not deliver costs its buyer, by hand."""

import numpy as np
import pytest

from segsim.rules.supply import halt_days, import_price, specificity


def test_a_critical_part_stops_the_line_and_another_its_share_of_it():
    assert specificity(np.array([True, False, False]), np.array([0.1, 0.3, 0.0])).tolist() == [1.0, 0.3, 0.0]


@pytest.mark.parametrize(
    ("out", "buffer", "specific", "days"),
    [(10.0, 2.0, 1.0, 8.0), (10.0, 2.0, 0.25, 2.0), (2.0, 2.0, 1.0, 0.0), (1.0, 5.0, 1.0, 0.0)],
)
def test_a_line_stands_still_when_its_stock_is_used_up(out, buffer, specific, days):
    assert halt_days(out, buffer, specific) == days


def test_imports_follow_outside_prices():
    assert import_price(np.array([1.0, 2.0]), 1.5, 0.2) == pytest.approx([1.8, 3.6])
