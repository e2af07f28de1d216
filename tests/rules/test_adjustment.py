"""Stocks that follow what they tend to, by hand."""

import numpy as np
import pytest

from segsim.rules.adjustment import adjust, adjust_or_start


def test_a_share_of_the_gap_is_closed():
    assert adjust(10.0, 20.0, 0.1) == pytest.approx(11.0)
    assert adjust(np.array([10.0, 20.0]), 20.0, 1.0).tolist() == [20.0, 20.0]
    assert adjust(10.0, 20.0, 0.0) == 10.0


def test_what_does_not_stand_yet_starts_at_the_target():
    assert adjust_or_start(np.array([np.nan, 10.0]), np.array([5.0, 20.0]), 0.5).tolist() == [5.0, 15.0]
