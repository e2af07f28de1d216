"""What does a buyer lose when a supplier does not deliver?"""

from __future__ import annotations

import numpy as np

WORKDAYS = 21.75  # days a month: law, notice of the labour ministry of January 2008 on monthly paid days


def halt_days(days_out, buffer, specificity):
    """Days that a buyer's line stands still while a supplier is out: what its stock does not last.

    Days of the supplier, days of parts that the buyer holds, and the share of its line that needs the supplier. Source:
    specific inputs carry shocks to customers, Barrot and Sauvagnat 2016; the buffer is accounting.
    """
    return np.maximum(0.0, days_out - buffer) * specificity
