"""What is the same for everybody: outside series and national law."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MADE, MISSING, Column, FromParameter, Table
from segsim.state.codes import Plates

f8 = np.float64


class Nation(Table):
    """One row: outside series and national law as they stand this month."""

    cpi = Column(
        f8, "ratio", "rate", "consumer prices relative to January 2006; also carries outside prices", start=1.0
    )
    inflation = Column(f8, "1/month", "rate", "growth of the cpi over the last month", start=0.0)
    gdp = Column(f8, "ratio", "rate", "real GDP relative to January 2006", start=1.0)
    exports = Column(f8, "ratio", "rate", "real exports relative to January 2006, without the dated shock", start=1.0)
    rural_income = Column(f8, "yuan/month", "rate", "what a migrant would earn at home", start=MADE)
    first_rural_income = Column(
        f8, "yuan/month", "rate", "rural income of the first month; 0 until wages are set", start=0.0
    )
    overtime_cap = Column(f8, "hours/month", "law", "legal limit of overtime", start=MISSING)
    overtime_multiple = Column(
        f8, "ratio", "law", "legal pay of an overtime hour relative to a standard hour", start=MISSING
    )
    standard_hours = Column(f8, "hours/month", "law", "paid standard hours", start=MISSING)
    employer_insurance = Column(
        f8, "share of pay", "law", "employer's social insurance with pension, in full", start=MISSING
    )
    worker_insurance = Column(f8, "share of pay", "law", "worker's own contribution with pension", start=MISSING)
    injury_insurance = Column(f8, "share of pay", "law", "employer's work-injury insurance", start=MISSING)
    profit_tax = Column(f8, "share", "law", "tax on profit", start=MISSING)
    dispatch_cover = Column(
        f8, "ratio", "law", "chance of insurance cover of agency over regular workers of a firm", start=1.0
    )
    anti_corruption = Column(
        f8, "share", "law", "how far the centre breaks ties between firms and officials", start=0.0
    )
    reform_adjustment_rate = Column(
        f8, "1/month", "rate", "share of an ordered rise in force that comes about in a month", start=1.0
    )
    inspection_rate = Column(
        f8, "1/month", "law", "national inspection rate in force", start=FromParameter("enforcement.inspection_rate")
    )
    complaint_slope = Column(
        f8, "1/month", "law", "national complaint slope in force", start=FromParameter("enforcement.complaint_slope")
    )
    counted_in = Column(
        f8, "share", "rate", "of what a month's pay misses of the minimum wage, made up by overtime pay",
        start=FromParameter("compliance.counted_in"),
    )  # fmt: skip
    union_force = Column(f8, "share", "law", "how far ordered genuine representation is in force", start=1.0)
    # A share that nobody grants: any number that is far off would do.
    subsidy_cap = Column(
        f8, "share", "law", "most that a city may give as rebate, discount or subsidy; 2 for no cap", start=2.0
    )
    planned_utilisation = Column(f8, "share", "trait", "use of capacity that firms build for and reckon cost at")
    depreciation = Column(f8, "1/month", "trait", "loss of capacity")
    plate_quota = Column(
        f8, "share", "law", "plates over wishes for a first one on the trend, by scheme; 1 for no limit", start=1.0,
        along=Plates,
    )  # fmt: skip
    plate_buyers = Column(
        f8, "share", "rate", "of the country's car buyers who live under each scheme", start=0.0, along=Plates
    )
    plate_queue = Column(f8, "cars", "state", "buyers who wait for a plate, by scheme", start=0.0, along=Plates)
    car_wish_trend = Column(
        f8, "ratio", "state", "cars wished over GDP relative to the first month, as the number of plates follows it",
        start=1.0,
    )  # fmt: skip
    cars_wished = Column(f8, "units/month", "flow", "cars that buyers would take if everybody got a plate")
    plate_applications = Column(f8, "cars/month", "flow", "applicants for a plate where a city limits them")
    plates_given = Column(f8, "cars/month", "flow", "of these, applicants who get one")
    buyers_refused = Column(f8, "cars/month", "flow", "buyers refused a plate for the first time")
    buyers_away = Column(f8, "cars/month", "flow", "of these, buyers who register in a town without limit")
    buyers_gave_up = Column(f8, "cars/month", "flow", "buyers who waited for a plate and give up")
    new_energy_subsidy = Column(f8, "share of price", "law", "paid to buyers of new-energy cars", start=0.0)
    first_emissions = Column(
        f8, "units/month", "rate", "mean emissions of a city in the first month with any", start=MISSING
    )
    return_to_skill = Column(f8, "elasticity", "trait", "gamma: pay rises with skill to this power")
    skill_unit = Column(f8, "ratio", "trait", "mean of skill to the power gamma in the first month")
    skill_spread = Column(f8, "ln", "trait", "spread of log skill within a hukou group in the first month")
    first_skill_rural = Column(f8, "ln", "trait", "mean log skill of rural hukou in the first month")
    first_skill_urban = Column(f8, "ln", "trait", "mean log skill of urban hukou in the first month")
    school_protests = Column(f8, "protests/month", "flow", "protests of migrants for school places")
    # Log odds at which nobody buys: any number that is far below would do.
    new_energy_appeal = Column(
        f8, "ln", "state", "log odds that a buyer takes a new-energy car, all else equal", start=-99.0
    )
    new_energy_share = Column(f8, "share", "rate", "new-energy cars in all cars that final buyers order", start=0.0)
    order_size = Column(
        f8, "elasticity", "rate", "of a firm's share of orders to its capacity",
        start=FromParameter("orders.size_exponent"),
    )  # fmt: skip
    order_price = Column(
        f8, "elasticity", "rate", "of a firm's share of orders to its price",
        start=FromParameter("orders.price_exponent"),
    )  # fmt: skip
    order_noise = Column(
        f8, "ln", "rate", "monthly spread of orders over firms that are alike", start=FromParameter("orders.noise")
    )
    platform_share = Column(f8, "share", "rate", "share of local earnings spent on orders by app", start=0.0)
    gig_workers = Column(f8, "workers", "state", "riders in all cities", start=0.0)
    gig_hours = Column(f8, "hours/month", "flow", "hours ridden")
    gig_bill = Column(f8, "yuan/month", "flow", "riders' income from riding, with benefits")
    gig_insured = Column(f8, "workers", "state", "riders with injury cover", start=0.0)
    gig_entrants = Column(f8, "workers/month", "flow", "people who took up riding")
    gig_from_factories = Column(f8, "workers/month", "flow", "of these, out of a factory job")
    gig_protests = Column(f8, "protests/month", "flow", "protests of riders")
    bank_capital = Column(
        f8, "yuan", "state", "capital of the bank: what it earned and kept, less loans lost", start=0.0
    )
    consumption = Column(f8, "yuan/month", "rate", "spending of all workers in the last month", start=MISSING)
    first_consumption = Column(
        f8, "yuan/month", "rate", "the same in the first month in which it was measured", start=MISSING
    )
    outside_spending = Column(
        f8, "ratio", "rate", "spending of households outside the chains over that of the first month, by cover alone",
        start=1.0,
    )  # fmt: skip
    first_outside_spending = Column(
        f8, "ratio", "rate", "their spending over what it would be with cover for all, first reported month",
        start=MISSING,
    )  # fmt: skip
