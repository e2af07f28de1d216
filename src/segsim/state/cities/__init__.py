"""What is a city, and what does its government do?

Each column stands in the file of a mechanism that writes it, or in identity.py where none owns it.
"""

from __future__ import annotations

from segsim.plumbing.tables import Table
from segsim.state.cities.accounting import Accounting
from segsim.state.cities.civil_society import CivilSociety
from segsim.state.cities.dormitory import Dormitory
from segsim.state.cities.enforcement import Enforcement
from segsim.state.cities.environment import Environment
from segsim.state.cities.evaluation import Evaluation
from segsim.state.cities.hukou import Hukou
from segsim.state.cities.identity import Identity
from segsim.state.cities.land import Land
from segsim.state.cities.local_government import LocalGovernment
from segsim.state.cities.matching import Matching
from segsim.state.cities.migration import Migration
from segsim.state.cities.minimum_wage import MinimumWage
from segsim.state.cities.platform_work import PlatformWork
from segsim.state.cities.relocation import Relocation
from segsim.state.cities.schooling import Schooling
from segsim.state.cities.unrest import Unrest
from segsim.state.cities.wages import Wages


class Cities(
    Identity,
    LocalGovernment,
    MinimumWage,
    Land,
    Enforcement,
    CivilSociety,
    Unrest,
    Environment,
    Evaluation,
    Hukou,
    Schooling,
    Matching,
    Migration,
    Dormitory,
    PlatformWork,
    Wages,
    Accounting,
    Relocation,
    Table,
):
    """One row a city with its government; the last is the rural reservoir, without firms or government."""
