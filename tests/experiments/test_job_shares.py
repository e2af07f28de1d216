"""Do own cut-offs, read from what a run keeps, give what counting all jobs anew would give?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.cutoffs import cutoffs_of
from segsim.analysis.job_shares import SHARES, StoredJobs, read_jobs, shares
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.groups import NATION
from segsim.indicators.job_quality import Jobs, kinds, scores
from segsim.indicators.plant_capital import modern_part
from segsim.plumbing.errors import InputError
from segsim.recorder import Recorder
from segsim.settings import Time
from segsim.world.size import World
from small_worlds import model, settings

YEAR = Time(start=(2006, 1), end=(2006, 12), burn_in=6)
WORLD = World(workers=20_000, firms=600)
GROUPS = (NATION, "core", "supplier", "component_maker", "migrants", "urban")
MOVED = ("lawful_pay", "low_pay", "overtime_cap", "long_week", "overtime_rate", "tenure")
USUAL = Cutoffs()
OWN_LINES = [replace(USUAL, **{name: 0.8 * getattr(USUAL, name)}) for name in MOVED]
OWN_LINES += [replace(USUAL, **{name: 1.2 * getattr(USUAL, name)}) for name in MOVED if name != "overtime_rate"]
OWN_LINES += [replace(USUAL, lagging=0.8 * USUAL.lagging, modern=0.8 * USUAL.modern)]
OWN_LINES += [replace(USUAL, lagging=1.2 * USUAL.lagging, modern=1.2 * USUAL.modern)]
OTHER_COUNTS = [
    replace(USUAL, k=0.4), replace(USUAL, k=0.7, decent=0.45), replace(USUAL, pay_weight=0.0, insurance_weight=2.0),
]  # fmt: skip


class Kept:
    """A recorded year, and the same jobs counted at every own cut-off while the year went on."""

    def __init__(self) -> None:
        run = model(settings(world=WORLD, time=YEAR), 5, 6)
        recorder = Recorder(run, panel=False)
        self.months: list[list[dict[str, float]]] = []
        while run.months_left:
            run.step()
            lost = recorder.before.hours_lost if recorder.before else np.zeros(run.state.firms.rows)
            self.months.append([_counted(run.state, lost, own) for own in (USUAL, *OTHER_COUNTS, *OWN_LINES)])
            recorder.record()
        self.record = recorder.finish()
        self.jobs = StoredJobs(self.record.jobs, self.record.job_sample)

    def all_jobs(self, own: Cutoffs) -> dict[str, float]:
        """Shares of all jobs of the year."""
        which = (USUAL, *OTHER_COUNTS, *OWN_LINES).index(own)
        weight = np.array([month[which]["jobs"] for month in self.months])
        return {name: float(np.average([month[which][name] for month in self.months], weights=weight))
                for name in SHARES}  # fmt: skip


def _counted(state, lost: np.ndarray, own: Cutoffs) -> dict[str, float]:
    """Shares of all jobs of a month."""
    jobs = Jobs.of(state, lost, own)
    score = scores(own)[jobs.patterns]
    m = modern_part(jobs.gap, own)[state.workers.employer[jobs.rows]]
    deprived = score >= own.k - 1e-9
    decent = (score < own.decent - 1e-9) & ~deprived
    return {
        "jobs": jobs.rows.size, "jobs_pocket": np.mean(decent * m), "jobs_despotism": np.mean(deprived * (1.0 - m)),
        "jobs_low_road": np.mean(deprived * m), "jobs_decent_lagging": np.mean(decent * (1.0 - m)),
        "jobs_between": np.mean(~decent & ~deprived), "multiply_deprived": np.mean(deprived),
        "adjusted_deprivation": np.mean(deprived * score), "deprivation_score": np.mean(score),
    }  # fmt: skip


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


def read(kept: Kept, own: Cutoffs) -> pd.DataFrame:
    """Value and standard error of each share of all jobs."""
    return shares(kept.jobs, own).set_index("indicator")[["value", "standard_error"]]


def test_usual_cutoffs_give_what_is_recorded_in_every_group(kept):
    found = shares(kept.jobs, USUAL, GROUPS).set_index(["group", "indicator"])
    assert (found["standard_error"] == 0.0).all()
    # Recorded by month: over the year each month counts with its jobs.
    series = kept.record.series.pivot_table(
        values="value", index="index", columns=["group", "indicator"], observed=True
    )
    for group in GROUPS:
        jobs = series[group, "employment"]
        for name in SHARES:
            expected = np.average(series[group, name], weights=jobs)
            assert found.loc[(group, name), "value"] == pytest.approx(expected, abs=1e-9), (group, name)


@pytest.mark.parametrize("own", OTHER_COUNTS, ids=("lower k", "higher k", "weights"))
def test_own_k_and_weights_are_exact(kept, own):
    found = read(kept, own)
    assert (found["standard_error"] == 0.0).all()
    assert found["value"].to_dict() == pytest.approx(kept.all_jobs(own), abs=1e-9)
    assert abs(found.loc["multiply_deprived", "value"] - kept.all_jobs(USUAL)["multiply_deprived"]) > 0.005


def _changed(own: Cutoffs) -> str:
    lines = (*MOVED, "lagging", "modern")
    return ", ".join(f"{name}={getattr(own, name):.3g}" for name in lines if getattr(own, name) != getattr(USUAL, name))


@pytest.mark.parametrize("own", OWN_LINES, ids=_changed)
def test_own_lines_are_within_three_standard_errors_and_these_are_small(kept, own):
    found, expected = read(kept, own), kept.all_jobs(own)
    for name in SHARES:
        value, error = found.loc[name]
        assert error < 0.003, name
        assert abs(value - expected[name]) <= 3.0 * error + 2e-4, name  # terms are kept in 16 bits
    assert found["standard_error"].max() > 0.0


def test_a_sample_of_all_jobs_leaves_only_the_rounding_of_what_is_kept():
    run = model(settings(time=YEAR), 2, 6)
    recorder, wanted = Recorder(run, panel=False, job_sample=10**6), OWN_LINES[0]
    months = []
    while run.months_left:
        run.step()
        months.append(_counted(run.state, recorder.before.hours_lost if recorder.before else
                               np.zeros(run.state.firms.rows), wanted))  # fmt: skip
        recorder.record()
    record = recorder.finish()
    assert len(record.job_sample) == sum(month["jobs"] for month in months)
    found = shares(StoredJobs(record.jobs, record.job_sample), wanted).set_index("indicator")["value"]
    for name in SHARES:
        expected = np.average([month[name] for month in months], weights=[month["jobs"] for month in months])
        assert found[name] == pytest.approx(expected, abs=0.003), name


def test_the_sample_stands_for_all_jobs_and_is_the_same_again(kept):
    sample = kept.record.job_sample
    assert sample["weight"].sum() == pytest.approx(kept.record.jobs["jobs"].sum(), rel=1e-4)
    score = kinds(USUAL)["score"][kept.record.jobs["pattern"]]
    assert np.average(score, weights=kept.record.jobs["jobs"]) == pytest.approx(
        kept.all_jobs(USUAL)["deprivation_score"], abs=1e-9
    )


def test_unknown_cutoffs_and_runs_without_jobs_are_refused(tmp_path: Path):
    for word in ("regimes.social_cut=0.4", "regimes.k=7", "k=0.4", "cutoffs=nowhere.yaml"):
        with pytest.raises(InputError):
            cutoffs_of([word])
    assert cutoffs_of(["regimes.k=0.4"]).k == 0.4
    with pytest.raises(InputError, match="--fresh"):
        read_jobs(tmp_path)
