"""How is a table that a command prints kept under results/reference/, with what made it?

A CSV file for programs and a page for people. The page names the command, the seeds and the hashes, and no date, so
that the same numbers give the same files.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from segsim.plumbing.files import write_whole
from segsim.runs.questions.tables import Listing
from segsim.runs.store.provenance import Hashes


def keep(
    folder: Path, name: str, table: Listing, paragraphs: Sequence[str], shown: Listing, more: Sequence[str] = ()
) -> list[Path]:
    """Write <name>.csv with `table` and <name>.md with the paragraphs, the table `shown`, and what else is said."""
    folder.mkdir(parents=True, exist_ok=True)
    data, page = folder / f"{name}.csv", folder / f"{name}.md"
    write_whole(data, as_csv(table))
    write_whole(page, "\n\n".join([*paragraphs, as_markdown(shown), *more]) + "\n")
    return [data, page]


def as_csv(table: Listing) -> str:
    """A listing as comma-separated values."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([table[0], *table[1]])
    return text.getvalue()


def as_markdown(table: Listing) -> str:
    """A listing as a table of Markdown."""
    heading, rows = table
    lines = [[name.replace("_", " ") for name in heading], ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def made_by(command: str, seeds: Sequence[int], hashes: Hashes) -> str:
    """What made the numbers, in two lines."""
    return (
        f"Made by `{command}`, seeds {seeds[0]} to {seeds[-1]}.\n"
        f"Settings of history {hashes.settings[:12]}, evidence {hashes.evidence[:12]}, source {hashes.source[:12]}."
    )
