"""The `segsim` command: what was typed, which part of the program answers, and how the answer is printed."""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from segsim.command_line import COMMANDS, HYDRA_ANSWERS, Parser, parser_of_segsim
from segsim.plumbing.errors import InputError, unknown

if TYPE_CHECKING:
    from segsim.runs.config.compose import Configuration
    from segsim.runs.execute.runner import Result
    from segsim.runs.questions.tables import Listing

BAD_INPUT, SOME_FAILED, INTERRUPTED = 2, 1, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point: exit status 0, 1 where a seed failed, 2 for bad input, 130 after Ctrl-C."""
    try:
        return _answer(list(sys.argv[1:] if arguments is None else arguments))
    except InputError as fault:
        print(f"segsim: {fault}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("segsim: interrupted; finished seeds are kept, the same command goes on from there", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _answer(arguments: list[str]) -> int:
    if any(word.partition("=")[0] in HYDRA_ANSWERS for word in arguments):
        return _let_hydra_answer(arguments)
    options = parser_of_segsim().parse_intermixed_args(arguments)
    keys = [word for word in options.arguments if "=" in word or word.startswith(("+", "~"))]
    names = [word for word in options.arguments if word not in keys]
    command = names.pop(0) if names else "run"
    if command not in COMMANDS:
        raise unknown("command", command, COMMANDS)
    if command == "run":
        if names:
            raise InputError(f"{names[0]!r} is no key=value; see segsim --help")
        return _run(options, keys)
    if command == "report":
        return _draw_report(options, names, keys)
    if command in ("regimes", "segments"):
        return _read(command, options, names, keys)
    if command in ("compare", "predictions") or (command == "validate" and names):
        return _answer_from_runs(command, options, names, keys)
    _print(_listing(command, names, keys, options), as_csv=options.csv)
    if command == "params" and not options.csv:
        from segsim.runs.questions.listings import shares_of_sources

        print(f"{shares_of_sources()}; the others have a law or a published source.")
    return 0


def _read(command: str, options: argparse.Namespace, names: list[str], keys: list[str]) -> int:
    from segsim.runs.questions.regimes import list_regimes
    from segsim.runs.questions.segments import segments_of

    own = [key for key in keys if key.startswith("results=")]
    given, results = [key for key in keys if key not in own], _results("runs", own)
    if command == "regimes":
        tables = [list_regimes(names, given, results, plain=options.csv, report=_report, robustness=options.robustness)]
    else:
        tables = segments_of(names, given, results, plain=options.csv, report=_report)
    for table in tables:
        _print(table, as_csv=options.csv)
    return 0


def _let_hydra_answer(arguments: list[str]) -> int:
    from segsim.runs.config.compose import conf_folders
    from segsim.runs.config.sweep import pass_to_hydra
    from segsim.runs.questions.completion import completions

    is_tab = any(word.startswith("query=") for word in arguments)
    if is_tab:  # the shell hands over what was typed; Hydra knows keys, and no commands
        for offer in completions(os.environ.get("COMP_LINE", ""), COMMANDS):
            print(offer)
        line = os.environ.get("COMP_LINE", "")
        commands = "|".join(("run", "compare", "report", "predictions", "validate"))
        os.environ["COMP_LINE"] = re.sub(rf"^(\S+) +(?:{commands})(?: +[\w-]+)*(?= )", r"\1", line)
    try:
        own, rest = Parser(add_help=False).with_config_dir().parse_known_args(arguments)
        pass_to_hydra([word for word in rest if word != "run"], conf_folders(own.config_dir))
    except InputError:
        if not is_tab:  # half a word is no mistake
            raise
    return 0


def _listing(command: str, names: list[str], keys: list[str], options: argparse.Namespace) -> Listing:
    from segsim.runs.config.compose import conf_folders
    from segsim.runs.questions.listings import LISTINGS

    results = _results(command, keys)
    if command == "params":
        return LISTINGS[command](names, assumed=options.assumed)
    if command in ("scenarios", "systems"):
        return LISTINGS[command](names, conf_folders(options.config_dir))
    if command == "runs":
        return LISTINGS[command](names, results)
    return LISTINGS[command](names)


def _results(command: str, keys: list[str]) -> Path:
    """The folder in which runs are kept, for commands that only look at what is there."""
    own = [key for key in keys if command in ("runs", "report") and key.startswith("results=")]
    for key in keys:
        if key not in own:
            raise InputError(f"`segsim {command}` takes no {key}")
    return Path(own[-1].partition("=")[2] if own else "results")


def _draw_report(options: argparse.Namespace, names: list[str], keys: list[str]) -> int:
    from segsim.runs.questions.drawing import draw_html_report, draw_report
    from segsim.runs.store.named import meant

    folder = meant(names, _results("report", keys))
    if options.html:
        drawn = draw_html_report(folder, fresh=options.fresh)
    else:
        drawn = draw_report(folder, fresh=options.fresh, report=_report)
    print("\n".join(str(file) for file in drawn.files))
    _report(f"{'drawn in' if drawn.now else 'drawn before in'} {drawn.folder}")
    return 0


def _print(listing: Listing, *, as_csv: bool) -> None:
    heading, rows = listing
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([heading, *rows])
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 240, highlight=False)
    table = Table(*(name.replace("_", " ") for name in heading), box=SIMPLE_HEAD, show_edge=False)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _run(options: argparse.Namespace, keys: list[str]) -> int:
    from segsim.runs.execute.runner import run

    configurations = _configurations(options, keys)
    for note in dict.fromkeys(note for one in configurations for note in one.notes):
        print(f"segsim: note: {note}", file=sys.stderr)
    results = run(configurations, fresh=options.fresh)
    _show(results, as_csv=options.csv)
    return _report_failures(results)


def _answer_from_runs(command: str, options: argparse.Namespace, names: list[str], keys: list[str]) -> int:
    from segsim.runs.config.compose import conf_folders
    from segsim.runs.questions.answers import history_as_published, policies_compared, predictions_tested

    folders = conf_folders(options.config_dir)
    if command == "predictions":
        found = predictions_tested(
            names, keys, folders, smallest=options.smallest, fresh=options.fresh, write=options.write, report=_report
        )
    elif command == "compare":
        found = policies_compared(
            names, keys, folders, window=options.window, precision=options.precision, decompose=options.decompose,
            fresh=options.fresh, report=_report,
        )  # fmt: skip
    else:
        found = history_as_published(names, keys, folders, fresh=options.fresh, write=options.write, report=_report)
    for table in [found.plain] if options.csv else found.shown:
        _print(table, as_csv=options.csv)
    _report(found.summary)
    return _report_failures(found.results)


def _report(text: str) -> None:
    """Say something beside the table."""
    print(text, file=sys.stderr)


def _report_failures(results: list[Result]) -> int:
    """Name the seeds that failed; exit status."""
    for result in results:
        for seed, text in result.failures.items():
            _report(f"segsim: seed {seed} of {result.configuration.name} failed: {text.strip().splitlines()[-1]}; "
                  f"the traceback stands in {result.stored.folder / 'manifest.json'}")  # fmt: skip
    return SOME_FAILED if any(result.failures for result in results) else 0


def _configurations(options: argparse.Namespace, keys: list[str]) -> list[Configuration]:
    from segsim.runs.config.compose import conf_folders, configuration
    from segsim.runs.config.sweep import check_overrides, compose_one, compose_sweep

    folders = conf_folders(options.config_dir)
    check_overrides(keys, folders, is_sweep=options.multirun)
    composed = compose_sweep(keys, folders) if options.multirun else [compose_one(keys, folders)]
    return [configuration(one) for one in composed]


def _show(results: list[Result], *, as_csv: bool) -> None:
    from segsim.runs.questions.drawing import draw_overview
    from segsim.runs.questions.summary import compare, one_run

    stream = sys.stderr if as_csv else sys.stdout
    if len(results) > 1:
        _print(compare(results, apart=as_csv), as_csv=as_csv)
        where = sorted({str(result.stored.folder.parent) for result in results})
        computed = sum(result.computed for result in results)
        print(f"{len(results)} configurations in {', '.join(where)}; {computed} seeds computed now", file=stream)
        return
    (result,) = results
    if result.stored.seeds:
        _print(one_run(result, plain=as_csv), as_csv=as_csv)
        draw_overview(result.stored.folder, _report)
    print("written to" if result.computed else "stored before in", result.stored.folder, file=stream)
