"""Which numbers rule building, machines and training?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.plumbing.parameters import ParameterSet, lever, structure


@dataclass(frozen=True)
class Params(ParameterSet):
    """Investment of all kinds."""

    left_out = "capacity, machines and firm-specific human capital stay as they are"
    # building
    adjustment_rate: float = structure(
        0.10, "1/month", (0.01, 1.0), "share of a capacity gap closed in a month", "assumed"
    )
    largest_rise: float = structure(
        0.05, "1/month", (0.0, 0.5), "largest rise of capacity", "assumed; K+S has .5 a quarter (evidence/model.md 5.5)"
    )
    optimism: float = lever(
        0.0, "share", (0.0, 1.0), "demand that firms build for beyond what they expect to sell",
        "assumed: 0 but for the dated stimulus",
    )  # fmt: skip
    loan_share: float = lever(
        0.5, "share", (0.0, 1.0), "part of the bank's line that other firms use for building when money is short",
        "assumed: the rest is kept for wages",
    )  # fmt: skip
    state_loans: float = lever(
        0.3, "share", (0.0, 1.0), "part of building that state-linked firms pay by loans even with money in hand",
        "assumed: soft money; zombies, IMF 2017",
    )  # fmt: skip
    # doubt
    base_volatility: float = structure(
        0.2, "1/year^.5", (0.01, 1.0), "sigma0: risk of an investment where rules are steady",
        "assumed (evidence/model.md 5.14; Dixit and Pindyck 1994, recalled)",
    )  # fmt: skip
    required_return: float = structure(0.08, "1/year", (0.01, 0.5), "r: return required in the option rule", "assumed")
    cost_of_waiting: float = structure(0.08, "1/year", (0.01, 0.5), "d: what waiting loses", "assumed")
    # machines
    payback: float = lever(
        48.0, "months", (6.0, 240.0), "time in which a machine must have paid before the hurdle",
        "assumed; K+S 30 (evidence/model.md 6.4, range 24-108)",
    )  # fmt: skip
    automation_price: float = lever(
        110_000.0, "yuan/worker", (1e3, 1e7), "price of machines that do the work of one, January 2006",
        "assumed: an industrial robot with its cell cost 200,000-300,000 yuan for the work of two to three (recalled)",
    )  # fmt: skip
    automation_price_trend: float = lever(
        0.05, "1/year", (-0.1, 0.3), "fall of that price against consumer prices",
        "assumed: unit prices of robots about halved in 2005-2017 (recalled)",
    )  # fmt: skip
    automation_cost_slope: float = structure(
        3.0, "ln/ln", (0.1, 50.0), "rise of the price with the work already automated", "assumed: easy work goes first"
    )
    automation_cost_sd: float = structure(
        0.5, "ln", (0.0, 2.0), "spread of that price between firms", "assumed: welding and painting before assembly"
    )
    review_rate: float = structure(
        1.0 / 12.0, "1/month", (0.0, 1.0), "chance that a firm reviews its machines", "assumed: budgets are yearly"
    )
    largest_step: float = structure(0.15, "ln", (0.0, 1.0), "largest gain at one review", "assumed")
    obsolescence: float = structure(
        0.008, "1/month", (0.0, 0.1), "loss of machines' gain by wear and age", "assumed: as world.depreciation"
    )
    automation_subsidy: float = lever(
        0.0, "share of price", (0.0, 0.9), "part of the price of machines that the city pays",
        "assumed: 0 but for dated programmes",
    )  # fmt: skip
    upgrading_support: float = lever(
        0.0, "share of cost", (0.0, 0.9), "part of the cost of machines that the centre pays",
        "assumed: 0 but for the dated five-year plan",
    )  # fmt: skip
    # training
    training: float = lever(
        0.02, "share of payroll", (0.0, 0.2), "spent on training where people stay",
        "law: 1.5-2.5 % of payroll (State Council 2002, recalled); kept where it pays, assumed",
    )  # fmt: skip
    training_levy: float = lever(
        0.0, "share of payroll", (0.0, 0.2), "what every firm must spend on training at least",
        "assumed: 0, the duty of 1.5 % is not enforced",
    )  # fmt: skip
    training_support: float = lever(
        0.0, "share of cost", (0.0, 1.0), "part of the cost of training that the centre pays", "assumed: 0"
    )
    training_yield: float = structure(
        0.06, "1/month", (0.0, 1.0), "firm-specific human capital gained in a month by a share of payroll of one",
        "assumed: .12 % a month at 2 %; K+S tenure skill 1 % a quarter (evidence/model.md 5.5)",
    )  # fmt: skip
    max_specific_human_capital: float = structure(
        0.3, "ln", (0.01, 2.0), "firm-specific human capital that training cannot exceed", "assumed"
    )
    human_capital_decay_rate: float = structure(
        0.01,
        "1/month",
        (0.0, 0.2),
        "firm-specific human capital that new products and machines make useless",
        "assumed",
    )
    turnover_adjustment_rate: float = structure(
        0.1, "1/month", (0.01, 1.0), "weight of the month in the turnover that a firm expects", "assumed"
    )
