"""Pay, insurance and hours that pay counts, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segsim.plumbing.kernels import kernel
from segsim.rules.pay import (
    insured_share,
    paid_hours,
    pay_granted,
    within_right_to_manage,
)


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


@pytest.mark.parametrize(
    ("hourly", "intensity", "paid"),
    [(8.0, 0.0, 8.0), (4.0, 0.0, 6.0), (4.0, 0.25, 5.5), (4.0, 1.0, 4.0), (8.0, 1.0, 8.0)],
)
def test_pay_under_the_minimum_is_lifted_as_far_as_the_firm_obeys(hourly, intensity, paid):
    assert pay_granted(hourly, 6.0, intensity, 0.0, 0.0) == pytest.approx(paid)
    assert pay_granted(np.array([hourly]), 6.0, intensity, 0.0, 0.0) == pytest.approx([paid])


def test_who_obeys_pays_the_minimum_to_the_last_bit_and_nobody_is_lowered():
    hourly, minimum = np.linspace(0.1, 9.9, 500)[:, None], np.linspace(3.3, 7.7, 50)[None, :]
    assert (pay_granted(hourly, minimum, 0.0, 0.0, 0.0) == np.maximum(hourly, minimum)).all()
    for intensity in (0.3, 1.0):
        assert (pay_granted(hourly, minimum, intensity, 0.0, 0.0) >= hourly).all()


@pytest.mark.parametrize(
    ("hourly", "extra", "counted_in", "kept"),
    [
        (8.0, 0.5, 0.9, 8.0),  # nothing is missing
        (3.0, 0.5, 1.0, 4.0),  # 6 / 1.5: with half as many paid hours again the month brings the minimum
        (3.0, 0.5, 0.9, 3.9),  # a tenth of what is missing is not made up
        (5.0, 0.5, 0.9, 5.0),  # the month brings more than the minimum already
        (3.0, 0.0, 1.0, 6.0),  # nothing to count in: unpaid overtime, or none
    ],
)
def test_a_month_with_overtime_brings_the_minimum_wage(hourly, extra, counted_in, kept):
    assert pay_granted(hourly, 6.0, 1.0, extra, counted_in) == pytest.approx(kept)
    assert pay_granted(np.array([hourly]), 6.0, 1.0, extra, counted_in) == pytest.approx([kept])


@given(st.floats(0.1, 20.0), st.floats(0.1, 20.0), st.floats(0.0, 1.5), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_pay_with_overtime_counted_in_lies_between_own_rate_and_the_minimum(hourly, minimum, extra, counted_in, x):
    kept = pay_granted(hourly, minimum, 1.0, extra, counted_in)
    paid = pay_granted(hourly, minimum, x, extra, counted_in)
    assert paid == pytest.approx(pay_granted(kept, minimum, x, 0.0, 0.0))
    assert hourly <= paid <= max(hourly, minimum) * (1.0 + 1e-12)
    assert paid >= pay_granted(hourly, minimum, x, 0.0, 0.0) - 1e-12
    if hourly >= minimum:
        assert paid == hourly  # to the last bit
    if counted_in == 1.0:
        assert paid * (1.0 + extra) >= minimum * (1.0 - 1e-12)


@kernel
def _paid(hourly, minimum, intensity, paid):
    for i in range(hourly.size):
        paid[i] = pay_granted(hourly[i], minimum, intensity, 0.4, 0.9)


def test_a_kernel_pays_what_the_rule_says_for_columns():
    hourly, paid = np.linspace(0.1, 9.9, 500), np.empty(500)
    _paid(hourly, 5.3, 0.37, paid)
    assert (paid == pay_granted(hourly, 5.3, 0.37, 0.4, 0.9)).all()
