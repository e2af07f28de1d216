"""Which firms replace labour by machines, and who pays for them?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.investment.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, stream_key, uniforms
from segsim.rules.money import payable_share
from segsim.state import Cities, Firms, Nation, Sectors, State
from segsim.state.money import ABROAD, CENTRE, CITIES, FIRMS, transfer

_CITY_SHARE = 0.5  # of its money that a city gives to machines in a month at most; assumed


@step(
    reads=(
        Firms.alive, Firms.city, Firms.employment, Firms.automation, Firms.machines, Firms.hurdle, Firms.wage_bill,
        Firms.insurance_bill, Firms.expected_penalty, Firms.deposits,
        Firms.investment, Cities.deposits, Nation.cpi,
    ),
    writes=(
        Firms.automation, Firms.machines, Firms.machine_wear, Firms.machine_return, Firms.investment, Firms.deposits,
        Cities.deposits, Sectors.investment, Sectors.city_grants, Sectors.central_grants, Sectors.deposits,
    ),
)  # fmt: skip
def automate(state: State, params: Params, moment: Moment) -> None:
    """Firms that review their machines buy those that pay back in time."""
    firms = state.firms
    firms.automation *= 1.0 - params.obsolescence
    firms.machines *= 1.0 - params.obsolescence
    reviews = firms.alive & (firms.employment > 0) & (uniforms(moment.key("automate"), firms.rows) < params.review_rate)
    rows = np.flatnonzero(reviews)
    ease = normals(stream_key(moment.seed, "machines", 0), rows)
    price = machine_price(state.nation.cpi[0], moment.index, params) * np.exp(params.automation_cost_sd * ease)
    has, employment = firms.automation[rows], firms.employment[rows]
    borne = (1.0 - params.automation_subsidy) * (1.0 - params.upgrading_support)
    saved = cost_of_hands(firms, rows) / employment
    gain = np.clip(target_machines(saved, price * borne, firms.hurdle[rows], params) - has, 0.0, params.largest_step)
    cost = price * np.exp(params.automation_cost_slope * has) * employment * -np.expm1(-gain)
    # Wages of the next month come first; the firm pays the whole bill before public money comes.
    spare = np.maximum(0.0, firms.deposits[rows] - firms.wage_bill[rows])
    share = payable_share(spare, cost)
    firms.automation[rows] += share * gain
    bill = np.zeros(firms.rows)
    bill[rows] = share * cost
    firms.investment += bill
    transfer(state, "investment", FIRMS, bill, ABROAD, float(bill.sum()))
    firms.machines += bill - _support(state, bill, params)
    firms.machine_wear[:] = params.obsolescence * firms.machines
    firms.machine_return[:] = np.maximum(0.0, asked_return(firms.hurdle, params)) * firms.machines


def asked_return(hurdle, params: Params):
    """Net return of a month on what machines cost, that owners ask for before they buy: 1/month."""
    return hurdle / params.payback - params.obsolescence


def cost_of_hands(firms: Firms, rows: np.ndarray) -> np.ndarray:
    """Pay, insurance and expected penalties of a month, yuan; shape as rows."""
    return firms.wage_bill[rows] + firms.insurance_bill[rows] + firms.expected_penalty[rows]


def _support(state: State, bill: np.ndarray, params: Params) -> np.ndarray:
    """City and centre give back their parts of the bills, yuan, shape (firms,); a city a part of its money at most."""
    cities, city = state.cities, state.firms.city
    from_city = params.automation_subsidy * bill
    asked = np.bincount(city, weights=from_city, minlength=cities.rows)
    able = payable_share(_CITY_SHARE * cities.deposits, asked)
    from_city = from_city * able[city]
    given = np.bincount(city, weights=from_city, minlength=cities.rows)
    transfer(state, "city_grants", CITIES, given, FIRMS, from_city)
    from_centre = params.upgrading_support * (bill - from_city)
    transfer(state, "central_grants", CENTRE, float(from_centre.sum()), FIRMS, from_centre)
    return from_city + from_centre


def machine_price(cpi: float, index: int, params: Params) -> float:
    """Price of machines that do the work of one, yuan of the month; it does not fall before the start of the run."""
    return params.automation_price * cpi * float(np.exp(-params.automation_price_trend * max(index, 0) / 12.0))


def target_machines(saved, price, hurdle, params: Params):
    """Gain up to which machines pay back in time, ln; none where even the first does not."""
    worth = params.payback / hurdle * saved / price
    return np.maximum(0.0, np.log(np.maximum(worth, 1e-9))) / params.automation_cost_slope
