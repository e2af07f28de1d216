"""How likely is a firm that breaks a rule to be caught, what does it then owe, and how far does it dare to go?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.kernels import rule


def complaint_slope(by_law, factor, voice):
    """Rise of detection from a violation intensity of 0 to one of 1, by workers who complain, 1/month.

    What the law makes of complaints (Cities.complaint_slope), times what society and police leave of them
    (Cities.complaint_factor), times the voice of the firm's workers (ratios). Source: evidence/model.md 6.3.
    """
    return by_law * factor * voice


@rule
def chance_caught(seen, inspections, slope, intensity):
    """Probability to be caught in a month at a violation of this intensity (0 to 1), 1/month.

    `seen` is how easily the violation is detected in this firm (ratio), `inspections` visits a month, known or
    believed, and `slope` of complaints, both 1/month. Source: evidence/model.md 6.3; complaints grow with intensity.
    """
    return seen * (inspections + slope * intensity)


def penalty(withheld, months, fine):
    """What a firm caught owes, yuan: back pay of so many months of what it withholds (yuan a month), and the fine.

    Source: law, Labour Contract Law article 85.
    """
    return months * (1.0 + fine) * withheld


def dared_depth(cost, reputation, belief, slope):
    """Violation intensity, 0 to 1, at which breaking a rule pays best, where complaints rise with it.

    Of what full violation saves in a month: `cost` is the penalty times the detection multiplier (months), `reputation`
    what exposure takes away (share, negative in distress). The best x of x (1 - reputation) - cost (belief + slope x)
    x. Source: Ashenfelter and Smith 1979 (recalled), with complaints.
    """
    cost = np.maximum(cost, 1e-9)
    return np.clip(((1.0 - reputation) / cost - belief) / (2.0 * np.maximum(slope, 1e-9)), 0.0, 1.0)
