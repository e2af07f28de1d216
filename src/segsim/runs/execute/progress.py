"""How far is it? One bar on stderr for everything that a command computes, with months per second and time left."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from segsim.plumbing.errors import InputError


class _Speed(ProgressColumn):
    """Months per second, over all processes."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f} months/s" if task.speed else "")


class Progress:
    """The bar over `months` months of `runs` runs; shows nothing where there is nothing to compute."""

    def __init__(self, months: int, runs: int, *, cold: bool) -> None:
        console = Console(stderr=True)
        self.bar = Bar(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("months"), _Speed(),
            TimeRemainingColumn(), console=console, disable=not months,
        )  # fmt: skip
        if months and cold:
            console.print("compiling the kernels of this version, once: about a minute", style="dim", highlight=False)
        self.runs, self.done, self.failed = runs, 0, 0
        self.task = self.bar.add_task("loading", total=months)

    def show(self, kind: str) -> None:
        """Take notice of a report: ready, month, finished or failed."""
        if kind == "month":
            self.bar.advance(self.task)
            return
        self.done += kind in ("finished", "failed")
        self.failed += kind == "failed"
        failed = f", {self.failed} failed" if self.failed else ""
        several = f"run {min(self.done + 1, self.runs)} of {self.runs}{failed}"
        self.bar.update(self.task, description=several if self.runs > 1 else "running")

    def __enter__(self) -> Progress:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(fault, InputError):  # then its one line is all that is to be seen
            self.bar.live.transient = True
            self.bar.live.stop()
        else:
            self.bar.stop()
