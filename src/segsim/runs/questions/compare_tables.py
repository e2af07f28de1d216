"""How is a comparison shown on the screen, in a few short tables and lines? The long tables stand in its folder."""

from __future__ import annotations

import numpy as np
import pandas as pd

from segsim.analysis.accounts import A_HEAD, YUAN
from segsim.analysis.compared import Compared
from segsim.analysis.differences import COLUMNS, seeds_asked
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import ACCOUNTS, FAMILIES, NATION, rule, verdict
from segsim.analysis.views import unit_label
from segsim.runs.questions import moved_tables
from segsim.runs.questions.tables import Listing, changed, format_number

HEADING = (
    "policy", "indicator", "group", "unit", "baseline", "difference", "95_%_interval", "share", "effect_size", "p_holm",
    "verdict", "minimum_detectable_effect", "sample_size",
)  # fmt: skip
ACCOUNTS_HEADING = (
    "policy",
    "account",
    "who",
    "group",
    "unit",
    "baseline",
    "difference",
    "95_%_interval",
    "verdict",
    "people",
)
CLOSES = (
    "second table: the distribution of value added sums to value added, redistribution to zero; wages as due, profit "
    "after tax and before back pay (analysis/accounts.py)"
)
NOTHING_TO_SHOW: Listing = (COLUMNS, [])
BILLION, MILLION, THOUSAND = 1e9, 1e6, 1e3


def plain(table: pd.DataFrame) -> Listing:
    """Every row of a table, for programs."""
    rows = [tuple(_bare(value) for value in row) for row in table.itertuples(index=False)]
    return tuple(map(str, table.columns)), rows


def _bare(value: object) -> str:
    if isinstance(value, float | np.floating):
        return "" if np.isnan(value) else f"{value:.6g}"
    return str(value)


def shown(found: Compared) -> list[Listing]:
    """The nation, indicator by indicator; who pays and who gains; shares of jobs with other cut-offs."""
    rows = [_row(one, found) for name in found.names for _, one in found.of_nation(name).iterrows()]
    money = [_account(one) for _, one in found.accounts.iterrows()]
    tables: list[Listing] = [(HEADING, rows), (ACCOUNTS_HEADING, money), *moved_tables.shown(found)]
    if len(found.names) > 1:
        return tables
    # the one policy is named below
    return [(head[1:], [row[1:] for row in rows]) if head[0] == "policy" else (head, rows) for head, rows in tables]


def _row(one: pd.Series, found: Compared) -> tuple[str, ...]:
    share = one["difference"] / abs(one["baseline"]) if one["baseline"] else float("nan")
    seeds = one[seeds_asked(found.manifest)[0]]
    unit = one["unit"]
    difference, low, high = changed(one["difference"], one["low"], one["high"], unit)
    detectable, _, _ = changed(one["minimum_detectable_effect"], np.nan, np.nan, unit)
    return (
        one["policy"], one["indicator"], one["group"], unit_label(unit), format_number(one["baseline"], unit=unit),
        difference, "-" if low == "-" else f"{low} to {high}",
        "-" if np.isnan(share) else f"{100 * share:+.1f} %",
        "-" if np.isnan(one["effect_size"]) else f"{one['effect_size']:+.2f}", _p_value(one),
        verdict(one["p_holm"]), detectable.removeprefix("+"), "-" if np.isnan(seeds) else f"{seeds:.0f}",
    )  # fmt: skip


def _p_value(one: pd.Series) -> str:
    value = one["p_holm"]
    if np.isnan(value):
        return "-"
    if one["low"] == one["high"] != 0.0:
        return "same in all"  # every seed has this very difference: no spread to judge it by
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def _account(one: pd.Series) -> tuple[str, ...]:
    scale, unit = _scaled(one)
    baseline, difference, low, high = (one[name] / scale for name in ("baseline", "difference", "low", "high"))
    people = "-" if np.isnan(one["people"]) else f"{one['people'] / MILLION:.1f} million"
    difference, low, high = changed(difference, low, high)
    details = (format_number(baseline), difference, "-" if low == "-" else f"{low} to {high}", verdict(one["p_holm"]))
    return one["policy"], one["block"], one["kind"], one["group"], unit, *details, people


def _scaled(one: pd.Series) -> tuple[float, str]:
    if one["unit"] == YUAN:
        return BILLION, "billion yuan/year"
    return (1.0, one["unit"]) if one["unit"] == A_HEAD else (THOUSAND, f"thousand {one['unit']}")


def summary(found: Compared) -> str:
    """What a reader of the tables has to know."""
    manifest = found.manifest
    first, last = manifest["window"]
    seeds = len(manifest["seeds"])
    policies, baseline = ", ".join(found.names), manifest["baseline"]["name"]
    lines = [f"{policies} against {baseline}, the baseline; means of {first} to {last}"]
    if seeds < 2:
        lines.append("one seed: there is a difference and no interval; give seeds=8 or more")
    else:
        lines += [
            f"{seeds} seeds, paired, intervals of 95 %; {rule(NATION, found.family(NATION))}; in the second table, for "
            f"{found.family(ACCOUNTS)}: {FAMILIES[ACCOUNTS]}",
            "minimum_detectable_effect: the smallest true difference that so many seeds show with 80 % power",
            f"sample_size: seeds {seeds_asked(manifest)[1]}",
        ]
    lines += [CLOSES, *moved_tables.said(found)]
    if missing := sorted(set(manifest["indicators"]) - set(names_of_series(found.differences))):
        lines.append(f"without a value in these months: {', '.join(missing)}")
    lines.append(f"written to {found.folder}; more indicators: name them, or `all`")
    return "\n".join(lines)
