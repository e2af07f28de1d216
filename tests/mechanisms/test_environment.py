"""What firms emit, what abatement costs, how pollution gathers, who monitors, who protests, who gets a plate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state, moment, place
from segsim.mechanisms.compliance import Params as Compliance
from segsim.mechanisms.compliance import choose_violations, penalise_violations
from segsim.mechanisms.environment import (
    Params,
    abate,
    emit,
    limit_cars,
    monitor_emissions,
    protest_over_pollution,
)
from segsim.mechanisms.environment.monitoring import monitoring_intensity, protest_probability, smog_shutdown
from segsim.state.codes import Claim, Industry, Owner, Plates, Tier, Violation

PLAIN = replace(
    Params(),
    lead_emissions=0.5,
    lower_tier_emissions=1.5,
    productivity_elasticity=0.5,
    abatable_share=0.8,
    abatement_price=0.02,
)


def polluting(**sizes):
    """A state in which no pollution has been seen yet."""
    state = hand_state(**sizes)
    for table, name in (
        ("markets", "first_abated_share"),
        ("markets", "first_productivity"),
        ("nation", "first_emissions"),
    ):
        getattr(getattr(state, table), name)[:] = np.nan
    return state


def test_emissions_are_intensity_times_output_times_what_is_not_abated():
    state = polluting(firms=3)
    place(state, [0], Industry.AUTO, Tier.FIRST)
    state.firms.output[:] = 100.0
    state.firms.violations[:, Violation.POLLUTION] = [1.0, 1.0, 0.25]
    emit(state, PLAIN, moment())
    assert state.firms.emissions == pytest.approx([50.0, 150.0, 150.0 * (1 - 0.8 * 0.75)])
    assert state.firms.withheld[:, Claim.POLLUTION] == pytest.approx([50 * 0.02, 150 * 0.02, 150 * 0.25 * 0.02])


def test_fourfold_productivity_halves_emissions_and_failed_firms_let_out_nothing():
    state = polluting(firms=2)
    state.firms.output[:], state.firms.violations[:, Violation.POLLUTION] = 100.0, 1.0
    emit(state, PLAIN, moment())
    state.firms.productivity[:] = 4.0
    state.firms.alive[1] = False
    emit(state, PLAIN, moment())
    assert state.firms.emissions == pytest.approx([75.0, 0.0])


def test_pollution_starts_where_it_settles_and_drifts_in_part():
    state = polluting(firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.firms.output[:], state.firms.violations[:, Violation.POLLUTION] = [300.0, 100.0], 1.0
    params = replace(PLAIN, drift=0.5, pollution_adjustment_rate=0.2)
    emit(state, params, moment())
    assert state.cities.pollution == pytest.approx([1.25, 0.75, 0.5])  # own 1.5 and .5, half of it and half the mean
    emit(state, params, moment())
    assert state.cities.pollution == pytest.approx([1.25, 0.75, 0.5])
    state.firms.output[:] = 0.0
    emit(state, params, moment())
    assert state.cities.pollution == pytest.approx([1.0, 0.6, 0.4])


def test_abatement_is_neutral_in_the_first_month_and_costs_by_intensity_later():
    state = polluting(firms=2)
    state.firms.violations[:, Violation.POLLUTION] = [0.4, 0.8]
    abate(state, PLAIN, moment())
    assert state.firms.abatement_cost == pytest.approx([1.5 * 0.02 * 0.2, -1.5 * 0.02 * 0.2])
    state.firms.violations[:, Violation.POLLUTION] = 0.0
    state.nation.cpi[:] = 2.0
    abate(state, PLAIN, moment())
    assert state.firms.abatement_cost == pytest.approx(2.0 * 1.5 * 0.02 * 0.6)


def test_a_city_of_state_linked_car_makers_looks_away():
    state = polluting(firms=4, cities=2)
    firms = state.firms
    firms.city[:] = [0, 0, 1, 1]
    firms.owner[:] = [Owner.JOINT_VENTURE, Owner.PRIVATE, Owner.STATE, Owner.STATE]
    place(state, [3], Industry.IT, Tier.LEAD)
    firms.expected_demand[:] = [300.0, 100.0, 100.0, 100.0]
    state.cities.pollution[:] = 1.0
    monitor_emissions(state, replace(Params(), state_holding_leniency=0.4, monitoring_adjustment_rate=1.0), moment())
    assert state.cities.state_holding == pytest.approx([0.75, 0.5, 0.0])
    assert state.cities.emission_monitoring == pytest.approx([1 - 0.4 * 0.75, 1 - 0.4 * 0.5, 1.0])


def test_complaints_raise_monitoring_and_enforcement_scales_it():
    params = replace(Params(), complaint_response=0.5, emission_enforcement=2.0, state_holding_leniency=0.5)
    assert monitoring_intensity(params, np.array([0.5, 1.0, 3.0]), 0.0) == pytest.approx([2.0, 2.0, 4.0])
    assert monitoring_intensity(params, 1.0, 1.0) == pytest.approx(1.0)


@pytest.mark.parametrize(("emission_intensity", "share"), [(1.0, 0.0), (1.5, 0.0), (2.5, 0.1), (9.0, 0.3)])
def test_plants_stand_still_above_the_threshold_and_never_more_than_the_largest_share(emission_intensity, share):
    assert smog_shutdown(replace(Params(), shutdown_days=3.0, smog_threshold=1.5), emission_intensity) == pytest.approx(
        share
    )


def test_nobody_protests_over_what_is_tolerated_and_fear_keeps_some_at_home():
    params = replace(Params(), protest_rate=0.1, tolerated_pollution=1.0)
    assert protest_probability(params, 1.0, 1.0) == 0.0
    assert protest_probability(params, 3.0, 1.0) == pytest.approx(1 - np.exp(-0.4))
    assert protest_probability(params, 3.0, 2.0) == pytest.approx(1 - np.exp(-0.4 / np.e))


def test_a_protest_raises_monitoring_and_salience_but_not_in_the_countryside():
    state = polluting(cities=3)
    state.cities.pollution[:] = 50.0
    state.cities.repression[:] = 0.0
    protest_over_pollution(state, replace(Params(), protest_monitoring=0.3, protest_salience=0.2), moment())
    assert list(state.cities.pollution_protest) == [1.0, 1.0, 1.0, 0.0]
    assert state.cities.emission_monitoring == pytest.approx([1.3, 1.3, 1.3, 1.0])
    assert state.cities.salience == pytest.approx([0.2, 0.2, 0.2, 0.0])


def test_plates_are_rationed_where_a_city_does():
    state = polluting(cities=2)
    state.cities.plate_scheme[:] = [Plates.BEIJING, Plates.ELSEWHERE, Plates.ELSEWHERE]
    params = replace(Params(), quota_shanghai=1.0, quota_beijing=0.2, buyers_beijing=0.05, new_energy_subsidy=0.3)
    limit_cars(state, params, moment())
    assert state.cities.plate_quota == pytest.approx([0.2, 1.0, 1.0])
    assert state.nation.plate_quota[0] == pytest.approx([1.0, 1.0, 0.2, 1.0, 1.0])
    assert state.nation.plate_buyers[0, Plates.BEIJING] == 0.05
    assert state.nation.new_energy_subsidy[0] == 0.3


def test_a_limit_elsewhere_reaches_other_large_cities_and_no_small_towns():
    state = polluting()
    limit_cars(state, replace(Params(), quota_elsewhere=0.5, quota_shanghai=1.0, buyers_elsewhere=0.15), moment())
    assert state.nation.plate_quota[0] == pytest.approx([0.5, 1.0, 1.0, 1.0, 1.0])
    assert state.nation.plate_buyers[0, Plates.ELSEWHERE] == 0.15
    assert state.nation.plate_buyers.sum() == pytest.approx(0.26)  # the rest are in small towns


def test_firms_abate_more_where_they_are_monitored():
    state = polluting(firms=2, cities=2)
    state.firms.city[:] = [0, 1]
    state.cities.complaint_slope[:], state.cities.emission_monitoring[:] = 0.3, [1.0, 2.0, 1.0]
    params = replace(Compliance(), detection_pollution=0.25, award_share=0.0, cost_of_exposure=6.0)
    choose_violations(state, params, moment())
    # of a cost of six months 1 / 6 is kept: d s x = y with 1 - exp(-y) (1 - y) = 1 / 6, y = .08905; over .075 it is
    # more than one, monitored twice as hard .08905 / .15
    assert state.firms.violations[:, Violation.POLLUTION] == pytest.approx([1.0, 0.5937], abs=5e-5)


def test_polluters_who_are_caught_pay_the_city_and_nobody_else():
    state = polluting(firms=1)
    state.firms.violations[:, Violation.POLLUTION], state.firms.withheld[:, Claim.POLLUTION] = 1.0, 10.0
    state.firms.inspected[:] = True
    state.firms.deposits[:] = 1000.0
    params = replace(Compliance(), detection_pollution=1e3, award_share=1.0, claim_months=6.0, pollution_fine=0.5)
    penalise_violations(state, params, moment())
    assert state.firms.fines[0] == pytest.approx(90.0)
    assert state.cities.deposits[0] == pytest.approx(90.0)
    assert state.workers.deposits.sum() == 0.0
