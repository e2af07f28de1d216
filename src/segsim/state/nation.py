"""What is the same for everybody: outside series, national law, and the books of the whole economy."""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table

f8 = np.float64


class Nation(Table):
    """One row: outside series and national law as they stand this month."""

    cpi = Column(f8, "ratio", "stock", "consumer prices relative to January 2006; also carries outside prices")
    inflation = Column(f8, "1/month", "stock", "growth of the cpi over the last month")
    gdp = Column(f8, "ratio", "stock", "real GDP relative to January 2006")
    exports = Column(f8, "ratio", "stock", "real exports relative to January 2006, without the dated shock")
    rural_income = Column(f8, "yuan/month", "stock", "what a migrant would earn at home")
    overtime_cap = Column(f8, "hours/month", "stock", "legal limit of overtime")
    overtime_multiple = Column(f8, "ratio", "stock", "legal pay of an overtime hour relative to a standard hour")
    standard_hours = Column(f8, "hours/month", "stock", "paid standard hours")
    employer_insurance = Column(f8, "share of pay", "stock", "employer's social insurance with pension, in full")
    worker_insurance = Column(f8, "share of pay", "stock", "worker's own contribution with pension")
    injury_insurance = Column(f8, "share of pay", "stock", "employer's work-injury insurance")
    profit_tax = Column(f8, "share", "stock", "tax on profit")
    dispatch_cover = Column(f8, "ratio", "stock", "chance of insurance cover of agency over regular workers of a firm")
    anti_corruption = Column(f8, "share", "stock", "how far the centre breaks ties between firms and officials")
    reform_speed = Column(f8, "1/month", "stock", "share of an ordered rise in force that comes about in a month")
    reform_delay = Column(f8, "years", "stock", "mean time by which lobbying delays a reform ordered now")
    reform_force = Column(f8, "share", "stock", "national inspection rate in force over the rate ordered")
    inspection_rate = Column(f8, "1/month", "stock", "national inspection rate in force")
    complaint_slope = Column(f8, "1/month", "stock", "national complaint slope in force")
    union_force = Column(f8, "share", "stock", "how far ordered genuine representation is in force")
    subsidy_cap = Column(f8, "share", "stock", "most that a city may give as rebate, discount or subsidy; 2 for no cap")
    planned_use = Column(f8, "share", "trait", "use of capacity that firms build for and reckon cost at")
    depreciation = Column(f8, "1/month", "trait", "loss of capacity")
    plate_limit = Column(f8, "share", "stock", "share of wished combustion cars that get a plate, mean over buyers")
    new_energy_subsidy = Column(f8, "share of price", "stock", "paid to buyers of new-energy cars")
    first_emissions = Column(f8, "units/month", "stock", "mean emissions of a city in the first month with any")
    return_to_skill = Column(f8, "elasticity", "trait", "gamma: pay rises with skill to this power")
    skill_unit = Column(f8, "ratio", "trait", "mean of skill to the power gamma in the first month")
    skill_spread = Column(f8, "ln", "trait", "spread of log skill within a hukou group in the first month")
    first_skill_rural = Column(f8, "ln", "trait", "mean log skill of rural hukou in the first month")
    first_skill_urban = Column(f8, "ln", "trait", "mean log skill of urban hukou in the first month")
    school_protests = Column(f8, "protests/month", "flow", "protests of migrants for school places")
    new_energy_appeal = Column(f8, "ln", "stock", "log odds that a buyer takes a new-energy car, all else equal")
    new_energy_share = Column(f8, "share", "stock", "new-energy cars in all cars that final buyers order")
    platform_share = Column(f8, "share", "stock", "share of local earnings spent on orders by app")
    gig_workers = Column(f8, "workers", "stock", "riders in all cities")
    gig_hours = Column(f8, "hours/month", "flow", "hours ridden")
    gig_bill = Column(f8, "yuan/month", "flow", "riders' income from riding, with benefits")
    gig_injuries = Column(f8, "workers/month", "flow", "riders hurt")
    gig_insured = Column(f8, "workers", "stock", "riders with injury cover")
    gig_seasoned = Column(f8, "workers", "stock", "riders of six months or more")
    gig_disappointed = Column(f8, "workers", "stock", "of these, whose riding is worth less than they expected")
    gig_entrants = Column(f8, "workers/month", "flow", "people who took up riding")
    gig_from_factories = Column(f8, "workers/month", "flow", "of these, out of a factory job")
    gig_protests = Column(f8, "protests/month", "flow", "protests of riders")
    consumption = Column(f8, "yuan/month", "stock", "spending of all workers in the last month")
    first_consumption = Column(f8, "yuan/month", "stock", "the same in the first month in which it was measured")


SECTORS = ("workers", "firms", "cities", "centre", "bank", "abroad")


class Sectors(Table):
    """The transaction matrix: one row a sector (SECTORS), one column an item; receipts positive, payments negative.

    Every item sums to zero over sectors; over items, a row is the change of that sector's money in the month.
    Source of the form: Godley and Lavoie (2007), Monetary Economics (recalled).
    """

    deposits = Column(f8, "yuan", "stock", "money of the sector at the end of the last step that moved any")
    opening = Column(f8, "yuan", "stock", "money at the start of the month")
    bad_loans = Column(
        f8, "yuan", "stock", "loans lost with failed firms since the start; the bank's row, no money moves"
    )
    sales = Column(f8, "yuan/month", "flow", "final goods bought by the outside world")
    parts = Column(f8, "yuan/month", "flow", "parts bought by firms, at home and abroad")
    materials = Column(f8, "yuan/month", "flow", "materials and overhead bought from outside")
    wages = Column(f8, "yuan/month", "flow", "wages, bonus and overtime paid, with back wages")
    insurance = Column(f8, "yuan/month", "flow", "social insurance of employers and workers")
    fines = Column(f8, "yuan/month", "flow", "fines to the state")
    compensation = Column(f8, "yuan/month", "flow", "work-injury benefits of insurance and employers")
    medical = Column(f8, "yuan/month", "flow", "cost of injuries at work borne by workers' households first")
    back_pay = Column(f8, "yuan/month", "flow", "back pay ordered by inspectors")
    tax = Column(f8, "yuan/month", "flow", "profit tax")
    rebates = Column(f8, "yuan/month", "flow", "tax handed back")
    awards = Column(f8, "yuan/month", "flow", "awards of cities to firms")
    interest = Column(f8, "yuan/month", "flow", "interest on loans")
    dividends = Column(f8, "yuan/month", "flow", "profit paid to owners outside")
    investment = Column(f8, "yuan/month", "flow", "capital goods bought from outside")
    training = Column(f8, "yuan/month", "flow", "training bought from schools outside")
    research = Column(f8, "yuan/month", "flow", "research of firms' own, bought from laboratories outside")
    royalties = Column(f8, "yuan/month", "flow", "technology bought from foreign parents")
    upgrading = Column(f8, "yuan/month", "flow", "public money for machines, training and research of firms")
    loans = Column(f8, "yuan/month", "flow", "new loans less repayments")
    write_offs = Column(f8, "yuan/month", "flow", "money of failed firms passed to creditors")
    equity = Column(f8, "yuan/month", "flow", "owners' money put into new firms")
    rural_income = Column(f8, "yuan/month", "flow", "income earned in the countryside")
    school_fees = Column(f8, "yuan/month", "flow", "fees of migrants' children in public schools")
    land_sales = Column(f8, "yuan/month", "flow", "land that cities sell for housing")
    moving = Column(f8, "yuan/month", "flow", "hauliers and builders of plants that move")
    relocation_subsidies = Column(f8, "yuan/month", "flow", "what cities pay to plants that come")
    gigs = Column(f8, "yuan/month", "flow", "pay of riders, net of what platforms keep")
    services = Column(f8, "yuan/month", "flow", "public services bought")
    consumption = Column(f8, "yuan/month", "flow", "household spending")
