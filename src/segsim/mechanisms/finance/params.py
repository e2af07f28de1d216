"""Which numbers rule credit, failure and entry?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Credit, profit, failure and entry."""

    left_out = "no firm fails or begins; credit goes on"
    credit_multiple: float = lever(
        2.0, "ratio", (0.0, 10.0), "scales every credit line",
        "K+S 2 (evidence/model.md 6.4); raised by the dated stimulus",
    )  # fmt: skip
    state_line: float = structure(
        1.0,
        "months of sales",
        (0.0, 6.0),
        "line of joint ventures and state firms",
        "calibrated: 2 months at multiple 2 (evidence/calibration.md R5)",
    )
    private_line: float = structure(
        0.193, "months of sales", (0.0, 6.0), "line of all other firms",
        "calibrated: half of it at multiple 2 (evidence/calibration.md K .386, R5)",
    )  # fmt: skip
    interest: float = lever(
        0.005, "1/month", (0.0, 0.05), "interest on debt", "assumed: 6 % a year (evidence/model.md 6.4)"
    )
    risk_markup: float = lever(
        0.003, "1/month", (0.0, 0.05), "what a firm that has drawn all its line pays beyond that",
        "assumed: 3.6 % a year; small firms paid up to half as much again (recalled)",
    )  # fmt: skip
    bank_cost: float = structure(
        0.5, "share of interest", (0.0, 1.0), "interest that depositors outside and the running of the bank cost it",
        "assumed: net margins of 2.5-3 % of assets (recalled)",
    )  # fmt: skip
    bank_capital_least: float = lever(
        0.08, "share of loans", (0.0, 0.5), "capital under which the bank cuts all lines in proportion",
        "law: capital adequacy of 8 % (2004, recalled)",
    )  # fmt: skip
    bank_capital_target: float = structure(
        0.12, "share of loans", (0.0, 0.5), "capital above which it pays out all it earns",
        "assumed: ratios of 11-13 % in 2010-15 (recalled)",
    )  # fmt: skip
    recapitalisation: float = lever(
        0.2, "1/month", (0.0, 1.0), "of capital missing from the target, put in by the bank's owners",
        "assumed: state money and shares sold, 2003-10 (recalled), so that capital is short in bad years only",
    )  # fmt: skip
    soft_budget: float = lever(
        0.7, "probability", (0.0, 1.0), "chance that a state-linked firm in need is saved",
        "assumed: zombies, IMF 2017 (evidence/model.md 6.4)",
    )  # fmt: skip
    soft_limit: float = structure(
        4.0, "months of sales", (0.0, 60.0), "debt at which even the state saves no more", "assumed: zombies, IMF 2017"
    )
    rollover: float = structure(
        1.2, "ratio", (0.0, 5.0), "of the share of state-linked debt rolled over to soft_budget",
        "assumed: .84 a month at soft_budget .7, so that such loans run half a year",
    )  # fmt: skip
    buffer: float = structure(
        1.0, "months of costs", (0.0, 12.0), "money a firm keeps before it repays or pays out", "assumed"
    )
    payout: float = structure(0.5, "share of profit", (0.0, 1.0), "profit handed to owners", "assumed")
    excess_payout: float = structure(
        0.05, "1/month", (0.0, 1.0), "share of money above six buffers handed to owners", "assumed"
    )
    profit_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "weight of the month in the profit trend", "assumed"
    )
    resale: float = structure(0.4, "ratio", (0.05, 1.0), "price of used capital over that of new", "assumed: .2 to .6")
    insolvency: int = structure(
        3, "months", (1, 60), "months in a row of debts beyond all that it owns after which a firm closes",
        "assumed; the ground is that of the Enterprise Bankruptcy Law of 2007, article 2",
    )  # fmt: skip
    patience: int = structure(
        6, "months", (1, 60), "months of short wages after which a firm closes, whatever it owns",
        "assumed; the other ground of that law: obvious lack of means to pay",
    )  # fmt: skip
    giant: float = structure(
        3.0, "ratio to mean employment", (1.0, 100.0), "size above which no firm is let close: its debts are cut",
        "assumed: debts of the largest are restructured",
    )  # fmt: skip
    least_firms: int = structure(
        3, "firms", (0, 10), "so many of a market stay, with debts cut", "assumed: no market without a firm"
    )
    exit_hazard: float = structure(
        0.005, "1/month", (0.0, 0.2), "chance that owners of a firm of mean size give up one without hope", "assumed"
    )
    base_exit: float = structure(
        0.0005, "1/month", (0.0, 0.05), "chance that owners close a firm for reasons of their own", "assumed"
    )
    size_exponent: float = structure(
        0.4, "elasticity", (0.0, 1.0), "minus that of giving up to employment over the mean",
        "assumed; the sign: exit falls with size (Mao and Sheng, abstract)",
    )  # fmt: skip
    least_return: float = structure(
        -0.05, "1/year", (-0.5, 0.5), "return on capital at which half of owners have lost hope", "assumed"
    )
    return_spread: float = structure(0.05, "1/year", (0.005, 0.5), "spread of that return over owners", "assumed")
    entry_rate: float = lever(
        0.04, "1/month", (0.0, 1.0), "chance that an empty place is taken at the usual return",
        "assumed: as many begin as close with the places that world.spare_firms leaves empty",
    )  # fmt: skip
    entry_spread: float = structure(
        0.10, "1/year", (0.01, 1.0), "return on capital beyond the usual that doubles entry", "assumed"
    )
    return_memory: float = structure(
        0.0167, "1/month", (0.001, 0.5), "weight of the month in the usual return of a market", "assumed: five years"
    )
    entry_lack: float = structure(
        10.0, "ratio", (0.0, 100.0), "rise of entry by the share of orders that nobody could meet", "assumed"
    )
    entry_size: float = structure(
        0.3, "ratio", (0.05, 2.0), "mean capacity of entrants over that of their market",
        "assumed; the sign: entrants are small (recalled)",
    )  # fmt: skip
    entry_size_sd: float = structure(0.7, "ln", (0.0, 2.0), "spread of their size", "assumed")
    entry_capital: float = structure(
        1.0, "months of sales", (0.0, 12.0), "owners' money in a new firm, beside its capital", "assumed"
    )
    entrant_tfp: float = structure(
        -0.05, "ln", (-0.5, 0.5), "mean log TFP of entrants beside that of their market",
        "assumed; the sign: entrants begin below survivors (Mao and Sheng, abstract)",
    )  # fmt: skip
    entrant_tfp_sd: float = structure(0.25, "ln", (0.0, 1.0), "spread of it", "assumed: wider than of incumbents")
