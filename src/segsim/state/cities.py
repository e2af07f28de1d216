"""What is a city, and what does its government do?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table

f8, i1, i4 = np.float64, np.int8, np.int32


class Cities(Table):
    """One row a city with its government; the last is the rural reservoir, without firms or government."""

    region = Column(i1, "code", "trait", "group of cities (codes.Region)")
    province = Column(
        i1, "code", "trait", "cities with the same number are peers in the tournament and share guidelines"
    )
    area = Column(i1, "code", "trait", "cities with the same number lie near each other: parts travel within a day")
    sites_auto = Column(f8, "share", "trait", "of the sites for auto plants: as these first stood")
    sites_it = Column(f8, "share", "trait", "of the sites for IT plants: as these first stood")
    has_guideline = Column(np.bool_, "flag", "trait", "in Guangdong, where the bargaining guideline of 2014 holds")
    # instruments of the local government
    enforcement_effort = Column(f8, "ratio", "stock", "inspections relative to the national rate")
    tax_rebate = Column(f8, "share", "stock", "share of profit tax handed back")
    land_discount = Column(f8, "share", "stock", "share of overhead saved by cheap industrial land")
    minimum_wage_ratio = Column(f8, "share", "stock", "minimum wage it aims at, relative to local mean pay")
    relocation_subsidy = Column(f8, "share", "stock", "part of a plant's moving bill that it pays")
    promotion = Column(f8, "share", "stock", "the same, promised beside it by inland programmes to large IT plants")
    parks = Column(f8, "share", "stock", "the same, promised to parts makers near the car cities")
    overhead_factor = Column(f8, "ratio", "stock", "overhead of a firm here relative to the first month's prices")
    land_price = Column(f8, "ratio", "stock", "real price of industrial land before discount, over its first")
    land_supply = Column(f8, "yuan", "stock", "plant that industrial land has room for, at prices of the first month")
    first_land_discount = Column(f8, "share", "stock", "land discount when land was first priced")
    power_supply = Column(f8, "yuan", "stock", "plant that power and water suffice for, at prices of the first month")
    power_cut = Column(f8, "share", "stock", "share of capacity that stands still for want of power or water")
    property_price = Column(f8, "ratio", "stock", "price of housing relative to incomes, 1 in the first month")
    alarm = Column(f8, "index", "stock", "disasters, protest and smog that call for a campaign, fading")
    state_holding = Column(f8, "share", "stock", "share of its firms' demand that is for state-linked car makers")
    # nature
    plate_scheme = Column(i1, "code", "trait", "whose car plates it limits by (codes.Plates), 0 none of its own")
    plate_quota = Column(f8, "share", "stock", "share of wished combustion cars that get a plate (限牌)")
    pollution = Column(f8, "index", "stock", "dirt in air and water; 1 is the mean of cities in the first month")
    pollution_protest = Column(f8, "protests/month", "flow", "protests over pollution")
    emission_watch = Column(f8, "ratio", "stock", "how easily broken emission rules are seen, by anybody")
    blackout = Column(f8, "share", "stock", "share of the month in which plants stand still by smog alarm")
    campaign = Column(f8, "ratio", "stock", "inspections of this month's campaigns relative to usual ones, 1 without")
    campaign_months = Column(i4, "months", "stock", "months that a campaign after an alarm still lasts")
    caution = Column(f8, "share", "stock", "effort added by officials whose forerunner was dismissed, fading")
    # awards and reports
    award_money = Column(f8, "yuan/month", "stock", "set aside for awards to firms this year")
    award_price = Column(f8, "yuan/yuan", "stock", "award that a reported yuan of research brings")
    padding = Column(f8, "share", "stock", "by which it overstated its last report")
    reported_metric = Column(f8, "ratio", "stock", "growth of output that it reported for the last year")
    # rules in force
    minimum_wage = Column(f8, "yuan/month", "stock", "legal monthly minimum wage (最低工资标准)")
    published_minimum = Column(f8, "yuan/month", "stock", "minimum wage of the published notices, whatever is in force")
    inspection_rate = Column(f8, "1/month", "stock", "chance that a mean-sized firm is inspected this month")
    complaint_slope = Column(f8, "1/month", "stock", "how much the chance of being caught rises with depth")
    repression = Column(f8, "index", "stock", "strength with which protest is put down, 1 at the start")
    # labour market
    strike_force = Column(f8, "index", "stock", "repression that strikes have to fear; 0 where they are lawful")
    tolerance = Column(f8, "share", "stock", "chance that a strike is not broken up")
    legitimacy = Column(f8, "share", "stock", "grievance that trust in those who govern takes away")
    complaint_factor = Column(f8, "ratio", "stock", "complaints relative to those at the start's repression")
    response = Column(f8, "ratio", "stock", "inspection and minimum wage aim relative to those without unrest")
    unrest = Column(f8, "1/month", "stock", "strikes and protests a hundred firms, smoothed")
    # registration and schools
    admitted = Column(i4, "workers", "stock", "migrants given local hukou in the last yearly round")
    refused_share = Column(
        f8, "share", "stock", "its migrants whose child was refused a school place in the last round"
    )
    school_welcome = Column(f8, "share", "stock", "applicants' children with a school place, less the usual share")
    rent = Column(f8, "yuan/month", "stock", "housing cost of a migrant")
    # platforms
    gig_workers = Column(i4, "workers", "stock", "riders: with neither an employer nor counted as unemployed")
    gig_disappointed = Column(i4, "workers", "stock", "riders of six months or more who expected better")
    gig_pay = Column(f8, "yuan/hour", "stock", "net pay of an hour of riding last month, or of the first hour ridden")
    gig_worth = Column(f8, "ln pay", "stock", "worth of riding, on the scale on which jobs are compared")
    gig_take = Column(f8, "share", "stock", "share of what customers pay that the platform keeps")
    gig_protest = Column(f8, "protests/month", "flow", "riders protested this month")
    housing_cost = Column(f8, "ratio", "stock", "housing cost of a migrant relative to a city with the usual beds")
    employed = Column(i4, "workers", "stock", "with a job in the city")
    unemployed = Column(i4, "workers", "stock", "in the city without a job")
    vacancies = Column(i4, "workers", "stock", "open jobs before hiring")
    mean_earnings = Column(f8, "yuan/month", "stock", "mean pay of workers in the city's firms at mean skill pay")
    going_wage = Column(f8, "yuan/hour", "stock", "mean offer of the city's firms outside the core, by heads")
    # memory
    contagion_auto = Column(f8, "strikes", "stock", "won strikes in the auto industry, fading")
    contagion_it = Column(f8, "strikes", "stock", "won strikes in the IT industry, fading")
    output_year = Column(f8, "yuan", "stock", "value of output so far this year")
    output_last_year = Column(f8, "yuan", "stock", "value of output last year")
    revenue_year = Column(f8, "yuan", "stock", "tax and fines so far this year")
    land_revenue_year = Column(f8, "yuan", "stock", "land sold for housing so far this year")
    strikes_year = Column(f8, "strikes", "stock", "strikes so far this year")
    revenue_last_year = Column(f8, "yuan", "stock", "tax, fines and land last year")
    subsidies_year = Column(f8, "yuan", "stock", "paid to plants for moving here so far this year")
    score = Column(f8, "index", "stock", "score in the last tournament, weighted ranks of 0 to 1")
    standing = Column(f8, "index", "stock", "the part of the last score that measures levels, not change")
    trial = Column(i1, "code", "stock", "instrument that it tries out this year (codes.Instrument)")
    trial_step = Column(f8, "ln or share", "stock", "change of that instrument in January, 0 for none")
    promoted = Column(i4, "leaders", "stock", "leaders promoted away since the start")
    # appeal to plants
    advantage_auto = Column(f8, "ln profit", "stock", "worth to auto plants that its prices have taken up")
    advantage_it = Column(f8, "ln profit", "stock", "worth to IT plants that its prices have taken up")
    interest = Column(f8, "workers", "stock", "jobs a month that plants' wishes bring by what it tries out this year")
    # money
    deposits = Column(f8, "yuan", "stock", "money of the local government")
