"""What does a unit of each tier cost, and how many firms make it? One row a market in evidence/chains.csv."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.evidence.loader import FOLDER, read_rows
from segsim.state.codes import TIERS

_SHARES = ("parts", "materials", "labour", "overhead", "depreciation")
_COLUMNS = (
    "market",
    "industry",
    "tier",
    "firms",
    *_SHARES,
    "first_pay",
    "demand",
    "overseas_chinese",
    "state",
    "independent",
    "independent_pay",
    "comment",
)
FILE = FOLDER / "chains.csv"


@dataclass(frozen=True)
class Chains:
    """Cost shares of sales and first sizes by market; arrays of shape (8,) in the order of codes.market_of."""

    names: tuple[str, ...]
    firms: np.ndarray  # out of 600
    parts: np.ndarray
    materials: np.ndarray
    labour: np.ndarray
    overhead: np.ndarray
    depreciation: np.ndarray
    first_pay: np.ndarray  # base pay over the local minimum wage in the first month
    demand: np.ndarray  # final demand, relative to the market with most of it in the industry
    overseas_chinese: np.ndarray  # share of firms
    state: np.ndarray  # mean share of the capital of Chinese brands that the state holds
    independent: np.ndarray  # share of firms that are private makers with a Chinese badge
    independent_pay: np.ndarray  # their first pay relative to the market's

    @property
    def value_added(self) -> np.ndarray:
        """Share of sales that is not parts or materials."""
        return 1.0 - self.parts - self.materials

    def sales(self) -> np.ndarray:
        """Sales of each market for one unit of the industry's final demand, by the chain's own input shares."""
        total = self.demand.copy()
        for market in range(total.size):
            if market % TIERS:
                total[market] += self.parts[market - 1] * total[market - 1]
        return total

    def equalised(self) -> Chains:
        """The same chain with one pay and one split of value added everywhere: the negative control."""
        share = self.value_added
        ones = np.ones_like(share)
        return Chains(
            self.names, self.firms, self.parts, self.materials, 0.62 * share, 0.12 * share, 0.12 * share,
            1.03 * ones, self.demand, self.overseas_chinese, self.state,
            self.independent, ones,
        )  # fmt: skip


def read_chains() -> Chains:
    """The table of chains; EvidenceError names the place of a fault."""
    rows = list(read_rows(FILE, _COLUMNS))
    order = [
        (row.choice("industry", ("auto", "IT")), row.choice("tier", ("lead", "first", "second", "third")))
        for row in rows
    ]
    wanted = [(industry, tier) for industry in ("auto", "IT") for tier in ("lead", "first", "second", "third")]
    if order != wanted:
        raise rows[0].error("market", "the eight markets must stand in the order auto, IT and lead to third")
    numbers = {name: np.array([row.number(name) for row in rows]) for name in _COLUMNS[3:-1]}
    totals = np.sum([numbers[name] for name in _SHARES], axis=0)
    for row, total in zip(rows, totals, strict=True):
        if not 0.0 < total < 1.0:
            raise row.error("parts", f"cost shares sum to {total:g}, which leaves no margin")
    return Chains(tuple(row.word("market") for row in rows), **numbers)
