"""Who employs? Core firms, suppliers and contract manufacturers."""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.agents.views import AgentView
from segsim.state import Firms
from segsim.state.codes import Segment, segment_of


class Firm(AgentView, table=Firms):
    """An establishment. A row whose firm has failed is a plain Firm, of no type and in no set of the model.

    Wages are paid by one rule for all (mechanisms/payroll.py), credit is given and firms fail and begin in
    mechanisms/finance, and strikes break out and are won in mechanisms/unrest.py.
    """

    @classmethod
    def classify(cls, model: Any, rows: np.ndarray) -> np.ndarray:
        """0 core, 1 supplier, 2 contract manufacturer, by the segment of its workers; 3 not alive."""
        firms = model.state.firms
        segment = segment_of(firms.industry[rows], firms.tier[rows])
        code = np.where(segment == Segment.CORE, 0, np.where(segment == Segment.CONTRACT_MANUFACTURER, 2, 1))
        return np.where(firms.alive[rows], code, 3)


class CoreFirm(Firm):
    """A car assembler, a first-tier car supplier or a domestic IT brand.

    Sees the demand for its goods, its costs and outside prices, its own vacancies, the pay of its city, inspections
    there, the law, and what exposure would cost its name.

    Decides its prices, and as a buyer how to split orders among suppliers (mechanisms/orders/); what it pays, with
    rents shared (mechanisms/wages.py); planned hours and employment (mechanisms/hours.py); which rules to break
    (mechanisms/compliance); whom to lay off and whom to admit (mechanisms/matching); output
    (mechanisms/production); what to build, automate and train (mechanisms/investment) and to search for
    (mechanisms/innovation.py); when to pay its suppliers (mechanisms/trade.py).
    """


class Supplier(Firm):
    """A second- or third-tier car supplier or an IT component maker.

    Sees the orders and the outside bid of the tier above, its costs, its own vacancies, the pay of its city,
    inspections there and the law.

    Decides, under its buyer's bid, its price (mechanisms/orders/); its pay, seldom above the market wage of its
    city (mechanisms/wages.py); planned hours and employment (mechanisms/hours.py); which rules to break
    (mechanisms/compliance); whom to lay off and hire, without a threshold (mechanisms/matching); output
    (mechanisms/production); what to build, automate and train (mechanisms/investment) and search
    (mechanisms/innovation.py).
    """


class ContractManufacturer(Firm):
    """A plant that assembles electronics for brands, with tens of thousands of real people.

    Sees export orders and the orders of domestic brands, the outside bid, its costs, its own vacancies, the pay of
    its city, inspections there, the law, and the audits of its buyers.

    Decides its price between cost and bid (mechanisms/orders/); pay (mechanisms/wages.py); planned hours and
    employment (mechanisms/hours.py); which rules to break, with brands looking on (mechanisms/compliance); whom to lay
    off and take on (mechanisms/matching); output (mechanisms/production); what to build, automate and train
    (mechanisms/investment) and search (mechanisms/innovation.py); when to pay component makers (mechanisms/trade.py).
    """


Firm.seen_as = (CoreFirm, Supplier, ContractManufacturer, Firm)
