"""What may be typed after `segsim`: commands, options, and what --help says of them."""

from __future__ import annotations

import argparse
from typing import NoReturn

from segsim import __version__
from segsim.plumbing.errors import InputError

COMMANDS = {
    "run": "simulate, store under results/runs/, print a table, draw a picture (what happens without a command)",
    "compare": "policies against a baseline, paired seeds: `compare bargaining=none,chain seeds=20`, then indicators",
    "report": "printed report of a run or a comparison (`report history-1a`, or the last made); --html: HTML report",
    "predictions": "scenarios against history, paired seeds: is what each predicts supported? `predictions NAME`",
    "validate": "history beside the published figures, fact by fact: `validate calibration`",
    "scenarios": "dated policies of conf/scenario/",
    "systems": "the thirty systems of the sources: mechanism, lever, indicator, scenarios; `systems 9 17`",
    "params": "every number: value, unit, range, source; `params wages`, --assumed for the weak spots",
    "schedule": "the month in order: what each step reads and writes",
    "columns": "every column of every table; `columns firms`",
    "indicators": "what is measured, of whom, in what, beside what; by a word: `indicators overtime`",
    "regimes": "pockets and market despotism in a stored run: `regimes history core regimes.k=0.4`, cutoffs=my.yaml",
    "segments": "tests of segmentation in a stored run: core premium, two regimes, mobility: `segments history`",
    "lineage": "which steps read or write a column: `lineage firms.base_wage`",
    "runs": "what the store holds",
}
HELP = """segsim [command] [names] [key=value ...] [--options]

Segmented labour in China's auto and IT supply chains, month by month. Keys are those of conf/, in Hydra's grammar:

  segsim                                                    history, 2006-2020
  segsim enforcement=strict minimum_wage=catch_up seeds=5   a policy from 2011 on, five seeds
  segsim -m bargaining=none,enterprise,chain seeds=5        several policies side by side
  segsim compare scenario=history,chain_bargaining seeds=20 a policy against the first one named, seed by seed
  segsim world=toy time.end=2007-12                         small and short

commands
"""
HYDRA_ANSWERS = (
    "-c",
    "--cfg",
    "-i",
    "--info",
    "-sc",
    "--shell-completion",
    "--hydra-help",
    "-p",
    "--package",
    "--resolve",
)
AFTER = """
Hydra's own --cfg job, --info and --shell-completion work too: eval "$(segsim -sc install=bash)" completes with TAB.
"""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; see segsim --help")

    def with_config_dir(self) -> Parser:
        self.add_argument("-cd", "--config-dir", metavar="DIR", help="a conf folder of your own, before ours")
        return self


def parser_of_segsim() -> Parser:
    commands = "\n".join(f"  {name:11} {description}" for name, description in COMMANDS.items())
    parser = Parser(
        prog="segsim", usage=argparse.SUPPRESS, description=HELP + commands, epilog=AFTER, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("-m", "--multirun", action="store_true", help="every combination of values given with commas")
    parser.add_argument("--fresh", action="store_true", help="compute again what is stored")
    parser.add_argument("--csv", action="store_true", help="print as CSV")
    kept = "predictions, validate: keep the table under results/reference/"
    parser.add_argument("--write", action="store_true", help=kept)
    least = "predictions: smallest effect of interest where none is expected, a share of history's level"
    parser.add_argument("--smallest", type=float, metavar="SHARE", help=least)
    parser.add_argument("--window", metavar="MONTHS", help="compare: months looked at, as 2013-01:2015-12")
    wanted = "compare: margin of error for which seeds are counted, a share of the baseline's level"
    parser.add_argument("--precision", type=float, metavar="SHARE", help=wanted)
    through = "compare: run again with each mechanism on its baseline path: how much of the effect does it mediate?"
    parser.add_argument("--decompose", action="store_true", help=through)
    parser.add_argument("--html", action="store_true", help="report: HTML report, one file that needs no network")
    parser.add_argument("--robustness", action="store_true", help="regimes: one line, weight or anchor moved at a time")
    parser.add_argument("--assumed", action="store_true", help="params: only what no published source stands behind")
    parser.with_config_dir()
    parser.add_argument("--version", action="version", version=f"segsim {__version__}")
    return parser
