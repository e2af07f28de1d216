"""What is a worker?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, Table

f4, f8, i1, i2, i4, flag = np.float32, np.float64, np.int8, np.int16, np.int32, np.bool_


class Workers(Table):
    """One row a worker, each standing for `world.persons_per_agent` real people."""

    hukou = Column(i1, "code", "stock", "household registration (户口): 0 rural, 1 urban")
    home = Column(i2, "row", "link", "city of registration; the rural reservoir for rural hukou", links_to="cities")
    rural_home = Column(flag, "flag", "flag", "has land and a house in the countryside, to which one may go back")
    city = Column(i2, "row", "link", "where the worker is; the rural reservoir for those at home", links_to="cities")
    employer = Column(i4, "row", "link", "firm, -1 without a job", links_to="firms")
    skill = Column(f4, "efficiency units", "stock", "output of an hour relative to the mean worker")
    skill_pay = Column(f4, "ratio", "stock", "pay relative to the firm's posted base wage: skill to the power gamma")
    hours_taste = Column(f4, "ratio", "trait", "own overtime relative to the firm's mean overtime")
    retires = Column(flag, "flag", "flow", "ends his working life this month; a child takes the row")
    tenure = Column(i2, "months", "stock", "months with the present employer, or without one")
    written_contract = Column(flag, "flag", "flag", "has a written labour contract")
    injury_cover = Column(flag, "flag", "flag", "employer pays work-injury insurance")
    pension_cover = Column(flag, "flag", "flag", "employer pays pension and the other social insurance")
    overtime_unpaid = Column(flag, "flag", "flag", "hired into a job whose overtime is not paid at all")
    months_insured = Column(i2, "months", "stock", "months with pension cover so far")
    points = Column(f4, "index", "stock", "place in the list for local hukou and school places (积分), 0 to 1")
    child = Column(i1, "code", "stock", "where a child of school age learns (codes.Child), 0 without one")
    child_skill = Column(f4, "ln", "stock", "log skill that the child is expected to have")
    dispatch = Column(flag, "flag", "flag", "works through an agency (劳务派遣); says nothing of who has no job")
    gig_hours = Column(f4, "hours/month", "stock", "hours ridden for a platform, 0 for none; no rider has an employer")
    gig_expected = Column(f4, "ln yuan", "stock", "worth of riding at entry, at prices of January 2006")
    base_pay = Column(f4, "yuan/month", "stock", "pay for standard hours")
    overtime = Column(f4, "hours/month", "stock", "hours worked beyond standard hours")
    overtime_pay = Column(f4, "yuan/month", "stock", "pay for overtime")
    bonus = Column(f4, "yuan/month", "stock", "share in profit")
    earnings = Column(f4, "yuan/month", "stock", "total pay due in the last month worked or of the rural option")
    deposits = Column(f8, "yuan", "stock", "money")
    arrears = Column(f8, "yuan", "stock", "wages that the present employer owes")
    grievance = Column(f4, "index", "stock", "stored hardship, 0 none")
    move = Column(i1, "code", "flow", "what happened in the labour market this month (codes.Move)")
