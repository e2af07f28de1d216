"""What does a firm that is caught pay, and to whom?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.compliance.rules import Params
from segsim.plumbing.kernels import parallel_kernel, prange
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import uniforms
from segsim.plumbing.tables import or_zero
from segsim.state import Cities, Firms, Sectors, State, Workers
from segsim.state.money import CITIES, FIRMS, WORKERS, Moved, transfer

# What was kept back under which column, and which violations it may be caught under.
_KEPT = (
    ("kept_minimum", "minimum", "minimum"),
    ("kept_overtime", "premium", "unpaid"),
    ("kept_insurance", "injury", "pension"),
)


@step(
    reads=(
        Firms.alive, Firms.visibility, Firms.city, Firms.voice, Firms.inspected, Firms.heads, Firms.deposits,
        Firms.kept_minimum, Firms.kept_overtime, Firms.kept_insurance, Firms.kept_pollution, Firms.depth_minimum,
        Firms.depth_premium, Firms.depth_unpaid, Firms.depth_injury, Firms.depth_pension, Firms.depth_pollution,
        Cities.complaint_slope, Cities.complaint_factor, Cities.emission_watch, Cities.deposits, Cities.revenue_year,
        Workers.employer, Workers.deposits,
    ),
    writes=(
        Firms.fines, Firms.deposits, Cities.deposits, Cities.revenue_year, Workers.deposits,
        Sectors.fines, Sectors.back_pay,
    ),
)  # fmt: skip
def answer_for_violations(state: State, params: Params, moment: Moment) -> None:
    """Firms caught by inspectors or through complaints pay back wages and fines."""
    firms, cities = state.firms, state.cities
    slope = (cities.complaint_slope * cities.complaint_factor)[firms.city] * firms.voice
    back_pay, fine = np.zeros(firms.rows), np.zeros(firms.rows)
    for number, (kept, first, second) in enumerate(_KEPT):
        luck = uniforms(moment.key("answer_for_violations"), firms.rows, number)
        chance = np.maximum(_caught(firms, params, first, slope), _caught(firms, params, second, slope))
        due = np.where(
            firms.alive & (firms.heads > 0) & (luck < chance),
            params.collected * params.claim_months * getattr(firms, kept),
            0.0,
        )
        due = or_zero(due)
        back_pay += due
        fine += params.fine(first) * due
    fine += _for_pollution(state, params, slope, uniforms(moment.key("answer_for_violations"), firms.rows, len(_KEPT)))
    # A firm cannot pay more than it has: orders are enforced against its money only.
    share = np.minimum(1.0, np.maximum(firms.deposits, 0.0) / np.maximum(back_pay + fine, 1e-9))
    back_pay *= share
    fine *= share
    firms.fines[:] = back_pay + fine
    if back_pay.any():
        _pay_back(state.workers.employer, back_pay / np.maximum(firms.heads, 1), state.workers.deposits)
    transfer(state, "back_pay", FIRMS, back_pay, WORKERS, Moved(back_pay.sum()))
    by_city = np.bincount(firms.city[fine > 0], weights=fine[fine > 0], minlength=cities.rows)
    cities.revenue_year += by_city
    transfer(state, "fines", FIRMS, fine, CITIES, by_city)


def _for_pollution(state: State, params: Params, slope: np.ndarray, luck: np.ndarray) -> np.ndarray:
    """What polluters who are caught owe to the city: nobody in the plant is owed back pay for it."""
    firms = state.firms
    chance = _caught(firms, params, "pollution", slope) * state.cities.emission_watch[firms.city]
    months = params.collected * params.claim_months * (1.0 + params.pollution_fine)
    return np.where(firms.alive & (luck < chance), months * firms.kept_pollution, 0.0)


def _caught(firms: Firms, params: Params, violation: str, slope: np.ndarray) -> np.ndarray:
    """Chance of being caught this month: seen by a visiting inspector, or told on by workers."""
    seen = params.delta(violation) * firms.visibility
    depth = or_zero(getattr(firms, f"depth_{violation}"))
    return np.where(depth > 0.0, np.minimum(1.0, seen * (firms.inspected + slope * depth)), 0.0)


@parallel_kernel
def _pay_back(employer, per_head, deposits):
    for row in prange(employer.size):
        i = np.uint64(row)  # unsigned: see plumbing/kernels.py
        if employer[i] >= 0 and per_head[np.uint64(employer[i])] > 0.0:
            deposits[i] += per_head[np.uint64(employer[i])]
