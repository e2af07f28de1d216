"""Do rescaled gaps have the ratio that is asked for, and do the shares follow them as plain counting does?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from made_up_jobs import jobs_frames
from segsim.analysis.capital_ratio import RATIOS, CapitalRatio, ratios
from segsim.analysis.job_shares import SHARES, StoredJobs, shares
from segsim.analysis.robustness import Variant
from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import TERMS, kinds, patterns_of
from segsim.indicators.plant_capital import modern_part

USUAL = Cutoffs()
SEEDS, LAST = (1, 2), 2007
WAYS = [CapitalRatio(ratio, anew) for ratio in RATIOS for anew in (False, True)]


@pytest.fixture(scope="module")
def jobs() -> StoredJobs:
    counts, sample = jobs_frames(SEEDS, 0.0, LAST)
    half = sample["hukou"] == "rural"
    return StoredJobs(counts, sample.assign(pace=np.where(half, 1.25, 0.9)))  # a mean over jobs is none over norm-hours


def years(sample: pd.DataFrame) -> list[pd.DataFrame]:
    return [rows for _, rows in sample.groupby(["seed", "year"])]


def of(rows: pd.DataFrame, *tiers: str) -> pd.Series:
    """Which jobs are at these tiers of the IT chain."""
    return (rows["industry"] == "it") & rows["tier"].isin(tiers)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_medians_of_every_seed_and_year_have_the_ratio_and_others_stay(jobs, way):
    sample = jobs.sample.assign(own=way.gaps(jobs.sample))
    assert len(years(sample)) == 4
    for rows in years(sample):
        contract, component = of(rows, "first"), of(rows, "second", "third")
        assert rows["own"][contract].median() / rows["own"][component].median() == pytest.approx(way.ratio)
        auto = rows["industry"] == "auto"
        assert (rows["own"][auto] == rows["gap"][auto]).all()
        within = rows["own"][contract] / rows["gap"][contract]
        assert np.ptp(within) == pytest.approx(0.0, abs=1e-12)  # who stands above whom among contract makers stays
        if way.mean_anew:
            means = [np.average(rows[name][~auto], weights=rows["pace"][~auto]) for name in ("gap", "own")]
            assert means[0] == pytest.approx(means[1])
        else:
            assert (rows["own"][component] == rows["gap"][component]).all()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_shares_are_those_of_counting_with_these_gaps(jobs, way):
    """The made-up sample is all jobs there are, so that nothing is left to chance."""
    found = Variant(USUAL, way).shares(jobs).set_index(["seed", "year", "indicator"])["value"]
    usual = shares(jobs, USUAL).set_index(["seed", "year", "indicator"])["value"]
    for rows in years(jobs.sample.assign(own=way.gaps(jobs.sample))):
        at = (rows["seed"].iloc[0], rows["year"].iloc[0])
        pattern = patterns_of(np.stack([rows[name].to_numpy(dtype=np.float32) for name in TERMS]), USUAL)
        m, kind = modern_part(rows["own"].to_numpy(), USUAL), kinds(USUAL)
        deprived, decent = kind["deprived"][pattern], kind["decent"][pattern]
        assert found[(*at, "jobs_despotism")] == pytest.approx(np.mean(deprived * (1.0 - m)))
        assert found[(*at, "jobs_low_road")] == pytest.approx(np.mean(deprived * m))
        assert found[(*at, "jobs_pocket")] == pytest.approx(np.mean(decent * m))
        for name in ("multiply_deprived", "adjusted_deprivation", "deprivation_score", "jobs_between"):
            assert found[(*at, name)] == usual[(*at, name)]
    assert set(found.index.get_level_values("indicator")) == set(SHARES)


def test_the_ratio_that_a_run_holds_changes_nothing(jobs):
    one_year = (jobs.sample["seed"] == 1) & (jobs.sample["year"] == 2006)
    sample = jobs.sample[one_year]
    (held,) = ratios(sample)
    for anew in (False, True):
        assert CapitalRatio(held, anew).gaps(sample) == pytest.approx(sample["gap"].to_numpy())


def test_groups_are_rescaled_with_the_ratio_of_all_jobs(jobs):
    gaps = CapitalRatio(0.5).gaps(jobs.sample)
    by = shares(jobs, USUAL, ("it", "auto", "contract_manufacturer", "component_maker"), gaps)
    usual = shares(jobs, USUAL, ("it", "auto", "contract_manufacturer", "component_maker"))
    moved = (by["value"] - usual["value"]).abs().groupby(by["group"]).max()
    assert moved[["it", "contract_manufacturer"]].min() > 0.01
    assert moved[["auto", "component_maker"]].max() == 0.0


def test_a_year_without_contract_makers_is_not_known_and_does_not_count(jobs):
    gone = of(jobs.sample, "first") & (jobs.sample["seed"] == 2) & (jobs.sample["year"] == 2007)
    fewer = StoredJobs(jobs.counts, jobs.sample[~gone])
    found = Variant(USUAL, CapitalRatio(0.5)).shares(fewer).set_index(["seed", "year"])
    assert found.loc[(2, 2007), "value"].isna().all()
    assert found["value"].isna().sum() == len(SHARES)
