"""Whose cars are bought, at which price and profit, and who gets what of the value along the IT chain?

Cars are counted by number and by badge: a joint venture's foreign one, or the Chinese one of independents; makers of
new-energy cars are independents that make them beside others. What foreign brands keep of electronics is outside the
model.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.groups import NATION
from segsim.indicators.indicator import Indicator, Published
from segsim.indicators.sums import MONTHS, Now, Sum
from segsim.state import Nation
from segsim.state.codes import Brand, Industry, Tier

_UNITS = "passenger cars of foreign and of Chinese brands made in China, by number; vans and imports apart"
# Price of a mean car with a Chinese badge over one with a foreign badge. Assumed: about a half (range .37-.6). Geely
# took 48,000 yuan a car in 2010 (20.1 billion for 416,000: AFP, IndustryWeek, 23 March 2011) and Dongfeng, mostly joint
# ventures, 132,000 a vehicle (345 billion for 2.61 million, trucks too: China Daily, 24 January 2011); Geely was cheap.
INDEPENDENT_PRICE = 0.45


def _cars(now: Now, joint: bool) -> np.ndarray:
    """Which firms make cars under the badge of a joint venture, or under a Chinese one."""
    firms = now.firms
    cars = (firms.tier == Tier.LEAD) & (firms.industry == Industry.AUTO)
    return cars & ((firms.brand == Brand.JOINT_VENTURE) == joint)


@Sum
def _joint_car_sales(now: Now) -> np.ndarray:
    """Sales of joint-venture car makers."""
    return np.where(_cars(now, joint=True), now.firms.sales, 0.0)


@Sum
def _joint_car_output(now: Now) -> np.ndarray:
    """Output of joint-venture car makers."""
    return np.where(_cars(now, joint=True), now.firms.output, 0.0)


@Sum
def _chinese_car_output(now: Now) -> np.ndarray:
    """Output of car makers with a Chinese badge."""
    return np.where(_cars(now, joint=False), now.firms.output, 0.0)


@Sum
def _chinese_car_sales(now: Now) -> np.ndarray:
    """Sales of car makers with a Chinese badge."""
    return np.where(_cars(now, joint=False), now.firms.sales, 0.0)


@Sum
def _chinese_car_profit(now: Now) -> np.ndarray:
    """Profit of car makers with a Chinese badge."""
    return np.where(_cars(now, joint=False), now.firms.profit, 0.0)


def _brands(now: Now) -> np.ndarray:
    """Which firms are Chinese brands of electronics."""
    return (now.firms.tier == Tier.LEAD) & (now.firms.industry == Industry.IT)


@Sum
def _brand_sales(now: Now) -> np.ndarray:
    """Sales of electronics under Chinese brands."""
    return np.where(_brands(now), now.firms.sales, 0.0)


_chinese_cars = _chinese_car_output / INDEPENDENT_PRICE  # a unit of output is a yuan of the first month
joint_venture_car_share = Indicator(
    "joint_venture_car_share",
    _joint_car_output / (_joint_car_output + _chinese_cars),
    "share of cars",
    "cars with a foreign badge in the number of cars made here",
    _UNITS,
    only=(NATION,),
)
independent_car_share = Indicator(
    "independent_car_share",
    _chinese_cars / (_joint_car_output + _chinese_cars),
    "share of cars",
    "cars with a Chinese badge in the number of cars made here",
    _UNITS,
    by={NATION: Published("domestic_brand_share", "automobile", (), 0.01, "prices of badges are assumed")},
    only=(NATION,),
)
new_energy_share = Indicator(
    "new_energy_share",
    Sum(Nation.new_energy_share) / MONTHS,
    "share of cars",
    "new-energy cars in all cars that final buyers order",
    "new-energy vehicles in all vehicles sold (CAAM)",
    by={NATION: Published("nev_share", "automobile", ("NEV",), 0.01, "published after 2020")},
)
joint_venture_car_price = Indicator(
    "joint_venture_car_price",
    _joint_car_sales / _joint_car_output,
    "ratio",
    "sales over output of joint ventures, at prices of the first month",
    "prices of cars with a foreign badge, over those of the first month",
    only=(NATION,),
)
independent_car_margin = Indicator(
    "independent_car_margin",
    _chinese_car_profit / _chinese_car_sales,
    "share of sales",
    "profit over sales of independent car makers",
    "profit over sales of private car makers",
    only=(NATION,),
)
chinese_brand_sales = Indicator(
    "chinese_brand_sales",
    _brand_sales / MONTHS,
    "yuan/month",
    "sales of electronics under Chinese brands",
    "revenue of Chinese makers of telephones, computers and network gear",
    only=(NATION,),
)
