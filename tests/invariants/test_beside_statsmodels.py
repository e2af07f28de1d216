"""Do our statistics say what statsmodels says, where it has the same method?"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.weightstats import DescrStatsW

from segsim.analysis.paired import paired
from segsim.analysis.student import POWER, detectable_shift, power
from segsim.analysis.verdict import holm
from segsim.indicators.compiled import PLAN
from segsim.indicators.counts import count
from segsim.indicators.decomposition import hukou_gap
from segsim.indicators.snapshot import Snapshot
from segsim.state.codes import Hukou
from small_worlds import model, settings


@pytest.mark.parametrize("size", [1, 2, 30])
def test_holm(size):
    p_values = np.random.default_rng(size).uniform(0.0, 0.2, size)
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


@pytest.mark.parametrize("seeds", [2, 5, 40])
def test_the_interval_of_paired_differences(seeds):
    differences = 0.3 + np.random.default_rng(seeds).standard_normal((1, seeds))
    found, other = paired(differences), DescrStatsW(differences[0])
    assert (found.low[0], found.high[0]) == pytest.approx(other.tconfint_mean())
    assert found.p_value[0] == pytest.approx(other.ttest_mean()[1])


@pytest.mark.parametrize("seeds", [3, 8, 20, 60])
def test_power_and_the_minimum_detectable_effect(seeds):
    other = TTestPower()
    for shift in (1.0, 2.5, 4.0):
        theirs = other.power(shift / np.sqrt(seeds), seeds, 0.05)  # their effect is in standard deviations
        assert power(shift, seeds - 1) == pytest.approx(theirs, abs=2e-3)
    theirs = other.solve_power(nobs=seeds, alpha=0.05, power=POWER)
    assert detectable_shift(seeds - 1) / np.sqrt(seeds) == pytest.approx(theirs, rel=2e-3)


def test_the_unexplained_hukou_gap_is_a_coefficient_of_least_squares():
    world = model(settings(), months=4)
    workers, nation = world.state.workers, world.state.nation
    pay = np.nan_to_num(workers.base_pay + workers.overtime_pay + workers.bonus)
    rows = (workers.employer >= 0) & (pay > 0.0)
    table = pd.DataFrame({
        "urban": workers.hukou[rows] == Hukou.URBAN, "skill": np.log(workers.skill[rows].astype(float)),
        "tenure": workers.tenure[rows] / 12.0,
    }).astype(float)  # fmt: skip
    outcome = np.log(pay[rows] / (nation.standard_hours[0] + workers.overtime[rows])).astype(float)
    fitted = sm.OLS(outcome, sm.add_constant(table)).fit()
    found = hukou_gap(Snapshot(world.state, count(world.state, PLAN)))
    assert found["unexplained"] == pytest.approx(fitted.params["urban"], rel=1e-4)
    assert found["total"] == pytest.approx(outcome[table["urban"] == 1].mean() - outcome[table["urban"] == 0].mean())
