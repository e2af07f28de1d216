"""Pay, insurance and hours that pay counts, by hand."""

import numpy as np
import pytest

from segsim.rules.pay import insured_share, paid_hours, within_right_to_manage


def test_no_claim_takes_all_of_what_an_hour_brings():
    assert within_right_to_manage(np.array([10.0, 30.0]), 20.0).tolist() == [10.0, pytest.approx(19.0)]


def test_insurance_is_paid_for_those_who_are_covered():
    assert insured_share(0.01, 0.28, 0.0, 0.0) == pytest.approx(0.29)
    assert insured_share(0.01, 0.28, 0.5, 0.75) == pytest.approx(0.005 + 0.07)
    # Nobody has a pension without injury cover.
    assert insured_share(0.01, 0.28, 0.5, 0.0) == pytest.approx(0.005 + 0.14)
    assert insured_share(0.01, 0.28, 1.0, 1.0) == 0.0


def test_overtime_counts_as_often_as_it_is_paid():
    assert paid_hours(174.0, 40.0, 1.5, 0.0) == pytest.approx(234.0)
    assert paid_hours(174.0, 40.0, 0.0, 0.5) == pytest.approx(261.0)
