"""What are the pages about: one run, or a baseline with the policies set against it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from segsim.analysis.events import dated_events
from segsim.analysis.named import name_in_comparison, run_name
from segsim.analysis.palette import INK, SOFT, Look
from segsim.analysis.recorded import Recorded
from segsim.figures.dashboard import described, foot
from segsim.figures.marks import POLICY_SIGN, Event

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

MOST = 3  # policies that lines of one panel can be told apart of
BASELINE = Look("baseline", SOFT, (3, 1.6), 1.3)
POLICIES = (Look("", INK, (), 1.7), Look("", INK, (6, 1.4, 1.2, 1.4), 1.7), Look("", INK, (1.2, 1.1), 1.7))
MARKERS = ("o", "s", "^")  # of policies; a diamond is evidence
NO_INTERVAL = "Differences (policy less baseline) of one seed: no interval can be given."


@dataclass(frozen=True)
class Subject:
    """What is drawn: the first run is the one that is asked about, or the baseline."""

    folder: Path
    title: str
    runs: tuple[Recorded, ...]
    names: tuple[str, ...]
    compared: Compared | None

    @property
    def is_comparison(self) -> bool:
        """True where policies stand against a baseline."""
        return self.compared is not None

    @cached_property
    def span(self) -> tuple[float, float]:
        """First and last moment that every run has."""
        return max(run.span[0] for run in self.runs), min(run.span[1] for run in self.runs)

    @cached_property
    def events(self) -> list[Event]:
        """Dates at which a policy begins; history's dates stand on the one-page picture."""
        found = [event for run in self.runs for event in dated_events(run.config, self.span)]
        return list({event.time: event for event in found if event.sign == POLICY_SIGN}.values())

    @cached_property
    def seeds(self) -> tuple[int, ...]:
        """Seeds that every run has, so that differences can be paired."""
        return tuple(seed for seed in self.runs[0].seeds if all(seed in run.seeds for run in self.runs))

    @property
    def policy_keys(self) -> tuple[str, ...]:
        """The drawn policies as the tables call them."""
        assert self.compared is not None
        return tuple(str(entry["name"]) for entry in self.compared.manifest["policies"])[:MOST]

    @cached_property
    def window(self) -> tuple[float, float]:
        """First and last moment of the months over which the comparison takes means, in calendar years."""
        assert self.compared is not None
        return self.compared.window

    @property
    def window_label(self) -> str:
        """The same, as people write it."""
        assert self.compared is not None
        return " to ".join(map(str, self.compared.manifest["window"]))

    @property
    def interval(self) -> str:
        """What the lines and strokes of a comparison are, in words."""
        if len(self.seeds) < 2:
            return f"MODEL. Lines: the one seed ({', '.join(map(str, self.seeds))}). {NO_INTERVAL}"
        return (
            f"MODEL. Lines: means of {len(self.seeds)} seeds. Marks: policy less baseline, 95 % interval (paired); "
            "full: clear after Holm's correction for its chart"
        )

    @property
    def described(self) -> str:
        """World, months and seeds in one line."""
        return described(self.runs[-1], self.events)

    @property
    def foot(self) -> str:
        """Which program made the numbers."""
        if self.compared is None:
            return foot(self.runs[0])
        program = self.compared.manifest.get("segsim", {})
        parts = (
            f"segsim {program.get('version', '')}".strip(),
            f"commit {str(program.get('commit', ''))[:10]}",
            f"comparison {self.folder.name.rpartition('-')[2]}",
            "every number is the model's; a stroke that leaves its panel goes on",
        )
        return " \u00b7 ".join(parts)


def of_run(run: Recorded) -> Subject:
    """One run by itself."""
    return Subject(run.folder, f"Model run: {run_name(run)}", (run,), (run_name(run),), None)


def of_comparison(compared: Compared) -> Subject:
    """A baseline and the first of its policies, as many as lines can be told apart."""
    manifest = compared.manifest
    entries = [manifest.get("baseline", {}), *manifest.get("policies", [])]
    runs = (compared.baseline, *compared.policies)
    names = tuple(name_in_comparison(entry.get("words"), run) for entry, run in zip(entries, runs, strict=True))
    left_out = f" (lines of the first {MOST}; all stand in differences.csv)" if len(runs) > 1 + MOST else ""
    each = ", each against" if len(names) > 2 else " against"
    caption = f"Comparison: {' and '.join(names[1:])}{each} {names[0]}{left_out}"
    return Subject(compared.folder, caption, runs[: 1 + MOST], names[: 1 + MOST], compared)
