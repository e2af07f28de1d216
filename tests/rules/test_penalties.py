"""Who is caught, what is owed and how far a firm dares to go, by hand."""

import numpy as np
import pytest

from segsim.rules.penalties import chance_caught, complaint_slope, dared_depth, penalty


def test_complaints_are_what_law_society_and_voice_make_of_them():
    assert complaint_slope(0.3, 0.5, np.array([1.0, 2.0])) == pytest.approx([0.15, 0.3])


def test_inspectors_find_some_and_workers_report_the_worst():
    assert chance_caught(2.0, 0.05, 0.3, np.array([0.0, 0.5, 1.0])) == pytest.approx([0.1, 0.4, 0.7])


def test_back_pay_and_the_fine_on_it_are_owed():
    assert penalty(100.0, 6.0, 0.75) == pytest.approx(1050.0)


@pytest.mark.parametrize(("cost", "reputation"), [(4.0, 0.0), (4.0, 0.4), (2.5, -0.5)])
def test_no_other_violation_intensity_pays_better(cost, reputation):
    belief, slope = 0.05, 0.3
    dared = dared_depth(cost, reputation, belief, slope)
    assert 0.0 < dared < 1.0
    others = np.linspace(0.0, 1.0, 2001)

    def gain(intensity):
        return intensity * (1.0 - reputation) - cost * chance_caught(1.0, belief, slope, intensity) * intensity

    assert gain(dared) >= gain(others).max()


def test_without_complaints_a_firm_obeys_or_does_not():
    assert dared_depth(10.0, 0.0, 0.2, 0.0) == 0.0
    assert dared_depth(10.0, 0.0, 0.05, 0.0) == 1.0
