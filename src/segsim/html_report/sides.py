"""What do views of places, chains and cells say alike of the runs that they lay side by side?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from segsim.analysis.recorded import PROJECTION_FROM, Recorded
from segsim.html_report.section import Control


@dataclass(frozen=True)
class Side:
    """A run with the name that tables give it and the title that readers see."""

    name: str
    title: str
    run: Recorded


Policies = Sequence[Side]


def of_each(policies: Policies, make: Callable[[Side | None], pd.DataFrame]) -> pd.DataFrame:
    """Rows of every policy under each other, told apart by `policy`; of the baseline alone where there is none."""
    parts = [make(policy).assign(policy=policy.title) for policy in policies] or [make(None).assign(policy="")]
    return pd.concat(parts, ignore_index=True)


def policy_choice(policies: Policies) -> tuple[Control, ...]:
    """The choice between policies, where there are several."""
    if len(policies) < 2:
        return ()
    return (Control("policy", "Policy", {side.title: side.title for side in policies}, policies[0].title),)


def policy_label(policies: Policies) -> str:
    """The policy as headings name it: its title, or "policy" where the reader chooses one."""
    return policies[0].title if len(policies) == 1 else "policy"


def seeds_of(baseline: Side, policies: Policies) -> str:
    """How many seeds are compared, in words: those that all runs have."""
    seeds = len(set(baseline.run.seeds).intersection(*(side.run.seeds for side in policies)))
    return "one seed" if seeds == 1 else f"{seeds} seeds"


def source_of(baseline: Side, policies: Policies) -> str:
    """Where the numbers come from, in words."""
    runs = ", ".join(side.title for side in (baseline, *policies))
    return f"Model, not evidence: {runs}; {seeds_of(baseline, policies)}."


def year_slider(years: Sequence[int]) -> Control:
    """All whole years that were recorded; those after the evidence ends say that they are projected."""
    words = {str(year): f"{year}, projection" if year >= PROJECTION_FROM else str(year) for year in years}
    last = max([year for year in years if year < PROJECTION_FROM], default=years[-1])
    return Control("year", "Year", words, str(last), kind="slider")
