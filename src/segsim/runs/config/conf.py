"""What may a user turn, and how does conf/ mirror the code?

conf/config.yaml and every conf/<group>/default.yaml are written from the code, and a test holds them equal to it:

    python -m segsim.runs.config        writes them all anew

Whoever changes a value there, or has a default.yaml of their own, runs the model with it. Variants
(conf/enforcement/lax.yaml), worlds, scenarios and the dated law are written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from segsim.plumbing.files import write_whole
from segsim.plumbing.parameters import Parameter
from segsim.settings.catalogue import may_be_left_out, of_the_model
from segsim.settings.files import HISTORY, conf_folder, law_entries

POLICY_FROM = "2011-01"  # start of the twelfth five-year plan
SCENARIO = "scenario"  # the one group whose files are read by scenarios.py: dates, not values
WIDTH = 118

PLAIN: dict[str, tuple[Any, str]] = {
    "seed": (1, "the run's random numbers; runs that share a seed share their random draws, whatever else differs"),
    "seeds": (None, "several runs: 20 stands for 20 seeds from `seed` on, [3, 8] for exactly these"),
    "time.start": ("2006-01", "first reported month"),
    "time.end": ("2020-12", "last reported month"),
    "time.burn_in": (24, "months before the start, with everything from outside as at the start; not reported"),
    "policy.from": (POLICY_FROM, "month in which levers of the command line and variants change; start: at once"),
    "dated_law": (HISTORY, "law and events that happened, from conf/law/; none: nothing happens"),
    "without": ([], "mechanisms that are left out, from the first month of the burn-in, as [unrest, brands]"),
    "threads": (None, "processor cores to use; null: all, but one for one run of a small world"),
    "results": ("results", "folder in which runs/ is kept"),
}  # fmt: skip

HEAD = """\
# What a run is made of: one line a group, then what stands beside the groups.
# `segsim params` lists every number with unit, range, meaning and source; `segsim enforcement=lax seed=2` turns some.
# Written from the code by `python -m segsim.runs.config`.
"""
FROM_THE_START = (
    "A value changed here, or in the default.yaml of one's own conf folder, holds from the first month of the burn-in; "
    "dated law, and a policy (command line, variant, scenario), change it at their date."
)
TAIL = """\
# Hydra only composes: it writes no folder and no log of its own.
hydra:
  output_subdir: null
  run: {dir: .}
  sweep: {dir: ., subdir: .}
"""


@cache
def groups() -> dict[str, dict[str, Parameter]]:
    """Every parameter by group and name: the world, the mechanisms in the order of the schedule."""
    return {group: dict(entries) for group, entries in of_the_model().items()}


@cache
def known_keys() -> tuple[str, ...]:
    """Every key that a user may set: groups, their parameters, and what stands beside them."""
    inner = [entry.path for group in groups().values() for entry in group.values()]
    return (*groups(), SCENARIO, *inner, *PLAIN)


def scalar(value: Any) -> str:
    """A value as YAML 1.1 reads it back: with a point in every float."""
    if value is None:
        return "null"
    if value == []:
        return "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        mantissa, e, exponent = repr(value).partition("e")
        return (mantissa if "." in mantissa else mantissa + ".0") + e + exponent
    if isinstance(value, str) and (not value or not value.replace("_", "").replace("-", "").isalnum()):
        return f'"{value}"'
    return str(value)


@cache
def dated_history() -> dict[str, list[tuple[str, str, str, str]]]:
    """What history does to a lever, by path: date, value, what happened, and who says so."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for entry in law_entries(HISTORY, [conf_folder()]):
        change = (str(entry["date"]), scalar(entry["value"]), str(entry["what"]), str(entry["source"]))
        found.setdefault(str(entry["lever"]), []).append(change)
    return found


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in wrap(text, WIDTH, break_on_hyphens=False))


def _group_file(group: str, description: str, home: str) -> str:
    says_out = may_be_left_out().get(group)
    lines = [
        *_comment(f"{group}: {description}"),
        *_comment(f"Written from src/segsim/{home} by `python -m segsim.runs.config`."),
        *(_comment(FROM_THE_START) if groups()[group] else ()),
        *(_comment(f"Left out with without=[{group}]: {says_out}.") if says_out else ()),
    ]
    for entry in groups()[group].values():
        lines += ["", *_comment(f"{entry.kind}, {entry.unit}, {entry.range_text}: {entry.meaning}")]
        lines += [*_comment(f"source: {entry.source}"), f"{entry.name}: {scalar(entry.value)}"]
        for date, value, what, source in dated_history().get(entry.path, ()):
            lines += _comment(f"history {date}: {value}, {what} ({source})")
    return "\n".join(lines) + "\n"


def _config_file() -> str:
    lines = [HEAD + "\ndefaults:", "  - _self_", *(f"  - {group}: default" for group in groups())]
    lines += [f"  - {SCENARIO}: {HISTORY} # a dated policy, or several: [a, b]"]
    lines += [f"  - override hydra/{part}" for part in ("job_logging: none", "hydra_logging: none")]
    section = ""
    for key, (value, meaning) in PLAIN.items():
        outer, _, inner = key.rpartition(".")
        lines += [""] if outer != section or not outer else []
        lines += [f"{outer}:"] if outer and outer != section else []
        indent, section = ("  " if outer else ""), outer
        lines += [f"{indent}# {meaning}", f"{indent}{inner}: {scalar(value)}"]
    return "\n".join([*lines, "", TAIL])


def mirror() -> dict[str, str]:
    """Text of every file of conf/ that is written from the code, by its path inside conf/."""
    from segsim.schedule import MECHANISMS

    files = {"config.yaml": _config_file()}
    files["world/default.yaml"] = _group_file(
        "world", "the size of the world; 100,000 workers in all cities", "world/size.py"
    )
    for name, mechanism in MECHANISMS.items():
        description = (mechanism.__doc__ or "").strip().splitlines()[0]
        is_folder = (mechanism.__file__ or "").endswith("__init__.py")
        files[f"{name}/default.yaml"] = _group_file(
            name, description, f"mechanisms/{name}" + ("/" if is_folder else ".py")
        )
    return files


def write(folder: Path) -> list[str]:
    """Write the mirror under `folder`; gives back the files that changed."""
    changed = []
    for name, text in mirror().items():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text)
            changed.append(name)
    return changed
