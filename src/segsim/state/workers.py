"""What is a worker?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import MADE, MISSING, Column, Table
from segsim.state.codes import Child, Hukou, Move
from segsim.state.ties import JOBS, MONEY, OWED, PEOPLE, REGISTRATION

f4, f8, i1, i2, i4, flag = np.float32, np.float64, np.int8, np.int16, np.int32, np.bool_


class Workers(Table):
    """One row a worker, each standing for `world.persons_per_agent` real people."""

    hukou = Column(i1, "code", "state", "household registration (户口): 0 rural, 1 urban", start=MADE, codes=Hukou)
    home = Column(
        i2,
        "row",
        "link",
        "city of registration; the rural reservoir for rural hukou",
        links_to="cities",
        start=MADE,
        tied=REGISTRATION,
    )
    rural_home = Column(
        flag, "flag", "flag", "has land and a house in the countryside, to which one may go back", start=MADE
    )
    city = Column(
        i2,
        "row",
        "link",
        "where the worker is; the rural reservoir for those at home",
        links_to="cities",
        start=MADE,
        tied=PEOPLE,
    )
    employer = Column(i4, "row", "link", "firm, -1 without a job", links_to="firms", start=MADE, tied=JOBS)
    skill = Column(f4, "efficiency units", "state", "output of an hour relative to the mean worker", start=MADE)
    skill_pay = Column(
        f4, "ratio", "rate", "pay relative to the firm's posted base wage: skill to the power gamma", start=MADE
    )
    hours_taste = Column(f4, "ratio", "trait", "own overtime relative to the firm's mean overtime")
    retires = Column(flag, "flag", "flow", "retires this month; a child takes the row")
    tenure = Column(i2, "months", "state", "months with the present employer, or without one", start=MADE)
    match_taste = Column(
        f4, "ratio", "state", "dislike of the present job drawn with its offer, exponential of mean 1: 0 likes it best",
        start=1.0,
    )  # fmt: skip
    written_contract = Column(flag, "flag", "flag", "has a written labour contract", start=False)
    injury_cover = Column(flag, "flag", "flag", "employer pays work-injury insurance", start=False)
    pension_cover = Column(flag, "flag", "flag", "employer pays pension and the other social insurance", start=False)
    overtime_unpaid = Column(flag, "flag", "flag", "hired into a job whose overtime is not paid at all", start=False)
    months_insured = Column(i2, "months", "state", "months with pension cover so far", start=0)
    points = Column(
        f4, "index", "state", "place in the list for local hukou and school places (积分), 0 to 1", start=MADE
    )
    child = Column(
        i1, "code", "state", "where a child of school age learns (codes.Child), 0 without one", start=0, codes=Child
    )
    child_skill = Column(f4, "ln", "state", "log skill that the child is expected to have", start=MADE)
    dispatch = Column(
        flag, "flag", "flag", "works through an agency (劳务派遣); says nothing of who has no job", start=False
    )
    gig_hours = Column(
        f4, "hours/month", "state", "hours ridden for a platform, 0 for none; no rider has an employer", start=0.0
    )
    gig_expected = Column(f4, "ln yuan", "state", "value of riding at entry, at prices of January 2006", start=0.0)
    base_pay = Column(f4, "yuan/month", "rate", "pay for standard hours", start=MISSING)
    overtime = Column(f4, "hours/month", "state", "hours worked beyond standard hours", start=MISSING)
    overtime_pay = Column(f4, "yuan/month", "rate", "pay for overtime", start=MISSING)
    bonus = Column(f4, "yuan/month", "rate", "share in profit", start=MISSING)
    earnings = Column(
        f4, "yuan/month", "rate", "total pay due in the last month worked or of the rural option", start=MADE
    )
    usual_income = Column(
        f4, "yuan/month", "state", "income that its household is used to; 0 before its first month", start=0.0
    )
    deposits = Column(f8, "yuan", "state", "money", start=MADE, tied=MONEY)
    arrears = Column(f8, "yuan", "state", "wages that the present employer owes", start=0.0, tied=OWED)
    grievance = Column(f4, "index", "state", "stored hardship, 0 none", start=0.0)
    move = Column(i1, "code", "flow", "what happened in the labour market this month (codes.Move)", codes=Move)
