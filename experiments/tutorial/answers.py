"""What does the model itself answer to the questions of exercise.md?

    python experiments/tutorial/answers.py

runs the commands that stand in exercise.md, as they stand, and writes the answers to results/reference/tutorial.md with
their intervals: nothing there is typed by hand. What is stored is used again. Arguments such as `world=toy`
change every run, `--to folder` the place.
"""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from segsim.analysis.compared import Compared
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import is_clear
from segsim.plumbing.files import write_whole
from segsim.runs.config.compose import conf_folders
from segsim.runs.questions import compare_tables, mediated
from segsim.runs.questions.compare import compare
from segsim.runs.questions.decomposition import decompose_comparison
from segsim.runs.questions.reference import as_markdown
from segsim.runs.questions.tables import format_number

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def questions(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each question of the exercise with the words of its command."""
    for section in text.split("\n## ")[1:]:
        command = re.search(r"```sh\nsegsim (compare .*?)\n```", section, flags=re.DOTALL)
        if command:
            yield section.splitlines()[0], shlex.split(command[1])


def answer(title: str, words: Sequence[str], more: Sequence[str]) -> str:
    """Question, command, sentences and tables."""
    keys = [
        word for word in words[1:] if "=" in word and not any(word.split("=")[0] == one.split("=")[0] for one in more)
    ]
    names = [word for word in words[1:] if "=" not in word and not word.startswith("--")]
    found, results = compare(
        names, [*keys, *more], conf_folders(None), window=None, precision=None, fresh=False, report=_report
    )
    if found is None:
        raise SystemExit(f"{title}: no seed finished")
    parts = [f"## {title}", f"`segsim {' '.join(words)}`", sentences(found)]
    parts += [as_markdown(table) for table in compare_tables.shown(found)]
    if "--decompose" in words:
        decomposition = decompose_comparison(found, results, fresh=False, report=_report)
        parts += [
            "What mediates it:",
            carriers(decomposition),
            *(as_markdown(table) for table in mediated.listings(decomposition)),
        ]
        parts.append(mediated.READING.replace("\n", "; ") + ".")
    return "\n\n".join(parts)


def sentences(found: Compared) -> str:
    """What is shown and what is not, in words, from the numbers alone."""
    lines = []
    for name in found.names:
        table = found.of_nation(name)
        for word, (_, one) in zip(names_of_series(table), table.iterrows(), strict=True):
            interval = f"{format_number(one['low'])} to {format_number(one['high'])}"
            moved = "rises" if one["difference"] > 0 else "falls"
            if is_clear(one["p_holm"]):
                lines.append(
                    f"- `{word}` {moved} by {format_number(abs(one['difference']))} {one['unit']} ({interval})."
                )
            else:
                lines.append(f"- `{word}`: nothing is shown ({interval} {one['unit']}).")
    first, last = found.manifest["window"]
    return f"Mean of {first} to {last}, {len(found.manifest['seeds'])} seeds, intervals of 95 %:\n\n" + "\n".join(lines)


def carriers(decomposition: pd.DataFrame) -> str:
    """The mechanism, other than the policy's own, that clearly mediates most of each effect."""
    lines = []
    others = decomposition[~decomposition["own"]]
    for indicator, rows in others.groupby(names_of_series(others).astype(str), sort=False):
        clear = rows[is_clear(rows["p_holm"])]
        if clear.empty:
            lines.append(f"- `{indicator}`: no single mechanism mediates a part that these seeds show.")
            continue
        one = clear.loc[clear["mediated"].abs().idxmax()]
        share = "" if pd.isna(one["share"]) else f", {100 * one['share']:.0f} % of the effect"
        interval = f"{format_number(one['low'])} to {format_number(one['high'])}"
        lines.append(f"- `{indicator}`: most through `{one['mechanism']}` ({interval}{share}).")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="key=value, for every run")
    parser.add_argument("--to", type=Path, default=ROOT / "results" / "reference", help="folder to write to")
    options = parser.parse_intermixed_args(arguments)
    text = (HERE / "exercise.md").read_text(encoding="utf-8")
    parts = [answer(title, words, options.words) for title, words in questions(text)]
    changed = f" {' '.join(options.words)}" if options.words else ""
    head = (
        "# What the model answers to the exercise\n\nFor teachers: experiments/tutorial/teacher.md says how to use it. "
        f"Made by `python experiments/tutorial/answers.py{changed}`; every number is measured."
    )
    options.to.mkdir(parents=True, exist_ok=True)
    page = options.to / "tutorial.md"
    write_whole(page, "\n\n".join([head, *parts]) + "\n")
    _report(f"written to {page}")
    return 0


def _report(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
