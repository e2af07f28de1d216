"""What is a firm?

Each column stands in the file of a mechanism that writes it, or in identity.py where none owns it.
"""

from __future__ import annotations

from segsim.plumbing.tables import Table
from segsim.state.firms.accidents import Accidents
from segsim.state.firms.bargaining import Bargaining
from segsim.state.firms.brands import Brands
from segsim.state.firms.compliance import Compliance
from segsim.state.firms.dormitory import Dormitory
from segsim.state.firms.enforcement import Enforcement
from segsim.state.firms.environment import Environment
from segsim.state.firms.evaluation import Evaluation
from segsim.state.firms.finance import Finance
from segsim.state.firms.hours import Hours
from segsim.state.firms.identity import Identity
from segsim.state.firms.innovation import Innovation
from segsim.state.firms.investment import Investment
from segsim.state.firms.matching import Matching
from segsim.state.firms.orders import Orders
from segsim.state.firms.outsourcing import Outsourcing
from segsim.state.firms.payroll import Payroll
from segsim.state.firms.production import Production
from segsim.state.firms.relocation import Relocation
from segsim.state.firms.trade import Trade
from segsim.state.firms.unrest import Unrest
from segsim.state.firms.wages import Wages


class Firms(
    Identity,
    Finance,
    Relocation,
    Innovation,
    Investment,
    Brands,
    Production,
    Orders,
    Outsourcing,
    Matching,
    Hours,
    Dormitory,
    Wages,
    Bargaining,
    Payroll,
    Trade,
    Compliance,
    Enforcement,
    Environment,
    Accidents,
    Evaluation,
    Unrest,
    Table,
    has_entrants=True,
):
    """One row an establishment. A row whose firm has failed stands empty (`alive` false) until an entrant takes it."""
