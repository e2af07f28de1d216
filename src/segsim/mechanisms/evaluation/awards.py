"""What do firms report, who is awarded, and how much is paid?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.evaluation.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.adjustment import adjust
from segsim.rules.means import mean_of_own
from segsim.rules.money import expected_sales
from segsim.state import Cities, Firms, Nation, Sectors, State
from segsim.state.money import CITIES, FIRMS, transfer

_AUDITED, _DRAWN = 0, 1
_LARGEST_PRICE = 0.8  # of a reported yuan: nearer to one, managers would do nothing but research; assumed
_MEMORY = 0.15  # weight of a month in the smoothed research share; assumed
_LARGEST_SHIFT = 3.0  # times the mean award: a line is not shifted by more; assumed


@step(
    reads=(
        Firms.alive, Firms.city, Firms.connection, Firms.employment, Firms.price, Firms.expected_demand,
        Firms.productivity,
        Firms.deposits, Firms.outlays, Firms.last_size, Firms.last_productivity, Firms.research_share,
        Firms.relabelled, Firms.induced_research, Cities.minimum_wage, Cities.revenue_year, Cities.award_price,
        Cities.deposits, Nation.anti_corruption,
    ),
    writes=(
        Firms.award, Firms.credit_bonus, Firms.induced_research, Firms.relabelled,
        Firms.true_growth, Firms.last_size, Firms.last_productivity, Firms.outlays, Firms.deposits,
        Cities.award_money, Cities.award_price, Cities.deposits, Cities.revenue_year, Sectors.fines,
    ),
)  # fmt: skip
def judge_reports(state: State, params: Params, moment: Moment) -> None:
    """In January cities judge what firms reported, and firms see what reports bring."""
    if moment.month != 1:
        return
    firms, cities = state.firms, state.cities
    live = firms.alive
    sales = expected_sales(live, firms.price, firms.expected_demand)
    kappa = params.ties * firms.connection * (1.0 - state.nation.anti_corruption[0])
    growth = np.log(np.maximum(firms.expected_demand, 1e-9) / np.maximum(firms.last_size, 1e-9))
    change = np.log(firms.productivity / np.maximum(firms.last_productivity, 1e-300))
    firms.true_growth[:] = np.where(live, or_zero(change), 0.0)
    firms.last_size[:], firms.last_productivity[:] = firms.expected_demand, firms.productivity

    jobs = firms.employment * cities.minimum_wage[firms.city] / np.maximum(sales, 1e-9)
    passed = kappa * firms.relabelled
    if params.rule == "audited":
        passed = passed * (uniforms(moment.key("judge_reports"), firms.rows, _AUDITED) >= params.audit_rate)
        _fine(state, 12.0 * params.audit_fine * (kappa * firms.relabelled - passed) * sales)
    seen = score(params, firms.research_share + passed, or_zero(growth), np.where(live, np.minimum(jobs, 1.0), 0.0))
    if params.rule == "lottery":
        seen = (uniforms(moment.key("judge_reports"), firms.rows, _DRAWN) < params.winner_share) * 1.0
    seen = np.where(live, seen, 0.0)
    cities.award_money[:] = params.award_budget * cities.revenue_year / 12.0
    total = np.bincount(firms.city, weights=sales * seen, minlength=cities.rows)
    firms.award[:] = sales * seen / np.maximum(total, 1e-300)[firms.city]
    mean = mean_of_own(firms.city, seen, sales)
    shift = np.minimum(seen / np.maximum(mean, 1e-300), _LARGEST_SHIFT) - 1.0
    firms.credit_bonus[:] = np.where(live & (mean > 0.0), params.credit_award * shift, 0.0)

    pays = 0.0 if params.rule == "lottery" else params.weight_research
    cities.award_price[:] = np.minimum(_LARGEST_PRICE, pays * cities.award_money / np.maximum(total, 1e-9))
    price = cities.award_price[firms.city]
    usual = np.maximum(0.0, firms.research_share - firms.induced_research)
    firms.induced_research[:] = np.where(live, real_research(usual, price) - usual, 0.0)
    firms.relabelled[:] = np.where(live, fakes(params, price, kappa), 0.0)


def score(params: Params, research, growth, jobs):
    """What the metrics make of a firm, for a yuan of its sales."""
    rising = np.maximum(0.0, growth)
    return params.weight_research * research + params.weight_growth * rising + params.weight_jobs * jobs


def real_research(usual, price):
    """n*: where the value of another yuan of research is what it costs less what reporting it brings."""
    return usual / (1.0 - price)


def fakes(params: Params, price, kappa):
    """g*: where another yuan of relabelled spending costs as much trouble as it brings."""
    caught = params.audit_rate * (1.0 + params.audit_fine) if params.rule == "audited" else 0.0
    return price * kappa * max(0.0, 1.0 - caught) / params.fake_cost


def _fine(state: State, worth: np.ndarray) -> None:
    """Fakes that were found cost their worth in awards of the year, times the fine, as far as there is money."""
    firms, cities = state.firms, state.cities
    owed = worth * state.cities.award_price[firms.city]
    paid = np.minimum(np.where(firms.alive, owed, 0.0), np.maximum(0.0, firms.deposits))
    firms.outlays += paid
    got = np.bincount(firms.city, weights=paid, minlength=cities.rows)
    cities.revenue_year += got
    transfer(state, "fines", FIRMS, paid, CITIES, got)


@step(reads=(Firms.alive, Firms.sales, Firms.research, Firms.research_share), writes=(Firms.research_share,))
def record_research(state: State, params: Params, moment: Moment) -> None:
    """Each firm knows what share of its sales it really spends on research."""
    firms = state.firms
    made = firms.alive & (firms.sales > 0.0)
    share = np.where(made, firms.research / np.maximum(firms.sales, 1e-9), firms.research_share)
    firms.research_share[:] = adjust(firms.research_share, share, _MEMORY)


@step(
    reads=(
        Firms.alive, Firms.city, Firms.award, Firms.deposits, Firms.subsidies, Cities.award_money, Cities.deposits,
    ),
    writes=(Firms.subsidies, Firms.awarded, Firms.deposits, Cities.deposits, Sectors.awards),
)  # fmt: skip
def pay_awards(state: State, params: Params, moment: Moment) -> None:
    """Cities pay a month's part of the year's awards, as far as they have money."""
    firms, cities = state.firms, state.cities
    money = np.minimum(cities.award_money, np.maximum(0.0, cities.deposits))
    firms.awarded[:] = np.where(firms.alive, firms.award * money[firms.city], 0.0)
    firms.subsidies += firms.awarded
    paid = np.bincount(firms.city, weights=firms.awarded, minlength=cities.rows)
    transfer(state, "awards", CITIES, paid, FIRMS, firms.awarded)
