"""Which numbers rule what final buyers look at, who gets a plate, and what brands from abroad do?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure

_CLAIM = "assumed: sign Lüthje and McNally 2015"


@dataclass(frozen=True)
class Params(ParameterSet):
    """What final buyers look at, and what brands from abroad do."""

    left_out = "buyers look at size and price only"
    foreign_preference: float = lever(
        0.41, "ln price", (0.0, 1.5), "what a foreign badge is worth to buyers",
        "calibrated: Chinese badges 44, 46, 42 and 42 % of cars, 2009-12 (evidence domestic_brand_share), at .45 of "
        "the price of others (assumed)",
    )  # fmt: skip
    price_elasticity: float = structure(
        3.0, "elasticity", (0.5, 8.0), "of the choice of badge to price and quality", "assumed"
    )
    perceived_share: float = structure(
        0.1, "share", (0.0, 1.0), "share of a lead in log TFP that buyers see", "assumed"
    )
    perceived_own_share: float = structure(
        0.1, "share", (0.0, 2.0), "what they see beyond it of a lead from own research", "assumed"
    )
    adjustment_rate: float = structure(0.05, "1/month", (0.001, 1.0), "speed at which quality becomes known", "assumed")
    alliance: bool = lever(False, "flag", None, "independents may copy joint ventures' technology and partners", _CLAIM)
    imported_overcapacity: float = lever(
        0.0, "share of car demand", (0.0, 0.9), "idle foreign capacity offered through joint ventures", _CLAIM
    )
    kit_discount: float = structure(
        0.4, "ln/share", (0.0, 2.0), "what joint ventures take off the price for it", "assumed"
    )
    pressure: float = structure(0.2, "ln/share", (0.0, 1.0), "fall of all car prices for it", "assumed")
    kits: float = structure(0.5, "share/share", (0.0, 1.0), "parts of joint ventures that it replaces", "assumed")
    new_energy_start: float = structure(
        -10.2, "ln odds", (-20.0, 5.0), "appeal of new-energy cars at the start",
        "calibrated: 8,159 of 18.5 million vehicles in 2011 (evidence nev_sales, vehicle_sales: a target, no test)",
    )  # fmt: skip
    new_energy_progress: float = lever(
        0.46, "ln odds/year", (0.0, 1.5), "growth of that appeal by better and cheaper batteries",
        "calibrated: a twentieth of sales in 2020 with subsidies and plates (evidence nev_sales: a target, no test)",
    )  # fmt: skip
    new_energy_price_elasticity: float = structure(
        3.0, "elasticity", (0.0, 10.0), "of its odds to the price after subsidy", "assumed: as between badges"
    )
    plate_value: float = structure(
        2.0, "ln odds", (0.0, 10.0), "odds of new energy where no other car gets a plate",
        "calibrated: limits brought 66 to 88 % of the new-energy sales of four cities, 78 on average "
        "(evidence/model.md 5.12)",
    )  # fmt: skip
    first_car_share: float = structure(
        0.8, "share", (0.0, 1.0), "of car buyers at the start who have no car to replace, and so no plate",
        "assumed: few cars of 2006 were old enough to be replaced (recalled)",
    )  # fmt: skip
    first_car_decline: float = structure(
        0.04, "1/year", (0.0, 0.3), "fall of that share as more own cars",
        "assumed: half of all buyers in 2018 (recalled)",
    )  # fmt: skip
    quota_adjustment_rate: float = structure(
        0.02, "1/month", (0.0, 1.0), "by which the number of plates follows the cars wished over GDP",
        "assumed: four years; Beijing gave 240,000 in 2011, 2012 and 2013 alike (evidence/model.md 5.12)",
    )  # fmt: skip
    registered_elsewhere: float = structure(
        0.3, "share", (0.0, 1.0), "of those refused who register the car in a town without limit, at once", "assumed"
    )
    dropout: float = structure(
        0.03, "1/month", (0.0, 1.0), "share of those who wait for a plate that gives up",
        "assumed: of some .9 million in Beijing about a fifth did not apply anew after nine months on average, 2012 "
        "(evidence/model.md 5.12)",
    )  # fmt: skip
    brand_share: float = lever(
        0.585, "share of price", (0.0, 0.9), "what foreign brands keep of the price of what is made by contract",
        "assumed: teardown of one telephone, 58.5 % (recalled)",
    )  # fmt: skip
    first_brand_share: float = structure(
        0.585, "share of price", (0.0, 0.9), "the same in the first month", "assumed: no change since"
    )
    squeeze: float = structure(
        0.1, "share", (0.0, 1.0), "part of a brand's gain that comes out of contract prices",
        "assumed: contract makers keep some 4 % of the price, of which a brand cannot take three times as much",
    )  # fmt: skip
    engineering_home: float = lever(
        0.0, "share of demand", (0.0, 1.0), "engineering that foreign brands move here, over what Chinese brands sell",
        "assumed: 0, as first demand holds what was here; sign Lüthje and McNally 2015",
    )  # fmt: skip
    telecom_share: float = structure(
        0.2, "share of demand", (0.0, 1.0), "of Chinese brands' sales that telecom groups buy at the start", "assumed"
    )
    state_purchases: float = lever(
        1.0, "ratio", (0.0, 5.0), "purchases of telecom groups relative to the start", _CLAIM
    )
    local_tie: float = lever(
        0.5, "ln odds", (0.0, 3.0), "of state purchases for a brand that is an official's own, outside a cluster; "
        "twice that in one", _CLAIM,
    )  # fmt: skip
    account_rate: float = structure(
        0.04, "1/month", (0.0, 1.0), "at which standing accounts of foreign brands follow what they would order anew",
        "assumed: two years, as audits and tools of a new maker take",
    )  # fmt: skip
    export_controls: float = lever(
        0.0, "share of demand", (0.0, 0.9), "sales of Chinese brands lost for want of foreign chips and buyers",
        "assumed: 0 but for dated events",
    )  # fmt: skip
    control_lag: float = structure(
        0.004, "ln/month", (0.0, 0.05), "growth of log TFP that full export controls cost", "assumed"
    )
