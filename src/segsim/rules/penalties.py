"""How likely is a firm that breaks a rule to be caught, what does it then owe, and how far does it dare to go?"""

from __future__ import annotations

import numpy as np

_ROUNDS = 3  # of Newton's rule from the start below: 1e-12 of the exposure at any threshold; assumed to be enough
_LARGEST = 700.0  # exponent, just under what double precision holds; assumed, no finding hangs on it


def complaint_slope(by_law, factor, voice):
    """Rise of detection from a violation intensity of 0 to one of 1, by workers who complain, 1/month.

    What the law makes of complaints (Cities.complaint_slope), times what society and police leave of them
    (Cities.complaint_factor), times the voice of the firm's workers (ratios). Source: evidence/model.md 6.3.
    """
    return by_law * factor * voice


def chance_caught(seen, inspections, slope, intensity):
    """Probability to be caught in a month at a violation of this intensity (0 to 1), 1/month, never above one.

    `seen` is how easily the violation is detected in this firm (ratio), `inspections` visits a month, known (0 or 1)
    or believed, and `slope` of complaints, both 1/month; 1 - exp(-seen (inspections + slope intensity)), as where
    visits and complaints come at random at these rates. Source: evidence/model.md 6.3; complaints grow with intensity.
    """
    return -np.expm1(np.minimum(0.0, -seen * (inspections + slope * intensity)))


def penalty(withheld, months, fine):
    """What a firm caught owes, yuan: back pay of so many months of what it withholds (yuan a month), and the fine.

    Source: law, Labour Contract Law article 85.
    """
    return months * (1.0 + fine) * withheld


def dared_depth(cost, seen, reputation, belief, slope):
    """Violation intensity x, 0 to 1, at which breaking a rule pays best, where complaints rise with it.

    Of what full violation saves in a month: `cost` if caught (months), `reputation` what exposure takes away (share,
    negative in distress); `seen`, `belief` and `slope` as in `chance_caught`. The x of the greatest
    x (1 - reputation) - cost x P(x) has, with d = seen, q = belief, s = slope,
      (1 - reputation) / cost = 1 - exp(-d (q + s x)) (1 - d s x),   x = (1 - W(e b)) / (d s),
    b = (1 - (1 - reputation) / cost) exp(d q) and W Lambert's function, here by Newton's rule, which takes a quarter
    of its time. A firm to which breaking the rule pays even if it is caught for certain breaks it in full. Source:
    Ashenfelter and Smith 1979 (recalled), with complaints and a probability.
    """
    kept = (1.0 - reputation) / np.maximum(cost, 1e-9)
    threshold = np.clip((1.0 - kept) * np.exp(np.minimum(seen * belief, _LARGEST)), 0.0, 1.0)  # b
    gap = 1.0 - threshold
    exposure = gap * (0.5 + gap * (0.1875 + 0.3125 * gap * gap))  # y = d s x, first by the series of exp(-y) (1 - y)
    for _ in range(_ROUNDS):
        exposure = exposure + (1.0 - exposure - threshold * np.exp(exposure)) / (2.0 - exposure)
    dared = np.clip(exposure / np.maximum(seen * slope, 1e-12), 0.0, 1.0)
    return np.where(kept >= 1.0, 1.0, dared)
