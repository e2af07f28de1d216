"""How much of productivity growth do selection and entrants carry?

In words. Between two dates mean log TFP of a market, weighted by value added, rises because firms that stay become
better (within), because those that are better gain weight among them (between), because those that begin are better
than those that stay (entry), and because those that close were worse (exit). Markets count by their mean value added.

Equations. S firms that stand at both dates, N those that begin, X those that close; s share of value added at
constant prices; P(G) mean of log TFP over a group G by value added.
  within  = mean_S log TFP, later - earlier, each firm counting once;  between = P_S later - P_S earlier - within
  entry   = s_N (P_N - P_S), later;   exit = s_X (P_S - P_X), earlier;   the four sum to P later - P earlier

Use. `Standing.of(model.state)` at two Decembers of one run, then `decomposition(earlier, later)`.

Sources. Melitz and Polanec 2015 (recalled), whose terms compare entrants and those that close with the firms that stay.

Choices. log TFP is the process alone, without machines and training. Rows that changed hands are two firms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.plumbing.tables import or_zero
from segsim.state import State

TERMS = ("within", "between", "entry", "exit")


@dataclass(frozen=True)
class Standing:
    """The firms of one date: who they are, how good, and how much they add; arrays of shape (rows,)."""

    born: np.ndarray
    alive: np.ndarray  # and with value added
    market: np.ndarray
    log_tfp: np.ndarray
    value_added: np.ndarray  # at prices of the first month

    @classmethod
    def of(cls, state: State) -> Standing:
        """The firms as they stand now."""
        firms = state.firms
        bought = or_zero(firms.parts_per_unit) + state.markets.materials_per_unit[firms.market]
        added = np.where(firms.alive, firms.output * (1.0 - bought), 0.0)
        return cls(firms.born.copy(), added > 0.0, firms.market.copy(), firms.log_tfp.copy(), added)


def decomposition(earlier: Standing, later: Standing) -> dict[str, float]:
    """Growth of log TFP between two dates by its TERMS; markets in which nobody stays are left out."""
    total, weight = np.zeros(len(TERMS)), 0.0
    for market in np.unique(earlier.market):
        before, after = (each.alive & (each.market == market) for each in (earlier, later))
        stay = before & after & (earlier.born == later.born)
        if not stay.any():
            continue
        closed, begun = before & ~stay, after & ~stay
        within = float(later.log_tfp[stay].mean() - earlier.log_tfp[stay].mean())
        first, last = _mean(earlier, stay), _mean(later, stay)
        entry = _share(later, begun, after) * (_mean(later, begun) - last) if begun.any() else 0.0
        exit_ = _share(earlier, closed, before) * (first - _mean(earlier, closed)) if closed.any() else 0.0
        size = float(earlier.value_added[before].sum() + later.value_added[after].sum())
        total += size * np.array([within, last - first - within, entry, exit_])
        weight += size
    return dict(zip(TERMS, (total / max(weight, 1e-300)).tolist(), strict=True))


def carried_by_selection(terms: dict[str, float]) -> float:
    """Share of growth that entry and exit carry; missing where nothing grew."""
    grown = sum(terms.values())
    return (terms["entry"] + terms["exit"]) / grown if grown > 0.0 else float("nan")


def _mean(firms: Standing, group: np.ndarray) -> float:
    return float(np.average(firms.log_tfp[group], weights=firms.value_added[group]))


def _share(firms: Standing, group: np.ndarray, whole: np.ndarray) -> float:
    return float(firms.value_added[group].sum() / firms.value_added[whole].sum())
