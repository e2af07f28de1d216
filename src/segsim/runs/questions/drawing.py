"""Is the picture of a run or comparison still the one that its numbers and this code would give?

Nothing here simulates. Pages are staged and put in place whole; beside them stands a file that says from which
numbers and by which code they were drawn, so that the same command does nothing the second time.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.runs.store.named import MANIFEST, entries, text_of
from segsim.runs.store.provenance import drawing_hash, report_hash
from segsim.runs.store.store import is_alive

PAGES, SOURCE = "pages", "pages.source"
DECOMPOSITION = "decomposition.parquet"
PAGE, PAGE_SOURCE = "page.html", "page.source"
Reporter = Callable[[str], Any]


@dataclass(frozen=True)
class Drawn:
    """Where the pages stand, which they are, and whether they were drawn now."""

    folder: Path
    files: tuple[Path, ...]
    now: bool


def draw_overview(folder: Path, report: Reporter) -> None:
    """The one-page picture, anew where other code drew it; a picture that cannot be drawn does not lose the run."""
    drawn_by = folder / "dashboard.source"  # stands beside the picture, and goes with it when the numbers change
    is_drawn = (folder / "dashboard.png").is_file() and drawn_by.is_file()
    if is_drawn and drawn_by.read_text(encoding="ascii").strip() == drawing_hash():
        return
    try:
        from segsim.figures.dashboard import draw_dashboard

        draw_dashboard(folder)
        write_whole(drawn_by, drawing_hash() + "\n")
    except Exception as fault:  # noqa: BLE001  (the numbers are safe; say what is wrong with the picture)
        report(f"segsim: the picture could not be drawn: {type(fault).__name__}: {fault}")


def draw_report(folder: Path, *, fresh: bool, report: Reporter) -> Drawn:
    """The printed report of a run or a comparison; those that stand are kept where nothing has changed."""
    made_from = _source(folder, drawing_hash())
    place = folder / PAGES
    known = tuple(sorted(place.glob("*.png")) + sorted(place.glob("*.svg")))
    if not fresh and known and text_of(place / SOURCE) == made_from:
        return Drawn(place, known, now=False)
    from segsim.analysis.compared import is_comparison, read_comparison
    from segsim.analysis.recorded import read_recorded
    from segsim.figures.printed_report.report import write_report
    from segsim.figures.printed_report.subject import of_comparison, of_run

    subject = of_comparison(read_comparison(folder)) if is_comparison(folder) else of_run(read_recorded(folder))
    for run in subject.runs:
        run.read_cells()
    staged, before = (folder / f".{word}-{os.getpid()}" for word in ("drawing", "drawn-before"))
    _sweep(folder)
    try:
        staged.mkdir()
        written = write_report(subject, staged, report)
        write_whole(staged / SOURCE, made_from)
        if place.exists():
            place.rename(before)
        staged.rename(place)
    except OSError as fault:
        raise InputError(f"the pages cannot be written to {place}: {fault.strerror}") from fault
    finally:
        for scrap in (staged, before):
            shutil.rmtree(scrap, ignore_errors=True)
    return Drawn(place, tuple(place / file.name for file in written), now=True)


def draw_html_report(folder: Path, *, fresh: bool) -> Drawn:
    """The HTML report of a run or a comparison; one that stands is kept where nothing has changed."""
    made_from = _source(folder, report_hash())
    if not fresh and (folder / PAGE).is_file() and text_of(folder / PAGE_SOURCE) == made_from:
        return Drawn(folder, (folder / PAGE,), now=False)
    from segsim.html_report.write import write_page

    try:
        (folder / PAGE_SOURCE).unlink(missing_ok=True)  # what stands now is not known until the new page does
        written = write_page(folder)
        write_whole(folder / PAGE_SOURCE, made_from)
    except OSError as fault:
        raise InputError(f"the page cannot be written to {folder}: {fault.strerror}") from fault
    return Drawn(folder, (written,), now=True)


def _source(folder: Path, code: str) -> str:
    """Hash of the numbers, by the manifests that stand for them, and of the code that draws."""
    digest = blake2b(code.encode(), digest_size=16)
    details = text_of(folder / MANIFEST)
    digest.update(details.encode())
    if (folder / "differences.parquet").is_file():
        for entry in entries(details, folder):
            digest.update(text_of(folder / str(entry.get("folder", "")) / MANIFEST).encode())
    if (folder / DECOMPOSITION).is_file():  # comes later, and leaves the manifest as it is
        digest.update((folder / DECOMPOSITION).read_bytes())
    return digest.hexdigest()


def _sweep(folder: Path) -> None:
    """Take away what a drawing left that was killed."""
    for scrap in folder.glob(".dra*-*"):
        number = scrap.name.rpartition("-")[2]
        if number.isdigit() and not is_alive(int(number)):
            shutil.rmtree(scrap, ignore_errors=True)
