"""Who is caught, what is owed and how far a firm dares to go, by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import lambertw

from segsim.rules.penalties import chance_caught, complaint_slope, dared_depth, penalty


def test_complaints_are_what_law_society_and_voice_make_of_them():
    assert complaint_slope(0.3, 0.5, np.array([1.0, 2.0])) == pytest.approx([0.15, 0.3])


def test_inspectors_find_some_and_workers_report_the_worst():
    # seen twice as easily: 1 - exp(-2 (.05 + .3 x)) = 1 - exp(-.1), 1 - exp(-.4), 1 - exp(-.7)
    assert chance_caught(2.0, 0.05, 0.3, np.array([0.0, 0.5, 1.0])) == pytest.approx([0.0951626, 0.3296800, 0.5034147])


@given(st.floats(0.0, 1e3), st.floats(0.0, 1.0), st.floats(0.0, 5.0), st.floats(0.0, 1.0))
def test_to_be_caught_is_a_probability_and_small_where_little_is_seen(seen, inspections, slope, intensity):
    chance = chance_caught(seen, inspections, slope, intensity)
    rate = seen * (inspections + slope * intensity)
    assert 0.0 <= chance <= 1.0
    assert rate - rate**2 / 2.0 - 1e-12 <= chance <= rate


def test_back_pay_and_the_fine_on_it_are_owed():
    assert penalty(100.0, 6.0, 0.75) == pytest.approx(1050.0)


def gain(intensity, cost, seen, reputation, belief, slope):
    """What a firm keeps of the saving of full violation at this intensity, months."""
    return intensity * (1.0 - reputation - cost * chance_caught(seen, belief, slope, intensity))


@settings(deadline=None)
@given(st.floats(2.0, 30.0), st.floats(0.01, 50.0), st.floats(-0.9, 0.95), st.floats(0.0, 0.2), st.floats(0.001, 2.0))
def test_no_other_violation_intensity_pays_better(cost, seen, reputation, belief, slope):
    dared = dared_depth(cost, seen, reputation, belief, slope)
    others = np.linspace(0.0, 1.0, 2001)
    terms = (cost, seen, reputation, belief, slope)
    assert gain(dared, *terms) >= gain(others, *terms).max() - 1e-12


def test_the_violation_intensity_is_that_of_lamberts_function():
    seen, belief, slope = np.geomspace(0.1, 20.0, 50)[:, None], 0.0043, 0.3
    kept = np.linspace(0.01, 0.99, 99)
    threshold = (1.0 - kept) * np.exp(seen * belief)
    exact = (1.0 - lambertw(np.e * np.minimum(threshold, 1.0)).real) / (seen * slope)
    dared = dared_depth(10.0, seen, 1.0 - 10.0 * kept, belief, slope)
    assert dared == pytest.approx(np.minimum(exact, 1.0), abs=1e-10)
    assert ((dared > 0.0) & (dared < 1.0)).any()


def test_a_violation_intensity_by_hand():
    # x = .5, seen 1, complaints .4, nobody visits: 1 - exp(-.2) (1 - .2) = .3450 of the cost must be kept
    kept = 1.0 - 0.8 * np.exp(-0.2)
    assert dared_depth(1.0 / kept, 1.0, 0.0, 0.0, 0.4) == pytest.approx(0.5)
    # visits of .05 besides: 1 - exp(-.25) (1 - .2)
    kept = 1.0 - 0.8 * np.exp(-0.25)
    assert dared_depth(1.0 / kept, 1.0, 0.0, 0.05, 0.4) == pytest.approx(0.5)


def test_without_complaints_a_firm_obeys_or_does_not():
    # caught with 1 - exp(-.2) = .181: obeys at a cost of 6, not at one of 5
    assert dared_depth(6.0, 1.0, 0.0, 0.2, 0.0) == 0.0
    assert dared_depth(5.0, 1.0, 0.0, 0.2, 0.0) == 1.0


def test_who_is_surely_seen_obeys_and_who_is_never_seen_does_not():
    assert dared_depth(10.0, 1e6, 0.0, 0.0043, 0.3) == 0.0
    assert dared_depth(10.0, 0.0, 0.0, 0.0043, 0.3) == 1.0
    assert dared_depth(0.9, 1e6, 0.0, 0.0043, 0.3) == 1.0  # it pays even if it is caught
