"""What does a buyer lose when a supplier does not deliver, and what does it pay abroad instead?"""

from __future__ import annotations

import numpy as np

WORKDAYS = 21.75  # days a month: law, notice of the labour ministry of January 2008 on monthly paid days


def specificity(critical, linked_share):
    """Share of a buyer's line that stands still without this supplier: all of it if critical, else its linked share.

    Source: specific inputs carry shocks to customers, Barrot and Sauvagnat 2016.
    """
    return np.where(critical, 1.0, linked_share)


def halt_days(days_out, buffer, specificity):
    """Days that a buyer's line stands still while a supplier is out: what its stock does not last.

    Days of the supplier, days of parts that the buyer holds, and a share. Source: as `specificity`; the buffer is
    accounting.
    """
    return np.maximum(0.0, days_out - buffer) * specificity


def import_price(first_price, cpi: float, markup: float):
    """Price of imported parts, yuan a unit: outside prices follow the cpi, and tariff and freight come on top.

    Source: as other outside prices, mechanisms/orders.py.
    """
    return first_price * cpi * (1.0 + markup)
