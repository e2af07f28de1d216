"""How far may people organise and complain?

In words. Strikes and protest are answered in two ways at once: with force, and with attention. Force frightens strikers
and silences those who would complain; attention sends inspectors and raises what the city aims to pay. People trust
less where force is used. Strikes may be lawful, or merely tolerated: broken up with some probability. Room for labour
organisations raises complaints. Migrants whose children were refused a school place protest.

Equations. Each city c; u its smoothed strikes and protests a month per hundred firms:
  x                 = u / (u + half_response_unrest)
  repression_c      R = repression (1 + repression_response x)
  strike force      0 where strikes are lawful, else R
  legitimacy_c      = legitimacy (1 - disillusion (R - repression)), in [0, 1]
  complaint factor  = ngo_space e^(-complaint_deterrence (R - 1))
  response          = 1 + enforcement_response x: inspections, and the minimum wage that the city aims at
  P(school protest) = 1 - exp(-school_protest_rate * refused share * (1 - legitimacy_c) e^(-deterrence R))

Timing. Early in the month on last month's unrest, so that a lever holds at once; the year's protests and strikes are
noted at the end of the month, after the strikes.

Sources. Repression and responsiveness both rise with unrest: Elfstrom 2019 (evidence/model.md 5.9). Fear: Epstein 2002
(recalled), in unrest.py. That suppression costs workers their rights: claim of the seed, to be tested.

Choices. Unrest is counted per hundred firms, so that the response does not grow with the size of the world, and it
saturates, so that a small city is not carried away by one strike. Lost and won strikes count alike. A protest weighs as
much as a strike in one firm of a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.rules.adjustment import adjust
from segsim.state import Cities, Firms, Nation, State


@dataclass(frozen=True)
class Params(ParameterSet):
    """Force, attention and room to organise."""

    left_out = "cities keep their last answer to unrest, and migrants do not protest"
    repression: float = lever(
        1.0, "index", (0.0, 5.0), "force against protest where there is no unrest; 1 is that of 2006", "assumed"
    )
    legitimacy: float = lever(
        0.3, "share", (0.0, 1.0), "grievance that trust takes away",
        "assumed; .8 in Mesa's example (evidence/model.md 5.9)",
    )  # fmt: skip
    right_to_strike: bool = lever(
        False, "flag", None, "strikes are lawful: no force against them and none is broken up",
        "law: the right to strike left the constitution in 1982 (recalled)",
    )  # fmt: skip
    tolerance: float = lever(
        0.8, "probability", (0.0, 1.0), "a strike is not broken up, without a right to it", "assumed"
    )
    guangdong_tolerance: float = lever(
        0.8, "probability", (0.0, 1.0), "the same in Guangdong", "assumed: as elsewhere before the dated event"
    )
    ngo_space: float = lever(
        1.0, "ratio", (0.0, 3.0), "complaints with labour organisations as they may work, over those of 2006",
        "assumed: sign only",
    )  # fmt: skip
    repression_response: float = lever(
        0.5, "share", (0.0, 5.0), "most that unrest adds to repression", "assumed: sign Elfstrom 2019"
    )
    enforcement_response: float = lever(
        0.5, "share", (0.0, 5.0), "most that unrest adds to inspections and to the aim for the minimum wage",
        "assumed: sign Elfstrom 2019",
    )  # fmt: skip
    half_response_unrest: float = structure(
        2.0, "strikes/month", (0.1, 50.0), "unrest per hundred firms at which the response is half its largest",
        "assumed",
    )  # fmt: skip
    adjustment_rate: float = structure(0.15, "1/month", (0.01, 1.0), "unrest forgotten", "assumed: half in four months")
    disillusion: float = structure(
        0.3, "share per unit", (0.0, 1.0), "trust lost where repression rises above its usual level", "assumed"
    )
    complaint_deterrence: float = structure(
        0.2, "ln per unit", (0.0, 2.0), "complaints silenced by repression", "assumed"
    )
    school_protest_rate: float = structure(
        1.0, "1/month", (0.0, 10.0), "rate of protest where all children are refused and nobody trusts or fears",
        "assumed: a few protests a year",
    )  # fmt: skip
    deterrence: float = structure(0.5, "ln per unit", (0.0, 5.0), "protest kept down by repression", "assumed")
    protest_salience: float = structure(0.05, "index", (0.0, 1.0), "salience that one protest adds", "assumed")


@step(
    reads=(Cities.unrest, Cities.has_guideline),
    writes=(
        Cities.repression, Cities.strike_force, Cities.tolerance, Cities.legitimacy, Cities.complaint_factor,
        Cities.response,
    ),
)  # fmt: skip
def respond_to_unrest(state: State, params: Params, moment: Moment) -> None:
    """Cities answer the unrest that they have seen, with force and with attention."""
    cities = state.cities
    answer = cities.unrest / (cities.unrest + params.half_response_unrest)
    cities.repression[:] = params.repression * (1.0 + params.repression_response * answer)
    cities.strike_force[:] = 0.0 if params.right_to_strike else cities.repression
    tolerated = np.where(cities.has_guideline, params.guangdong_tolerance, params.tolerance)
    cities.tolerance[:] = 1.0 if params.right_to_strike else tolerated
    cities.legitimacy[:] = trust(params, cities.repression)
    cities.complaint_factor[:] = params.ngo_space * np.exp(-params.complaint_deterrence * (cities.repression - 1.0))
    cities.response[:] = 1.0 + params.enforcement_response * answer


def trust(params: Params, repression):
    """Share of grievance that trust takes away, where so much force is used."""
    return np.clip(params.legitimacy * (1.0 - params.disillusion * (repression - params.repression)), 0.0, 1.0)


@step(
    reads=(
        Firms.alive, Firms.city, Firms.struck, Cities.refused_share, Cities.legitimacy, Cities.repression,
        Cities.unrest, Cities.salience, Cities.gig_protest,
    ),
    writes=(Cities.unrest, Cities.salience, Nation.school_protests),
)  # fmt: skip
def protest(state: State, params: Params, moment: Moment) -> None:
    """Parents protest for school places; cities remember the month's protests and strikes."""
    firms, cities = state.firms, state.cities
    chance = protest_probability(params, cities.refused_share, cities.legitimacy, cities.repression)
    broke_out = uniforms(moment.key("protest"), cities.rows) < chance
    state.nation.school_protests[:] = broke_out.sum()
    cities.salience += params.protest_salience * broke_out
    size = np.bincount(firms.city[firms.alive], minlength=cities.rows)
    struck = np.bincount(firms.city[firms.struck], minlength=cities.rows)
    seen = 100.0 * struck / np.maximum(size, 1) + broke_out + cities.gig_protest
    cities.unrest[:] = adjust(cities.unrest, seen, params.adjustment_rate)


def protest_probability(params: Params, refused, legitimacy, repression):
    """Chance a month of a protest for school places."""
    rate = params.school_protest_rate * refused * (1.0 - legitimacy) * np.exp(-params.deterrence * repression)
    return 1.0 - np.exp(-rate)
