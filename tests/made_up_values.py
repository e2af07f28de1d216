"""What is the made-up value of an indicator, in a month, for a seed? Level by unit, trend, season and random draws."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

EFFECT_FROM = 2011.0
LEVELS = {
    "yuan/month": 2000.0, "yuan/hour": 11.0, "yuan/year": 3e9, "hours/week": 56.0, "hours/month": 60.0, "ratio": 1.4,
    "workers": 3000.0, "firms": 580.0, "firms/month": 3.0, "strikes/month": 4.0, "protests/month": 2.0, "index": 0.4,
    "score": 0.45, "ln": 0.3, "ln/year": 0.08, "years": 2.5, "months of sales": 2.0, "per 1,000 workers/year": 6.0,
    "share of workers/month": 0.04, "share of workers/year": 0.05, "share of labour force": 0.06, "jobs": 40_000.0,
    "hours/unit": 0.01, "yuan/year of a link": 2e8, "units of a link": 3e8, "days": 0.5,
}  # fmt: skip
OTHER_SHARE, OTHER = 0.25, 1.5  # units that begin with "share", and all others
GROUPS = {
    ":core": 1.7, ":contract_manufacturer": 0.95, ":supplier": 0.85, ":component_maker": 0.75, ":migrants": 0.9,
    ":urban": 1.25, ":auto": 1.1, ":it": 0.9, ":lower_tiers": 0.8,
}  # fmt: skip
GROWS = ("yuan/",)  # units whose values grow by a tenth a year
NOISE, SEASON = 0.04, 0.02  # parts of the level
UNEQUAL = 2.0  # how much the effect differs between seeds and years, as a part of it


def months(last: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Year and month of every reported month."""
    count = (last[0] - 2006) * 12 + last[1]
    at = np.arange(count, dtype=np.int64)
    return 2006 + at // 12, at % 12 + 1


def values(named: Sequence[tuple[str, str]], seeds: Sequence[int], effect: float, time: np.ndarray) -> np.ndarray:
    """Values by seed, name and moment; `named` are names with their units."""
    level = np.array([level_of(name, unit) for name, unit in named])[:, None]
    grows = np.array([unit.startswith(GROWS) for _, unit in named])[:, None]
    bounded = np.array([unit.startswith("share") for _, unit in named])
    years = time[None, :] - time.min()
    trend = np.where(grows, 1.1**years, 1.0 + 0.01 * years)
    season = 1.0 + SEASON * np.sin(2.0 * np.pi * time)[None, :]
    names = [name for name, _ in named]
    way = np.array([direction(name) for name in names])[:, None]
    own = 1.0 + UNEQUAL * random_draw(seeds, [f"{name} moved" for name in names], time.size)  # no two seeds move alike
    moved = 1.0 + effect * own * way * np.clip((time - EFFECT_FROM) / 3.0, 0.0, 1.0)
    found = level * trend * season * moved * (1.0 + NOISE * random_draw(seeds, names, time.size))
    found[:, bounded] = np.minimum(found[:, bounded], 1.0)
    return found


def level_of(name: str, unit: str) -> float:
    """Level at the start: by unit and by the group of workers in the name."""
    usual = OTHER_SHARE if unit.startswith("share") else OTHER
    group = next((factor for ending, factor in GROUPS.items() if name.endswith(ending)), 1.0)
    return LEVELS.get(unit, usual) * group * (0.8 + 0.4 * _hashed(f"level {name}"))


def direction(name: str) -> float:
    """Whether a policy raises or lowers it, and how much of the effect it feels: -1 to 1."""
    return 2.0 * _hashed(f"direction {name}") - 1.0


def random_draw(seeds: Sequence[int], names: Sequence[str], moments: int) -> np.ndarray:
    """Numbers in -1 to 1 by seed, name and moment, the same in every run with that seed: slow and fast parts."""
    keys = np.array([[_number(f"{seed} {name}") for name in names] for seed in seeds], dtype=np.uint64)[..., None]
    moment = np.arange(moments, dtype=np.uint64)[None, None, :]
    fast, slow = _mixed(keys + moment), _mixed(keys + moment // np.uint64(24) + np.uint64(1 << 32))
    return 0.6 * fast + 0.4 * slow


def _mixed(x: np.ndarray) -> np.ndarray:
    """Whole numbers hashed to -1 to 1 (the finishing step of SplitMix64; any good hash would do)."""
    with np.errstate(over="ignore"):
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x ^= x >> np.uint64(31)
    return (x >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def _hashed(text: str) -> float:
    return _number(text) / 2.0**64
