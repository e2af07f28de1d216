"""The command as somebody types it, and what it answers."""

from __future__ import annotations

from segsim.cli import main

SHORT = ["world=toy", "time.end=2006-03", "time.burn_in=1"]


def answer(capsys, *words: str) -> tuple[int, str, str]:
    """Exit status, what went to the screen and what went to the error stream."""
    status = main(list(words))
    printed = capsys.readouterr()
    return status, printed.out, printed.err
