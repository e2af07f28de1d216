"""Which whole number stands for which word in the tables? One place, so that a listing can always say the word."""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Hukou(IntEnum):
    """Household registration (户口)."""

    RURAL = 0  # agricultural: a migrant (农民工) when working in a city
    URBAN = 1  # registered in the city where the worker lives


class Child(IntEnum):
    """Where a worker's child of school age learns."""

    NONE = 0  # no child of school age
    AT_HOME = 1  # in the countryside, with the parent
    LEFT_BEHIND = 2  # in the countryside without the parent (留守儿童)
    WITHOUT_PLACE = 3  # in the city, in no public school: a private migrants' school or none
    IN_SCHOOL = 4  # in a public school of the city


class Industry(IntEnum):
    """The two chains."""

    AUTO = 0
    IT = 1


class Tier(IntEnum):
    """Place in a chain, from the top."""

    LEAD = 0  # auto: joint-venture assemblers; IT: domestic brands
    FIRST = 1  # auto: first-tier suppliers; IT: contract manufacturers
    SECOND = 2  # second-tier suppliers; component makers
    THIRD = 3  # third tier: small suppliers of suppliers


class Owner(IntEnum):
    """Who owns a firm."""

    JOINT_VENTURE = 0  # foreign brand with a state group
    OVERSEAS_CHINESE = 1  # Taiwan, Hong Kong, Macao
    PRIVATE = 2
    STATE = 3


STATE_LINKED = (Owner.JOINT_VENTURE, Owner.STATE)  # the state has a hand in them (rules/owners.py)


class Brand(IntEnum):
    """Under whose name final buyers get a firm's goods."""

    NONE = 0  # a supplier: final buyers do not see it
    JOINT_VENTURE = 1  # car with a foreign badge
    INDEPENDENT = 2  # car with a Chinese badge, of a private maker
    NEW_ENERGY = 3  # the same, and makes new-energy cars beside
    CHINESE = 4  # electronics under a Chinese brand
    FOREIGN = 5  # made by contract for foreign brands, which sell abroad


class Order(IntEnum):
    """Who rules a firm, as measured (indicators/job_regimes.py); no rule of the model asks for it."""

    STATE = 0
    NETWORK = 1
    DESPOTIC = 2
    ARMS_LENGTH = 3


class Segment(IntEnum):
    """Where a worker stands: the states of the mobility matrix."""

    CORE = 0  # auto lead and first tier, IT brands
    CONTRACT_MANUFACTURER = 1
    SUPPLIER = 2  # auto, second and third tier
    COMPONENT_MAKER = 3  # IT, second and third tier
    UNEMPLOYED = 4  # in a city without a job
    RURAL = 5  # at home in the countryside


class Region(IntEnum):
    """Groups of cities."""

    AUTO_CORE = 0
    AUTO_PERIPHERY = 1
    IT_COAST = 2
    IT_PERIPHERY = 3
    INLAND = 4
    RURAL = 5


class Plates(IntEnum):
    """Which city's limit of car plates (限牌) holds."""

    ELSEWHERE = 0
    SHANGHAI = 1
    BEIJING = 2
    GUANGZHOU = 3
    SHENZHEN = 4


class Move(IntEnum):
    """What happened to a worker in the labour market this month."""

    STAYED = 0
    HIRED = 1  # out of unemployment
    CHANGED_JOB = 2  # from job to job
    QUIT = 3
    LAID_OFF = 4  # also: the firm closed
    WENT_TO_CITY = 5
    WENT_HOME = 6
    LEFT_FOR_FESTIVAL = 7  # gave the job up to go home for Spring Festival


class Union(IntEnum):
    """Who speaks for the workers of a firm."""

    NONE = 0
    CAPTURED = 1  # official union chaired by management
    GENUINE = 2  # elected representatives


class Instrument(IntEnum):
    """What a local government can turn."""

    ENFORCEMENT_EFFORT = 0
    TAX_REBATE = 1
    LAND_DISCOUNT = 2
    RELOCATION_SUBSIDY = 3
    MINIMUM_WAGE_RATIO = 4


class Claim(IntEnum):
    """What a firm that breaks rules withholds, and can be made to pay back."""

    MINIMUM = 0  # pay under the minimum wage
    OVERTIME = 1  # overtime paid short or not at all
    INSURANCE = 2  # contributions of workers without cover
    POLLUTION = 3  # what abatement would have cost; owed to the city


class Violation(IntEnum):
    """A rule that a firm may break, with an intensity from 0 (obeys) to 1 (breaks it in full).

    claim: what is withheld by breaking it, None for what costs nobody money. fine: which of the fines of
    mechanisms/compliance is due. first: intensity before the first month. meaning: of the intensity.
    """

    claim: Claim | None
    fine: str
    first: float
    meaning: str

    def __new__(cls, code: int, claim: Claim | None, fine: str, first: float, meaning: str) -> Violation:
        """One rule with its number in the tables."""
        rule = int.__new__(cls, code)
        rule._value_, rule.claim, rule.fine, rule.first, rule.meaning = code, claim, fine, first, meaning
        return rule

    MINIMUM = 0, Claim.MINIMUM, "minimum", 0.0, "share of the gap to the minimum wage that firms withhold"
    PREMIUM = 1, Claim.OVERTIME, "overtime", 0.0, "share of the overtime premium that firms withhold"
    UNPAID = 2, Claim.OVERTIME, "overtime", 0.0, "share of workers hired into unpaid overtime"
    HOURS = 3, None, "hours", 0.0, "how far firms go from the overtime cap to the physical limit"
    CONTRACT = 4, None, "contract", 0.5, "share of workers hired without a written contract"  # first: assumed
    INJURY = 5, Claim.INSURANCE, "insurance", 0.0, "share of workers hired without injury cover"
    PENSION = 6, Claim.INSURANCE, "insurance", 0.0, "share of workers hired without pension cover"
    POLLUTION = 7, Claim.POLLUTION, "pollution", 0.0, "share of the emissions that firms should abate and do not"
    SAFETY = 8, None, "safety", 0.0, "share of the cost of safe work that firms save"


TIERS = len(Tier)


def market_of(industry, tier):
    """Row of the `markets` table for an industry and tier (numbers or arrays)."""
    return industry * TIERS + tier


_SEGMENTS = np.array(
    [
        [Segment.CORE, Segment.CORE, Segment.SUPPLIER, Segment.SUPPLIER],
        [Segment.CORE, Segment.CONTRACT_MANUFACTURER, Segment.COMPONENT_MAKER, Segment.COMPONENT_MAKER],
    ],
    dtype=np.int8,
)  # industry by tier


def segment_of(industry: np.ndarray, tier: np.ndarray) -> np.ndarray:
    """Segment of firms' workers from industry and tier, both of shape (n,); int8."""
    return _SEGMENTS.take(market_of(np.asarray(industry, np.intp), tier))


def segment_of_market(market: int) -> int:
    """Segment of the workers of firms in a row of the `markets` table."""
    return int(_SEGMENTS.ravel()[market])
