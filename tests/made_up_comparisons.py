"""A stored comparison of made-up runs: window means of the same seeds, paired, with plain normal intervals.

folder = made_up_comparison(results, history, [reform])        # results/comparisons/...
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd

from made_up_values import level_of, values
from segsim.analysis.accounts import LINES
from segsim.analysis.recorded import read_recorded
from segsim.analysis.series import names_of_series
from segsim.indicators import named

WRITTEN = "2026-01-02T03:04:05+00:00"
USUAL = ("earnings", "hours_week", "share_over_cap", "strikes", "employment")
NATION = {"region": "all", "industry": "all", "tier": "all", "hukou": "all"}
ACCOUNT_UNITS = {"yuan/year": "yuan/year", "yuan/year and head": "yuan/month"}
YEARS = np.arange(2006, 2021) + 0.5
NORMAL = NormalDist()


def made_up_comparison(
    results: Path,
    baseline: Path,
    policies: Sequence[Path],
    *,
    indicators: Sequence[str] = USUAL,
    window: tuple[str, str] = ("2016-01", "2020-12"),
    decomposition: bool = False,
) -> Path:
    """A comparison folder under results/comparisons."""
    name = f"{_name(baseline)}-vs-{'-'.join(map(_name, policies))}"[:60]
    digest = blake2b(f"{baseline.name}{[one.name for one in policies]}{indicators}{window}".encode(), digest_size=6)
    folder = results / "comparisons" / f"{name}-{digest.hexdigest()}"
    folder.mkdir(parents=True, exist_ok=True)
    before = _means(baseline, window)
    after = {_name(one): _means(one, window) for one in policies}
    dates = {"first": window[0], "last": window[1]}
    differences = [row for one, means in after.items() for row in _differences(one, before, means, indicators, dates)]
    _both(folder, "differences", differences)
    seeds, effects = [int(seed) for seed in before.index], np.linspace(0.1, -0.05, len(policies))
    _both(
        folder,
        "accounts",
        [row for one, size in zip(after, effects, strict=True) for row in _accounts(one, seeds, float(size))],
    )
    if decomposition:
        _both(folder, "decomposition", [row for row in _decomposition(differences)])
    manifest = {
        "baseline": _entry(baseline),
        "policies": [_entry(one) for one in policies],
        "seeds": seeds,
        "window": list(window),
        "indicators": list(indicators),
        "level": 0.95,
        "precision": None,
        "persons_per_agent": 1000.0,
        "written": WRITTEN,
        "segsim": {"version": "0.0.0", "commit": "c" * 40, "changed_since": False},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False), encoding="utf-8")
    return folder


def runs_of(comparison: Path) -> list[Path]:
    """Folders of the baseline and the policies."""
    manifest = json.loads((comparison / "manifest.json").read_text(encoding="utf-8"))
    return [(comparison / entry["folder"]).resolve() for entry in (manifest["baseline"], *manifest["policies"])]


def _entry(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return {
        "name": manifest["name"],
        "words": " ".join(manifest["overrides"]) or manifest["name"],
        "title": manifest["name"].replace("_", " "),
        "folder": f"../../runs/{folder.name}",
        "hashes": manifest["hashes"],
    }


def _name(folder: Path) -> str:
    return folder.name.rpartition("-")[0]


def _means(folder: Path, window: tuple[str, str]) -> pd.DataFrame:
    """Mean of the window by seed (rows) and indicator (columns)."""
    rows = read_recorded(folder).series
    number = rows["year"] * 12 + rows["month"]
    first, last = (int(date[:4]) * 12 + int(date[5:]) for date in window)
    kept = rows[(number >= first) & (number <= last)]
    kept = kept.assign(word=names_of_series(kept).astype(str))
    return kept.pivot_table(index="seed", columns="word", values="value", observed=True)


def _paired(before: pd.Series, after: pd.Series) -> dict[str, float]:
    """Mean difference of the same seeds, with a normal interval and what goes with it."""
    difference = (after - before).to_numpy(dtype=float)
    n, mean = difference.size, float(difference.mean())
    spread = float(difference.std(ddof=1)) if n > 1 else 0.0
    error = spread / np.sqrt(n)
    p = 2.0 * (1.0 - NORMAL.cdf(abs(mean) / error)) if error else 1.0
    return {
        "baseline": float(before.mean()),
        "value": float(after.mean()),
        "difference": mean,
        "low": mean - 1.96 * error,
        "high": mean + 1.96 * error,
        "effect_size": mean / spread if spread else 0.0,
        "p": p,
        "p_holm": p,
        "seeds": n,
        "minimum_detectable_effect": 2.8 * error,
        "seeds_for_effect": max(2, round((2.8 * spread / mean) ** 2)) if mean else np.nan,
        "seeds_for_precision": np.nan,
    }


def _differences(
    policy: str, before: pd.DataFrame, after: pd.DataFrame, indicators: Sequence[str], dates: dict[str, str]
) -> list[dict[str, Any]]:
    rows = []
    for name in indicators:
        entry = named(name)
        who = {"policy": policy, "indicator": entry.name, "group": entry.group, "unit": entry.unit, **NATION, **dates}
        rows.append({**who, **_paired(before[name], after[name])})
        for tier, group in (("lead", "core"), ("second", "supplier")):  # cells need only look like cells here
            if f"{name}:{group}" in before:
                cell = {**who, "industry": "auto", "tier": tier}
                rows.append({**cell, **_paired(before[f"{name}:{group}"], after[f"{name}:{group}"])})
    return rows


def _accounts(policy: str, seeds: Sequence[int], effect: float) -> list[dict[str, Any]]:
    """A row for each account that a real comparison has, with the last year of its own made-up numbers."""
    rows = []
    for entry in LINES:
        named = [(f"{entry.block} {entry.kind} {entry.group} {entry.unit}", ACCOUNT_UNITS.get(entry.unit, "jobs"))]
        before, after = (pd.Series(values(named, seeds, size, YEARS)[:, 0, -1]) for size in (0.0, effect))
        found = _paired(before, after)
        names = ("baseline", "value", "difference", "low", "high", "p", "p_holm", "seeds")
        kept = {name: found[name] for name in names}
        people = 1e6 * level_of(f"{entry.kind} {entry.group}", "ratio") if entry.people else float("nan")
        rows.append(
            {
                "policy": policy,
                "block": entry.block,
                "kind": entry.kind,
                "group": entry.group,
                "unit": entry.unit,
                **kept,
                "people": people,
            }
        )
    return rows


def _decomposition(differences: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each of three mechanisms mediates a part of the national effect."""
    shares = {"wages": 0.5, "matching": 0.3, "unrest": -0.1}
    return [
        {
            **{name: row[name] for name in ("policy", "indicator", "group", "unit", "seeds")},
            "mechanism": mechanism, "status": "whole", "own": False, "total": row["difference"],
            "total_low": row["low"], "total_high": row["high"], "clamped": (1.0 - share) * row["difference"],
            "mediated": share * row["difference"], "low": share * row["difference"] - 0.1 * abs(row["difference"]),
            "high": share * row["difference"] + 0.1 * abs(row["difference"]), "p_holm": 0.01,
            "share": share, "note": "",
        }
        for row in differences
        if row["tier"] == "all"
        for mechanism, share in shares.items()
    ]  # fmt: skip


def _both(folder: Path, name: str, rows: list[dict[str, Any]]) -> None:
    frame = pd.DataFrame(rows)
    frame.to_parquet(folder / f"{name}.parquet", index=False)
    frame.to_csv(folder / f"{name}.csv", index=False)
