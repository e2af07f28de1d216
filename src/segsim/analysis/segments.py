"""Are there two labour markets or one? The tests of segmentation that economists use, read from a stored run.

Premium. Ordinary least squares in the sample of jobs of each year (all months, weighted by the jobs that each stands
for), with the segments KNOWN:

  ln pay an hour = a core + b ln skill + c urban + d years with the employer + city       pay over the month's median

Standard errors are clustered by place: city, industry and tier (CR1). A firm is core or not with all its jobs, so what
its jobs share (its pay rule, and one worker drawn in several months) counts once; a sample names no firm, and a
place holds whole firms. Errors by city stand beside them (13 cities: too few to trust alone), and HC1, which takes the
jobs as independent and is too small. None of them sees that another world would have other firms: that is what the
spread over seeds says.

Mobility and duration rest on what a run counts among ALL workers: those outside the core a year ago who are in it now
(December on December), and separations. From the sample comes how long jobs that go on have lasted.

Sources. Clustering at the level at which the treatment is given: Abadie, Athey, Imbens and Wooldridge 2023, QJE 138:
1-35 (abstract read). CR1 and the trouble with few clusters: Cameron and Miller 2015, Journal of Human Resources 50:
317-372 (recalled). Two regimes with UNKNOWN membership: switching.py.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from segsim.analysis.switching import MOST_JOBS, auc, two_regimes
from segsim.indicators.groups import NATION
from segsim.plumbing.errors import InputError
from segsim.state.codes import Hukou, Segment, segment_of

NEEDED = ("pay_over_median", "pace", "skill", "tenure", "hukou", "city", "industry", "tier", "weight")
FEWEST_JOBS = 100  # of a year and seed, for a regression
WORK = (Segment.CORE, Segment.CONTRACT_MANUFACTURER, Segment.SUPPLIER, Segment.COMPONENT_MAKER)
LOWER = "outside_core"
DECEMBER = ("core_wage_premium", "mobility", "into_core_migrants", "into_core_urban", "out_of_core")
LEAVING = {group: f"separation_rate:{group}" for group in ("core", LOWER)}


def prepared(sample: pd.DataFrame) -> pd.DataFrame:
    """Jobs with what the regressions ask: ln_pay, ln_skill, urban, years, core, segment, place; none without pay.

    pay_over_median of the sample is divided by pace; here it is pay for an hour on the clock.
    """
    if missing := [name for name in NEEDED if name not in sample]:
        raise InputError(f"the sample of jobs has no {', '.join(missing)}: run again with --fresh")
    number = {name: sample[name].to_numpy(dtype=float) for name in ("pay_over_median", "pace", "skill", "tenure")}
    industry, tier = (sample[name].cat.codes.to_numpy(dtype=np.int64) for name in ("industry", "tier"))
    city = sample["city"].to_numpy(dtype=np.int64)
    pay = number["pay_over_median"] * number["pace"]
    paid = (pay > 0.0) & (number["skill"] > 0.0)
    with np.errstate(divide="ignore"):
        logs = np.log(pay), np.log(number["skill"])
    segment = segment_of(industry, tier)
    columns = {
        "seed": sample["seed"], "year": sample["year"], "ln_pay": logs[0], "ln_skill": logs[1],
        "urban": (sample["hukou"].cat.codes == Hukou.URBAN).astype(float), "years": number["tenure"] / 12.0,
        "core": (segment == Segment.CORE).astype(float), "segment": segment, "city": city,
        "place": (city * 10 + industry) * 10 + tier, "weight": sample["weight"].astype(float),
    }  # fmt: skip
    return pd.DataFrame(columns, index=sample.index)[paid]


def _by_year(jobs: pd.DataFrame) -> Iterator[tuple[dict[str, int], pd.DataFrame]]:
    for _, part in jobs.groupby(["seed", "year"]):
        yield {name: int(part[name].iloc[0]) for name in ("seed", "year")}, part


def premiums(jobs: pd.DataFrame) -> pd.DataFrame:
    """Core premium by seed and year: premium, its errors by place, city and HC1, other coefficients, jobs, places."""
    return pd.DataFrame([keys | _premium(part) for keys, part in _by_year(jobs)])


def _premium(part: pd.DataFrame) -> dict[str, float]:
    core = part["core"].to_numpy()
    names = ("premium", "error", "error_by_city", "error_hc1", "skill", "urban")
    counts = {"jobs": len(part), "places": part["place"].nunique(), "cities": part["city"].nunique()}
    if len(part) < FEWEST_JOBS or core.min() == core.max():
        return dict.fromkeys(names, float("nan")) | counts
    traits = part[["core", "ln_skill", "urban", "years"]].to_numpy()
    city, weight = part["city"].to_numpy(), part["weight"].to_numpy()
    fitted = Within(part["ln_pay"].to_numpy(), traits, city, weight)
    b = fitted.coefficients
    errors = [fitted.error(groups)[0] for groups in (part["place"].to_numpy(), city, None)]
    return dict(zip(names, (b[0], *errors, b[1], b[2]), strict=True)) | counts


class Within:
    """Least squares with fixed effects of `city`, weighted: traits and outcome less the means of their city."""

    def __init__(self, outcome: np.ndarray, traits: np.ndarray, city: np.ndarray, weight: np.ndarray) -> None:
        at = np.unique(city, return_inverse=True)[1]
        both = np.column_stack([traits, outcome])
        total = np.bincount(at, weight)
        means = np.column_stack([np.bincount(at, weight * column) / total for column in both.T])
        centred = both - means[at]
        self.x, y = centred[:, :-1], centred[:, -1]
        self.weight, self.parameters = weight / weight.mean(), self.x.shape[1] + total.size
        self.bread = np.linalg.pinv((self.x.T * self.weight) @ self.x)
        self.coefficients = self.bread @ (self.x.T * self.weight) @ y
        self.residual = y - self.x @ self.coefficients

    def error(self, clusters: np.ndarray | None) -> np.ndarray:
        """Standard errors: CR1 by cluster, or HC1 without any; NaN with one cluster."""
        scores = self.x * (self.weight * self.residual)[:, None]
        n = len(scores)
        factor = n / (n - self.parameters)
        if clusters is not None:
            at = np.unique(clusters, return_inverse=True)[1]
            scores = np.column_stack([np.bincount(at, column) for column in scores.T])
            count = len(scores)
            factor = count / (count - 1) * (n - 1) / (n - self.parameters) if count > 1 else float("nan")
        return np.sqrt(factor * np.diag(self.bread @ (scores.T @ scores) @ self.bread))


def switching(jobs: pd.DataFrame, year: int) -> pd.DataFrame:
    """Two regimes in one year, seed by seed, on a random MOST_JOBS of its jobs: the exercise of switching.py."""
    rows = []
    for keys, part in _by_year(jobs[jobs["year"] == year]):
        if len(part) < FEWEST_JOBS:
            continue
        if len(part) > MOST_JOBS:
            part = part.sample(MOST_JOBS, random_state=keys["seed"])
        one = np.ones(len(part))
        skill, urban, years = (part[name].to_numpy() for name in ("ln_skill", "urban", "years"))
        found = two_regimes(
            part["ln_pay"].to_numpy(), np.column_stack([one, skill, years, urban]),
            np.column_stack([one, skill, urban]), keys["seed"],
        )  # fmt: skip
        core = part["core"].to_numpy() > 0.0
        rows.append(
            keys
            | dict(zip(("primary_return", "secondary_return"), found.returns, strict=True))
            | {
                "primary_share": float(found.posterior.mean()), "urban_in_switch": float(found.switch[-1]),
                "urban_error": found.urban_error, "auc": auc(found.posterior, core), "bic_gain": found.bic_gain,
                "agreeing": found.agreeing, "jobs": len(part),
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def elapsed(jobs: pd.DataFrame) -> pd.DataFrame:
    """Years that jobs which go on have lasted, by seed, year, segment (and LOWER) and hukou: mean, median, under_one.

    A job is the likelier met the longer it lasts, and has not ended: no mean length of jobs, but what a survey of
    people at work would show.
    """
    rows = []
    for keys, part in _by_year(jobs):
        for hukou, name in ((0.0, "migrants"), (1.0, "urban")):
            own = part[part["urban"] == hukou]
            groups = {one.name.lower(): own["segment"] == one for one in WORK} | {LOWER: own["core"] == 0.0}
            for group, chosen in groups.items():
                years, weight = (own.loc[chosen, column].to_numpy() for column in ("years", "weight"))
                if not years.size:
                    continue
                figures = {
                    "mean": float(np.average(years, weights=weight)), "median": float(np.median(years)),
                    "under_one": float(np.average(years < 1.0, weights=weight)),
                }  # fmt: skip
                rows.append(keys | {"group": group, "hukou": name} | figures)
    return pd.DataFrame(rows)


def recorded(series: pd.DataFrame) -> pd.DataFrame:
    """What all workers show, by seed and year: recorded premium, mobility, way into the core, length of jobs.

    job_years: 1 / (12 x mean monthly separation rate of the year): length of a job if people went on leaving like this.
    """
    word = series["indicator"].astype(str) + ":" + series["group"].astype(str)
    dated = series.assign(word=word.str.removesuffix(f":{NATION}"))
    chosen = dated["word"].isin(DECEMBER) & (dated["month"] == 12)
    long = dated[chosen | dated["word"].isin(LEAVING.values())]
    wide = long.pivot_table(index=["seed", "year"], columns="word", values="value", observed=True)
    wide = wide.reindex(columns=[*DECEMBER, *LEAVING.values()])
    for name, leaving in LEAVING.items():
        wide[f"job_years_{name}"] = 1.0 / (12.0 * wide[leaving].where(lambda rate: rate > 0.0))
    return wide.reset_index()
