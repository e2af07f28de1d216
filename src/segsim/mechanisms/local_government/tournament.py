"""Who is ahead, what did a trial bring, whom does a city copy, and who is promoted?"""

from __future__ import annotations

import numpy as np

from segsim.mechanisms.local_government.params import Params
from segsim.plumbing.steps import Moment, step
from segsim.plumbing.streams import normals, uniforms
from segsim.rules.choice import logistic
from segsim.state import Cities, State

_IMITATES, _TIE, _KEEPS, _TRIES, _SIGN, _PROMOTED, _NEWCOMER, _FROM, _NOISE = range(9)
BOUNDS = {  # least and most that an instrument can be; assumed
    "enforcement_effort": (0.25, 4.0),
    "tax_rebate": (0.0, 0.9),
    "land_discount": (0.0, 0.9),
    "relocation_subsidy": (0.0, 0.9),
    "minimum_wage_ratio": (0.2, 0.7),
}
IN_LOGS = ("enforcement_effort", "minimum_wage_ratio")
_HAIR = 1e-6  # of a score: less than any difference in ranks, so that it only breaks ties; far below one
INSTRUMENTS = tuple(getattr(Cities, name) for name in BOUNDS)
_OF_THE_YEAR = (
    Cities.output_year, Cities.output_last_year, Cities.revenue_year, Cities.land_revenue_year,
    Cities.revenue_last_year, Cities.subsidies_year, Cities.strikes_year,
)  # fmt: skip


@step(
    reads=(
        *INSTRUMENTS, Cities.province, Cities.output_year, Cities.output_last_year, Cities.revenue_year,
        Cities.land_revenue_year, Cities.revenue_last_year, Cities.strikes_year, Cities.interest, Cities.employed,
        Cities.pollution, Cities.reported_metric, Cities.level_score, Cities.trial, Cities.trial_step, Cities.promoted,
        Cities.state_holding,
    ),
    writes=(
        *INSTRUMENTS, *_OF_THE_YEAR, Cities.score, Cities.level_score, Cities.trial, Cities.trial_step,
        Cities.promoted,
    ),
)  # fmt: skip
def hold_tournament(state: State, params: Params, moment: Moment) -> None:
    """In January cities are ranked; leaders rise, trials are kept or taken back, and some copy the best."""
    if moment.month != 1:
        return
    cities = state.cities
    n = cities.rows - 1  # all but the rural reservoir
    key = moment.key("hold_tournament")
    change, level = change_score(cities, n, params), standing_score(cities, n, params)
    gain = change - change.mean() + level - cities.level_score[:n]
    cities.score[:n], cities.level_score[:n] = change + level, level
    if moment.index >= 0:
        paid = np.where(gain == 0.0, uniforms(key, n, _KEEPS) < 0.5, gain > 0.0)
        brings = _promote(cities, n, params, key)
        _search(cities, n, paid, params, key)
        _copy(cities, brings, (uniforms(key, n, _FROM) * n).astype(np.int64), np.ones((len(BOUNDS), n)))
        _imitate(cities, n, params, key)
    cities.output_last_year[:] = cities.output_year
    cities.revenue_last_year[:] = cities.revenue_year + cities.land_revenue_year
    for name in ("output_year", "revenue_year", "land_revenue_year", "subsidies_year", "strikes_year"):
        getattr(cities, name)[:] = 0.0


def change_score(cities: Cities, n: int, params: Params) -> np.ndarray:
    """Weighted ranks of what changed in the year: output, revenue, and plants' wishes by the city's own trial."""
    revenue = (cities.revenue_year + cities.land_revenue_year) / np.maximum(cities.revenue_last_year, 1.0)
    on_revenue = params.revenue_weight * (1.0 + params.state_holding_weight * cities.state_holding)
    return (
        params.growth_weight * rank(cities.output_year[:n] / np.maximum(cities.output_last_year[:n], 1.0))
        + on_revenue[:n] * rank(revenue[:n])
        + params.investment_weight * rank(cities.interest[:n] / np.maximum(cities.employed[:n], 1))
    )


def standing_score(cities: Cities, n: int, params: Params) -> np.ndarray:
    """Weighted ranks of how things stand: strikes and pollution against it, and what the city reports."""
    return (
        params.report_weight * rank(cities.reported_metric[:n])
        - params.unrest_weight * rank(cities.strikes_year[:n])
        - params.pollution_weight * rank(cities.pollution[:n])
    )


def rank(values: np.ndarray) -> np.ndarray:
    """Mean rank from 0 to 1; ties share theirs."""
    below = (values[None, :] < values[:, None]).sum(axis=1)
    same = (values[None, :] == values[:, None]).sum(axis=1) - 1
    return (below + 0.5 * same) / max(values.size - 1, 1)


def _promote(cities: Cities, n: int, params: Params, key: np.uint64) -> np.ndarray:
    """Leaders rise by their scores; true for cities whose new leader brings other instruments."""
    z = cities.score[:n] - cities.score[:n].mean()
    z = z / max(float(z.std()), 1e-9)
    chance = logistic(params.promotion_base + params.promotion_slope * z)
    promoted = uniforms(key, n, _PROMOTED) < chance
    cities.promoted[:n] += promoted
    return promoted & (uniforms(key, n, _NEWCOMER) < params.successor_change_probability)


def _search(cities: Cities, n: int, paid: np.ndarray, params: Params, key: np.uint64) -> None:
    """A trial that paid goes on in the same direction; another is taken back, and something else is tried."""
    last = cities.trial_step[:n].copy()
    tried = last != 0.0
    goes_on = tried & paid
    other = (uniforms(key, n, _TRIES) * len(BOUNDS)).astype(np.int64)
    sign = np.where(uniforms(key, n, _SIGN) < 0.5, -1.0, 1.0)
    for code, (name, (low, high)) in enumerate(BOUNDS.items()):
        column, in_logs = getattr(cities, name), name in IN_LOGS
        size = params.trial_step if in_logs else params.trial_step_share
        here = (cities.trial[:n] == code) & tried
        now = _to(column[:n], in_logs)
        now = np.where(here & ~goes_on, now - last, now)
        begins = (other == code) & ~goes_on
        aim = now + np.where(here & goes_on, np.sign(last) * size, np.where(begins, sign * size, 0.0))
        aim = np.clip(aim, _to(low, in_logs), _to(high, in_logs))
        moved = (here & goes_on) | begins
        column[:n] = np.where(here | begins, _from(aim, in_logs), column[:n])
        cities.trial_step[:n] = np.where(moved, aim - now, cities.trial_step[:n])
    cities.trial[:n] = np.where(goes_on, cities.trial[:n], other)


def _to(value, in_logs: bool):
    return np.log(value) if in_logs else value


def _from(value, in_logs: bool):
    return np.exp(value) if in_logs else value


def _imitate(cities: Cities, n: int, params: Params, key: np.uint64) -> None:
    """Cities that copy take the instruments of the best score among the peers of their province."""
    peers = cities.province[:n, None] == cities.province[None, :n]
    height = cities.score[:n] + _HAIR * uniforms(key, n, _TIE)
    best = np.where(peers, height[None, :], -np.inf).argmax(axis=1)
    copies = (uniforms(key, n, _IMITATES) < params.imitation_probability) & (best != np.arange(n))
    errors = np.array([np.exp(params.noise * normals(key, n, _NOISE + 2 * code)) for code in range(len(BOUNDS))])
    _copy(cities, copies, best, errors)


def _copy(cities: Cities, copies: np.ndarray, model: np.ndarray, errors: np.ndarray) -> None:
    """Where `copies`, take all instruments of the model city, each times its error; own trials are given up."""
    n = copies.size
    for (name, (low, high)), error in zip(BOUNDS.items(), errors, strict=True):
        column = getattr(cities, name)
        column[:n] = np.where(copies, np.clip(column[:n][model] * error, low, high), column[:n])
    cities.trial_step[:n] = np.where(copies, 0.0, cities.trial_step[:n])
