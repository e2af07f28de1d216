"""What does an hour of work cost and bring, by law and in fact?"""

from __future__ import annotations

import numpy as np

from segsim.plumbing.kernels import rule

RIGHT_TO_MANAGE = 0.95  # of an hour's marginal product: what no claim on pay exceeds; assumed (evidence/model.md 5.10)


def within_right_to_manage(pay, product):
    """Pay that a union or a strike can win, yuan an hour: what is claimed, within own MRPL (`product`, yuan an hour).

    Beyond it the firm would rather employ nobody. Source: right to manage, evidence/model.md 5.10.
    """
    return np.minimum(pay, RIGHT_TO_MANAGE * product)


@rule
def pay_lifted_to_minimum(hourly, minimum, intensity):
    """Pay as the firm really grants it, yuan an hour: what is under the minimum, lifted as far as the firm obeys.

    `intensity`, 0 to 1, is the share of the gap to the minimum that it withholds: 0 pays all of the minimum. Source:
    law, Provisions on Minimum Wages of 2004 (recalled); intensity by evidence/calibration.md R1.
    """
    return np.maximum(hourly, minimum - intensity * (minimum - hourly))


@rule
def rate_with_overtime_counted_in(hourly, minimum, extra, counted_in):
    """Hourly rate to which a firm keeps that breaks the minimum wage by counting overtime pay in, yuan an hour.

    A month with overtime then brings the monthly minimum: at least `minimum` / (1 + `extra`), `extra` paid overtime
    over standard hours (a ratio, hours times the multiple paid). That is given to the share `counted_in` of what is
    missing to it, and nothing to the rest. Never under `hourly`, nor over the hourly minimum where that is over
    `hourly`. Source: assumed; low pay by the hour at lawful pay by the month: evidence EN013 and EN014.
    """
    return hourly + counted_in * np.maximum(0.0, minimum / (1.0 + extra) - hourly)


@rule
def pay_granted(hourly, minimum, intensity, extra, counted_in):
    """Hourly pay of a worker whose list says `hourly`, yuan an hour: overtime counted in, then lifted as firms obey.

    Arguments as in `rate_with_overtime_counted_in` and `pay_lifted_to_minimum`, which it joins. Source: theirs.
    """
    kept = rate_with_overtime_counted_in(hourly, minimum, extra, counted_in)
    return pay_lifted_to_minimum(kept, minimum, intensity)


def insured_share(injury_rate, pension_rate, no_injury, no_pension):
    """Employer's social insurance that is really paid, share of pay: rates by law times the share of workers covered.

    `no_injury` and `no_pension` are the shares of workers left uncovered, violation intensities; pension holders are
    among the holders of injury cover. Source: law, Nation.injury_insurance and Nation.employer_insurance.
    """
    return injury_rate * (1.0 - no_injury) + pension_rate * (1.0 - np.maximum(no_pension, no_injury))


def paid_hours(standard, overtime, multiple, bonus):
    """Standard hours that a month's pay stands for: overtime counts as often as it is paid, bonus as share of pay.

    All in hours a month but the multiple and the bonus rate, which are ratios. Source: Labour Law article 44, in the
    multiple that the firm really pays.
    """
    return standard * (1.0 + bonus) + multiple * overtime
