"""Whose cars are bought, at which price and profit, and who gets what of the value along the IT chain?

Cars are counted by badge: a joint venture's foreign one, or the Chinese one of independents; makers of new-energy cars
are independents that make them beside others. What foreign brands keep of electronics is outside the model.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.indicator import Indicator, Published
from segsim.state import Firms, Nation
from segsim.state.codes import Brand, Industry, Tier

SUMS = (
    "joint_car_sales", "joint_car_output", "joint_car_profit",
    "chinese_car_sales", "chinese_car_output", "chinese_car_profit", "new_energy_maker_sales",
    "brand_sales", "brand_value_added",
)  # fmt: skip
_BADGE = (Firms.sales, Firms.brand)
_UNITS = "Chinese-brand share of passenger cars is published in cars; here it is of value"


def sums_of(firms: Firms) -> dict[str, np.ndarray]:
    """What is added up over firms."""
    lead = firms.tier == Tier.LEAD
    cars = lead & (firms.industry == Industry.AUTO)
    joint = cars & (firms.brand == Brand.JOINT_VENTURE)
    found = {}
    for badge, here in (("joint", joint), ("chinese", cars & ~joint)):
        for name in ("sales", "output", "profit"):
            found[f"{badge}_car_{name}"] = np.where(here, getattr(firms, name), 0.0)
    found["new_energy_maker_sales"] = np.where(firms.brand == Brand.NEW_ENERGY, firms.sales, 0.0)
    brands = lead & (firms.industry == Industry.IT)
    found["brand_sales"] = np.where(brands, firms.sales, 0.0)
    found["brand_value_added"] = np.where(brands, firms.sales - firms.parts_bill - firms.materials_bill, 0.0)
    return found


joint_venture_car_share = Indicator(
    "joint_venture_car_share", "share of sales", _UNITS, "cars with a foreign badge in the value of cars made here",
    _BADGE, lambda c: c.joint_car_sales / (c.joint_car_sales + c.chinese_car_sales),
)  # fmt: skip
independent_car_share = Indicator(
    "independent_car_share", "share of sales", _UNITS, "cars with a Chinese badge in the value of cars made here",
    _BADGE, lambda c: c.chinese_car_sales / (c.joint_car_sales + c.chinese_car_sales),
    published=Published("domestic_brand_share", "automobile", (), 0.01, "by number; cheap cars weigh less here"),
)  # fmt: skip
new_energy_maker_share = Indicator(
    "new_energy_maker_share", "share of sales", "sales of the largest makers of new-energy cars, all their cars",
    "makers of new-energy cars in the value of cars made here",
    _BADGE, lambda c: c.new_energy_maker_sales / (c.joint_car_sales + c.chinese_car_sales),
)  # fmt: skip
new_energy_share = Indicator(
    "new_energy_share", "share of cars", "new-energy vehicles in all vehicles sold (CAAM)",
    "new-energy cars in all cars that final buyers order", (Nation.new_energy_share,),
    lambda c: c.new_energy_share / c.months,
    published=Published("nev_share", "automobile", ("NEV",), 0.01, "published after 2020"),
)  # fmt: skip
joint_venture_car_price = Indicator(
    "joint_venture_car_price", "ratio", "prices of cars with a foreign badge, over those of the first month",
    "sales over output of joint ventures, at prices of the first month", (*_BADGE, Firms.output),
    lambda c: c.joint_car_sales / c.joint_car_output,
)  # fmt: skip
independent_car_price = Indicator(
    "independent_car_price", "ratio", "prices of cars with a Chinese badge, over those of the first month",
    "sales over output of independents, at prices of the first month", (*_BADGE, Firms.output),
    lambda c: c.chinese_car_sales / c.chinese_car_output,
)  # fmt: skip
joint_venture_car_margin = Indicator(
    "joint_venture_car_margin", "share of sales", "profit over sales of joint-venture assemblers",
    "profit over sales of joint-venture car makers", (*_BADGE, Firms.profit),
    lambda c: c.joint_car_profit / c.joint_car_sales,
)  # fmt: skip
independent_car_margin = Indicator(
    "independent_car_margin", "share of sales", "profit over sales of private car makers",
    "profit over sales of independent car makers", (*_BADGE, Firms.profit),
    lambda c: c.chinese_car_profit / c.chinese_car_sales,
)  # fmt: skip
independent_car_profit = Indicator(
    "independent_car_profit", "yuan/month", "profit of private car makers", "profit of independent car makers",
    (*_BADGE, Firms.profit), lambda c: c.chinese_car_profit / c.months,
)  # fmt: skip
chinese_brand_sales = Indicator(
    "chinese_brand_sales", "yuan/month", "revenue of Chinese makers of telephones, computers and network gear",
    "sales of electronics under Chinese brands", _BADGE, lambda c: c.brand_sales / c.months,
)  # fmt: skip


def _of_value(name: str, who: str, part: str) -> Indicator:
    return Indicator(
        f"value_share_{name}", "share of value added", "teardowns of single products; the foreign brand is left out",
        f"{who} in the value added of the IT chain at home",
        (Firms.sales, Firms.parts_bill, Firms.materials_bill),
        lambda c: (c.brand_value_added[_ALL] if not part else c.of(part).value_added) / c.of("it").value_added,
        basis="groups",
    )  # fmt: skip


_ALL = 0  # place of everybody among the groups of counts.GROUPS
INDICATORS = (
    joint_venture_car_share,
    independent_car_share,
    new_energy_maker_share,
    new_energy_share,
    joint_venture_car_price,
    independent_car_price,
    joint_venture_car_margin,
    independent_car_margin,
    independent_car_profit,
    chinese_brand_sales,
    _of_value("brands", "Chinese brands", ""),
    _of_value("contract", "contract manufacturers", "contract_manufacturer"),
    _of_value("components", "component makers", "component_maker"),
)
