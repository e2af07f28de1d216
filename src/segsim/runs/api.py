"""How is segsim used from Python? `simulate` runs one seed here and hands everything back; it stores only if asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segsim.plumbing.errors import InputError
from segsim.runs.config.compose import Configuration, conf_folders, configuration

if TYPE_CHECKING:
    import pandas as pd

    from segsim.model import SegmentationModel


@dataclass(frozen=True)
class Simulation:
    """A finished run: the model in its last month, the recorded tables, and the manifest."""

    model: SegmentationModel
    series: pd.DataFrame  # seed, month, indicator, value
    cells: pd.DataFrame  # the same by region, industry, tier, hukou
    cities: pd.DataFrame  # years of every city
    chains: pd.DataFrame  # years of every link of the chains: who buys from whom
    jobs: pd.DataFrame  # jobs of each year by their deprivations (indicators/job_quality.py)
    job_sample: pd.DataFrame  # a sample of jobs with what lines are laid against
    accounts: pd.DataFrame  # what each account got and paid of each item, month by month (state/sectors.py)
    workers: pd.DataFrame  # sample of workers over time
    firms: pd.DataFrame
    manifest: dict[str, Any]
    folder: Path | None  # where it was stored, if it was


def simulate(
    overrides: Sequence[str] = (),
    seed: int | None = None,
    *,
    config_dir: str | Path | None = None,
    store: bool = False,
) -> Simulation:
    """Run one seed with the keys of the command line, as in `simulate(["enforcement=lax", "world=toy"], seed=7)`.

    `store=True` keeps it under results/runs/ like the command does.
    """
    from segsim.analysis.growth import with_growth
    from segsim.analysis.stored import with_rows
    from segsim.indicators.cutoffs import Cutoffs
    from segsim.runs.execute.memory import processes_that_fit
    from segsim.runs.execute.runner import check_world
    from segsim.runs.execute.simulation import run_seed
    from segsim.runs.store.provenance import hashes_of
    from segsim.runs.store.store import Store, manifest

    checked = compose_overrides(overrides, seed, config_dir)
    check_world([checked])
    processes_that_fit([checked.settings], 1)
    hashes = hashes_of(checked.settings)
    keep = Store(checked.results) if store else None
    if keep:
        keep.prepare()
    one = checked.seeds[0]
    done = run_seed(checked.settings, one, threads=checked.threads, with_panel=True, tick=_silent, ready=_silent)
    record, stored = done.record, None
    if keep:
        keep.put(hashes, one, record, done.measures)
        stored = keep.merge(checked, hashes, {})
    found = stored.manifest if stored else manifest(checked, hashes, {one: done.measures}, one)
    folder = stored.folder if stored else None
    series, cells = with_growth(record.series, record.cells, Cutoffs())
    tables = (with_rows(record.series, series), with_rows(record.cells, cells), record.cities, record.chains)
    people = (record.jobs, record.job_sample, record.accounts, record.workers, record.firms)
    return Simulation(done.model, *tables, *people, found, folder)


def make_model(
    overrides: Sequence[str] = (), seed: int | None = None, *, config_dir: str | Path | None = None
) -> SegmentationModel:
    """A model in its first month, ready for `step()` or `run_for()`: for notebooks and for Mesa's own tools.

    From here on this process steps models on as many threads as pay for this one, or as `threads` names.
    """
    from segsim.model import SegmentationModel
    from segsim.runs.execute.simulation import threads_that_pay, use_threads

    checked = compose_overrides(overrides, seed, config_dir)
    use_threads(checked.threads or threads_that_pay(checked.settings.world.workers))
    return SegmentationModel(checked.settings, rng=checked.seeds[0])


def compose_overrides(
    overrides: Sequence[str] = (), seed: int | None = None, config_dir: str | Path | None = None
) -> Configuration:
    """The checked configuration of one seed."""
    from segsim.runs.config.sweep import compose_one

    arguments = [overrides] if isinstance(overrides, str) else list(overrides)
    if seed is not None:
        arguments.append(f"seed={seed}")
    checked = configuration(compose_one(arguments, conf_folders(config_dir)))
    if len(checked.seeds) > 1:
        raise InputError("one seed at a time from Python; `segsim seeds=20` runs many side by side")
    return checked


def _silent() -> None:
    """Nobody watches."""
