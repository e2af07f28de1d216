"""Chances of being chosen, by hand."""

import numpy as np
import pytest

from segsim.rules.choice import logistic, logit_weights


def test_even_odds_are_a_half_and_log_odds_turn_round():
    assert logistic(0.0) == 0.5
    assert logistic(np.log(3.0)) == pytest.approx(0.75)
    assert logistic(2.0) + logistic(-2.0) == pytest.approx(1.0)


def test_what_is_worth_more_by_its_scale_is_chosen_e_times_as_often():
    weight = logit_weights(np.array([[1.0, 1.5, 0.5], [2.0, 2.0, 2.0]]), 0.5)
    assert weight[0] / weight[0].min() == pytest.approx([np.e, np.e**2, 1.0])
    assert weight[1].tolist() == [1.0, 1.0, 1.0]


def test_large_worths_do_not_overflow():
    assert logit_weights(np.array([[1e6, 1e6 - 1.0]]), 1.0)[0] == pytest.approx([1.0, np.exp(-1.0)])
