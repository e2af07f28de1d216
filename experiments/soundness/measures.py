"""How is what a claim is about read off the runs? Each function gives a value for each seed.

Cases are the runs of soundness.py by name: tables with a row an indicator and seed, and a column a year.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

Found = dict[str, pd.DataFrame]
AFTER, WAVE = range(2013, 2017), range(2010, 2012)


def of(found: Found, case: str, indicator: str) -> pd.DataFrame:
    """Values of one indicator: a row a seed, a column a year."""
    return found[case].xs(indicator, level="indicator")


def years(table: pd.DataFrame, wanted: Callable[[int], bool] = lambda year: True) -> pd.DataFrame:
    """The columns of the years that are wanted."""
    return table[[year for year in table.columns if wanted(int(year))]]


def ratio(found: Found, above: str, below: str) -> pd.DataFrame:
    return of(found, "history", above) / of(found, "history", below)


def extreme(read: Callable[[Found], pd.DataFrame], highest: bool) -> Callable[[Found], np.ndarray]:
    """Largest or smallest of the years' means over seeds: one number, the same for every seed."""

    def measure(found: Found) -> np.ndarray:
        means = read(found).mean(axis=0)
        return np.array([means.max() if highest else means.min()])

    return measure


def over_sizes(indicator: str, relative: bool) -> Callable[[Found], np.ndarray]:
    """Largest minus smallest mean over the three sizes, over their mean where `relative`."""

    def measure(found: Found) -> np.ndarray:
        cases = [case for case in found if case.endswith("workers")]
        means = np.array([per_worker(found, case, indicator) for case in cases])
        spread = means.max() - means.min()
        return np.array([spread / max(float(means.mean()), 1e-12) if relative else spread])

    return measure


def per_worker(found: Found, case: str, indicator: str) -> float:
    mean = float(of(found, case, indicator).to_numpy().mean())
    return mean / int(case.split()[0]) if indicator == "strikes" else mean


def frozen_spread(indicator: str, relative: bool) -> Callable[[Found], np.ndarray]:
    """Largest minus smallest value over the burn-ins, of the first reported year, seed by seed."""

    def measure(found: Found) -> np.ndarray:
        cases = [case for case in found if case.startswith("frozen")]
        values = np.array([of(found, case, indicator).iloc[:, 0].to_numpy() for case in cases])
        spread = values.max(axis=0) - values.min(axis=0)
        return spread / values.mean(axis=0) if relative else spread

    return measure


def effect(case: str, base: str, indicator: str, year: int, relative: bool) -> Callable[[Found], np.ndarray]:
    """Difference of a case from its base in a year (the last one where it is missing), seed by seed."""

    def measure(found: Found) -> np.ndarray:
        one, other = of(found, case, indicator), of(found, base, indicator)
        at = year if year in one.columns else one.columns[-1]
        return (one[at] / other[at] - 1.0 if relative else one[at] - other[at]).to_numpy()

    return measure


def change(case: str, base: str, indicator: str, relative: bool) -> Callable[[Found], np.ndarray]:
    """Difference of a case from its base, seed by seed, in the mean of the years after the policy has had two years."""
    return change_in(AFTER, case, base, indicator, relative)


def change_in(wanted: range, case: str, base: str, indicator: str, relative: bool) -> Callable[[Found], np.ndarray]:
    """Difference of a case from its base, seed by seed, in the mean of these years."""

    def measure(found: Found) -> np.ndarray:
        one, other = (mean_of(of(found, name, indicator), wanted) for name in (case, base))
        return one / other - 1.0 if relative else one - other

    return measure


def mean_of(table: pd.DataFrame, wanted: range) -> np.ndarray:
    """Mean over these years, seed by seed; the last year of a trial that ends before them."""
    chosen = years(table, lambda year: year in wanted)
    return (chosen if chosen.shape[1] else table.iloc[:, -1:]).mean(axis=1).to_numpy()


def wave(case: str) -> Callable[[Found], np.ndarray]:
    """Strikes of 2010 and 2011 over those of history, seed by seed."""

    def measure(found: Found) -> np.ndarray:
        one, other = (mean_of(of(found, name, "strikes"), WAVE) for name in (case, "history"))
        return one / np.maximum(other, 1e-12)

    return measure


def fall(case: str, base: str, indicator: str, relative: bool) -> Callable[[Found], np.ndarray]:
    return lambda found: -change(case, base, indicator, relative)(found)


def history(indicator: str, wanted: Callable[[int], bool] = lambda year: True) -> Callable[[Found], pd.DataFrame]:
    return lambda found: years(of(found, "history", indicator), wanted)


def growth(indicator: str, first: int, last: int) -> Callable[[Found], np.ndarray]:
    """Growth of history between two years, seed by seed; from the first to the last one of a trial without them."""

    def measure(found: Found) -> np.ndarray:
        table = of(found, "history", indicator)
        ends = [year if year in table.columns else table.columns[at] for year, at in ((first, 0), (last, -1))]
        return (table[ends[1]] / table[ends[0]] - 1.0).to_numpy()

    return measure


def growth_of_first_year(found: Found) -> np.ndarray:
    output = of(found, next(case for case in found if case.startswith("frozen")), "output")
    return (output.iloc[:, -1] / output.iloc[:, 0] - 1.0).to_numpy()


def paid_beside(group: str) -> Callable[[Found], np.ndarray]:
    def measure(found: Found) -> np.ndarray:
        parts = [of(found, "history", f"{name}:{group}").mean(axis=1) for name in ("overtime_share", "bonus_share")]
        return (parts[0] + parts[1]).to_numpy()

    return measure
