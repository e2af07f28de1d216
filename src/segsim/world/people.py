"""Who are the people of the first month, and who of them has which job?"""

from __future__ import annotations

from typing import Any

import numpy as np

from segsim.plumbing.streams import normals, stream_key
from segsim.state import State
from segsim.state.codes import Hukou, Segment, segment_of
from segsim.world.draws import apportion, random_draw
from segsim.world.size import World

URBAN_IN_CORE = 0.85  # largest share of core jobs that local residents hold at the start; assumed

HOME_RUN = 256  # people at home who have neighbouring rows; long enough for a processor to guess what comes next


def make_workers(state: State, world: World, persistence: float, seed: int) -> None:
    workers = state.workers
    n = workers.rows
    urban = np.argsort(random_draw(seed, "hukou", n), kind="stable")[: round(world.urban_share * n)]
    workers.hukou[:] = Hukou.RURAL
    workers.hukou[urban] = Hukou.URBAN
    log = world.skill_sd * normals(stream_key(seed, "world/skill", 0), n)
    log += world.skill_gap * (workers.hukou - world.urban_share)
    workers.skill[:] = np.exp(log) / np.exp(log).mean()
    pay = workers.skill.astype(np.float64) ** world.return_to_skill
    workers.skill_pay[:] = pay / pay.mean()
    state.nation.return_to_skill[:], state.nation.skill_unit[:] = world.return_to_skill, pay.mean()
    _expect_of_children(state, persistence)
    taste = np.exp(world.hours_sd * normals(stream_key(seed, "world/taste", 0), n))
    taste = np.where(random_draw(seed, "short", n) < world.short_hours_share, 0.1, np.clip(taste, 0.3, 1.6))
    workers.hours_taste[:] = taste / taste.mean()
    workers.home[:] = workers.city[:] = state.cities.rows - 1
    workers.rural_home[:] = workers.hukou == Hukou.RURAL
    for name in ("earnings", "deposits", "arrears", "grievance", "points", "gig_hours", "gig_expected"):
        getattr(workers, name)[:] = 0.0


def _expect_of_children(state: State, persistence: float) -> None:
    """Children inherit a part of a parent's lead over the own hukou group; the group's mean and spread stay."""
    workers, nation = state.workers, state.nation
    log = np.log(workers.skill.astype(np.float64))
    urban = workers.hukou == Hukou.URBAN
    mean = np.empty(workers.rows)
    for group, first in ((urban, nation.first_skill_urban), (~urban, nation.first_skill_rural)):
        first[:] = mean[group] = log[group].mean() if group.any() else log.mean()
    nation.skill_spread[:] = (log - mean).std()
    workers.child_skill[:] = mean + persistence * (log - mean)


def _slots(firms: np.ndarray, jobs: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Row of the firm of every job of the firms marked true, in the order of `place`, a random number for each job.

    In row order residents, who come first, would fill whole firms and migrants others.
    """
    slots = np.repeat(np.flatnonzero(firms), jobs[firms])
    return slots[np.argsort(place[: slots.size], kind="stable")]


class _Queue:
    """Rows of people who wait for a job; those at the end are taken first."""

    def __init__(self, rows: np.ndarray) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return self.rows.size

    def take(self, wanted: int) -> np.ndarray:
        """As many as are wanted, or all there are."""
        left = self.rows.size - min(max(wanted, 0), self.rows.size)
        taken, self.rows = self.rows[left:][::-1], self.rows[:left]
        return taken


def fill_jobs(state: State, world: World, jobs: np.ndarray, matching: Any, seed: int) -> None:
    """Residents and migrants take the first jobs by the rules of admission; some stay without, the rest at home."""
    workers, firms, cities = state.workers, state.firms, state.cities
    core = segment_of(firms.industry, firms.tier) == Segment.CORE
    order = np.argsort(random_draw(seed, "order", workers.rows), kind="stable")
    residents = order[workers.hukou[order] == Hukou.URBAN]
    migrants = order[workers.hukou[order] == Hukou.RURAL]
    skilled = workers.skill >= matching.skill_threshold
    here = np.bincount(firms.city, weights=jobs * (1.0 + core), minlength=cities.rows)[:-1]
    of_city = np.split(residents, np.cumsum(apportion(here + 1e-9, residents.size, least=0))[:-1])
    place = random_draw(seed, "seat", workers.rows)
    able_migrants = _Queue(migrants[skilled[migrants]])
    for city, locals_ in enumerate(of_city):
        workers.home[locals_] = workers.city[locals_] = city
        slots = _slots((firms.city == city) & core, jobs, place)
        able = locals_[skilled[locals_]][: int(URBAN_IN_CORE * slots.size)]
        taken = np.concatenate([able, able_migrants.take(slots.size - able.size)])
        workers.employer[taken] = slots[: taken.size]
    # Whom the core leaves is drawn without regard to skill: else the able would begin at home.
    others = _Queue(migrants[workers.employer[migrants] < 0])
    for city, locals_ in enumerate(of_city):
        slots = _slots((firms.city == city) & ~core, jobs, place)
        left = locals_[workers.employer[locals_] < 0]
        left = left[: max(0, left.size - round(world.first_unemployment * locals_.size))][: slots.size]
        movers = others.take(slots.size - left.size)
        taken = np.concatenate([left, movers])
        workers.employer[taken] = slots[: taken.size]
        workers.city[others.take(round(world.first_unemployment * movers.size))] = city
    employed = workers.employer >= 0
    workers.city[employed] = firms.city[workers.employer[employed]]
    workers.tenure[employed] = 1 + (random_draw(seed, "tenure", workers.rows)[employed] * 24).astype(np.int16)


def count_people(state: State) -> None:
    """What firms know of the people whom they employ: how many, how able, how fond of overtime, how dear."""
    workers, firms = state.workers, state.firms
    employed = workers.employer >= 0
    employer, skill = workers.employer[employed], workers.skill[employed].astype(np.float64)
    firms.employment[:] = np.bincount(employer, minlength=firms.rows)
    firms.skill_sum[:] = np.bincount(employer, weights=skill, minlength=firms.rows)
    taste = skill * workers.hours_taste[employed]
    firms.taste_sum[:] = np.bincount(employer, weights=taste, minlength=firms.rows)
    pay = np.bincount(employer, weights=workers.skill_pay[employed].astype(np.float64), minlength=firms.rows)
    firms.pay_ratio[:] = np.where(firms.employment > 0, pay / np.maximum(firms.employment, 1), 1.0)


def seat_by_city(state: State) -> None:
    """Give people of one city neighbouring rows, residents apart from migrants: a pass over them is then a third
    faster, because their firms lie close together in memory. People at home are dealt among them in runs: threads share
    a pass by rows, and rows of people at home are soon done. From here on a row is an identity.
    """
    workers = state.workers
    order = np.lexsort((workers.hukou, workers.city))
    away = order[workers.city[order] != state.cities.rows - 1]
    home = order[away.size :]
    run = np.arange(home.size) // HOME_RUN * HOME_RUN
    place = np.concatenate([np.arange(away.size) / max(away.size, 1), run / max(home.size, 1)])
    order = order[np.argsort(place, kind="stable")]
    for _, array in workers.arrays():
        array[:] = array[order]
