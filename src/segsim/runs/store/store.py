"""Where are runs kept, and when is a stored one used again?

One folder a configuration, results/runs/<name>-<hash>/, with all its seeds inside. A seed that finishes is first staged
under results/runs/.parts/; when a configuration is complete its parts become one file of each kind. Everything is
written under another name and renamed, the manifest last: a folder without a manifest is no run, and seeds that the
manifest does not name are not read. So a kill at any moment leaves only whole seeds, and the next run goes on there.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.runs.config.compose import Configuration
from segsim.runs.store.provenance import Hashes, program

if TYPE_CHECKING:
    from pyarrow import Table

    from segsim.recorder import Record

MANY = ("series", "cells", "cities", "chains", "jobs", "accounts", "job_sample")  # tables with rows of every seed
PANELS = ("workers", "firms")  # a sample of rows, of one seed only
FINISHED, FAILED = "finished", "failed"


@dataclass(frozen=True)
class Stored:
    """A run folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def seeds(self) -> dict[int, dict[str, Any]]:
        """Finished seeds with what they took."""
        return {int(seed): entry for seed, entry in self.manifest["seeds"].items() if entry["status"] == FINISHED}

    @property
    def hashes(self) -> Hashes:
        """The three hashes under which it was made."""
        return Hashes(**self.manifest["hashes"])


class Store:
    """All runs under one results folder."""

    def __init__(self, results: Path) -> None:
        self.folder = results / "runs"
        self.made: list[Path] = []  # folders that stand only since `prepare`

    def prepare(self) -> None:
        """Make the folder and try to write in it; InputError where that fails, with nothing left behind."""
        self.made = [folder for folder in (self.folder, *self.folder.parents) if not folder.exists()]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            trial = self.folder / f".trial-{os.getpid()}"
            trial.write_bytes(b"")
            trial.unlink()
        except OSError as fault:
            self.withdraw()
            raise InputError(f"results = {self.folder.parent} cannot be written: {fault.strerror}") from fault
        sweep_up(self.folder)

    def withdraw(self) -> None:
        """Take back the folders that `prepare` made, where nothing has been put into them."""
        with suppress(OSError):
            for folder in self.made:
                folder.rmdir()

    def runs(self) -> list[Stored]:
        """Every run folder that has a manifest, by name."""
        found = (read(folder) for folder in sorted(self.folder.glob("*-*")) if not folder.name.startswith("."))
        return [stored for stored in found if stored is not None]

    def find(self, hashes: Hashes) -> Stored | None:
        """The stored run of this configuration, whatever evidence and source made it."""
        for folder in sorted(self.folder.glob(f"*-{hashes.short}")):
            stored = read(folder)
            if stored and stored.hashes.settings == hashes.settings:
                return stored
        return None

    def finished(self, hashes: Hashes) -> dict[int, dict[str, Any]]:
        """Seeds that need no new computation: in a run folder whose three hashes agree, or among the parts."""
        stored = self.find(hashes)
        found = dict(stored.seeds) if stored and stored.hashes == hashes else {}
        for part in sorted(self.parts(hashes).glob("seed-*")):
            found[int(part.name.partition("-")[2])] = json.loads((part / "measures.json").read_text(encoding="utf-8"))
        return found

    def parts(self, hashes: Hashes) -> Path:
        """Folder of the seeds that are finished and not yet merged."""
        return self.folder / ".parts" / hashes.short / hashes.made_by

    def forget(self, hashes: Hashes) -> None:
        """Compute anew: what was stored of this configuration is no longer used."""
        shutil.rmtree(self.parts(hashes).parent, ignore_errors=True)
        stored = self.find(hashes)
        if stored:
            (stored.folder / "manifest.json").unlink()

    def put(self, hashes: Hashes, seed: int, record: Record, measures: Mapping[str, Any]) -> None:
        """Stage one finished seed, whole or not at all."""
        parts = self.parts(hashes)
        staged = parts / f".writing-{seed}-{os.getpid()}"
        staged.mkdir(parents=True, exist_ok=True)
        for name in MANY + PANELS:
            frame = getattr(record, name)
            if frame is not None and not (name in PANELS and frame.empty):
                frame.to_parquet(staged / f"{name}.parquet", index=False, compression="zstd")
        _write_json(staged / "measures.json", measures)
        try:
            staged.rename(parts / f"seed-{seed}")
        except OSError:  # another process was first with the same seed, so with the same numbers
            shutil.rmtree(staged)

    def merge(self, configuration: Configuration, hashes: Hashes, failures: Mapping[int, str]) -> Stored:
        """Bring stored seeds and parts together into the run folder; the parts go when that is done."""
        with self._locked():
            before = self.find(hashes)
            whole = before if before and before.hashes == hashes else None
            seeds = {**(whole.seeds if whole else {}), **self.finished(hashes)}
            entries = {seed: seeds[seed] for seed in sorted(seeds)}
            entries |= {seed: {"status": FAILED, "error": text} for seed, text in failures.items() if seed not in seeds}
            folder = before.folder if before else self.folder / f"{configuration.name}-{hashes.short}"
            staged = self.folder / f".writing-{folder.name}-{os.getpid()}"
            shutil.rmtree(staged, ignore_errors=True)
            staged.mkdir(parents=True)
            panel = _write_tables(staged, self._sources(whole, hashes))
            _write_yaml(staged / "config.yaml", resolved(configuration))
            _write_json(staged / "manifest.json", manifest(configuration, hashes, entries, panel))
            self._put_in_place(staged, folder, keeps=whole is not None)
            shutil.rmtree(self.parts(hashes).parent, ignore_errors=True)
            stored = read(folder)
            assert stored is not None
            return stored

    def _sources(self, whole: Stored | None, hashes: Hashes) -> list[tuple[Path, list[int] | None]]:
        """Folders to take rows from, with the seeds to take (None: all)."""
        known = [(whole.folder, sorted(whole.seeds))] if whole else []
        parts = {int(part.name.partition("-")[2]): part for part in self.parts(hashes).glob("seed-*")}
        new = [(parts[seed], None) for seed in sorted(parts) if not (whole and seed in whole.seeds)]
        return [*known, *new]

    @staticmethod
    def _put_in_place(staged: Path, folder: Path, *, keeps: bool) -> None:
        if not folder.exists():
            staged.rename(folder)
            return
        if not keeps:
            (folder / "manifest.json").unlink(missing_ok=True)
        for picture in folder.glob("dashboard.*"):  # of fewer seeds, or of older numbers
            picture.unlink()
        shutil.rmtree(folder / "pages", ignore_errors=True)
        for file in sorted(staged.iterdir(), key=lambda file: file.name == "manifest.json"):
            file.replace(folder / file.name)
        staged.rmdir()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two commands at once: one merges after the other. The system lets go when a process ends."""
        from filelock import FileLock

        with FileLock(self.folder / ".lock"):
            yield


def read(folder: Path) -> Stored | None:
    """A run folder, or None where there is no whole manifest."""
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return Stored(folder, found) if {"hashes", "seeds"} <= set(found) else None
    except (OSError, ValueError):
        return None


def manifest(
    configuration: Configuration, hashes: Hashes, seeds: Mapping[int, Mapping[str, Any]], panel: int | None
) -> dict[str, Any]:
    """Who made the run, from what, and how each seed went."""
    settings = configuration.settings
    failed = sum(entry["status"] == FAILED for entry in seeds.values())
    return {
        "name": configuration.name,
        "status": FINISHED if not failed else f"{failed} of {len(seeds)} seeds failed",
        "overrides": list(configuration.overrides),
        "hashes": {"settings": hashes.settings, "evidence": hashes.evidence, "source": hashes.source},
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **program(),
        "workers": settings.world.workers,
        "firms": settings.world.firms,
        "first_month": "{}-{:02d}".format(*settings.time.start),
        "last_month": "{}-{:02d}".format(*settings.time.end),
        "panel_seed": panel,
        "seeds": {str(seed): dict(entry) for seed, entry in seeds.items()},
    }


def resolved(configuration: Configuration) -> dict[str, Any]:
    """The whole configuration as it was run: values of the first month, then the dated changes."""
    from dataclasses import asdict

    settings, time = configuration.settings, configuration.settings.time
    return {
        "overrides": list(configuration.overrides),
        "variants": dict(configuration.variants),
        "scenario": list(configuration.scenarios),
        "time": {
            "start": "{}-{:02d}".format(*time.start),
            "end": "{}-{:02d}".format(*time.end),
            "burn_in": time.burn_in,
        },
        "without": sorted(settings.without),
        "world": asdict(settings.world),
        **{name: asdict(params) for name, params in settings.params.items()},
        "changes": [
            {
                "date": "{}-{:02d}".format(*time.year_month(change.index)),
                "lever": change.path,
                "value": change.value,
                "what": change.origin,
            }
            for change in settings.changes
        ],
    }


def _write_tables(staged: Path, sources: Sequence[tuple[Path, list[int] | None]]) -> int | None:
    """One file of each kind from all folders; gives back the seed of the panels."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name in MANY:
        tables = [_rows(folder / f"{name}.parquet", seeds) for folder, seeds in sources]
        if tables:
            joined = pa.concat_tables(tables, promote_options="permissive")
            pq.write_table(joined, staged / f"{name}.parquet", compression="zstd")
    for folder, _ in sources:
        if all((folder / f"{name}.parquet").is_file() for name in PANELS):
            for name in PANELS:
                shutil.copyfile(folder / f"{name}.parquet", staged / f"{name}.parquet")
            return _panel_seed(folder)
    return None


def _panel_seed(folder: Path) -> int | None:
    stored = read(folder)
    return stored.manifest.get("panel_seed") if stored else int(folder.name.partition("-")[2])


def _rows(file: Path, seeds: list[int] | None) -> Table:
    import pyarrow.parquet as pq

    return pq.read_table(file, filters=None if seeds is None else [("seed", "in", seeds)])


def sweep_up(folder: Path) -> None:
    """Throw away what processes that are gone have left half written."""
    for scrap in folder.glob(".writing-*"):
        if not is_alive(int(scrap.name.rpartition("-")[2])):
            shutil.rmtree(scrap, ignore_errors=True)


def is_alive(process: int) -> bool:
    """True while a process with this number runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _write_json(file: Path, value: Mapping[str, Any]) -> None:
    write_whole(file, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _write_yaml(file: Path, value: Mapping[str, Any]) -> None:
    write_whole(file, yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=118))
