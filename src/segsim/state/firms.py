"""What is a firm?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table

f8, i1, i2, i4, flag = np.float64, np.int8, np.int16, np.int32, np.bool_


class Firms(Table):
    """One row an establishment. A row whose firm has failed stands empty (`alive` false) until an entrant takes it."""

    # who it is
    alive = Column(flag, "flag", "flag", "operates this month")
    born = Column(i2, "month index", "stock", "month in which the firm in this row began")
    industry = Column(i1, "code", "stock", "0 auto, 1 IT")
    tier = Column(i1, "code", "stock", "place in the chain: 0 lead, 1 first tier or contract manufacturer, 2, 3")
    market = Column(i1, "row", "link", "market it sells in: industry x tier", links_to="markets")
    owner = Column(i1, "code", "stock", "0 joint venture, 1 overseas Chinese, 2 private, 3 state")
    city = Column(i2, "row", "link", "where it stands", links_to="cities")
    buyer = Column(i4, "row", "link", "principal buyer in the tier above, -1 for none", links_to="firms")
    visibility = Column(f8, "ratio", "stock", "how easily its violations are seen, relative to the mean firm")
    union = Column(i1, "code", "stock", "0 none, 1 captured, 2 genuine")
    voice = Column(f8, "ratio", "stock", "complaints relative to a firm without representatives, 1 for none")
    connection = Column(f8, "share", "stock", "ties to officials (关系), 0 none to 1 their own firm")
    # technology
    technique = Column(f8, "ln", "stock", "log output of an hour by the process alone")
    automation = Column(f8, "ln", "stock", "what machines in place of hands add to log productivity")
    know_how = Column(f8, "ln", "stock", "what training adds to log productivity; it leaves with those who leave")
    effort = Column(f8, "ratio", "stock", "work done in an hour relative to a shop without discipline")
    outsourced = Column(f8, "share", "stock", "share of its own work given to the tier below")
    productivity = Column(f8, "units/efficiency hour", "stock", "output of an hour of mean skill, of all these")
    parts_per_unit = Column(f8, "units/unit", "stock", "goods of the tier below in a unit of its output")
    capacity = Column(f8, "units/month", "stock", "output that its capital allows")
    outage = Column(f8, "share", "stock", "share of capacity that stands still for want of power or water")
    # demand and prices
    expected_demand = Column(f8, "units/month", "stock", "demand it plans for: smoothed orders")
    linked_share = Column(f8, "share", "stock", "its share of its principal buyer's linked orders")
    open_share = Column(f8, "share", "stock", "its share of the open orders or final demand of its market")
    abatement_cost = Column(f8, "yuan/unit", "stock", "spent on clean production, over the first month's mean")
    emissions = Column(f8, "units/month", "flow", "pollutants let out; 1 is what a unit of mean dirt lets out")
    safety_cost = Column(f8, "yuan/unit", "stock", "spent on safety at work")
    unit_cost = Column(f8, "yuan/unit", "stock", "standard cost of a unit at planned hours")
    price = Column(f8, "yuan/unit", "stock", "selling price")
    orders = Column(f8, "units/month", "flow", "units that buyers wanted")
    linked_orders = Column(f8, "units/month", "flow", "the part of orders that comes from its principal buyer")
    output = Column(f8, "units/month", "flow", "units made and sold")
    hours_lost = Column(f8, "share", "stock", "share of this month's hours lost to a strike decided last month")
    # labour
    heads = Column(i4, "workers", "stock", "employees after this month's moves")
    skill_sum = Column(f8, "efficiency units", "stock", "summed skill of its employees")
    taste_sum = Column(f8, "efficiency units", "stock", "summed skill x hours taste of its employees")
    target_heads = Column(f8, "workers", "stock", "employees wanted for expected demand at planned hours")
    vacancies = Column(i4, "workers", "stock", "open jobs before this month's hiring")
    unfilled = Column(i4, "workers", "stock", "open jobs that stayed open after the last hiring")
    layoffs = Column(i4, "workers", "flow", "jobs ended by the firm")
    quits = Column(i4, "workers", "flow", "jobs ended by workers without a new one")
    hires = Column(i4, "workers", "flow", "workers taken on")
    # hours
    overtime_desired = Column(f8, "hours/month", "stock", "overtime its workers want at its pay")
    overtime_multiple = Column(f8, "ratio", "stock", "pay of a mean overtime hour over a standard hour, as really paid")
    overtime_limit = Column(f8, "hours/month", "stock", "most overtime it dares to run")
    overtime_planned = Column(f8, "hours/month", "stock", "overtime a head that it plans with")
    toil = Column(f8, "utility", "stock", "disutility of a month at its planned hours, in log pay")
    overtime_run = Column(f8, "hours/month", "stock", "overtime that production last called for: mean over its workers")
    overtime_reach = Column(f8, "hours/month", "stock", "what dormitories add to the overtime of its shifts")
    # shop floor
    dormitory = Column(f8, "share", "stock", "share of its workers who sleep in its dormitory (宿舍)")
    bed_worth = Column(f8, "ln pay", "stock", "what its beds add to the worth of a job for a migrant")
    discipline = Column(f8, "index", "stock", "strictness of the shop floor, 1 for the usual mean")
    harshness = Column(f8, "index", "stock", "discipline beyond the usual mean, which its workers resent")
    # pay
    mrpl = Column(f8, "yuan/hour", "stock", "net marginal revenue product of an hour of mean skill")
    wage_offer = Column(f8, "yuan/hour", "stock", "what it offers by the market, before rent sharing and floors")
    wage_floor = Column(f8, "yuan/hour", "stock", "bargained floor, 0 for none")
    base_wage = Column(f8, "yuan/hour", "stock", "posted base wage for mean skill, before the minimum wage")
    pay_ratio = Column(f8, "ratio", "stock", "mean hourly base pay of its people over its posted base wage")
    bonus_rate = Column(f8, "share of base", "stock", "profit bonus as a share of base pay")
    concession = Column(f8, "ratio", "stock", "wage step won by a strike and not yet paid: 0.2 is 20 %")
    # compliance: depth 0 obeys, 1 breaks the rule in full
    depth_minimum = Column(f8, "share", "stock", "share of the gap to the minimum wage that it keeps")
    depth_premium = Column(f8, "share", "stock", "share of the overtime premium that it keeps")
    depth_unpaid = Column(f8, "share", "stock", "share of workers hired into unpaid overtime")
    depth_hours = Column(f8, "share", "stock", "how far it goes from the overtime cap to the physical limit")
    depth_contract = Column(f8, "share", "stock", "share of workers hired without a written contract")
    depth_injury = Column(f8, "share", "stock", "share of workers hired without injury cover")
    depth_pension = Column(f8, "share", "stock", "share of workers hired without pension cover")
    depth_pollution = Column(f8, "share", "stock", "share of the emissions that it should clean and lets out")
    kept_minimum = Column(f8, "yuan/month", "stock", "kept back last month by paying under the minimum wage")
    kept_overtime = Column(f8, "yuan/month", "stock", "kept back last month by short or unpaid overtime")
    kept_insurance = Column(f8, "yuan/month", "stock", "kept back last month by uncovered workers")
    kept_pollution = Column(f8, "yuan/month", "stock", "kept back last month by not cleaning")
    inspection_belief = Column(f8, "1/month", "stock", "inspection rate that it reckons with")
    belief_variance = Column(f8, "1/month^2", "stock", "variance of the inspection rate that it has seen")
    inspected = Column(flag, "flag", "flow", "was inspected this month")
    # money
    deposits = Column(f8, "yuan", "stock", "money")
    debt = Column(f8, "yuan", "stock", "owed to the bank")
    receivables = Column(f8, "yuan", "stock", "owed by its principal buyer")
    wages_owed = Column(f8, "yuan", "stock", "owed to its workers")
    sales = Column(f8, "yuan/month", "flow", "value of output")
    parts_bill = Column(f8, "yuan/month", "flow", "bought from the tier below or imported")
    materials_bill = Column(f8, "yuan/month", "flow", "materials, overhead, abatement and safety bought from outside")
    outlays = Column(f8, "yuan/month", "flow", "other current spending: research, training, moving")
    subsidies = Column(f8, "yuan/month", "flow", "subsidies and awards received")
    wage_bill = Column(f8, "yuan/month", "flow", "wages due for the month")
    contributions = Column(f8, "yuan/month", "flow", "its workers' own insurance contributions due")
    bonus_bill = Column(f8, "yuan/month", "flow", "the part of wages due that is bonus")
    insurance_bill = Column(f8, "yuan/month", "flow", "employer's social insurance due on wages due")
    fines = Column(f8, "yuan/month", "flow", "fines and back pay")
    interest = Column(f8, "yuan/month", "flow", "interest on debt")
    tax = Column(f8, "yuan/month", "flow", "profit tax paid after rebate")
    profit = Column(f8, "yuan/month", "flow", "after interest, depreciation, fines and tax")
    profit_trend = Column(f8, "yuan/month", "stock", "smoothed profit before bonus")
    investment = Column(f8, "yuan/month", "flow", "spent on capacity")
    distress = Column(i2, "months", "stock", "months in a row in which wages could not be paid in full")
    # unrest
    active_share = Column(f8, "share", "stock", "share of its workers ready to strike")
    struck = Column(flag, "flag", "flow", "a strike broke out this month")
    strike_won = Column(flag, "flag", "flow", "and won")
    closed = Column(flag, "flag", "flow", "failed this month")
    entered = Column(flag, "flag", "flow", "began this month")
