"""What a supplier that does not deliver costs its buyer, by hand."""

import pytest

from segsim.rules.supply import halt_days


@pytest.mark.parametrize(
    ("out", "buffer", "specific", "days"),
    [(10.0, 2.0, 1.0, 8.0), (10.0, 2.0, 0.25, 2.0), (2.0, 2.0, 1.0, 0.0), (1.0, 5.0, 1.0, 0.0)],
)
def test_a_line_stands_still_when_its_stock_is_used_up(out, buffer, specific, days):
    assert halt_days(out, buffer, specific) == days
