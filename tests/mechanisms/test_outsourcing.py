"""How much work core firms give out, who becomes an agency worker, and what a cap does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, hire, moment, place
from segsim.mechanisms.outsourcing import Params, choose_dispatch, outsource_work, settle_dispatch
from segsim.mechanisms.outsourcing.dispatch import agency_probability, intensity_over_cap, share_under_cap
from segsim.mechanisms.outsourcing.work import target_share
from segsim.state.codes import Industry, Move, Owner, Tier, Violation


def core_and_supplier(core_wage=2.0, supplier_wage=1.0):
    """A first-tier firm and a supplier below it; materials .4 and prices 1 in all markets, insurance not paid."""
    state = hand_state(workers=4, firms=2)
    place(state, [0], Industry.AUTO, Tier.FIRST)
    hire(state, [0, 0, 1, 1])
    firms, markets = state.firms, state.markets
    firms.outsourced[:] = [0.25, 0.0]
    firms.first_cost_gap[:] = np.nan
    firms.productivity[:] = [4.0, 2.0]
    firms.base_wage[:] = [core_wage, supplier_wage]
    firms.violations[:, Violation.INJURY] = firms.violations[:, Violation.PENSION] = 1.0
    markets.parts_per_unit[:], markets.materials_per_unit[:] = 0.5, 0.4
    firms.parts_per_unit[:] = 0.5
    return state


def test_at_first_costs_half_of_the_most_is_given_out():
    assert target_share(0.0, 0.5, 0.3) == pytest.approx(0.25)
    assert target_share(np.array([-9.0, 9.0]), 0.5, 0.1) == pytest.approx([0.0, 0.5])


def test_in_the_burn_in_nothing_moves():
    state = core_and_supplier()
    for wage in (2.0, 3.0):
        state.firms.base_wage[0] = wage
        outsource_work(state, Params(), moment(-3))
    assert state.firms.outsourced == pytest.approx([0.25, 0.0])
    assert state.firms.parts_per_unit == pytest.approx([0.5, 0.5])
    assert state.firms.first_cost_gap[0] == pytest.approx(np.log(3.0))


def test_dearer_hours_of_its_own_send_work_out_and_dearer_suppliers_bring_it_back():
    shares = []
    for wages in ((2.2, 1.0), (2.0, 1.0), (2.0, 1.1)):
        state = core_and_supplier()
        outsource_work(state, Params(), moment(0))
        state.firms.base_wage[:] = wages
        outsource_work(state, Params(), moment(1))
        shares.append(state.firms.outsourced[0])
    assert shares[0] > shares[1] == pytest.approx(0.25)
    assert shares[2] < shares[1]


def test_work_given_out_keeps_its_hours_and_its_materials():
    state = core_and_supplier()
    outsource_work(state, Params(), moment(0))
    params = Params(largest=0.9, adjustment_rate=1.0)  # at unchanged costs .45 is given out
    outsource_work(state, params, moment(1))
    # a unit takes 1 / (4 * .75) = a third of an hour in all; a supplier makes two units an hour
    content = 2.0 / 3.0
    assert state.firms.outsourced[0] == pytest.approx(0.45)
    assert state.firms.parts_per_unit == pytest.approx([0.5 + 0.2 * content, 0.5])
    assert state.firms.inputs_saved == pytest.approx([0.2 * content * (0.4 + 0.5), 0.0])


def agency(**changes):
    state = hand_state(workers=4, firms=2)
    hire(state, [0, 0, 1, 1])
    state.firms.dispatch_share[:] = np.nan
    state.firms.owner[1] = Owner.JOINT_VENTURE
    choose_dispatch(state, replace(Params(), **changes), moment())
    return state


def test_the_posted_wage_is_the_mean_over_regular_and_usual_agency_workers():
    firms = agency().firms
    assert firms.dispatch_share == pytest.approx([0.1, 0.1])
    assert firms.dispatch_pay / firms.regular_pay == pytest.approx([0.85, 0.7])
    assert 0.1 * firms.dispatch_pay + 0.9 * firms.regular_pay == pytest.approx([1.0, 1.0])
    assert 0.9 * firms.regular_pay * firms.regular_bonus == pytest.approx([1.0, 1.0]), "nor is the bonus more in all"


def test_equal_pay_leaves_only_the_wish_for_flexibility():
    firms = agency(joint_venture_pay=1.0, other_pay=1.0, flexibility=0.4).firms
    assert firms.dispatch_share == pytest.approx([0.04, 0.04])
    assert firms.dispatch_pay == pytest.approx(firms.regular_pay)


@pytest.mark.parametrize(
    ("cap", "intensity", "share"), [(1.0, 0.0, 0.3), (0.1, 0.0, 0.1), (0.1, 0.5, 0.2), (0.1, 1.0, 0.3)]
)
def test_a_cap_binds_as_far_as_it_is_obeyed(cap, intensity, share):
    assert share_under_cap(0.3, cap, intensity) == pytest.approx(share)


def test_what_is_seen_and_fined_is_obeyed():
    params = Params(detection_cap=0.5, penalty=4.0, reputation=0.2)
    # seen .5, visits .1, complaints .25 x: of the fine of four months 1 - exp(-.05 - y) (1 - y) = .2 is kept, at
    # y = .08467 = .5 * .25 x
    assert intensity_over_cap(params, 1.0, 0.1, 0.25) == pytest.approx(0.08467 / 0.125, abs=1e-3)
    assert intensity_over_cap(params, 8.0, 0.1, 0.25) == pytest.approx(0.0)
    assert intensity_over_cap(params, 0.1, 0.1, 0.25) == pytest.approx(1.0)


@pytest.mark.parametrize("factor", [0.5, 1.0, 2.0])
def test_organisations_that_may_work_reach_agency_work_too(factor):
    # Seen .4, a fine of 12 months: what is dared beyond the cap falls as workers' complaints are heard. Kept is
    # .8 / 12 = 1 - exp(-.008 - y) (1 - y) at y = .4 * .1 * factor x.
    state = hand_state(workers=4, firms=2)
    state.firms.dispatch_share[:] = np.nan
    state.firms.inspection_belief[:], state.cities.complaint_slope[:] = 0.02, 0.1
    state.cities.complaint_factor[:] = factor
    choose_dispatch(state, replace(Params(), dispatch_cap=0.05, reputation=0.2), moment())
    dared = 0.030263 / (0.04 * factor)
    assert state.firms.dispatch_share == pytest.approx([0.05 + 0.05 * min(1.0, dared)] * 2, abs=1e-6)


def test_a_share_that_is_missing_is_made_good_with_the_new():
    assert agency_probability(0.2, np.array([0.2, 0.1, 0.4]), 4.0) == pytest.approx([0.2, 0.6, 0.0])


def settled(share, dispatch=(False, False, False, False), move=(0, 0, 0, 0), held=0.0, **changes):
    state = hand_state(workers=4, firms=1)
    hire(state, [0, 0, 0, -1])
    state.firms.dispatch_share[:], state.firms.dispatch_employment[:] = share, held
    state.workers.dispatch[:], state.workers.move[:] = dispatch, move
    settle_dispatch(state, replace(Params(), **changes), moment())
    return state.workers.dispatch.tolist()


def test_in_the_first_month_everybody_is_settled_and_only_who_has_a_job():
    assert settled(1.0) == [True, True, True, False]
    assert settled(0.0) == [False] * 4


def test_only_the_newly_hired_are_settled_anew():
    hired = (0, Move.HIRED, 0, 0)
    assert settled(1.0, (True, False, False, False), hired, 1.0, conversion=0.0) == [True, True, False, False]
    assert settled(0.0, (True, True, False, False), hired, 2.0, conversion=0.0) == [True, False, False, False]


def test_conversion_leads_agency_workers_into_regular_jobs():
    many = hand_state(workers=2000, firms=1)
    hire(many, [0] * 2000)
    many.workers.dispatch[:1000] = True
    many.firms.dispatch_share[:], many.firms.dispatch_employment[:] = 0.0, 1000.0
    settle_dispatch(many, Params(conversion=0.1), moment())
    assert many.workers.dispatch.sum() == pytest.approx(1000 * np.exp(-0.1), abs=30)
