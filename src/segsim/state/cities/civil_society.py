"""Cities, civil society: how is protest met, and trusted whom?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.tables import Column, FromParameter

f8 = np.float64


class CivilSociety:
    """The part of Cities that mechanisms/civil_society writes."""

    repression = Column(
        f8,
        "index",
        "law",
        "strength with which protest is put down, 1 at the start",
        start=FromParameter("civil_society.repression"),
    )
    strike_force = Column(
        f8,
        "index",
        "law",
        "repression that strikes face; 0 where they are lawful",
        start=FromParameter("civil_society.repression"),
    )
    tolerance = Column(
        f8, "share", "law", "chance that a strike is not broken up", start=FromParameter("civil_society.tolerance")
    )
    legitimacy = Column(
        f8,
        "share",
        "law",
        "grievance that trust in those who govern takes away",
        start=FromParameter("civil_society.legitimacy"),
    )
    complaint_factor = Column(f8, "ratio", "rate", "complaints relative to those at the start's repression", start=1.0)
    response = Column(
        f8, "ratio", "rate", "inspection and minimum wage aim relative to those without unrest", start=1.0
    )
    unrest = Column(f8, "1/month", "rate", "strikes and protests a hundred firms, smoothed", start=0.0)
