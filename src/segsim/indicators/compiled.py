"""Which indicators are there, and what has to be added up for them? Every topic file, read once.

An indicator is found where it is declared: any module-level name of a topic file that holds one (or a tuple of them).
The plan holds the distinct sums of all of them, so that a sum which no indicator asks for cannot exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from segsim.indicators import (
    accidents,
    accounts,
    agency,
    chains,
    cities,
    compliance,
    decomposition,
    enforcement,
    environment,
    evaluation,
    firms,
    growth,
    hours,
    inequality,
    job_regimes,
    jobs,
    land,
    pay,
    places,
    platforms,
    products,
    segmentation,
    society,
    technology,
    unrest,
)
from segsim.indicators.counts import Plan
from segsim.indicators.indicator import Indicator
from segsim.indicators.passes import AtWork
from segsim.indicators.sums import FIRMS

FILES = (
    pay, hours, compliance, jobs, agency, unrest, firms, places, environment, evaluation, segmentation, inequality,
    decomposition, growth, technology, products, land, job_regimes, society, enforcement,
    accidents, platforms, accounts,
)  # fmt: skip


def declared(file: ModuleType) -> Iterator[Indicator]:
    """The indicators of one topic file, in its order."""
    found: dict[int, Indicator] = {}
    for value in vars(file).values():
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, Indicator):
                found[id(entry)] = entry
    yield from found.values()


INDICATORS: dict[str, Indicator] = {}
for _file in FILES:
    for _entry in declared(_file):
        if INDICATORS.setdefault(_entry.name, _entry) is not _entry:
            raise ValueError(f"two indicators are called {_entry.name!r}")
_OF_LINKS = (quantity for entry in chains.QUANTITIES.values() for quantity in entry.made_of)
_OF_CITIES = (quantity for entry in cities.CITY_INDICATORS.values() for quantity in entry.quantities)
# Of every cell it is known how many firms and workers it has, since a cell with few is missing.
PLAN = Plan(
    (*(quantity for entry in INDICATORS.values() for quantity in entry.quantities), *_OF_LINKS, FIRMS, AtWork.workers),
    tuple(_OF_CITIES),
)
