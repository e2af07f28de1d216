"""How much of a policy's effect goes through each mechanism? `segsim compare ... --decompose`.

In words. For every mechanism that can be clamped (runs/execute/clamped.py) the policy is run once more with that
mechanism on its baseline path. What is then missing of the effect is what the mechanism mediates:

    mediated = effect of the policy - effect with the mechanism clamped
             = value under the policy - value under the policy with the mechanism clamped      (seed by seed)

Shares need not add up to one: mechanisms respond to one another, so what two mediate together is in both shares or in
none, and a mechanism that works against the policy mediates a share below zero. The mechanism in which the policy turns
a lever mediates nearly all by construction, and is marked. Where clamping a whole mechanism violates an accounting
identity there is no number; then its steps are clamped one by one.

Use. Each (mechanism, seed) that is finished is staged under results/comparisons/.parts/decomposition/ and never
computed again; there all indicators of the nation are kept as means over the window, so that another question costs
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.analysis.series import PAIRS
from segsim.analysis.verdict import holm_by
from segsim.indicators.groups import split, two_groups
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.plumbing.kernels import is_cold, source_hash
from segsim.runs.config.apart import check_comparable, first_month_apart
from segsim.runs.execute import clamped as clamped_runs
from segsim.runs.execute.clamped import channel, clampable, own_mechanisms, run_clamped
from segsim.runs.execute.forecast import seconds_of_run
from segsim.runs.execute.memory import available, needed, of_columns, processes_that_fit
from segsim.runs.execute.progress import Progress
from segsim.runs.execute.runner import Result, compute, cores
from segsim.runs.execute.simulation import threads_that_pay, use_threads, warm_up
from segsim.runs.questions.mediated import COLUMNS, by_size, row
from segsim.runs.questions.window_means import Months, Values, means_of, stored_means
from segsim.runs.store.provenance import hashes_of
from segsim.schedule import MECHANISMS
from segsim.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from segsim.analysis.compared import Compared

CLAMPED_AT_ONCE = 6  # runs beside one baseline: more save little and lose more when they are interrupted
Reporter = Callable[[str], Any]


@dataclass(frozen=True)
class Parts:
    """Where finished pieces of one pair of configurations and one window are kept."""

    folder: Path

    def has(self, name: str, seed: int) -> bool:
        """True where that piece is finished."""
        return self._file(name, seed).is_file()

    def put(self, name: str, seed: int, found: Values | str) -> None:
        """Keep a piece, whole or not at all: values, or the identity that failed."""
        file = self._file(name, seed)
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = {"broken": found} if isinstance(found, str) else {"values": found}
        write_whole(file, json.dumps(kept) + "\n")

    def get(self, name: str, seed: int) -> Values | str:
        """A finished piece."""
        kept = json.loads(self._file(name, seed).read_text(encoding="utf-8"))
        return kept["broken"] if "broken" in kept else kept["values"]

    def forget(self) -> None:
        """Compute anew."""
        for file in self.folder.glob("*/seed-*.json"):
            file.unlink()

    def _file(self, name: str, seed: int) -> Path:
        return self.folder / name / f"seed-{seed}.json"


@dataclass(frozen=True)
class ClampedTask:
    """Some mechanisms or steps, each clamped in a run of one seed, as it is sent to a process."""

    baseline: Settings
    policy: Settings
    seed: int
    names: tuple[str, ...]
    window: Months
    parts: Parts
    source: str

    def run(self, tick: Callable[[], None], ready: Callable[[], None], threads: int | None = 1) -> None:
        """Simulate them beside the baseline and stage what was measured."""
        if source_hash() != self.source:
            raise InputError("the source was changed while runs were going on; start the same command again")
        use_threads(threads or threads_that_pay(self.policy.world.workers))
        warm_up(self.policy)
        ready()
        found = run_clamped(self.baseline, self.policy, self.seed, self.names, tick)
        for name, record in found.items():
            assert name is not None
            kept = record if isinstance(record, str) else means_of(record, self.window)
            self.parts.put(name, self.seed, kept)

    @property
    def months(self) -> int:
        """Months of all models together."""
        time, part = self.baseline.time, first_month_apart(self.baseline, self.policy)
        return time.burn_in + time.months + (time.months - part) * len(self.names)


def decompose_comparison(found: Compared, results: Sequence[Result], *, fresh: bool, report: Reporter) -> pd.DataFrame:
    """What mediates the effects of a stored comparison; kept in its folder as decomposition.parquet and .csv."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in found.manifest["window"])
    policies = dict(zip(found.names, results[1:], strict=True))
    window, asked = (first, last), found.manifest["indicators"]
    table = explain(results[0], policies, asked, window, found.clear, fresh=fresh, report=report)
    writers = {
        "decomposition.csv": partial(table.to_csv, index=False),
        "decomposition.parquet": partial(table.to_parquet, index=False),
    }
    for name, write in writers.items():
        write_whole(found.folder / name, write)
    return table


def explain(
    baseline: Result, policies: Mapping[str, Result], indicators: Sequence[str], window: Months,
    clear: Collection[tuple[str, str]], *, fresh: bool, report: Reporter,
) -> pd.DataFrame:  # fmt: skip
    """One row a policy, indicator and mechanism: what the mechanism mediates of the effect, sorted by its size.

    `clear`: the policies and indicators whose effect is clear. The mechanisms of one effect are one family.
    """
    import pandas as pd

    plans = [_Plan.of(baseline, name, policy, window) for name, policy in policies.items()]
    for plan in plans:
        if fresh:
            plan.parts.forget()
    _compute_missing(plans, report)
    _compute_missing([plan for plan in plans if plan.split_up()], report)
    for name in indicators:
        if two_groups(split(name)[1]) and split(name)[1] not in PAIRS:
            raise InputError(f"{name}: --decompose knows of two groups only {', '.join(PAIRS)}")
    effects = [(plan, name) for plan in plans for name in indicators]
    rows = [one for plan, name in effects for one in plan.rows(name, is_clear=(plan.name, name) in clear)]
    families = [(one["policy"], one["indicator"], one["group"]) for one in rows]
    p_holm = holm_by(np.array([one["p"] for one in rows]), families)
    return pd.DataFrame(rows).assign(p_holm=p_holm)[list(COLUMNS)]


def _compute_missing(plans: Sequence[_Plan], report: Reporter) -> None:
    if not plans:
        return
    first = plans[0].baseline.configuration
    side_by_side = processes_that_fit([first.settings], cores(first))
    tasks = [task for plan in plans for task in plan.tasks(side_by_side)]
    months = sum(task.months for task in tasks)
    pieces = sum(len(task.names) for task in tasks)
    of = sum(len(plan.seeds) * len(plan.names()) for plan in plans)
    if not tasks:
        report(f"decomposition: {of} runs with one mechanism clamped, all stored")
        return
    side_by_side = min(side_by_side, len(tasks))
    time = first.settings.time
    minutes = months * seconds_of_run(first) / (time.burn_in + time.months) / side_by_side / 60.0
    report(f"decomposition: {of} runs with one mechanism clamped, {pieces} to do: {months:,} months, about "
         f"{max(1.0, minutes):.0f} minutes on {side_by_side} cores")  # fmt: skip
    failures = []
    with Progress(months, len(tasks), cold=is_cold()) as progress:

        def show(event: Any) -> None:
            progress.show(event.kind)
            if event.kind == "failed":
                failures.append((event.task, event.value))

        compute(tasks, side_by_side, first.threads, show)
    for task, text in failures:
        last = text.strip().splitlines()[-1]
        report(f"decomposition: seed {task.seed} with {', '.join(task.names)} clamped failed: {last}")


@dataclass(frozen=True)
class _Plan:
    """One policy beside the baseline: what is to be run, and what came out."""

    baseline: Result
    name: str
    policy: Result
    window: Months
    seeds: tuple[int, ...]
    parts: Parts

    @staticmethod
    def of(baseline: Result, name: str, policy: Result, window: Months) -> _Plan:
        """Seeds that both have, and where the pieces lie."""
        both = set(baseline.stored.seeds) & set(policy.stored.seeds) & set(baseline.configuration.seeds)
        settings = (baseline.configuration.settings, policy.configuration.settings)
        check_comparable(*settings)
        first_month_apart(*settings)  # refuses a policy that never differs
        folder = baseline.configuration.results / "comparisons" / ".parts" / "decomposition"
        parts = Parts(folder / _pair(baseline, policy, window))
        return _Plan(baseline, name, policy, window, tuple(sorted(both)), parts)

    def split_up(self) -> list[str]:
        """Steps clamped one by one, since clamping their whole mechanism violated an accounting identity in a seed."""
        broken = [name for name in clampable() if self._breaks(name)]
        return [
            f"{name}.{step.name}" for name in broken if len(channel(name).clamped) > 1 for step in channel(name).clamped
        ]

    def names(self) -> list[str]:
        """What is to be clamped: mechanisms, and single steps where need be."""
        return [*clampable(), *self.split_up()]

    def _breaks(self, name: str) -> bool:
        return any(isinstance(self.parts.get(name, seed), str) for seed in self.seeds if self.parts.has(name, seed))

    def tasks(self, side_by_side: int) -> Iterator[ClampedTask]:
        """What is not stored yet, some mechanisms of one seed at a time."""
        settings, changed = self.baseline.configuration.settings, self.policy.configuration.settings
        at_once = _at_once(settings, side_by_side)
        for seed in self.seeds:
            missing = [name for name in self.names() if not self.parts.has(name, seed)]
            groups = -(-len(missing) // at_once)
            for number in range(groups):
                some = tuple(missing[number::groups])
                yield ClampedTask(settings, changed, seed, some, self.window, self.parts, source_hash())

    def rows(self, indicator: str, *, is_clear: bool) -> list[dict[str, Any]]:
        """One row a mechanism, what mediates most first; those that cannot be clamped last."""
        before, after = (stored_means(one, indicator, self.window, self.seeds) for one in (self.baseline, self.policy))
        own = own_mechanisms(self.baseline.configuration.settings, self.policy.configuration.settings)
        rows = []
        for name in [*MECHANISMS, *self.split_up()]:
            found = {seed: self.parts.get(name, seed) for seed in self.seeds if self.parts.has(name, seed)}
            broken = {seed: text for seed, text in found.items() if isinstance(text, str)}
            clamped = {seed: kept[indicator] for seed, kept in found.items() if not isinstance(kept, str)
                    and indicator in kept}  # fmt: skip
            labels = {
                "policy": self.name,
                "indicator": split(indicator)[0],
                "group": split(indicator)[1],
                "own": channel(name).mechanism in own,
            }
            rows.append(labels | row(
                channel(name), name, indicator, before, after, clamped, broken, is_clear=is_clear
            ))  # fmt: skip
        return by_size(rows)


def _at_once(settings: Settings, side_by_side: int) -> int:
    """Runs beside one baseline: so many as memory holds, and at most CLAMPED_AT_ONCE."""
    room = available() / side_by_side - needed(settings)
    return int(np.clip(room // (2 * of_columns(settings)), 1, CLAMPED_AT_ONCE))


def _pair(baseline: Result, policy: Result, window: Months) -> str:
    """Twelve letters for both configurations, the window, and all that the numbers hang on."""
    hashes = [hashes_of(one.configuration.settings) for one in (baseline, policy)]
    parts = [*(f"{one.settings}/{one.evidence}/{one.source}" for one in hashes), str(window), _own_source()]
    return blake2b("/".join(parts).encode(), digest_size=6).hexdigest()


@cache
def _own_source() -> str:
    """Hash of the files that say how a mechanism is clamped, and what is kept of it."""
    texts = [Path(str(file)).read_bytes() for file in (clamped_runs.__file__, __file__)]
    return blake2b(b"".join(texts), digest_size=8).hexdigest()
