"""What is recorded of a run, and when: months of the nation, years of cells, cities and chains, and a small panel.

In words. Each month the workers and firms are counted once (indicators/counts.py) and every monthly indicator is
worked out from those sums. The sums by cell, by city and by link of the chains are added up over each calendar year.
Indicators that need every worker are measured in December and in the last month of the run; those that need whole
years are no part of a record: they are read out of its cells (analysis/growth.py). Jobs are kept by the pattern of
their deprivations, and each month a sample of jobs with what the lines are laid against, so that a reader may draw
other lines (analysis/job_shares.py).

Use. `Recorder(model)` before the first step, `record()` after every step, `finish()` at the end. Months of the burn-in
may be handed to `record()` too: the last one shows who changed jobs in the first reported month. Without it that month
has no separations, and the first year no mobility. pandas is imported by `finish()` and not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from segsim.indicators import INDICATORS, PLAN, Indicator
from segsim.indicators.chains import QUANTITIES, links
from segsim.indicators.cities import CITY_INDICATORS
from segsim.indicators.counts import Before, ByGroup, Counts, Tables, by_cell, by_city, by_group, count, too_few
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import GROUPS, NATION, place_of
from segsim.indicators.job_quality import Jobs
from segsim.indicators.job_sample import JOB_SAMPLE, JobSample
from segsim.indicators.jobs import segments_now
from segsim.indicators.monthly_accounts import MonthlyAccounts
from segsim.indicators.passes import AtWork
from segsim.indicators.snapshot import Snapshot
from segsim.indicators.sums import FIRMS
from segsim.plumbing.streams import stream_key, uniforms
from segsim.plumbing.tables import Table
from segsim.state.codes import Hukou, Industry, Region, Tier

if TYPE_CHECKING:
    import pandas as pd

    from segsim.model import SegmentationModel

AXES = {"region": Region, "industry": Industry, "tier": Tier, "hukou": Hukou}
PANEL_MONTHS = (3, 6, 9, 12)  # ends of quarters
NOT_IN_PANEL = ("home", "skill_pay", "hours_taste")

Dates = list[tuple[int, int, int]]  # month index, year, month


@dataclass(frozen=True)
class Record:
    """What a run leaves behind, in long form: one row a value.

    A value that cannot be had (a ratio of nobody) has no row; one of a cell with fewer than 5 firms or 50 workers is
    NaN. `agents` and `firms` are the cell's means over the year.
    """

    series: pd.DataFrame  # seed, index, year, month, indicator, group, value
    cells: pd.DataFrame  # seed, year, region, industry, tier, hukou (or "all"), indicator, value, agents, firms
    cities: pd.DataFrame  # seed, year, city, region, indicator (indicators/cities.py), value
    chains: pd.DataFrame  # seed, year, industry, buyer, seller, quantities of the link (indicators/chains.py)
    jobs: pd.DataFrame  # seed, year, industry, tier, hukou, pattern (indicators/job_quality.py), jobs, modern
    accounts: pd.DataFrame  # seed, index, year, month, item, account (state/sectors.py), value: yuan of the month
    job_sample: pd.DataFrame  # seed, year, industry, tier, hukou, city, terms of the lines, gap, pace, skill, weight
    workers: pd.DataFrame  # quarterly panel: seed, index, year, month, row, columns of the table
    firms: pd.DataFrame


class Recorder:
    """Keeps arrays while the run goes on; makes frames at the end."""

    def __init__(
        self, model: SegmentationModel, *, panel: bool = True, panel_workers: int = 200,
        panel_firms: int = 60, job_sample: int = JOB_SAMPLE,
    ) -> None:  # fmt: skip
        self.model = model
        self.monthly, self.by_state = [*_with_basis("counts"), *_with_basis("groups")], _with_basis("state")
        self.when: Dates = []
        self.months: list[ByGroup] = []  # sums of each month
        self.snapshots: dict[int, list[float]] = {}  # values of by_state, by number of the month
        self.years: dict[int, Tables] = {}
        self.accounts = MonthlyAccounts()
        self.job_sample = JobSample(model.seed, job_sample)
        self.before: Before | None = None
        self.year_ago: np.ndarray | None = None
        tables = ((model.state.workers, panel_workers), (model.state.firms, panel_firms))
        self.panels = [_Panel(table, size if panel else 0, model.seed) for table, size in tables]

    def record(self) -> None:
        """Record the month that has just run."""
        model = self.model
        if model.index >= 0:
            self._measure(model.index, model.moment.year, model.moment.month, model.months_left == 0)
        if model.index >= -1:
            self.before = Before.of(model.state)
            if model.moment.month == 12 or model.index == -1:
                self.year_ago = segments_now(model.state)

    def _measure(self, index: int, year: int, month: int, is_last: bool) -> None:
        state = self.model.state
        hours_lost = self.before.hours_lost if self.before else np.zeros(state.firms.rows)
        jobs = Jobs.of(state, hours_lost, Cutoffs())
        self.job_sample.record(state, jobs, index, year)
        tables = count(state, PLAN, self.before, self.model.outside.cpi_2010, jobs)
        self.years[year] = self.years[year] + tables if year in self.years else tables
        self.months.append(ByGroup.of(tables))
        self.accounts.record(state, (index, year, month))
        if month == 12 or is_last:
            seen = Snapshot(self.model.state, tables, self.year_ago)
            with np.errstate(divide="ignore", invalid="ignore"):  # a ratio of nobody is missing
                self.snapshots[len(self.when)] = [float(entry.value(seen)) for entry in self.by_state]
        self.when.append((index, year, month))
        if month in PANEL_MONTHS:
            for panel in self.panels:
                panel.record(self.when[-1])

    def finish(self) -> Record:
        """The tables of the run."""
        import pandas as pd

        panels = (panel.frame() for panel in self.panels)
        matrix = pd.DataFrame(self.accounts.columns()).astype({"item": "category", "account": "category"})
        tables = self._series(), self._cells(), self._cities(), self._chains(), self._jobs(), matrix, self._job_sample()
        record = Record(*tables, *panels)
        for frame in vars(record).values():
            frame.insert(0, "seed", np.int64(self.model.seed))
        return record

    def _series(self) -> pd.DataFrame:
        """Every indicator and group, month by month; what needs every worker stands where it was measured."""
        keys, columns = [], []
        for entry, values in self._monthly():
            for group in entry.groups:
                keys.append((entry.name, group))
                columns.append(values[:, place_of(group)])
        measured = np.full((len(self.when), len(self.by_state)), np.nan)
        for number, row in self.snapshots.items():
            measured[number] = row
        keys += [(entry.name, NATION) for entry in self.by_state]
        wide = np.column_stack([*columns, measured])
        return _series_frame(self.when, keys, wide)

    def _monthly(self) -> Iterator[tuple[Indicator, np.ndarray]]:
        """Values by month and group of the indicators that are measured monthly."""
        groups = by_group(PLAN, self.months)
        shape = (len(self.when), len(GROUPS))
        with np.errstate(divide="ignore", invalid="ignore"):
            for entry in self.monthly if self.months else ():
                values = np.asarray(entry.value(groups))
                yield entry, np.broadcast_to(values if entry.basis == "counts" else values[:, None], shape)

    def _cells(self) -> pd.DataFrame:
        import pandas as pd

        frames = []
        for year, tables in self.years.items():
            counts = by_cell(tables)
            small = too_few(counts)
            with np.errstate(divide="ignore", invalid="ignore"):
                named = {
                    entry.name: np.broadcast_to(entry.value(counts), small.shape)
                    for entry in INDICATORS.values()
                    if entry.by_cell
                }
            frames.append(_cells_frame(year, counts, small, named))
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def _cities(self) -> pd.DataFrame:
        import pandas as pd

        names = list(self.model.city_names[:-1])
        regions = self.model.state.cities.region[:-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            by_year = [by_city(sums) for sums in self.years.values()]
            wide = [[entry.value(counts) for entry in CITY_INDICATORS.values()] for counts in by_year]
        values = np.array(wide).reshape(len(wide), len(CITY_INDICATORS), len(names))
        year, number, city = np.nonzero(np.isfinite(values))
        frame = pd.DataFrame({"year": np.array(list(self.years), dtype=np.int64)[year]})
        frame["city"] = _words(city, names)
        frame["region"] = _words(regions[city], [code.name.lower() for code in Region])
        frame["indicator"] = _words(number, list(CITY_INDICATORS))
        frame["value"] = values[year, number, city]
        return frame

    def _chains(self) -> pd.DataFrame:
        import pandas as pd

        rows = [
            {"year": year, "industry": industry, "buyer": buyer, "seller": seller, **quantities}
            for year, sums in self.years.items()
            for industry, buyer, seller, quantities in links(sums)
        ]
        return pd.DataFrame(rows, columns=["year", "industry", "buyer", "seller", *QUANTITIES])

    def _jobs(self) -> pd.DataFrame:
        import pandas as pd

        axes = {"industry": Industry, "tier": Tier, "hukou": Hukou}
        frames = []
        for year, sums in self.years.items():
            place, pattern = np.nonzero(sums.joint[..., 0])
            columns: dict[str, Any] = {"year": np.full(place.size, year, dtype=np.int64)}
            codes = np.unravel_index(place, [len(one) for one in axes.values()])
            for (axis, words), at in zip(axes.items(), codes, strict=True):
                columns[axis] = _words(np.asarray(at), [code.name.lower() for code in words])
            columns["pattern"] = pattern.astype(np.int16)
            columns["jobs"], columns["modern"] = sums.joint[place, pattern].T
            frames.append(pd.DataFrame(columns))
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def _job_sample(self) -> pd.DataFrame:
        import pandas as pd

        codes = {"industry": Industry, "tier": Tier, "hukou": Hukou}
        columns: dict[str, Any] = dict(self.job_sample.columns())
        for name in codes.keys() & columns.keys():
            columns[name] = _words(columns[name], [code.name.lower() for code in codes[name]])
        return pd.DataFrame(columns)


class _Panel:
    """A fixed sample of rows of one table: the same rows in every run with the same seed and size."""

    def __init__(self, table: Table, size: int, seed: int) -> None:
        self.table = table
        self.columns = {name: array for name, array in table.vectors() if name not in NOT_IN_PANEL}
        rows = next(iter(self.columns.values())).size
        random_draw = uniforms(stream_key(seed, f"panel/{type(table).__name__}", 0), rows) if size else np.empty(0)
        self.rows = np.sort(np.argsort(random_draw, kind="stable")[:size])
        self.when: Dates = []
        self.taken: dict[str, list[np.ndarray]] = {name: [] for name in self.columns}

    def record(self, when: tuple[int, int, int]) -> None:
        """Copy the sample's columns as they stand."""
        self.when.append(when)
        for name, array in self.columns.items():
            self.taken[name].append(array[self.rows])

    def frame(self) -> pd.DataFrame:
        """One row a sampled row and quarter."""
        import pandas as pd

        dates = np.array(self.when, dtype=np.int64).reshape(-1, 3).repeat(self.rows.size, axis=0)
        columns: dict[str, Any] = {"index": dates[:, 0], "year": dates[:, 1], "month": dates[:, 2]}
        columns["row"] = np.tile(self.rows, len(self.when))
        for name, array in self.columns.items():
            columns[name] = np.concatenate([array[:0], *self.taken[name]])
        return pd.DataFrame(columns)


def _with_basis(basis: str) -> list[Indicator]:
    return [entry for entry in INDICATORS.values() if entry.basis == basis]


def _words(codes: np.ndarray, words: list[str]) -> Any:
    """Numbers as the words that they stand for."""
    import pandas as pd

    return pd.Categorical.from_codes(codes.astype(np.int32), pd.Index(words))


def _series_frame(when: Dates, keys: list[tuple[str, str]], wide: np.ndarray) -> pd.DataFrame:
    """One row a month, indicator and group that has a value there."""
    import pandas as pd

    month, column = np.nonzero(np.isfinite(wide))
    dates = np.array(when, dtype=np.int64).reshape(-1, 3)[month]
    frame = pd.DataFrame({"index": dates[:, 0], "year": dates[:, 1], "month": dates[:, 2]})
    for part, name in enumerate(("indicator", "group")):
        words = list(dict.fromkeys(key[part] for key in keys))
        place = np.array([words.index(key[part]) for key in keys], dtype=np.int32)
        frame[name] = _words(place[column], words)
    frame["value"] = wide[month, column]
    return frame


def _cells_frame(year: int, counts: Counts, small: np.ndarray, named: dict[str, np.ndarray]) -> pd.DataFrame:
    """One row a cell and indicator of one year that has a value; missing where the cell is too small."""
    import pandas as pd

    values = np.stack(list(named.values()))
    number, *cell = np.nonzero(np.isfinite(values))
    at = tuple(cell)
    columns: dict[str, Any] = {"year": np.full(number.size, year, dtype=np.int64)}
    for (axis, codes), place in zip(AXES.items(), cell, strict=True):
        columns[axis] = _words(place, [*(code.name.lower() for code in codes), "all"])
    columns["indicator"] = _words(number, list(named))
    columns["value"] = np.where(small[at], np.nan, values[(number, *at)])
    columns["agents"] = (counts[AtWork.workers] / counts.months)[at]
    columns["firms"] = np.broadcast_to(counts[FIRMS][..., -1:] / counts.months, small.shape)[at]
    return pd.DataFrame(columns)
