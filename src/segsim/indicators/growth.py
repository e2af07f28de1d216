"""Does output grow because there is more of everything, or because more is made of it?

Equations.  Y value added at constant prices, K capital at constant prices, H hours worked, a capital's share
  dln TFP = dln Y - a dln K - (1 - a) dln H          each between two years' means
  intensive share = sum of dln TFP over sum of dln Y, over the last WINDOW years; blank where Y moved less than LEAST

Sources. Solow (1957). Total factor productivity dominated in manufacturing 1998-2007 (Brandt et al. 2012: 7.96 % a year
in value added), which stands against the claim of extensive growth.

Choices. Y is output less parts and materials at the first month's prices, so a squeeze on prices along the chain does
not pass for lower productivity. a is fixed (cuts.Params.capital_share): labour's share would mix in the markdown. Use
of capacity is not taken out, so a slump looks like lost productivity; that is why regimes average over years.
"""

from __future__ import annotations

import numpy as np

from segsim.indicators.firms import CAPITAL, REAL_VALUE_ADDED
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.snapshot import Years
from segsim.indicators.sums import Quantity, Sum

WINDOW = 5  # years
LEAST = 0.02  # dln of output below which a share of it says nothing; assumed


def residual(output: np.ndarray, capital: np.ndarray, hours: np.ndarray, capital_share: float) -> np.ndarray:
    """Growth of total factor productivity from the growth of output, capital and hours (in logs)."""
    return output - capital_share * capital - (1.0 - capital_share) * hours


def accounts(years: Years) -> dict[str, np.ndarray]:
    """Growth of output, capital, hours and productivity; each of shape (years, regions, industries, tiers)."""

    def grown(one: Sum) -> np.ndarray:
        level = np.array([counts[one][..., -1] / counts.months for counts in years.counts])
        logs = np.log(np.where(level > 0.0, level, np.nan))
        return np.diff(logs, axis=0, prepend=np.full_like(logs[:1], np.nan))

    output, capital, hours = grown(REAL_VALUE_ADDED), grown(CAPITAL), grown(AtWork.hours)
    return {
        "output": output,
        "capital": capital,
        "hours": hours,
        "tfp": residual(output, capital, hours, years.cuts.capital_share),
    }


def trailing_mean(values: np.ndarray, window: int) -> np.ndarray:
    """Mean over the last `window` years that are not blank; blank where all are."""
    known = np.isfinite(values)
    total, n = np.zeros_like(values), np.zeros_like(values)
    for lag in range(min(window, len(values))):
        total[lag:] += np.where(known, values, 0.0)[: len(values) - lag]
        n[lag:] += known[: len(values) - lag]
    return total / np.where(n > 0, n, np.nan)


def intensive_share(years: Years) -> np.ndarray:
    """Share of productivity in the growth of output over the last years."""
    grown = years.once(accounts)
    output = trailing_mean(grown["output"], WINDOW)
    return trailing_mean(grown["tfp"], WINDOW) / np.where(np.abs(output) >= LEAST, output, np.nan)


def _growth(name: str, part: str, counterpart: str, meaning: str, *needs: Quantity) -> Indicator:
    return Indicator(
        name, lambda years: years.once(accounts)[part], "ln/year", meaning, counterpart, basis="years", needs=needs
    )  # fmt: skip


growth_output = _growth(
    "growth_output", "output", "value added of above-scale firms at constant prices",
    "growth of value added at constant prices", REAL_VALUE_ADDED,
)  # fmt: skip
growth_capital = _growth(
    "growth_capital", "capital", "real fixed assets of above-scale firms", "growth of capacity at first prices", CAPITAL
)
growth_hours = _growth(
    "growth_hours", "hours", "employed persons; hours are not published", "growth of hours worked", AtWork.hours
)
growth_tfp = _growth(
    "growth_tfp", "tfp", "total factor productivity, Brandt et al. 2012: 7.96 % a year in 1998-2007",
    "growth of output that capital and hours do not explain", REAL_VALUE_ADDED, CAPITAL, AtWork.hours,
)  # fmt: skip
share_of_growth = Indicator(
    "intensive_share", intensive_share, "share of growth",
    "productivity in the growth of output over the last five years",
    "productivity over value-added growth in growth accounting", basis="years",
    needs=(REAL_VALUE_ADDED, CAPITAL, AtWork.hours),
)  # fmt: skip
