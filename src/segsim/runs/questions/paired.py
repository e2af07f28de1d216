"""How are scenarios run against history, as `segsim predictions` does?

Everything goes through the one runner and its store: what is stored is used again, what is interrupted goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError, unknown
from segsim.runs.config.compose import Configuration, configuration
from segsim.runs.config.conf import SCENARIO
from segsim.runs.config.scenarios import Scenario, read_scenario
from segsim.runs.config.sweep import compose_one, with_scenario
from segsim.runs.execute.forecast import forecast
from segsim.runs.execute.runner import Result, run
from segsim.runs.questions.predictions import Finding, judge, predictions, values_by_seed
from segsim.settings.files import HISTORY, choices

SEEDS = 8  # unless the user says otherwise
SMALLEST = 0.02  # smallest effect of interest, a share of history's level, where none is expected


@dataclass(frozen=True)
class Tested:
    """What `segsim predictions` found: the findings, the scenarios, the run of history and runs that failed."""

    findings: list[Finding]
    scenarios: dict[str, Scenario]
    history: Result
    results: list[Result]


def with_seeds(keys: Sequence[str]) -> list[str]:
    """The keys as typed, with the usual number of seeds where none is given."""
    return list(keys) if any(key.startswith("seeds=") for key in keys) else [*keys, f"seeds={SEEDS}"]


def composed(keys: Sequence[str], folders: Sequence[Path]) -> Configuration:
    """One checked configuration."""
    return configuration(compose_one(list(keys), list(folders)))


def check_predictions(
    names: Sequence[str],
    keys: Sequence[str],
    folders: Sequence[Path],
    *,
    smallest: float,
    fresh: bool,
    report: Callable[[str], Any],
) -> Tested:
    """Run the named scenarios (all without a name) and history with paired seeds, and judge every prediction."""
    if any(key.startswith(f"{SCENARIO}=") for key in keys):
        raise InputError("name the scenarios without `scenario=`, as in `segsim predictions minimum_wage_freeze`")
    known = [name for name in choices(SCENARIO, list(folders)) if name != HISTORY]
    for name in names:
        if name not in known:
            raise unknown(SCENARIO, name, known)
    chosen = list(dict.fromkeys(names)) or known
    keys = with_seeds(keys)
    plain = compose_one(keys, folders)
    base = configuration(plain)
    scenarios = {name: read_scenario(name, base.settings.time, list(folders)) for name in chosen}
    asked = {name: predictions(scenario) for name, scenario in scenarios.items()}
    plan = [base, *(configuration(with_scenario(plain, name)) for name in chosen)]
    report(forecast(plan, fresh=fresh))
    results = run(plan, fresh=fresh)
    findings = []
    for name, result in zip(chosen, results[1:], strict=True):
        seeds = [seed for seed in base.seeds if seed in results[0].stored.seeds and seed in result.stored.seeds]
        for entry in asked[name]:
            history, changed = (values_by_seed(one.stored.folder, entry, seeds) for one in (results[0], result))
            findings.append(judge(entry, history, changed, smallest))
    return Tested(findings, scenarios, results[0], results)
