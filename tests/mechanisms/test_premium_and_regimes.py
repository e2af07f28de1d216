"""Do the tests of segmentation find what is there, and nothing where nothing is? On samples with known answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from segsim.analysis.segments import LOWER, Within, elapsed, premiums, prepared, recorded, switching
from segsim.analysis.switching import auc, two_regimes
from segsim.indicators import measure
from segsim.plumbing.errors import InputError
from segsim.recorder import Recorder
from segsim.settings import Time
from segsim.state.codes import Hukou, Industry, Tier
from small_worlds import model, settings

CITIES, BY_PLACE = 12, 60


def made_up_jobs(premium: float, seed: int, shared: float = 0.0) -> pd.DataFrame:
    """Jobs of all cities, industries and tiers. Planted: the core's premium, .5 a ln of skill, .1 of urban hukou, .02 a
    year; `shared`: spread of what all jobs of a place (city, industry, tier) share.
    """
    draw = np.random.default_rng(seed)
    city, industry, tier = (one.ravel() for one in np.meshgrid(range(CITIES), range(2), range(4), indexing="ij"))
    of_place = draw.normal(0.0, shared, city.size)
    city, industry, tier, of_place = (np.repeat(one, BY_PLACE) for one in (city, industry, tier, of_place))
    n = city.size
    core = (tier == Tier.LEAD) | ((tier == Tier.FIRST) & (industry == Industry.AUTO))
    skill = np.exp(draw.normal(0.3 * core, 0.3))  # the better ones are in the core: a raw gap would say more
    urban = draw.random(n) < 0.2 + 0.3 * core
    tenure = draw.integers(0, 72, n)
    ln_pay = premium * core + 0.5 * np.log(skill) + 0.1 * urban + 0.02 * tenure / 12 + 0.05 * city + of_place
    pace = draw.uniform(0.9, 1.2, n)  # in the sample pay is divided by it
    words = {"industry": (industry, Industry), "tier": (tier, Tier), "hukou": (urban.astype(int), Hukou)}
    return pd.DataFrame(
        {"seed": np.full(n, seed), "year": np.full(n, 2010)}
        | {
            name: pd.Categorical.from_codes(code, [one.name.lower() for one in kinds])
            for name, (code, kinds) in words.items()
        }
        | {
            "city": city, "pay_over_median": np.exp(ln_pay + draw.normal(0.0, 0.25, n)) / pace, "pace": pace,
            "skill": skill, "tenure": tenure.astype(float), "weight": np.full(n, 2.0),
        }
    )  # fmt: skip


def test_a_planted_premium_is_found_within_its_standard_error():
    found = premiums(prepared(pd.concat([made_up_jobs(0.2, seed) for seed in range(1, 31)])))
    assert len(found) == 30
    assert set(found["places"]) == {CITIES * 8}  # clusters: some forty at least are wanted
    spread = found["premium"].std(ddof=1)
    assert found["premium"].mean() == pytest.approx(0.2, abs=4 * spread / np.sqrt(30))
    assert found["skill"].mean() == pytest.approx(0.5, abs=0.01)
    assert found["urban"].mean() == pytest.approx(0.1, abs=0.01)
    # Where jobs share nothing, all three errors say how far the estimates scatter (30 draws: within 40 %).
    for name in ("error", "error_by_city", "error_hc1"):
        assert found[name].mean() == pytest.approx(spread, rel=0.4), name


def test_where_jobs_of_a_place_share_their_pay_only_clustered_errors_are_honest():
    found = premiums(prepared(pd.concat([made_up_jobs(0.2, seed, shared=0.2) for seed in range(1, 31)])))
    spread = found["premium"].std(ddof=1)
    assert found["error"].mean() == pytest.approx(spread, rel=0.4)
    assert found["error_hc1"].mean() < 0.5 * spread
    inside = (found["premium"] - 0.2).abs() < 2.0 * found["error"]
    assert inside.mean() >= 0.8


def test_without_a_premium_none_is_found():
    found = premiums(prepared(pd.concat([made_up_jobs(0.0, seed) for seed in range(1, 11)])))
    assert found["premium"].mean() == pytest.approx(0.0, abs=4 * found["error"].mean() / np.sqrt(10))
    assert found["error"].mean() < 0.03


def test_the_regression_is_that_of_dummies_and_of_the_textbook():
    draw = np.random.default_rng(3)
    n = 200
    city, x, weight = draw.integers(0, 4, n), draw.normal(size=(n, 2)), draw.uniform(0.5, 2.0, n)
    y = x @ [0.3, -0.2] + 0.1 * city + draw.normal(size=n)
    fitted = Within(y, x, city, weight)
    full = np.column_stack([x, np.eye(4)[city]])
    w = weight / weight.mean()
    bread = np.linalg.inv((full.T * w) @ full)
    b = bread @ (full.T * w) @ y
    assert fitted.coefficients == pytest.approx(b[:2])
    scores = full * (w * (y - full @ b))[:, None]
    hc1 = np.sqrt(np.diag(bread @ scores.T @ scores @ bread) * n / (n - 6))
    assert fitted.error(None) == pytest.approx(hc1[:2])
    sums = np.stack([scores[city == one].sum(axis=0) for one in range(4)])
    cr1 = np.sqrt(np.diag(bread @ sums.T @ sums @ bread) * 4 / 3 * (n - 1) / (n - 6))
    assert fitted.error(city) == pytest.approx(cr1[:2])
    assert np.isnan(fitted.error(np.zeros(n, int))).all()


def test_the_sample_of_all_jobs_gives_the_recorded_premium():
    run = model(settings(time=Time(start=(2006, 1), end=(2006, 12), burn_in=6)), 1)
    recorder = Recorder(run, panel=False, job_sample=10**6)
    while run.months_left:
        run.step()
    recorder.record()  # December alone, every job
    found = premiums(prepared(recorder.finish().job_sample))
    known = measure(run.state, "core_wage_premium")["core_wage_premium"]
    assert known > 0.1
    assert found["premium"][0] == pytest.approx(known, abs=0.01)  # a strike's lost days and 16 bits


def test_a_sample_that_lacks_a_column_or_a_segment_says_so():
    jobs = made_up_jobs(0.2, 1)
    with pytest.raises(InputError, match="skill"):
        prepared(jobs.drop(columns="skill"))
    lower = jobs[jobs["tier"].isin(["second", "third"])]
    assert np.isnan(premiums(prepared(lower))["premium"]).all()
    assert len(prepared(jobs.assign(pay_over_median=0.0))) == 0


def regimes_drawn(n: int, seed: int, barrier: float = 1.0) -> tuple[np.ndarray, ...]:
    """Pay, X, Z and who is in the primary regime: .7 a ln of skill there, nothing in the other."""
    draw = np.random.default_rng(seed)
    skill, urban, years = draw.normal(0.0, 0.4, n), (draw.random(n) < 0.3).astype(float), draw.uniform(0.0, 5.0, n)
    one = np.ones(n)
    x, z = np.column_stack([one, skill, years, urban]), np.column_stack([one, skill, urban])
    primary = draw.random(n) < 1.0 / (1.0 + np.exp(-(z @ [-0.5, 0.8, barrier])))
    mean = np.where(primary, x @ [0.5, 0.7, 0.03, 0.05], x @ [-0.1, 0.0, 0.0, 0.05])
    return mean + np.where(primary, 0.25, 0.12) * draw.normal(size=n), x, z, primary


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_known_regimes_are_found(seed):
    pay, x, z, primary = regimes_drawn(6000, seed)
    found = two_regimes(pay, x, z)
    assert found.returns == pytest.approx((0.7, 0.0), abs=0.06)
    assert found.spread == pytest.approx([0.25, 0.12], abs=0.02)
    assert found.wage[:, 0] == pytest.approx([0.5, -0.1], abs=0.04)
    assert found.switch == pytest.approx([-0.5, 0.8, 1.0], abs=0.35)
    assert abs(found.switch[-1] - 1.0) < 3.5 * found.urban_error
    assert 0.04 < found.urban_error < 0.15
    assert found.posterior.mean() == pytest.approx(primary.mean(), abs=0.03)
    assert auc(found.posterior, primary) > 0.9
    assert found.bic_gain > 100.0
    assert found.agreeing >= 2


def test_without_a_barrier_none_is_found_and_one_regime_is_not_taken_for_two():
    pay, x, z, _ = regimes_drawn(6000, 4, barrier=0.0)
    found = two_regimes(pay, x, z)
    assert abs(found.switch[-1]) < 3.5 * found.urban_error
    draw = np.random.default_rng(5)
    single = two_regimes(x @ [0.1, 0.5, 0.02, 0.1] + draw.normal(0.0, 0.3, 6000), x, z)
    assert single.bic_gain < 0.0


def test_the_likelihood_is_that_of_the_mixture():
    pay, x, z, _ = regimes_drawn(1500, 6)
    found = two_regimes(pay, x, z)
    p = 1.0 / (1.0 + np.exp(-(z @ found.switch)))
    density = [
        np.exp(-0.5 * ((pay - x @ found.wage[r]) / found.spread[r]) ** 2) / found.spread[r] / np.sqrt(2 * np.pi)
        for r in (0, 1)
    ]
    assert found.likelihood == pytest.approx(np.log(p * density[0] + (1 - p) * density[1]).sum(), abs=0.1)
    b = np.linalg.lstsq(x, pay, rcond=None)[0]
    s = (pay - x @ b).std()
    alone = (-0.5 * ((pay - x @ b) / s) ** 2 - np.log(s * np.sqrt(2 * np.pi))).sum()
    bic = [k * np.log(1500) - 2 * likelihood for k, likelihood in ((5, alone), (13, found.likelihood))]
    assert found.bic_gain == pytest.approx(bic[0] - bic[1])


def test_auc_by_hand():
    true = np.array([True, True, False, False])
    assert auc(np.array([0.9, 0.8, 0.2, 0.1]), true) == 1.0
    assert auc(np.array([0.1, 0.2, 0.8, 0.9]), true) == 0.0
    assert auc(np.array([0.9, 0.5, 0.5, 0.1]), true) == pytest.approx(3.5 / 4)
    assert np.isnan(auc(np.ones(4), np.ones(4, bool)))


def test_the_switching_regression_takes_one_year_and_at_most_8000_jobs():
    jobs = pd.concat([made_up_jobs(0.4, 1), made_up_jobs(0.4, 1)]).assign(year=np.repeat([2009, 2010], 5760))
    found = switching(prepared(jobs), 2010)
    assert list(found["jobs"]) == [5760]
    more = switching(prepared(pd.concat([jobs, jobs])), 2010)
    assert list(more["jobs"]) == [8000]
    assert switching(prepared(jobs), 2011).empty


def test_elapsed_years_by_hand():
    jobs = made_up_jobs(0.2, 1).iloc[:4].copy()
    jobs["tier"] = pd.Categorical(["third", "third", "third", "lead"], categories=["lead", "first", "second", "third"])
    jobs["hukou"] = pd.Categorical(["rural", "rural", "urban", "rural"], categories=["rural", "urban"])
    jobs["tenure"], jobs["weight"] = [6.0, 24.0, 36.0, 60.0], [1.0, 3.0, 1.0, 1.0]
    found = elapsed(prepared(jobs)).set_index(["group", "hukou"])
    migrants = found.loc[(LOWER, "migrants")]
    assert migrants["mean"] == pytest.approx((0.5 + 3 * 2.0) / 4)
    assert migrants["under_one"] == pytest.approx(0.25)
    assert found.loc[(LOWER, "urban"), "mean"] == pytest.approx(3.0)
    assert found.loc[("core", "migrants"), "mean"] == pytest.approx(5.0)
    assert ("core", "urban") not in found.index


def test_december_and_years_in_a_job_follow_from_what_is_recorded():
    rows = [(12, "into_core_migrants", "nation", 0.02), (6, "into_core_migrants", "nation", 0.9)]
    rows += [(12, "into_core_urban", "nation", 0.0)]
    rows += [(month, "separation_rate", "outside_core", rate) for month, rate in ((1, 0.02), (2, 0.06))]
    rows += [(1, "separation_rate", "nation", 0.5)]
    series = pd.DataFrame(rows, columns=["month", "indicator", "group", "value"]).assign(seed=1, year=2010)
    (found,) = recorded(series).to_dict("records")
    assert (found["into_core_migrants"], found["into_core_urban"]) == (0.02, 0.0)
    assert found["job_years_outside_core"] == pytest.approx(1 / (12 * 0.04))
    assert np.isnan(found["job_years_core"])
