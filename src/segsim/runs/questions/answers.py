"""What do the commands answer that run something and set it beside what was predicted or published?

Each gives back its tables, one for programs and some for people, and what to say beside them; `write` also keeps them
under results/reference/.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segsim.plumbing.errors import InputError
from segsim.runs.execute.forecast import forecast
from segsim.runs.execute.runner import Result, run
from segsim.runs.questions import paired, predictions, validate
from segsim.runs.questions.reference import as_markdown, keep, made_by
from segsim.runs.questions.tables import Listing

Reporter = Callable[[str], Any]


@dataclass(frozen=True)
class Answer:
    """What a command found."""

    plain: Listing  # numbers, for programs
    shown: list[Listing]  # in words, for people
    summary: str
    results: list[Result]


def predictions_tested(
    names: Sequence[str], keys: Sequence[str], folders: Sequence[Path], *, smallest: float | None, fresh: bool,
    write: bool, report: Reporter,
) -> Answer:  # fmt: skip
    """`segsim predictions`: every prediction of the scenarios, supported, contradicted or inconclusive."""
    least = paired.SMALLEST if smallest is None else smallest
    if not 0.0 <= least <= 1.0:
        raise InputError(f"--smallest is a share from 0 to 1, not {least:g}")
    found = paired.check_predictions(names, keys, folders, smallest=least, fresh=fresh, report=report)
    plain, shown = (predictions.listing(found.findings, found.scenarios, plain=plain) for plain in (True, False))
    paragraphs = predictions.paragraphs(found.findings, least)
    if write:
        arguments = ["predictions", *names, *keys, *([f"--smallest {least:g}"] if smallest is not None else [])]
        _keep("predictions", arguments, found.history, plain, shown, paragraphs, [], report)
    return Answer(plain, [shown], paragraphs[-1], found.results)


def history_as_published(
    names: Sequence[str], keys: Sequence[str], folders: Sequence[Path], *, fresh: bool, write: bool, report: Reporter
) -> Answer:
    """`segsim validate calibration`: every published figure beside the model's, and those without a counterpart."""
    if len(names) != 1:
        raise InputError("validate one set of facts at a time; `segsim validate` lists them")
    name = validate.check_name(names[0])
    plan = [paired.composed(paired.with_seeds(keys), folders)]
    report(forecast(plan, fresh=fresh))
    (history,) = run(plan, fresh=fresh)
    seeds = [seed for seed in plan[0].seeds if seed in history.stored.seeds]
    found = validate.compared(name, history.stored.folder, seeds) if seeds else []
    plain, shown = (validate.listing(found, plain=plain) for plain in (True, False))
    rest = validate.without_counterpart(name)
    if write:
        more = [f"## Without a counterpart in the model ({len(rest[1])} facts)", as_markdown(rest)]
        paragraphs = validate.paragraphs(name, found)
        _keep(name, ["validate", name, *keys], history, plain, shown, paragraphs, more, report)
    return Answer(plain, [shown, rest], f"{validate.counted(found)}; {len(rest[1])} without one", [history])


def policies_compared(
    names: Sequence[str], keys: Sequence[str], folders: Sequence[Path], *, window: str | None, precision: float | None,
    decompose: bool, fresh: bool, report: Reporter,
) -> Answer:  # fmt: skip
    """`segsim compare`: every policy against the first one named; `decompose`: and what mediates the effect."""
    from segsim.runs.questions import compare, compare_tables, mediated

    found, results = compare.compare(
        names, keys, folders, window=window, precision=precision, fresh=fresh, report=report
    )
    if found is None:
        return Answer(compare_tables.NOTHING_TO_SHOW, [], "no seed has finished in every configuration", results)
    shown, summary = compare_tables.shown(found), compare_tables.summary(found)
    if not decompose:
        return Answer(compare_tables.plain(found.differences), shown, summary, results)
    from segsim.runs.questions.decomposition import decompose_comparison

    table = decompose_comparison(found, results, fresh=fresh, report=report)
    text = f"{summary}\n{mediated.READING}"
    return Answer(compare_tables.plain(table), [*shown, *mediated.listings(table)], text, results)


def _keep(
    name: str, arguments: Sequence[str], history: Result, plain: Listing, shown: Listing, paragraphs: Sequence[str],
    more: Sequence[str], report: Reporter,
) -> None:  # fmt: skip
    command = " ".join(["segsim", *(word for word in arguments if not word.startswith("results="))])
    texts = [*paragraphs, made_by(command, history.configuration.seeds, history.stored.hashes)]
    written = keep(history.configuration.results / "reference", name, plain, texts, shown, more)
    report("written to " + ", ".join(map(str, written)))
