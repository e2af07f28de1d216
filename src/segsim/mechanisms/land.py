"""What do land, water and power cost a factory, and how much is there?

In words. A city opens industrial land as its plants fill it, and takes back what lies idle, more slowly at the coast.
Where plants press on it, land is dear. Land brings more money as housing: the dearer housing is against industrial
land, the more of it a city moves over, and the sale of land for housing fills its purse. Local discounts take a part
off the price of industrial land. Power and water follow the plants of a city at a limited pace; at the coast, where
plants outgrow them, a share of capacity stands still.

Equations. Of a city; U plant in use (capacity at first prices), S plant that its land has room for, W plant that its
power and water suffice for; h property over incomes, H = gdp^property_income h. First month: U = S = W, p = h = 1.
  S <- S + supply_adjustment_rate c (U - S) - conversion * property_preference * ln(H / p)+ S
  c = coast_supply_ratio at the coast, else 1
  ln p <- ln p + price_adjustment_rate (elasticity ln(U / S) + reform ln H - ln p)
  ln h <- (1 - property_decay_rate) ln h + property_boom b,     b = 1 at the coast, else inland_boom
  overhead factor = 1 - land_share + land_share * p (1 - (1 - reform) discount) / (1 - first discount)
  W <- max(W, min(U, W (1 + power_growth)));  power cut at the coast = clip(1 - power_supply W / U, 0, most_outage)
  land sales = sale_rate * property_preference / first_preference * H S cpi

Timing. After the tournament, so that this year's discount counts; before costs are reckoned. Uses last month's plant.

Sources. Land sales about a third of local revenue in 2010-12, housing land some ten times the price of industrial land
(evidence/model.md 5.6). That coastal land, water and power run short, and that cities prefer property revenue to
factories: claims of the second seed (evidence/model.md 5.6).

Choices. Everything is relative to the first month, so that overhead starts at its calibrated level; the price of
industrial land is without the general rise of prices. Only a part of overhead is land, water and power. Money for
industrial land is left out: it is a tenth of the other by area.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever, structure
from segsim.plumbing.steps import Moment, step
from segsim.rules.adjustment import adjust
from segsim.state import Cities, Firms, Markets, Nation, Sectors, State
from segsim.state.codes import Region
from segsim.state.money import ABROAD, CITIES, transfer

_COAST = (Region.AUTO_CORE, Region.IT_COAST)
_LEAST, _MOST = 0.2, 8.0  # of the first price: land is never free nor without limit; assumed
_SEED = "assumed: sign from the second seed (evidence/model.md 5.6)"


@dataclass(frozen=True)
class Params(ParameterSet):
    """Land, property, power and water."""

    left_out = "prices and shortages of land, property and power stay as they are"
    supply_adjustment_rate: float = lever(
        0.05, "1/month", (0.0, 1.0), "share of the gap between plant and land that a city closes", "assumed"
    )
    coast_supply_ratio: float = lever(
        0.5, "ratio", (0.0, 2.0), "the same at the coast, relative to other cities", _SEED
    )
    elasticity: float = structure(1.0, "elasticity", (0.0, 5.0), "of the price of land to plants over land", "assumed")
    price_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "share of a price gap closed in a month", "assumed"
    )
    property_preference: float = lever(
        0.5, "share", (0.0, 1.0), "how far a city follows the price in giving land to housing", _SEED
    )
    conversion: float = structure(
        0.004, "1/month", (0.0, 0.05), "industrial land moved over at a price ratio up by a log unit", "assumed"
    )
    property_income: float = structure(
        0.8, "elasticity", (0.0, 2.0), "of real property prices to real income", "assumed: a little under incomes"
    )
    property_boom: float = lever(
        0.0, "ln/month", (0.0, 0.05), "rise of property prices beyond incomes", "assumed: 0 but for dated events"
    )
    inland_boom: float = structure(0.5, "ratio", (0.0, 2.0), "the same inland, relative to the coast", "assumed")
    property_decay_rate: float = structure(
        0.02, "1/month", (0.0, 1.0), "return of property prices to incomes", "assumed"
    )
    land_price_reform: float = lever(
        0.0, "share", (0.0, 1.0), "how far industrial land goes at the market price: no discount, and up with housing",
        "assumed: 0, as reform was tried here and there",
    )  # fmt: skip
    land_share: float = structure(0.3, "share of overhead", (0.0, 1.0), "land, water and power in overhead", "assumed")
    sale_rate: float = structure(
        0.001, "1/month", (0.0, 0.05), "value of land sold for housing over that of plant, at the first preference",
        "assumed: about half of what profit tax brings (evidence/model.md 5.6)",
    )  # fmt: skip
    first_preference: float = structure(0.5, "share", (0.01, 1.0), "property preference it goes with", "assumed")
    power_supply: float = lever(
        1.0, "ratio", (0.2, 2.0), "power and water that reach coastal plants, relative to what was built",
        "assumed: 1 but for dated shortages",
    )  # fmt: skip
    power_growth: float = structure(
        0.03, "1/month", (0.0, 0.5), "largest growth of power and water in a city", "assumed: far above plants' mean"
    )
    most_outage: float = structure(0.4, "share", (0.0, 1.0), "largest share of capacity that is cut off", "assumed")


@step(
    reads=(
        Firms.alive, Firms.city, Firms.market, Firms.capacity, Markets.capital_per_unit, Nation.gdp, Nation.cpi,
        Cities.region, Nation.subsidy_cap, Cities.land_discount, Cities.land_price,
        Cities.land_supply, Cities.first_land_discount,
        Cities.power_supply, Cities.property_price, Cities.land_revenue_year, Cities.deposits,
    ),
    writes=(
        Cities.land_price, Cities.land_supply, Cities.first_land_discount, Cities.power_supply, Cities.property_price,
        Cities.overhead_factor, Cities.power_cut, Cities.land_revenue_year, Cities.deposits,
        Sectors.land_sales, Sectors.deposits,
    ),
)  # fmt: skip
def price_land(state: State, params: Params, moment: Moment) -> None:
    """Land, property and power are priced and shared out; cities sell land for housing."""
    cities = state.cities
    n = cities.rows - 1  # all but the rural reservoir
    use = plant_in_use(state)[:n]
    coast = np.isin(cities.region[:n], _COAST)
    _measure_first(cities, use, n)
    heat = (1.0 - params.property_decay_rate) * np.log(cities.property_price[:n])
    heat += params.property_boom * np.where(coast, 1.0, params.inland_boom)
    cities.property_price[:n] = np.exp(heat)
    housing = params.property_income * np.log(state.nation.gdp[0]) + heat  # log of H

    supply = next_supply(cities.land_supply[:n], use, housing - np.log(cities.land_price[:n]), coast, params)
    cities.land_supply[:n] = supply
    cities.land_price[:n] = next_price(cities.land_price[:n], use / supply, housing, params)
    discount = np.minimum(cities.land_discount[:n], state.nation.subsidy_cap[0])
    cities.overhead_factor[:n] = overhead_factor(
        cities.land_price[:n], discount, cities.first_land_discount[:n], params
    )
    built = cities.power_supply[:n]
    cities.power_supply[:n] = np.maximum(built, np.minimum(use, built * (1.0 + params.power_growth)))
    cut = np.zeros(cities.rows)
    cut[:n] = power_cut(cities.power_supply[:n], use, coast, params)
    cities.power_cut[:] = cut

    sold = np.zeros(cities.rows)
    share = params.sale_rate * params.property_preference / params.first_preference
    sold[:n] = share * np.exp(housing) * supply * state.nation.cpi[0]
    transfer(state, "land_sales", ABROAD, float(sold.sum()), CITIES, sold)
    cities.land_revenue_year += sold


def plant_in_use(state: State) -> np.ndarray:
    """Capacity of each city's living firms at prices of the first month, yuan; shape (cities,)."""
    firms = state.firms
    plant = np.where(firms.alive, firms.capacity * state.markets.capital_per_unit[firms.market], 0.0)
    return np.bincount(firms.city, weights=plant, minlength=state.cities.rows)


def _measure_first(cities: Cities, use: np.ndarray, n: int) -> None:
    """In the first month land and power suffice for what stands; a city without plants has room for a mean one's."""
    if not np.isnan(cities.first_land_discount[0]):
        return
    cities.first_land_discount[:] = cities.land_discount
    room = np.where(use > 0.0, use, max(use.mean(), 1.0))
    cities.land_supply[:n] = cities.power_supply[:n] = room
    cities.land_supply[n:] = cities.power_supply[n:] = 0.0


def next_supply(supply, use, lead, coast, params: Params):
    """Industrial land next month: follows plants, moved over where housing is dearer by `lead` (ln)."""
    opened = (
        params.supply_adjustment_rate * np.where(coast, params.coast_supply_ratio, 1.0) * (use - supply) * (use > 0.0)
    )
    moved = params.conversion * params.property_preference * np.maximum(lead, 0.0) * supply
    return supply + opened - np.minimum(moved, 0.5 * supply)


def next_price(price, pressure, housing, params: Params):
    """Price of industrial land next month, from plants over land and, as far as it is reformed, housing (ln)."""
    target = params.elasticity * np.log(np.maximum(pressure, 1e-6)) + params.land_price_reform * housing
    log = adjust(np.log(price), target, params.price_adjustment_rate)
    return np.clip(np.exp(log), _LEAST, _MOST)


def overhead_factor(price, discount, first_discount, params: Params):
    """Overhead relative to the first month: only the land in it moves with price and discount."""
    paid = price * (1.0 - (1.0 - params.land_price_reform) * discount) / (1.0 - first_discount)
    return 1.0 - params.land_share + params.land_share * paid


def power_cut(built, use, coast, params: Params):
    """Share of capacity without power or water; inland there is enough."""
    short = 1.0 - params.power_supply * built / np.maximum(use, 1e-9)
    return np.where(coast, np.clip(short, 0.0, params.most_outage), 0.0)
