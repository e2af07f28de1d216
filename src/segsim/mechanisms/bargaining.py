"""What do unions win: which pay floor, and how much voice?

In words. Four levels: none, enterprise (own firm, where covered), tier (all firms of a market in a region) and chain
(buyer and suppliers together). Representation is captured or genuine. A captured, official union has no power over pay;
it files collective contracts, runs enrolment drives for insurance and eases shifts a little. Genuine representation has
bargaining power and voice, two separate levers, and so are coverage here and pass-up in orders.

Equations. [yuan/hour]
  floor = (1 - beta) * max(w_alt, w_own) + beta * MRPL_ref, never above .95 of the firm's own MRPL (right to manage)
  MRPL_ref: own (enterprise), median of market and region (tier), mean weighted by employment over the industry (chain)
  w_alt: mean offer of the city's firms outside the core; w_own: what the firm would post by itself
  Voice multiplies the complaint slope of covered firms.
  A newly ordered genuine representation gains force f <- f + a (1 - f), a the reform adjustment rate: beta f, and
  voice 1 + f (voice - 1).
  Captured: complaints about contracts and both covers times 1 + min(o, (voice - 1) / 2), shift norm times 1 - b, with
  o official_voice and b official_shift_cut; no floor, and no voice elsewhere.

Timing. Before offers, which respect the floor; voice is used when firms choose what to break.

Sources. Right to manage: evidence/model.md 5.10. Levels: Calmfors and Driffill (1988, recalled). Captured unions: no
mean wage effect (Budd et al. 2014); that they sign collective contracts and enrol members is recalled, sizes assumed.
Guangdong: Regulations on collective contracts (dated in conf/law/history.yaml).

Choices. Workers bargain over what an hour brings beyond what the firm would pay anyway, not beyond the going rate
alone: measured from the going rate, a union was worth nothing wherever a firm pays above it. A captured union is never
worth more than half of genuine voice, and moves pay not at all: with o = b = 0 it is no union, to the bit
(evidence/model.md N4). The chain floor counts buyer and suppliers of an industry as one chain: links are finer, but one
buyer's chain is too small to have a stable mean. What "sectoral" covers sets the sign (evidence/model.md F6), so tier
and chain are apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.parameters import ParameterSet, lever
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import stream_key, uniforms
from segsim.rules.adjustment import adjust
from segsim.rules.pay import within_right_to_manage
from segsim.state import Cities, Firms, Nation, State
from segsim.state.codes import Union


@dataclass(frozen=True)
class Params(ParameterSet):
    """Representation and pay floors."""

    left_out = "coverage and floors stay as they are"
    level: str = lever(
        "enterprise", "word", ("none", "enterprise", "tier", "chain"), "where floors are bargained",
        "law: Labour Contract Law 2008 articles 51-53 (enterprise; sectoral below county level)",
    )  # fmt: skip
    representation: str = lever(
        "captured", "word", ("captured", "genuine"), "who speaks for the workers",
        "assumed: official unions side with management (claim of Lüthje and McNally 2015)",
    )  # fmt: skip
    coverage: float = lever(
        0.3, "share of firms", (0.0, 1.0), "firms covered by enterprise bargaining; tier and chain cover all", "assumed"
    )
    guideline_coverage: float = lever(
        0.0, "share of firms", (0.0, 1.0), "firms in Guangdong with genuine enterprise bargaining under the guideline",
        "assumed: 0 before the dated event",
    )  # fmt: skip
    guideline_everywhere: bool = lever(
        False, "flag", None, "the guideline holds in every province, not in Guangdong alone",
        "assumed: no other province took it over",
    )  # fmt: skip
    bargaining_power: float = lever(
        0.05, "share", (0.0, 0.25), "beta: genuine workers' share of the surplus", "assumed"
    )
    voice: float = lever(
        2.0, "ratio", (1.0, 4.0), "complaints under genuine representation relative to none",
        "assumed",
    )  # fmt: skip
    official_voice: float = lever(
        0.3, "ratio", (0.0, 1.0), "o: more complaints about contracts and insurance under an official union than none",
        "assumed, between .05 and .4: collective contracts on file and enrolment drives; at most half of genuine voice",
    )  # fmt: skip
    official_shift_cut: float = lever(
        0.02, "share", (0.0, 0.2), "b: part of the shift norm that an official union takes off", "assumed, 0 to .05"
    )


@step(
    reads=(
        Firms.alive, Firms.city, Firms.market, Firms.industry, Firms.mrpl, Firms.employment, Firms.unilateral_pay,
        Cities.market_wage, Cities.has_guideline, Cities.region, Nation.reform_adjustment_rate, Nation.union_force,
    ),
    writes=(
        Firms.union, Firms.voice, Firms.insurance_voice, Firms.shift_factor, Firms.wage_floor, Nation.union_force,
    ),
)  # fmt: skip
def set_floors(state: State, params: Params, moment: Moment) -> None:
    """Unions are formed where the rules cover a firm; genuine ones set a floor and raise voice, others enrol."""
    firms, cities = state.firms, state.cities
    random_draw = uniforms(stream_key(moment.seed, "coverage", 0), firms.rows)  # the same firms in every month
    whole = params.level in ("tier", "chain")
    covered = random_draw < (0.0 if params.level == "none" else 1.0 if whole else params.coverage)
    genuine = covered & (params.representation == "genuine")
    has_guideline = cities.has_guideline[firms.city] | params.guideline_everywhere
    by_guideline = has_guideline & (random_draw < params.guideline_coverage) & (params.level != "none")
    firms.union[:] = np.where(genuine | by_guideline, Union.GENUINE, np.where(covered, Union.CAPTURED, Union.NONE))
    firms.union[~firms.alive] = Union.NONE
    represented = firms.union == Union.GENUINE
    # A new order needs time against those who lobby; one that stood before the first month is in force.
    force = state.nation.union_force
    force[:] = adjust(force, 1.0, state.nation.reform_adjustment_rate) if represented.any() else 0.0
    firms.voice[:] = np.where(represented, 1.0 + (params.voice - 1.0) * force[0], 1.0)
    captured = firms.union == Union.CAPTURED
    official = 1.0 + min(params.official_voice, 0.5 * (params.voice - 1.0))
    firms.insurance_voice[:] = np.where(captured, official, firms.voice)
    firms.shift_factor[:] = np.where(captured, 1.0 - params.official_shift_cut, 1.0)
    reference = reference_product(state, params.level)
    without = np.maximum(cities.market_wage[firms.city], firms.unilateral_pay)
    floor = floor_wage(without, reference, firms.mrpl, params.bargaining_power * force[0])
    # Without power over pay there is no floor, not even the alternative wage: voice is then the only thing that moves.
    firms.wage_floor[:] = np.where(represented & (params.bargaining_power > 0.0), floor, 0.0)


def floor_wage(without, reference, own, power):
    """Bargained floor in yuan/hour: between pay `without` a bargain and the reference product, within own means."""
    floor = (1.0 - power) * without + power * reference
    return np.maximum(0.0, within_right_to_manage(floor, own))


def reference_product(state: State, level: str) -> np.ndarray:
    """Marginal revenue product that the floor of each firm refers to, yuan/hour; shape (firms,)."""
    firms = state.firms
    live = np.flatnonzero(firms.alive)
    reference = firms.mrpl.copy()
    if level == "chain":
        for industry in np.unique(firms.industry[live]):
            members = live[firms.industry[live] == industry]
            reference[members] = np.average(firms.mrpl[members], weights=firms.employment[members] + 1e-9)
    elif level == "tier":
        group = firms.market[live].astype(np.int64) * 100 + state.cities.region[firms.city[live]]
        for label in np.unique(group):
            members = live[group == label]
            reference[members] = np.median(firms.mrpl[members])
    return reference
