"""What does the centre do about monopoly, graft, alliances and whole sectors?

In words. Competition cases name the lead firms of an industry that earn most and leave them no more than a fair margin
over the usual cost of their market; the harder the law, the more firms it names. Anti-corruption breaks
ties between firms and officials. Alliances of well connected core firms and of cities that look away lobby against
reform: what the centre orders, more inspection, easier complaint, genuine representation, then comes into force slowly.
A crackdown on a sector takes a part of its final demand. While it lasts firms of the sector fear for the worth of their
capital, and that fear fades only slowly.

Equations.
  named share   = min(1, cases_share * competition_cases) of the leads of the industry concerned
  margin cap    = fair_margin where there are cases, none at 0
  alliance      = sum over connected core firms of profit * connection / profit of all firms
  resistance    = mean over workers of max(0, 1 - enforcement effort of their city)
  reform rate   = 1 / (1 + lobbying_strength * (alliance + resistance)) a month, 1 without lobbying: at once
  reform delay  = (1 / reform rate - 1) / 12 years, the mean time by which a reform ordered now is delayed
  risk of the sector <- max((1 - risk_decay_rate) * risk, feared_crackdowns * (crackdown_value_loss * strength)^2 while
                     the crackdown lasts): variance a year of the worth of capital, of losses that come at random
  demand of the sector loses crackdown_demand_loss * strength

Timing. Before cities and inspectors act; uses profit as it has been of late.

Sources. Price-fixing cases against car makers and the anti-corruption campaign are dated in conf/law/history.yaml. That
alliances of multinationals, state and private groups and cities delay reform is the main claim of Lüthje and McNally
2015; that a crackdown wipes out investment a claim of How China Bungled Techno-Development. Risk of losses that come
at random: Merton 1976 (recalled). Sizes are assumed.

Choices. Lobbying delays a rise only; what loosens law needs no struggle. It does not make reform smaller in the end. A
lever set before the first month is in force at once. More force names more firms and does not press the fair margin: a
cap of half that margin would take more than all profit. The price itself is capped in orders. What a crackdown is
feared to take is a number of its own and not its loss of demand: firms fear the next blow, whatever this one took.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.state import Cities, Firms, Markets, Nation, State
from segsim.state.codes import TIERS, Industry, Segment, Tier, market_of, segment_of

NO_CAP = 10.0  # a margin that nobody reaches: any number would do; as in the first month
_INDUSTRIES = {"none": (), "auto": (Industry.AUTO,), "it": (Industry.IT,), "all": tuple(Industry)}


@dataclass(frozen=True)
class Params(ParameterSet):
    """Competition, graft, lobbying and crackdowns."""

    left_out = "caps, ties, the pace of reform and policy risk stay as they are"
    competition_cases: float = lever(
        0.0, "index", (0.0, 3.0), "force of competition law: how many lead firms it names, 0 none, 1 the usual share",
        "assumed: 0 before the dated cases of 2014",
    )  # fmt: skip
    competition_industry: str = lever(
        "auto", "word", ("auto", "it", "all"), "whose lead firms are taken to task",
        "assumed: cases of 2014-15 were against car makers (dated in conf/law/history.yaml)",
    )  # fmt: skip
    cases_share: float = structure(
        0.3, "share of lead firms", (0.0, 1.0), "named at force 1, those with the highest margin",
        "assumed: cases of 2014-15 named some dear makers, not the industry",
    )  # fmt: skip
    fair_margin: float = structure(
        0.15, "share of cost", (0.0, 1.0), "margin over the market's usual cost that cases leave the named",
        "assumed: cuts of 2014-15 were a few per cent on some models (recalled)",
    )  # fmt: skip
    anti_corruption: float = lever(
        0.1, "share", (0.0, 1.0), "how far ties between firms and officials are broken",
        "assumed: little before the dated campaign",
    )  # fmt: skip
    lobbying_strength: float = lever(
        10.0, "ratio", (0.0, 200.0), "delay of reform per unit of what allied firms and cities weigh",
        "assumed: sign Lüthje and McNally 2015; delays of some months",
    )  # fmt: skip
    crackdown_industry: str = lever(
        "none", "word", ("none", "auto", "it"), "sector under a crackdown",
        "assumed: none; that of 2020-21 hit platform firms",
    )  # fmt: skip
    crackdown_strength: float = lever(
        0.0, "index", (0.0, 1.0), "fear that a crackdown spreads in its sector, and force with which it hits demand",
        "assumed",
    )  # fmt: skip
    feared_crackdowns: float = structure(
        1.0, "1/year", (0.0, 12.0), "how often the next blow is feared while a crackdown lasts",
        "assumed: one a year",
    )  # fmt: skip
    crackdown_value_loss: float = structure(
        0.25, "share", (0.0, 1.0), "worth of the sector's capital that such a blow takes at strength 1",
        "assumed: a little less than of final demand",
    )  # fmt: skip
    crackdown_demand_loss: float = structure(
        0.3, "share", (0.0, 1.0), "final demand lost to a crackdown of strength 1", "assumed"
    )
    risk_decay_rate: float = structure(
        0.04, "1/month", (0.0, 1.0), "fear forgotten", "assumed: half in a year and a half"
    )


@step(
    reads=(Markets.policy_risk,),
    writes=(Markets.margin_cap, Markets.named_share, Markets.policy_risk, Markets.demand_loss),
)
def judge_sectors(state: State, params: Params, moment: Moment) -> None:
    """Competition cases cap margins of leads; a crackdown frightens a sector and takes demand from it."""
    markets = state.markets
    markets.margin_cap[:], markets.named_share[:] = NO_CAP, 0.0
    leads = [market_of(industry, Tier.LEAD) for industry in _INDUSTRIES[params.competition_industry]]
    if params.competition_cases > 0.0:
        markets.margin_cap[leads] = params.fair_margin
        markets.named_share[leads] = min(1.0, params.cases_share * params.competition_cases)
    hit = np.isin(np.arange(markets.rows) // TIERS, _INDUSTRIES[params.crackdown_industry])
    force = params.crackdown_strength * hit
    feared = params.feared_crackdowns * (params.crackdown_value_loss * force) ** 2
    markets.policy_risk[:] = np.maximum((1.0 - params.risk_decay_rate) * markets.policy_risk, feared)
    markets.demand_loss[:] = params.crackdown_demand_loss * force


@step(
    reads=(
        Firms.alive, Firms.industry, Firms.tier, Firms.connection, Firms.profit_trend, Firms.employment, Firms.city,
        Cities.enforcement_effort,
    ),
    writes=(Nation.anti_corruption, Nation.reform_adjustment_rate),
)  # fmt: skip
def push_reforms(state: State, params: Params, moment: Moment) -> None:
    """The centre fights graft and pushes its reforms against those who lobby."""
    firms, nation = state.firms, state.nation
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    gain = np.where(firms.alive, np.maximum(0.0, firms.profit_trend), 0.0)
    allied = np.where(firms.alive & core, firms.connection, 0.0)
    alliance = (gain * allied).sum() / max(gain.sum(), 1e-9)
    lax = np.maximum(0.0, 1.0 - state.cities.enforcement_effort[firms.city])
    resistance = (lax * firms.employment).sum() / max(firms.employment.sum(), 1)
    rate = reform_adjustment_rate(params.lobbying_strength, alliance + resistance)
    nation.anti_corruption[:] = params.anti_corruption
    nation.reform_adjustment_rate[:] = rate


def reform_adjustment_rate(lobbying: float, weight: float) -> float:
    """Share of a reform's rest that comes into force in a month."""
    return 1.0 / (1.0 + lobbying * weight)
