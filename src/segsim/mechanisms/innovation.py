"""Who finds new ways of making things, who copies them, and who buys them?

In words. The frontier moves, and with it the common part of a firm's TFP, with random shocks and a pull to the mean of
its market and, as workers and ideas go round in a city, of its industry there. Young firms learn faster: what is new
comes into a market with those that begin. On top of that firms do research. Car makers without a foreign brand and
Chinese IT brands spend much and search for ways of their own; suppliers spend little and mostly copy. Who sells more
can pay for more searches, though each of them finds less often. Joint ventures and state firms spend most of their
money for technology on what a foreign parent or seller has. An independent car maker allied with a joint venture
(mechanism brands) copies more often and more at once. What is found or copied fades as others catch up.

Equations. A month; TFP, own innovation and imitation in ln; n: how much is searched.
  log TFP = common + own innovation + imitation
  common <- common + frontier (1 + learning [younger than `young`])
            - adjustment_rate (common - mean of the market - local_spillover l) + spread N(0, 1);
            l: mean of common less its market's over the firms of the industry in the city, with few as in the nation
  budget = (share by kind of firm) * sales, of which bought_share goes abroad for technology where the state holds
  own research = (rest / (1 - support) + induced_research * sales)
  n = research / (baseline_share * sales) * (sales / (cpi * usual sales))^returns_to_size,   usual sales: of a mean firm
      of the market in the first month
  search succeeds with probability 1 - e^(-zeta n), in own_search of the cases an own way, else a copy
    own way   gain = largest_gain (2 Beta(3, 3) - 1)
    copy      gain = min(largest_gain, gap to the best of the market) Beta(2, 4)
    ally      beside these, a copy with probability 1 - e^-(ally_copies zeta n), of at most ally_reach largest_gain
    kept where it is better than what is there
  bought   gain = zeta n largest_gain bought_gain for certain, booked as imitation
  own <- (1 - decay_rate) own + gain;  imitation likewise

Timing. After wages are paid and before profit is reckoned. Productivity follows in the next month.

Sources. Search and copying: K+S, Dosi et al. (evidence/model.md 5.5 and 6.4): zeta .3 a quarter, here a third of it a
month, and support +-.15. Nelson and Winter 1982 (recalled). Patents rise with research with an elasticity of .3-.6:
Hausman, Hall and Griliches 1984 (recalled). Frontier: total factor productivity of value added 7.96 % a year 1998-2007
(Brandt et al. 2012) is an upper end. That joint ventures innovate little is a claim of Lüthje and McNally 2015. Mean
reversion keeps relative productivity stationary (evidence/calibration.md P1).

Choices. K+S lets success hang on what is spent and not on its share of sales: whoever loses customers finds less. A
mean firm of its own market in the first month is the measure, so that no size of world and no unit enters, and markets
of large firms have no lead over others. What is bought abroad works on every unit and has no such scale. Learning is in
units of the frontier: where nothing new is found there is nothing for the young to learn. It takes the place of a part
of the frontier that all firms had for nothing. Research raises a firm's lead, not the speed of the frontier: what one
finds is known to all in some years. So a world with a still frontier stands still. The draws are those of the
processes; new goods are the matter of demand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, uniforms
from segsim.plumbing.tables import or_zero
from segsim.rules.job_chance import partly_pooled
from segsim.rules.means import mean_by, mean_of_own
from segsim.rules.money import payable_share
from segsim.rules.owners import is_state_linked
from segsim.state import Firms, Markets, Nation, Sectors, State
from segsim.state.codes import Tier
from segsim.state.money import ABROAD, CENTRE, FIRMS, transfer

_SHOCK, _SUCCESS, _KIND, _DRAWS = 0, 2, 3, 4  # the shock is normal and takes two draws
_ALLY, _ALLY_DRAWS = 10, 11  # after those of the search
_ORDER = 5  # Beta(k, 6 - k) is the k-th smallest of five uniform numbers
_BUDGET = 0.5  # of a firm's money that it gives to technology in a month at most; assumed


@dataclass(frozen=True)
class Params(ParameterSet):
    """The frontier, research and copying."""

    left_out = "log TFP stays as it is"
    frontier: float = lever(
        0.0042, "1/month", (0.0, 0.012), "growth of productivity that nobody in the model works for",
        "calibrated: with machines and learning .006 in all, pay grew 10 % a year (evidence migrant_income_monthly); "
        "evidence/calibration.md K .00449",
    )  # fmt: skip
    learning: float = lever(
        6.3, "ratio", (0.0, 30.0), "of the frontier's growth, what a young firm learns beside it",
        "assumed: .027 a month; entrants carry much of growth (Brandt et al. 2012), and grow fast (Mao and Sheng)",
    )  # fmt: skip
    young: int = structure(24, "months", (0, 120), "age up to which it does", "assumed")
    adjustment_rate: float = structure(
        0.005, "1/month", (0.0, 0.5), "pull of a firm's log TFP to its market's mean",
        "assumed: half of a lead is left after twelve years",
    )  # fmt: skip
    local_spillover: float = structure(
        0.3, "share", (0.0, 1.0), "of the lead of its industry in its city to which a firm's log TFP is pulled",
        "assumed; firms near one another share workers and ideas (Marshall 1890, recalled)",
    )  # fmt: skip
    spread: float = structure(
        0.015, "ln/month", (0.0, 0.2), "standard deviation of monthly shocks to log TFP",
        "assumed: with adjustment_rate it keeps the first spread of .15 (world.productivity_sd)",
    )  # fmt: skip
    brand_share: float = lever(
        0.03, "share of sales", (0.0, 0.2), "technology budget of leads without a state holding: brands of their own",
        "assumed; K+S .04",
    )  # fmt: skip
    state_share: float = lever(
        0.012, "share of sales", (0.0, 0.2), "technology budget of joint ventures and state firms", "assumed"
    )
    supplier_share: float = lever(
        0.004, "share of sales", (0.0, 0.2), "technology budget of other firms", "assumed: most do no research"
    )
    bought_share: float = lever(
        0.8, "share of budget", (0.0, 1.0), "part that joint ventures and state firms spend on bought technology",
        "assumed; the sign a claim of Lüthje and McNally 2015",
    )  # fmt: skip
    research_support: float = lever(
        0.0, "share of cost", (0.0, 0.9), "part of the cost of own research that the centre pays",
        "assumed: 0 but for the dated five-year plan",
    )  # fmt: skip
    baseline_share: float = structure(
        0.04, "share of sales", (0.005, 0.2), "research at which n is one", "K+S (evidence/model.md 5.5): .04"
    )
    zeta: float = structure(
        0.1, "1/month", (0.0, 2.0), "productivity of research", "K+S, a third of a quarter (evidence/model.md 6.4 .3)"
    )
    returns_to_size: float = structure(
        0.5, "elasticity", (0.0, 1.0), "of searches to sales at a given share of research; 0: the share alone counts",
        "assumed: of patents to research .3-.6, Hausman, Hall and Griliches 1984 (recalled)",
    )  # fmt: skip
    largest_gain: float = structure(
        0.15, "ln", (0.0, 0.5), "largest gain of one success", "K+S .15 (evidence/model.md 6.4)"
    )
    own_search: float = lever(
        0.5, "share", (0.0, 1.0), "successes that are own ways; the rest copy", "K+S xi .5, in code"
    )
    bought_gain: float = structure(
        0.15, "share of reach", (0.0, 1.0), "certain gain by bought technology, where the gain of search is random",
        "assumed: the mean gain of an own way that is kept",
    )  # fmt: skip
    ally_copies: float = structure(
        1.0, "ratio", (0.0, 10.0), "chance of a copy from an ally over that of a success of own search",
        "assumed; the sign a claim of Lüthje and McNally 2015",
    )  # fmt: skip
    ally_reach: float = structure(
        2.0, "ratio", (0.0, 5.0), "largest gain of such a copy over the largest of other ones",
        "assumed: drawings and people come with it",
    )  # fmt: skip
    decay_rate: float = structure(0.02, "1/month", (0.0, 0.5), "lead that is lost as others catch up", "assumed")


@step(
    reads=(
        Firms.alive, Firms.born, Firms.market, Firms.city, Firms.industry, Firms.owner, Firms.tier, Firms.log_tfp,
        Firms.own_innovation, Firms.imitation, Firms.induced_research, Firms.has_partner, Firms.sales, Firms.deposits,
        Firms.outlays, Firms.subsidies, Markets.first_sales, Nation.cpi,
    ),
    writes=(
        Firms.log_tfp, Firms.own_innovation, Firms.imitation, Firms.research, Firms.outlays, Firms.subsidies,
        Firms.deposits, Markets.first_sales, Sectors.research, Sectors.royalties, Sectors.upgrading, Sectors.deposits,
    ),
)  # fmt: skip
def innovate(state: State, params: Params, moment: Moment) -> None:
    """The frontier moves; firms search, copy and buy technology."""
    firms, key = state.firms, moment.key("innovate")
    live = firms.alive
    own, bought = technology_budget(firms, params)
    fit = payable_share(_BUDGET * firms.deposits, own + bought)
    own, bought = fit * own, fit * bought
    support = params.research_support * own
    firms.research[:] = own
    firms.outlays += own + bought
    firms.subsidies += support
    transfer(state, "research", FIRMS, own, ABROAD, float(own.sum()))
    transfer(state, "royalties", FIRMS, bought, ABROAD, float(bought.sum()))
    transfer(state, "upgrading", CENTRE, float(support.sum()), FIRMS, support)
    common = firms.log_tfp - firms.own_innovation - firms.imitation
    sold = np.maximum(firms.sales, 1e-9) * params.baseline_share
    _keep_first_sales(state)
    searches = own / sold * relative_size(state) ** params.returns_to_size
    found, copied = _search(firms, searches, params, key)
    copied += params.zeta * bought / sold * params.largest_gain * params.bought_gain
    for lead, gain in ((firms.own_innovation, found), (firms.imitation, copied)):
        lead[live] = ((1.0 - params.decay_rate) * lead + gain)[live]
    mean = mean_of_own(firms.market, common, live)
    mean += params.local_spillover * local_lead(firms.city * 2 + firms.industry, common - mean, live)
    shock = params.spread * normals(key, firms.rows, _SHOCK)
    learnt = params.frontier * params.learning * is_young(firms.born, moment.index, params.young)
    common += params.frontier + learnt - params.adjustment_rate * (common - mean) + shock
    firms.log_tfp[live] = (common + firms.own_innovation + firms.imitation)[live]


def _keep_first_sales(state: State) -> None:
    """Mean sales of a firm of each market, at prices of the first month, are kept when nothing is kept yet (0)."""
    firms, kept = state.firms, state.markets.first_sales
    mean = or_zero(mean_by(firms.market, firms.sales, firms.alive, kept.size)) / state.nation.cpi[0]
    kept[:] = np.where(kept == 0.0, mean, kept)


def relative_size(state: State) -> np.ndarray:
    """Sales at constant prices over those of a mean firm of the market in the first month; shape (firms,)."""
    firms, cpi = state.firms, state.nation.cpi[0]
    usual = np.maximum(state.markets.first_sales, 1e-9)[firms.market]
    return np.where(firms.alive, np.maximum(firms.sales, 0.0) / (cpi * usual), 0.0)


def local_lead(place: np.ndarray, lead: np.ndarray, live: np.ndarray) -> np.ndarray:
    """Mean lead over the market of all that live in a place (city x industry), drawn to the nation's where they are
    few; ln, shape as `lead`.
    """
    total = np.bincount(place, weights=np.where(live, lead, 0.0))
    return partly_pooled(total, np.bincount(place, weights=live), 0.0)[place]


def is_young(born, index: int, young: int):
    """Firms that began in a reported month, and not so many months ago; flag, shape as `born`."""
    return (born >= 0) & (index - born < young)


def technology_budget(firms: Firms, params: Params) -> tuple[np.ndarray, np.ndarray]:
    """What each firm would spend on research of its own and on bought technology, yuan; shape (firms,)."""
    held = is_state_linked(firms.owner)
    share = np.where(firms.tier == Tier.LEAD, params.brand_share, params.supplier_share)
    share = np.where(held, params.state_share, share)
    bought = np.where(held, params.bought_share, 0.0) * share
    own = (share - bought) / (1.0 - params.research_support) + firms.induced_research
    return np.where(firms.alive, own * firms.sales, 0.0), np.where(firms.alive, bought * firms.sales, 0.0)


def _search(firms: Firms, effort: np.ndarray, params: Params, key: np.uint64) -> tuple[np.ndarray, np.ndarray]:
    """Gains by own ways and by copies of this month, ln; each of shape (firms,)."""
    n = firms.rows
    best = np.full(8, -np.inf)
    np.maximum.at(best, firms.market[firms.alive], firms.log_tfp[firms.alive])
    gap = np.maximum(0.0, best[firms.market] - firms.log_tfp)
    rows = np.flatnonzero(uniforms(key, n, _SUCCESS) < -np.expm1(-params.zeta * effort))
    random_draw = _ordered(key, rows, _DRAWS)
    is_own = uniforms(key, rows, _KIND) < params.own_search
    found, copied = np.zeros(n), np.zeros(n)
    found[rows] = np.where(is_own, np.maximum(0.0, params.largest_gain * (2.0 * random_draw[2] - 1.0)), 0.0)
    copied[rows] = np.where(is_own, 0.0, copy_gain(gap[rows], params.largest_gain, random_draw[1]))
    allied = np.flatnonzero(firms.has_partner)
    rows = allied[uniforms(key, allied, _ALLY) < -np.expm1(-params.ally_copies * params.zeta * effort[allied])]
    reach = params.ally_reach * params.largest_gain
    copied[rows] += copy_gain(gap[rows] - copied[rows], reach, _ordered(key, rows, _ALLY_DRAWS)[1])
    return found, copied


def copy_gain(gap: np.ndarray, largest: float, part: np.ndarray) -> np.ndarray:
    """What a copy adds to log TFP, ln: a part of the gap to the best, of which no more than `largest` can be taken."""
    return np.minimum(largest, gap) * part


def _ordered(key: np.uint64, rows: np.ndarray, first: int) -> np.ndarray:
    """Five uniform numbers in rising order for each row; shape (5, rows)."""
    return np.sort([uniforms(key, rows, first + draw) for draw in range(_ORDER)], axis=0)
