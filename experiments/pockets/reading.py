"""How do the tables of the experiment read in words? Sentences and tables of pockets.md, all from the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segsim.analysis.paired import mean_and_margin
from segsim.figures.maps import policy_name
from segsim.indicators.groups import NATION, address
from segsim.indicators.regimes import Regime

POCKET, DESPOTISM = "share_pocket", "share_market_despotism"
CUTS = {NATION: "as set", "low_cuts": "20 % lower", "high_cuts": "20 % higher"}
MOVED = ("low_cuts", "high_cuts")
LEAD = "earnings:core/lower_tiers"
CLOSE = 0.05  # a lead of the core that counts as none: bound of the negative control
SCORES = ("social_upgrading", "industrial_upgrading")
Levers = Mapping[str, Sequence[str]]
Interval = tuple[float, float, float]
Effects = Mapping[tuple[str, str, str], Interval]
Row = tuple[str, ...]
HEAD = """\
# Pockets of intensive growth: what was found

Written by `python experiments/pockets/pockets.py`; do not edit. {span}.

Shares are % of the workers of classified cells. Square brackets: 95 % interval over seeds (Student's t); none where all
seeds agree. Round brackets: the same share with both cuts 20 % lower; 20 % higher. Differences are paired by seed. Many
claims are looked at without correction, so about one interval in twenty misses by chance.
"""


def page(every: pd.DataFrame, shares: pd.DataFrame, nulls: pd.DataFrame, levers: Levers, span: str) -> str:
    """The whole page; `every` holds single seeds, the other two tables means and intervals over seeds."""
    effects = lever_effects(every, levers)
    parts = [
        HEAD.format(span=span[0].upper() + span[1:]),
        "## In short\n", *(f"- {line}" for line in in_short(every, shares)),
        "\n## Does it bear the story out?\n",
        table(("claim", "found", "verdict"), verdicts(every, shares, nulls, effects)),
        "\n## History, by regime\n", by_regime(shares),
        "\n## What each lever moves\n\nMost protecting value less least protecting one, over all combinations of the "
        "other two levers, in percentage points (scores, which run from 0 to 1, in hundredths).\n",
        effect_table(effects),
        "\n## The policies\n", policy_table(shares),
        "\n## What each assumption puts into the core's lead\n\nOne assumption at a time left out of history, from the "
        "first month. The parts need not add up. In ln points: 0.10 is about 10 %.\n", null_table(nulls),
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float, low: float, high: float, times: float = 100.0, digits: int = 1) -> str:
    """A value with its interval, where there is one."""
    if not np.isfinite(value):
        return "none"
    middle, *ends = (f"{round(times * one, digits) + 0.0:.{digits}f}" for one in (value, low, high))
    return middle if not np.isfinite(low) or low == high else f"{middle} [{', '.join(ends)}]"


def of(rows: pd.DataFrame, indicator: str) -> str:
    """A share with its interval and with the cuts moved; `rows` are those of one world and policy."""
    found = rows.set_index("indicator")
    low, high = (number(found.loc[address(indicator, cut), "value"], np.nan, np.nan) for cut in MOVED)
    return f"{number(*found.loc[indicator, ['value', 'low', 'high']])} ({low}; {high})"


def of_history(shares: pd.DataFrame, world: str) -> pd.DataFrame:
    """Rows of the run of history in one world."""
    return shares[(shares["world"] == world) & (shares["bargaining"] == "default")]


def name_of(row: pd.Series) -> str:
    """A policy in words."""
    return (
        f"enforcement {policy_name(row['enforcement'])}, minimum wage {policy_name(row['minimum_wage'])}, "
        f"bargaining: {policy_name(row['bargaining'])}"
    )


def in_short(every: pd.DataFrame, shares: pd.DataFrame) -> list[str]:
    """Levels, range over the policies, and what the null maps take away."""
    lines = []
    count = len(
        shares[shares["bargaining"] != "default"].drop_duplicates(["enforcement", "minimum_wage", "bargaining"])
    )
    for world in shares["world"].unique():
        rows = of_history(shares, world)
        lines.append(
            f"History, {world}: {of(rows, POCKET)} % work in pockets, {of(rows, DESPOTISM)} % under market despotism; "
            f"{of_one(rows, 'share_unclassified')} % of all workers are in cells too small to be classified."
        )
    for world in shares["world"].unique():
        for indicator, words in ((POCKET, "pockets"), (DESPOTISM, "market despotism")):
            lines.append(f"{count} policies, {world}: {over_policies(shares, world, indicator, words)}")
    for world in [name for name in every["world"].unique() if name != "as assumed"]:
        taken = [number(*taken_away(every, world, indicator)) for indicator in (POCKET, DESPOTISM)]
        lines.append(
            f"As assumed less {world}, mean of the policies: pockets {taken[0]} points, "
            f"market despotism {taken[1]} points."
        )
    return lines


def of_one(rows: pd.DataFrame, indicator: str) -> str:
    """A share that has no cuts."""
    return number(*rows.set_index("indicator").loc[indicator, ["value", "low", "high"]])


def over_policies(shares: pd.DataFrame, world: str, indicator: str, words: str) -> str:
    """Lowest and highest share over the policies, and how many policies differ from history."""
    rows = shares[(shares["world"] == world) & (shares["indicator"] == indicator) & (shares["bargaining"] != "default")]
    rows = rows[rows["value"].notna()]
    if rows.empty:
        return f"no cell could be classified for {words}."
    low, high = rows.loc[rows["value"].idxmin()], rows.loc[rows["value"].idxmax()]
    if high["value"] - low["value"] < 5e-4:
        return f"{words} {number(low['value'], np.nan, np.nan)} % everywhere."
    sure = ((rows["difference_low"] > 0) | (rows["difference_high"] < 0)).sum()
    return (
        f"{words} from {number(low['value'], np.nan, np.nan)} % ({name_of(low)}) to "
        f"{number(high['value'], np.nan, np.nan)} % ({name_of(high)}); {sure} of {len(rows)} differ from history "
        "beyond their interval."
    )


def taken_away(every: pd.DataFrame, world: str, indicator: str) -> Interval:
    """Share as assumed less that in another world, mean over the policies, paired by seed, with its interval."""
    rows = every[(every["indicator"] == indicator) & (every["bargaining"] != "default")]
    means = rows.groupby(["world", "seed"])["value"].mean().unstack("seed")
    return with_interval((means.loc["as assumed"] - means.loc[world]).tolist())


def with_interval(values: Sequence[float]) -> Interval:
    """Mean over seeds and the ends of its 95 % interval."""
    mean, margin = mean_and_margin(values)
    return mean, mean - margin, mean + margin


def lever_effects(every: pd.DataFrame, levers: Levers) -> dict[tuple[str, str, str], Interval]:
    """By world, lever and share: last value of the lever less its first one, the other levers held, with intervals."""
    found = {}
    policies = every[every["bargaining"] != "default"]
    for lever, values in levers.items():
        others = [name for name in levers if name != lever]
        for (world, indicator), rows in policies.groupby(["world", "indicator"], sort=False):
            wide = rows.set_index([lever, *others, "seed"])["value"].unstack(lever)
            if {values[0], values[-1]} <= set(wide.columns):
                gap = (wide[values[-1]] - wide[values[0]]).dropna().groupby("seed").mean()
                found[str(world), lever, str(indicator)] = with_interval(gap.tolist())
    return found


def effect_table(effects: Effects) -> str:
    """Every lever in every world, with the cuts where they are and moved; scores are in hundredths."""
    rows = []
    for world, lever in dict.fromkeys((world, lever) for world, lever, _ in effects):
        for cut, words in CUTS.items():
            cells = [number(*effects[world, lever, address(indicator, cut)]) for indicator in (POCKET, DESPOTISM)]
            cells += ["" if cut != NATION else number(*effects[world, lever, score]) for score in SCORES]
            rows.append((world, lever.replace("_", " "), words, *cells))
    return table(("world", "lever", "cuts", "pockets", "market despotism", "social score", "industrial score"), rows)


def by_regime(shares: pd.DataFrame) -> str:
    """Shares of all five regimes in history, in every world."""
    worlds = shares["world"].unique()
    rows = [
        (regime.name.lower().replace("_", " "),
         *(of(of_history(shares, world), f"share_{regime.name.lower()}") for world in worlds))
        for regime in Regime
    ]  # fmt: skip
    return table(("regime", *worlds), rows)


def policy_table(shares: pd.DataFrame) -> str:
    """Pockets and market despotism under every policy and in every world."""
    policies = shares[shares["bargaining"] != "default"]
    head = ["enforcement", "minimum wage", "bargaining"]
    head += [f"{what}, {world}" for what in ("pockets", "despotism") for world in shares["world"].unique()]
    rows = []
    for policy, same in policies.groupby(["enforcement", "minimum_wage", "bargaining"], sort=False):
        by_world = [of_world for _, of_world in same.groupby("world", sort=False)]
        cells = [of(of_world, indicator) for indicator in (POCKET, DESPOTISM) for of_world in by_world]
        rows.append((*map(policy_name, policy), *cells))
    return table(head, rows)


def null_table(nulls: pd.DataFrame) -> str:
    """The core's lead, the tiers' part of inequality and the pockets without each assumption."""
    rows = []
    for name, same in nulls.groupby("left_out", sort=False):
        found = same.set_index("indicator")
        lead = number(*found.loc[LEAD, ["value", "low", "high"]], times=1.0, digits=2)
        put_in = number(
            *-found.loc[f"ln_{LEAD}", ["difference", "difference_high", "difference_low"]], times=1.0, digits=2
        )
        theil = number(*found.loc["theil_share_tier", ["value", "low", "high"]])
        first = name == "as assumed"
        rows.append((str(name), lead, "" if first else put_in, theil, of(same, POCKET), of(same, DESPOTISM)))
    head = ("left out", "core over lower pay", "put into it, ln", "tiers in Theil, %", "pockets, %", "despotism, %")
    return table(head, rows)


def verdict(interval: Interval, sign: int) -> str:
    """What an interval says of a claim about a sign."""
    value, low, high = interval
    if not np.isfinite(low):
        return "cannot be told"
    if low == high == 0.0:
        return "**against**: no difference in any seed"
    if low <= 0.0 <= high:
        return "cannot be told from nothing"
    return "bears it out" if np.sign(value) == sign else "**against**"


def verdicts(every: pd.DataFrame, shares: pd.DataFrame, nulls: pd.DataFrame, effects: Effects) -> list[Row]:
    """Each claim of the story with what was found and whether that bears it out."""
    rows: list[Row] = []
    for (world, lever, indicator), found in effects.items():
        if indicator in (POCKET, DESPOTISM) and world != "all equal":
            more, sign = ("more pockets", 1) if indicator == POCKET else ("less market despotism", -1)
            claim = f"{lever.replace('_', ' ')} that protects more: {more} ({world})"
            rows.append((claim, f"{number(*found)} points", verdict(found, sign)))
    history = of_history(shares, "as assumed").set_index("indicator")
    some = [bool(history.loc[address(POCKET, cut), "low"] > 0) for cut in CUTS]
    says = "**against**: hangs on the cuts" if any(some) else "**against**: none at all"
    claim = "there are pockets in history, wherever the cuts are"
    rows.append((claim, of(history.reset_index(), POCKET), "bears it out" if all(some) else says))
    for world in [name for name in every["world"].unique() if name != "as assumed"]:
        for cut, words in CUTS.items():
            found = taken_away(every, world, address(POCKET, cut))
            claim = f"pockets are there with {world}, too (mean of the policies, cuts {words})"
            rows.append((claim, f"{number(*found)} points lost", _lost(found)))
    lead = nulls[nulls["indicator"] == LEAD].set_index("left_out")[["value", "low", "high"]]
    for name in ("as assumed", "none of these three"):
        if name in lead.index:
            value, low, high = lead.loc[name]
            says = verdict((value - 1.0, low - 1.0, high - 1.0), 1)
            rows.append((f"the core is paid more than the lower tiers: {name}", number(value, low, high, 1.0, 2), says))
    value, low, high = lead.loc["all equal"]
    says = "bears it out" if abs(value - 1.0) <= CLOSE else "**against**"
    rows.append(
        (f"with all equal the core's lead is within {100 * CLOSE:.0f} %", number(value, low, high, 1.0, 2), says)
    )
    return rows


def _lost(found: Interval) -> str:
    """Of pockets lost where an assumption is left out."""
    says = verdict(found, 1)
    if says.endswith("seed"):
        return "none are lost, or there are none"
    return {"bears it out": "**against**: lost", "**against**": "bears it out: more of them"}.get(says, says)
