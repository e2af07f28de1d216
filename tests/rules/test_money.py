"""What can be paid, and what is sold in a month, by hand."""

import numpy as np

from segsim.rules.money import expected_sales, payable_share


def test_nobody_pays_more_than_there_is():
    money, due = np.array([50.0, 200.0, -10.0, 0.0]), np.array([100.0, 100.0, 100.0, 0.0])
    assert payable_share(money, due).tolist() == [0.5, 1.0, 0.0, 0.0]


def test_empty_rows_sell_nothing():
    sales = expected_sales(np.array([True, True, False]), np.array([2.0, np.nan, 3.0]), np.array([5.0, 5.0, 5.0]))
    assert sales.tolist() == [10.0, 0.0, 0.0]
