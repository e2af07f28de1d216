"""Between which anchors do the upgrading scores run, and where are cells cut into regimes?

All of it stands here before any run, and nothing is taken from a run's own output. It belongs to reading and not to
runs: `segsim regimes history regimes.social_cut=0.4` reads a stored run with another cut and simulates nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from segsim.plumbing.errors import InputError, unknown
from segsim.plumbing.parameters import Parameter, ParameterSet, parameters, structure

GROUP = "regimes"

_HEAD = (
    "what a worker adds when pay is that of non-private manufacturing in 2006 (18,225 yuan a year, evidence "
    "wage_annual) and labour's share that of 2007 (.424, evidence MA127): 43,000 yuan"
)
_CAPITAL = (
    f"{_HEAD}, times 1.0 yuan of net fixed assets to a yuan of value added (China Statistical Yearbook 2007, table "
    "14-16: 2,564 and 2,555 billion yuan, industry with foreign, Hong Kong, Macao and Taiwan funds in 2006)"
)
_ASSUMED = "assumed"


@dataclass(frozen=True)
class Cutoffs(ParameterSet):
    """Anchors of the scores (0 at the low one, 1 at the high one) and cuts."""

    industrial_cut: float = structure(
        0.5, "score", (0.0, 1.0), "industrial upgrading from which a cell counts as upgraded",
        "assumed: half-way between the anchors; always shown with 20 % less and more",
    )  # fmt: skip
    social_cut: float = structure(
        0.5, "score", (0.0, 1.0), "social upgrading from which a cell counts as upgraded",
        "assumed: half-way between the anchors; always shown with 20 % less and more",
    )  # fmt: skip
    band: float = structure(0.05, "score", (0.0, 0.3), "a cell within this distance of either cut is mixed", _ASSUMED)
    growth_low: float = structure(
        0.0, "1/year", (-0.1, 0.1), "growth of total factor productivity that scores 0", "assumed: none"
    )
    growth_high: float = structure(
        0.0796, "1/year", (0.01, 0.3), "growth of total factor productivity that scores 1",
        "Brandt, Van Biesebroeck and Zhang 2012: 7.96 % a year in value added, manufacturing 1998-2007",
    )  # fmt: skip
    window: int = structure(
        3, "years", (1, 10), "years over which productivity growth is averaged", "assumed: evens out use of capacity"
    )
    capital_share: float = structure(
        0.5, "share", (0.1, 0.9), "elasticity of value added to capital in growth accounting",
        "assumed: half, usual for China's manufacturing (evidence/model.md 5.5, recalled)",
    )  # fmt: skip
    capital_low: float = structure(
        14_300.0, "yuan/worker", (1e3, 1e6), "capital a head at prices of the first month that scores 0",
        f"assumed: a third of {_CAPITAL}",
    )  # fmt: skip
    capital_high: float = structure(
        129_000.0, "yuan/worker", (1e4, 1e7), "capital a head that scores 1; logarithmic between",
        f"assumed: three times {_CAPITAL}",
    )  # fmt: skip
    value_added_low: float = structure(
        14_300.0, "yuan/year", (1e3, 1e6), "value added a head at prices of the first month that scores 0",
        f"assumed: a third of {_HEAD}",
    )  # fmt: skip
    value_added_high: float = structure(
        129_000.0, "yuan/year", (1e4, 1e7), "value added a head that scores 1; logarithmic between",
        f"assumed: three times {_HEAD}",
    )  # fmt: skip
    research_low: float = structure(0.0, "share of sales", (0.0, 0.05), "own research that scores 0", "assumed: none")
    research_high: float = structure(
        0.03, "share of sales", (0.005, 0.2), "own research that scores 1",
        "law: 3 % of sales for a large high-tech enterprise, Measures of 2008 (recalled)",
    )  # fmt: skip
    training_low: float = structure(0.0, "share of payroll", (0.0, 0.05), "training that scores 0", "assumed: none")
    training_high: float = structure(
        0.025, "share of payroll", (0.005, 0.2), "training that scores 1",
        "law: 1.5-2.5 % of payroll, State Council 2002 (recalled), its upper end",
    )  # fmt: skip
    base_low: float = structure(
        1.0, "ratio", (0.5, 1.5), "base pay over the minimum wage that scores 0", "law: Minimum Wage Regulations 2004"
    )
    base_high: float = structure(
        2.0, "ratio", (1.2, 5.0), "base pay over the minimum wage that scores 1",
        "assumed: mean pay, where the minimum is the middle of its guideline of .40-.60 of it (recalled)",
    )  # fmt: skip
    hours_long: float = structure(
        58.4, "hours/week", (45.0, 80.0), "weekly hours that score 0", "NBS migrant survey 2009 (evidence MG069)"
    )
    hours_short: float = structure(
        44.0, "hours/week", (35.0, 50.0), "weekly hours that score 1", "law: Labour Law article 36"
    )
    separations_high: float = structure(
        1.0 / 24.0, "1/month", (0.01, 0.2), "separations that score 0",
        "evidence MG201: a job of migrants lasts 2.0 years on average",
    )  # fmt: skip
    separations_low: float = structure(
        0.01, "1/month", (0.0, 0.05), "separations that score 1", "assumed: the core, .005-.015 (evidence/model.md 5.1)"
    )
    state_cut: float = structure(
        0.5, "share of workers", (0.0, 1.0),
        "workers in state and joint-venture firms from which there is state capitalism", _ASSUMED,
    )  # fmt: skip
    links_cut: float = structure(
        0.5, "share of orders", (0.0, 1.0),
        "share of orders from standing buyers, weighted by employment, that makes a network", _ASSUMED,
    )  # fmt: skip
    control_cut: float = structure(
        0.5, "index", (0.0, 1.0), "despotic control from which a network is market despotism none the less", _ASSUMED
    )


def entries() -> dict[str, Parameter]:
    """Every cut-off and anchor by its name, with unit, range, meaning and source."""
    return {entry.name: entry for entry in parameters(GROUP, Cutoffs)}


def cutoffs_of(arguments: Iterable[str]) -> Cutoffs:
    """Cut-offs of arguments such as regimes.social_cut=0.4 or cutoffs=my.yaml (name: value a line); later ones win."""
    found: dict[str, Any] = {}
    for word in arguments:
        key, _, text = word.partition("=")
        if key == "cutoffs":
            found |= {name: _checked(name, value, text) for name, value in _read(Path(text)).items()}
        elif key.startswith(f"{GROUP}."):
            found[key.partition(".")[2]] = _checked(key.partition(".")[2], yaml.safe_load(text), "command line")
        else:
            raise InputError(f"cut-offs are {GROUP}.name=value or cutoffs=file.yaml, not {word!r}")
    return Cutoffs(**found)


def _checked(name: str, value: Any, where: str) -> Any:
    if name not in entries():
        raise unknown("cut-off", name, entries(), where)
    return entries()[name].check(value, where)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as fault:
        raise InputError(f"{file} cannot be read: {str(fault).splitlines()[0]}") from fault
    if not isinstance(found, dict):
        raise InputError(f"{file} holds no lines of name: value")
    return {str(name): value for name, value in found.items()}
