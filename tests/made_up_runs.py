"""Run folders and comparisons that nobody simulated: known numbers in the stored form, to try pictures and pages on.

    history = made_up_run(results, "history", seeds=range(1, 5))
    reform = made_up_run(results, "chain_bargaining", seeds=range(1, 5), effect=0.1)

A comparison of such folders: made_up_comparisons.py.

Same arguments, same bytes: values are smooth curves plus noise hashed from seed, name and month. Paired runs
share their noise, and `effect` moves every value from 2011 on, each in the direction that its name gives it. The
levels are made up by unit: only that they look like the real thing matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from made_up_jobs import jobs_frames
from made_up_places import cells_frame, chains_frame, cities_frame, shares_of
from made_up_values import months, values
from segsim.analysis.palette import DEPRIVED, REGIMES
from segsim.indicators import INDICATORS, Indicator
from segsim.indicators.groups import NATION, address, split

BY_GROUP = (
    "earnings", "base_pay", "hourly_pay", "base_over_minimum", "overtime_share", "bonus_share", "hours_week",
    "share_over_44h", "share_over_cap", "overtime_unpaid", "contract_share", "injury_cover", "pension_cover",
    "injuries", "arrears_share", "strikes", "employment", "migrant_share", "separation_rate", "dispatch_share",
    "profit", "profit_margin", "productivity", "price_index", "labour_share", "value_added", "automation",
    "dormitory_share", "jobs_inland", "jobs_periphery", "training_share", "specific_human_capital", "output",
    "utilisation",
)  # fmt: skip
WORLD = {"workers": 20_000, "firms": 600, "n_cities": 13, "persons_per_agent": 1000.0}
HISTORY = (
    {
        "date": "2008-01",
        "lever": "compliance.contract_fine",
        "value": 1.0,
        "what": "Labour Contract Law (劳动合同法), art. 82",
    },
    {"date": "2008-10", "lever": "demand.export_shock", "value": 0.22, "what": "export orders collapse"},
    {"date": "2009-12", "lever": "demand.export_shock", "value": 0.0, "what": "the shock is over"},
)
POLICY = {"bargaining.level": "chain", "bargaining.coverage": 0.6}


def made_up_run(
    results: Path,
    name: str,
    seeds: Iterable[int] = (1,),
    *,
    effect: float = 0.0,
    last: tuple[int, int] = (2020, 12),
    entries: Mapping[str, Any] | None = None,
) -> Path:
    """A run folder under results/runs. `entries` replaces those of config.yaml (overrides, scenario, changes ...)."""
    seeds = list(seeds)
    config = {
        "overrides": [] if name == "history" else [f"scenario={name}"],
        "variants": {"world": "default", "bargaining": "default"},
        "scenario": [name],
        "time": {"start": "2006-01", "end": "{}-{:02d}".format(*last), "burn_in": 24},
        "world": WORLD,
        "bargaining": {"level": "enterprise", "coverage": 0.3},
        "enforcement": {"inspection_rate": 0.0043},
        "changes": [*HISTORY, *(_turned(name, effect) if effect else ())],
        **(entries or {}),
    }
    settings = blake2b(json.dumps([name, config, effect], sort_keys=True).encode(), digest_size=16).hexdigest()
    folder = results / "runs" / f"{name}-{settings[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    series(seeds, effect, last).to_parquet(folder / "series.parquet", index=False, compression="zstd")
    for table, make in (("cells", cells_frame), ("cities", cities_frame), ("chains", chains_frame)):
        make(seeds, effect, last[0]).to_parquet(folder / f"{table}.parquet", index=False, compression="zstd")
    for table, made in zip(("jobs", "job_sample"), jobs_frames(seeds, effect, last[0]), strict=True):
        made.to_parquet(folder / f"{table}.parquet", index=False, compression="zstd")
    (folder / "config.yaml").write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
    _write(folder / "manifest.json", _manifest(name, settings, config, seeds))
    return folder


def _turned(name: str, effect: float) -> list[dict[str, Any]]:
    """What the policy turns, in the words in which the real thing says it."""
    turned = POLICY if effect > 0.0 else {"enforcement.inspection_rate": 0.08}
    return [
        {"date": "2011-01", "lever": lever, "value": value, "what": f"scenario {name}: {lever} = {value}"}
        for lever, value in turned.items()
    ]


def _manifest(name: str, settings: str, config: Mapping[str, Any], seeds: Sequence[int]) -> dict[str, Any]:
    measures = {
        "status": "finished",
        "seconds": {"build": 1.0, "months": 6.0},
        "months": 204,
        "peak_memory_bytes": 400_000_000,
        "state_hash": "0" * 32,
    }
    return {
        "name": name,
        "status": "finished",
        "overrides": config["overrides"],
        "hashes": {"settings": settings, "evidence": "e" * 32, "source": "5" * 32},
        "written": "2026-01-02T03:04:05+00:00",
        "segsim": {"version": "0.0.0", "commit": "c" * 40, "changed_since": False},
        "python": "3.13.0",
        "platform": "made up",
        "packages": {"numpy": "2.0.0"},
        "workers": WORLD["workers"],
        "firms": WORLD["firms"],
        "first_month": config["time"]["start"],
        "last_month": config["time"]["end"],
        "panel_seed": None,
        "seeds": {str(seed): measures for seed in seeds},
    }


def series(seeds: Sequence[int], effect: float, last: tuple[int, int]) -> pd.DataFrame:
    """Months of the nation, as the recorder writes them; what is measured once a year stands in December."""
    year, month = months(last)
    recorded = [one for one in INDICATORS.values() if one.basis != "years"]  # the rest is read out of cells
    known = [one.of(group) for one in recorded for group in of_groups(one)]
    wide = values([(entry.address, entry.unit) for entry in known], seeds, effect, year + (month - 0.5) / 12)
    _add_up(wide, [entry.address for entry in known])
    yearly = np.array([entry.every == "year" for entry in known])
    wide[:, yearly[:, None] & (month != 12)[None, :]] = np.nan
    seed, name, at = np.nonzero(np.isfinite(wide))
    frame = pd.DataFrame({"seed": np.array(seeds, dtype=np.int64)[seed], "index": at.astype(np.int64)})
    frame["year"], frame["month"] = year[at], month[at]
    for column, of_each in (("indicator", [one.name for one in known]), ("group", [one.group for one in known])):
        words = list(dict.fromkeys(of_each))
        frame[column] = pd.Categorical.from_codes(np.array([words.index(word) for word in of_each])[name], words)
    frame["value"] = wide[seed, name, at]
    return frame.sort_values(["seed", "index"], kind="stable", ignore_index=True)


def _add_up(wide: np.ndarray, names: Sequence[str]) -> None:
    """Shares of jobs by regime add to 1 in every group, and H is the two that are multiply deprived."""
    for group in {split(name)[1] for name in names if split(name)[0] in REGIMES}:
        at = {name: names.index(address(name, group)) for name in (*REGIMES, DEPRIVED)}
        for name, share in shares_of(np.stack([wide[:, at[one]] for one in REGIMES])).items():
            wide[:, at[name]] = share


def of_groups(entry: Indicator) -> tuple[str, ...]:
    """All groups of what pictures and pages draw by group; the nation of the rest, which would be many."""
    return entry.groups if entry.name in BY_GROUP or NATION not in entry.groups else (NATION,)


def _write(file: Path, value: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
