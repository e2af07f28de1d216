"""What stands in the tables before any mechanism has written: so that each can be left out from the first month.

Rules are obeyed, orders go by size, inspectors come as often as firms expect, and nobody owes anybody anything.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.state import Firms, State
from segsim.world.outside import Outside

_OF_CITIES = {
    "enforcement_effort": 1.0,
    "tax_rebate": 0.1,  # assumed, as are the next two
    "land_discount": 0.1,
    "minimum_wage_ratio": 0.4,
    "complaint_factor": 1.0,
    "response": 1.0,
    "overhead_factor": 1.0,
    "housing_cost": 1.0,
    "gig_pay": 0.0,
    "gig_worth": 0.0,
    "gig_take": 0.2,  # assumed, as the parameter of that meaning
    "land_price": 1.0,
    "power_cut": 0.0,
    "property_price": 1.0,
    **dict.fromkeys(("land_supply", "power_supply", "first_land_discount"), np.nan),  # until land is first priced
    "alarm": 0.0,
    "state_holding": 0.0,
    "plate_quota": 1.0,
    "pollution": 1.0,
    "emission_watch": 1.0,
    "blackout": 0.0,
    "campaign": 1.0,
    "campaign_months": 0,
    "caution": 0.0,
    "award_money": 0.0,
    "award_price": 0.0,
    "padding": 0.0,
    "reported_metric": 1.0,
    **dict.fromkeys(
        ("rent", "mean_earnings", "going_wage", "contagion_auto", "contagion_it", "output_year", "output_last_year",
         "revenue_year", "revenue_last_year", "land_revenue_year", "strikes_year", "score",
         "relocation_subsidy", "promotion",
         "parks", "subsidies_year", "trial_step", "standing", "interest", "advantage_auto",
         "advantage_it", "deposits", "unrest", "refused_share", "school_welcome"),
        0.0,
    ),
}  # fmt: skip
_NOTHING_YET = (
    "debt", "receivables", "wages_owed", "profit_trend", "hours_lost", "concession", "bonus_rate", "wage_floor",
    "active_share", "kept_minimum", "kept_overtime", "kept_insurance", "kept_pollution", "toil", "overtime_run",
    "first_cost_gap", "automation", "know_how", "outage", "abatement_cost", "safety_cost", "belief_variance", "capture",
    "overtime_reach", "bed_worth", "harshness", "dispatch_heads", "inputs_spared",
    "own_innovation", "imitation", "award_pull", "credit_room", "uncovered", "quality", "kit_share",
    "award", "credit_bonus", "research_share", "relabelled", "true_growth",
)  # fmt: skip
NO_BUYERS = -99.0  # log odds at which nobody buys; any number would do that is far below
_OBEYED = ("minimum", "premium", "unpaid", "hours", "injury", "pension", "pollution", "safety")
FIRST_TURNOVER = 0.05  # a month, only to start from; assumed
FIRST_HURDLE = 1.64  # only to start from: the hurdle at the risk assumed in investment
NO_CAP = 10.0  # a margin that nobody reaches: any number would do that is far off
NO_SUBSIDY_CAP = 2.0  # a share that nobody grants; any number would do
FIRST_WITHOUT_CONTRACT = 0.5  # share of workers, only to start from; assumed


def stand_ready(state: State, outside: Outside, enforcement: Any, society: Any) -> None:
    """Fill what the first month reads and only later steps write. Firms' sizes must stand already."""
    cities, firms, nation = state.cities, state.firms, state.nation
    for name, value in _OF_CITIES.items():
        getattr(cities, name)[:] = value
    cities.inspection_rate[:] = enforcement.inspection_rate
    cities.complaint_slope[:] = enforcement.complaint_slope
    cities.repression[:] = cities.strike_force[:] = society.repression
    cities.legitimacy[:], cities.tolerance[:] = society.legitimacy, society.tolerance
    firms.inspection_belief[:] = firms.usual_rate[:] = enforcement.inspection_rate
    nation.inspection_rate[:], nation.complaint_slope[:] = enforcement.inspection_rate, enforcement.complaint_slope
    nation.reform_speed[:] = nation.reform_force[:] = nation.union_force[:] = 1.0
    nation.anti_corruption[:] = nation.reform_delay[:] = 0.0
    for name in _NOTHING_YET:
        getattr(firms, name)[:] = 0.0
    for rule in _OBEYED:
        getattr(firms, f"depth_{rule}")[:] = 0.0
    firms.depth_contract[:] = FIRST_WITHOUT_CONTRACT
    firms.last_size[:], firms.last_productivity[:] = firms.expected_demand, firms.productivity
    firms.next_city[:], firms.notice[:] = -1, 0
    firms.voice[:] = firms.effort[:] = firms.pay_ratio[:] = 1.0
    firms.turnover[:], firms.hurdle[:] = FIRST_TURNOVER, FIRST_HURDLE
    firms.regular_pay[:] = firms.dispatch_pay[:] = firms.regular_bonus[:] = nation.dispatch_cover[:] = 1.0
    state.markets.extra_demand[:], state.markets.bid_factor[:] = 0.0, 1.0
    nation.new_energy_appeal[:], nation.new_energy_share[:] = NO_BUYERS, 0.0
    state.markets.margin_cap[:] = NO_CAP
    state.markets.policy_risk[:] = state.markets.demand_loss[:] = 0.0
    _split_by_size(firms)
    nation.subsidy_cap[:] = NO_SUBSIDY_CAP
    nation.cpi[:] = nation.gdp[:] = nation.exports[:] = 1.0
    nation.inflation[:] = 0.0
    for name in ("platform_share", "gig_workers", "gig_insured", "gig_seasoned", "gig_disappointed"):
        getattr(nation, name)[:] = 0.0
    nation.plate_limit[:], nation.new_energy_subsidy[:] = 1.0, 0.0
    nation.rural_income[:] = outside.at(0).rural_income
    state.sectors.deposits[:] = state.sectors.opening[:] = state.sectors.bad_loans[:] = 0.0


def _split_by_size(firms: Firms) -> None:
    """Orders in proportion to expected demand, among a buyer's suppliers and on the open market."""
    size, linked = firms.expected_demand, np.flatnonzero(firms.buyer >= 0)
    of_market = np.bincount(firms.market, weights=size, minlength=8)
    firms.open_share[:] = size / np.maximum(of_market[firms.market], 1e-9)
    firms.linked_share[:] = 0.0
    of_buyer = np.bincount(firms.buyer[linked], weights=size[linked], minlength=firms.rows)
    firms.linked_share[linked] = size[linked] / np.maximum(of_buyer[firms.buyer[linked]], 1e-9)
