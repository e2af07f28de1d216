"""What workers spend, out of income and the money that they hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, received
from segsim.mechanisms.households import Params, consume, outside_spending, spending
from segsim.state.codes import Hukou
from segsim.state.money import people_accounts
from segsim.state.sectors import Account, Party

PLAIN = replace(
    Params(), buffer_urban=6.0, buffer_migrant=10.0, precautionary_months=20.0, precaution=0.1,
    income_adjustment_rate=0.1, adjustment_rate=0.05, least_spent=0.3, melting_rate=0.02,
)  # fmt: skip
HELD = replace(PLAIN, adjustment_rate=0.0, melting_rate=0.0, least_spent=0.0)  # what is earned is spent, and no more


def spent_by(hukou=Hukou.RURAL, *, covered=True, income=1000.0, usual=1000.0, money=8000.0, params=PLAIN):
    state = hand_state(workers=1)
    workers = state.workers
    workers.hukou[:], workers.pension_cover[:], workers.earnings[:], workers.deposits[:] = hukou, covered, income, money
    workers.usual_income[:] = usual
    consume(state, params, moment())
    assert workers.deposits[0] == pytest.approx(money - state.nation.consumption[0])
    return state.nation.consumption[0]


@pytest.mark.parametrize(
    ("hukou", "covered", "spent"),
    [
        (Hukou.URBAN, True, 1000.0 + 0.05 * 2000.0),  # 2 months more than it wants
        (Hukou.RURAL, True, 1000.0 - 0.05 * 2000.0),  # 2 months less
        (Hukou.URBAN, False, 1000.0),  # 6 + 20 * .1 months are what it has
        (Hukou.RURAL, False, 1000.0 - 0.05 * 4000.0),
    ],
)
def test_who_has_less_than_the_buffer_saves(hukou, covered, spent):
    assert spent_by(hukou, covered=covered) == pytest.approx(spent)


@pytest.mark.parametrize(
    ("income", "money", "spent"),
    [
        (1000.0, 6000.0, 1000.0),  # at its buffer: all of its income
        (1000.0, 0.0, 0.0),  # nobody spends what they do not have
        (1000.0, 200.0, 200.0),
        (0.0, 5000.0, 300.0),  # without income three tenths of what it is used to
        (0.0, 5e4, 0.02 * 5e4),  # a fortune melts slowly
        (1000.0, 5e4, 2000.0),
    ],
)
def test_spending_by_hand(income, money, spent):
    assert spending(income, money, 1000.0, 6.0, 0.05, 0.3, 0.02) == pytest.approx(spent)


def test_a_household_gets_used_to_its_income():
    state = hand_state(workers=2)
    state.workers.earnings[:], state.workers.usual_income[:] = 1000.0, [0.0, 500.0]
    consume(state, PLAIN, moment())
    assert state.workers.usual_income == pytest.approx([1000.0, 550.0])  # from the first month on, and by a tenth


@pytest.mark.parametrize(("buffer", "growth"), [(12.0, 0.004), (30.0, 0.008)])
def test_where_pay_grows_a_buffer_takes_its_growth_out_of_spending_for_good(buffer, growth):
    params = replace(PLAIN, buffer_urban=buffer, income_adjustment_rate=1.0)
    state = hand_state(workers=1)
    workers = state.workers
    workers.hukou[:], workers.pension_cover[:], workers.deposits[:] = Hukou.URBAN, True, buffer * 1000.0
    for month in range(400):
        workers.earnings[:] = 1000.0 * (1.0 + growth) ** month
        workers.deposits += workers.earnings
        consume(state, params, moment(month))
    # Money h y before spending grows with income: h (1 + g) y = h y - C + (1 + g) y and C = y - r (t y - h y) give
    # h = (r t + g) / (r + g), so that the share r (t - h) of income is saved for good.
    rate = params.adjustment_rate
    saved = rate * growth * (buffer - 1.0) / (rate + growth)
    assert state.nation.consumption[0] / workers.earnings[0] == pytest.approx(1.0 - saved, rel=1e-3)


def test_the_sum_is_what_the_world_outside_gets():
    state = hand_state(workers=1001)
    state.workers.earnings[:] = np.arange(1001.0)
    state.workers.deposits[:] = 1e6
    consume(state, HELD, moment())
    total = np.arange(1001.0).sum()
    assert state.nation.consumption[0] == pytest.approx(total)
    assert received(state, "consumption") == pytest.approx({"workers": -total, "abroad": total})


def test_spending_stands_in_the_account_of_whoever_spends():
    state = hand_state(workers=4, firms=1)
    workers = state.workers
    workers.employer[:], workers.city[:] = [0, -1, -1, -1], [0, 0, 0, state.cities.rows - 1]
    workers.gig_hours[:] = [0.0, 100.0, 0.0, 0.0]
    workers.earnings[:], workers.deposits[:] = [1.0, 20.0, 300.0, 4000.0], 1e6
    consume(state, HELD, moment())
    account = people_accounts(workers, state.firms, state.cities.rows - 1, np.arange(4))
    assert account.tolist() == [Account.WORKERS_SUPPLIER, Account.RIDERS, Account.UNEMPLOYED, Account.COUNTRYSIDE]
    spent = -state.sectors.consumption[Party.PEOPLE.rows]
    assert spent[account] == pytest.approx([1.0, 20.0, 300.0, 4000.0])


def test_the_references_are_taken_until_reporting_begins():
    state = hand_state(workers=1)
    state.nation.first_consumption[:] = state.nation.first_outside_spending[:] = np.nan
    for index, income, precaution in ((-5, 1000.0, 0.0), (0, 500.0, 0.1), (1, 100.0, 0.3)):
        state.workers.earnings[:] = income
        state.workers.deposits[:] = 1000.0
        consume(state, replace(HELD, precaution=precaution, uncovered_weight=0.5, uncovered_outside=0.8), moment(index))
    assert state.nation.first_consumption[0] == pytest.approx(500.0)
    assert state.nation.consumption[0] == pytest.approx(100.0)
    assert state.nation.outside_spending[0] == pytest.approx((1.0 - 0.5 * 0.3 * 0.8) / (1.0 - 0.5 * 0.1 * 0.8))


def test_a_thin_safety_net_lowers_spending_outside():
    assert outside_spending(replace(PLAIN, precaution=0.2, uncovered_weight=0.3, uncovered_outside=0.8)) == (
        pytest.approx(1.0 - 0.3 * 0.2 * 0.8)
    )
    assert outside_spending(replace(PLAIN, precaution=0.0)) == 1.0
