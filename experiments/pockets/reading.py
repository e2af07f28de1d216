"""How do the tables of the experiment read in words? Sentences and tables of pockets.md, all from the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from segsim.analysis.paired import mean_and_margin
from segsim.figures.maps import policy_name

GAP, PREMIUM, H, M0 = (
    "deprivation_score:lower_tiers-core", "core_wage_premium", "multiply_deprived", "adjusted_deprivation",
)  # fmt: skip
POCKET, DESPOTISM, LOW_ROAD = "jobs_pocket", "jobs_despotism", "jobs_low_road"
WORDS = {
    POCKET: "pockets", DESPOTISM: "despotism", LOW_ROAD: "low road", H: "H", M0: "M0", GAP: "deprivation gap",
    PREMIUM: "core premium",
}  # fmt: skip
MEASURED = list(WORDS)
SHARES = (POCKET, DESPOTISM, LOW_ROAD, H, M0)  # end at 0 and 1
NULL_PREMIUM = 0.03  # bound of the negative control: measure.md, section 7
FAITHFUL = 0.8  # rank correlation from which the order of policies counts as kept: assumed
LEVERS = ("enforcement", "minimum_wage", "bargaining")
ASSUMED = "as assumed"
Levers = Mapping[str, Sequence[str]]
Interval = tuple[float, float, float]
Row = tuple[str, ...]
HEAD = """\
# Pockets of intensive growth: what was found

Written by `python experiments/pockets/pockets.py`; do not edit. {span}.

{first}

Pockets, market despotism, low road and H are shares of all jobs; H is the headcount ratio of multiply deprived jobs,
M0 the adjusted headcount ratio, the deprivation gap the mean score of the lower tiers less that of the core, the core
premium log pay at equal skill, hukou, tenure and city. All figures are in hundredths: %, or points for differences.
Square brackets: 95 % interval over seeds (Student's t), of differences by pairs of the same seed. Many claims are
looked at without correction, so about one interval in twenty misses by chance.
"""


def page(
    every: pd.DataFrame, shares: pd.DataFrame, nulls: pd.DataFrame, moved: pd.DataFrame, levers: Levers, span: str
) -> str:
    """The whole page; `every` holds single seeds, `shares` and `nulls` means over seeds, `moved` the robustness."""
    effects = lever_effects(every, levers)
    found = [WORDS[name] for name in MEASURED]
    parts = [
        HEAD.format(span=span[0].upper() + span[1:], first=taken_away(every, nulls)),
        "## Does it bear the story out?\n",
        table(("claim", "found", "verdict"), verdicts(every, nulls, moved, effects)),
        "\n## What each lever moves, as assumed\n\nMost protecting value less least protecting one, mean over all "
        "combinations of the other two levers.\n",
        table(("lever", *found), [
            (lever.replace("_", " "), *(number(*effects[lever, name]) for name in MEASURED)) for lever in levers
        ]),
        "\n## What all three levers move together, by world\n\nStrict enforcement, minimum wages that catch up and "
        "bargaining along the chain, less lax, frozen and none.\n",
        table(("world", *found), [
            (world, *(number(*ends(every, world, name)) for name in MEASURED)) for world in every["world"].unique()
        ]),
        "\n## History with one assumption left out at a time\n\nFrom the first month. First what is left, then less "
        "history as assumed.\n", null_table(nulls),
        "\n## The policies, as assumed\n", policy_table(shares),
        "\n## Robustness\n\n", robustness(moved),
        "\n## How sure are four years of a few seeds?\n\n", spread(shares),
    ]  # fmt: skip
    return "\n".join(parts).replace("\n\n\n", "\n\n") + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows))


def number(value: float, low: float = np.nan, high: float = np.nan) -> str:
    """A value in hundredths with its interval, where there is one."""
    if not np.isfinite(value):
        return "none"
    middle, *limits = (f"{round(100.0 * one, 1) + 0.0:.1f}" for one in (value, low, high))
    return middle if not np.isfinite(low) or low == high else f"{middle} [{', '.join(limits)}]"


def with_interval(values: Sequence[float]) -> Interval:
    """Mean over seeds and the limits of its 95 % interval."""
    mean, margin = mean_and_margin(values)
    return mean, mean - margin, mean + margin


def policies_of(every: pd.DataFrame) -> pd.DataFrame:
    """Rows without history, whose official unions are none of the 27 policies."""
    return every[every["bargaining"] != "default"]


def lever_effects(every: pd.DataFrame, levers: Levers) -> dict[tuple[str, str], Interval]:
    """By lever and indicator, as assumed: last value less first one, the other levers held; paired by seed."""
    found = {}
    rows = policies_of(every[every["world"] == ASSUMED])
    for lever, values in levers.items():
        others = [name for name in levers if name != lever]
        for indicator in MEASURED:
            same = rows[rows["indicator"] == indicator].set_index([lever, *others, "seed"])["value"].unstack(lever)
            known = {values[0], values[-1]} <= set(same.columns)
            gap = (same[values[-1]] - same[values[0]]).dropna().groupby("seed").mean() if known else pd.Series([])
            found[lever, indicator] = with_interval(gap.tolist())
    return found


def ends(every: pd.DataFrame, world: str, indicator: str) -> Interval:
    """The most protecting policy less the least protecting one in a world; paired by seed."""
    rows = policies_of(every[(every["world"] == world) & (every["indicator"] == indicator)])
    wide = rows.pivot(index="seed", columns=list(LEVERS), values="value")
    most, least = ("strict", "catch_up", "chain"), ("lax", "freeze", "none")
    known = {most, least} <= set(wide.columns)
    return with_interval((wide[most] - wide[least]).tolist() if known else [])


def taken_away(every: pd.DataFrame, nulls: pd.DataFrame) -> str:
    """First paragraph: what is left of pockets, despotism, the premium and the policies' effect in the nulls."""
    at = nulls.set_index(["left_out", "indicator"])

    def levels(name: str) -> str:
        return ", ".join(f"{WORDS[one]} {number(at.loc[(name, one), 'value'])}" for one in (*SHARES[:2], H, PREMIUM))

    def loss(name: str, indicator: str) -> str:
        return number(*at.loc[(name, indicator), ["difference", "difference_low", "difference_high"]])

    lines = [f"**What the nulls take away.** History as assumed: {levels(ASSUMED)}."]
    for name in ("no rents", "all equal"):
        lines.append(
            f"With {name}: {levels(name)}; that is {loss(name, POCKET)} points of pockets, {loss(name, DESPOTISM)} of "
            f"despotism, {loss(name, H)} of H and {loss(name, PREMIUM)} of the core premium against history."
        )
    single = [name for name in nulls["left_out"].unique() if name not in (ASSUMED, "no rents", "all equal")]
    for indicator in (POCKET, DESPOTISM, PREMIUM) if single else ():
        most = max(single, key=lambda name: abs(at.loc[(name, indicator), "difference"]))
        lines.append(f"Of single assumptions, {most} moves {WORDS[indicator]} most: {loss(most, indicator)} points.")
    both = [f"{world} {number(*ends(every, world, POCKET))} and {number(*ends(every, world, DESPOTISM))}"
            for world in every["world"].unique()]  # fmt: skip
    lines.append(f"The most less the least protecting policy moves pockets and despotism: {'; '.join(both)} points.")
    return " ".join(lines)


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


def verdicts(
    every: pd.DataFrame, nulls: pd.DataFrame, moved: pd.DataFrame, effects: Mapping[tuple[str, str], Interval]
) -> list[Row]:
    """Each claim of the story with what was found and whether that bears it out."""
    rows: list[Row] = []
    signs = {POCKET: ("more pockets", 1), DESPOTISM: ("less market despotism", -1), H: ("a lower H", -1)}
    for lever in LEVERS:
        for indicator, (words, sign) in signs.items():
            found = effects[lever, indicator]
            claim = f"{lever.replace('_', ' ')} that protects more: {words}"
            rows.append((claim, f"{number(*found)} points", verdict(found, sign)))
    for world in [name for name in every["world"].unique() if name != ASSUMED]:
        for indicator, (words, sign) in signs.items():
            found = ends(every, world, indicator)
            claim = f"all three levers together: {words}, {world}, too"
            rows.append((claim, f"{number(*found)} points", verdict(found, sign)))
    at = nulls.set_index(["left_out", "indicator"])
    for indicator in (POCKET, PREMIUM):
        claim = f"{WORDS[indicator]}: no less without rents"
        lost = at.loc[("no rents", indicator), ["difference", "difference_low", "difference_high"]]
        says = "**against**: lost" if lost.iloc[2] < 0 else "not lost beyond the interval"
        rows.append((claim, f"{number(*lost)} points", says if np.isfinite(lost.iloc[2]) else "cannot be told"))
    premium = at.loc[("all equal", PREMIUM), ["value", "low", "high"]]
    says = "bears it out" if abs(premium.iloc[0]) <= NULL_PREMIUM else "**against**"
    rows.append(
        (f"with all equal the core premium is within {100 * NULL_PREMIUM:.0f} of nothing", number(*premium), says)
    )
    for indicator in signs:
        lowest = moved[moved["indicator"] == indicator].dropna(subset="rank_correlation")
        if not lowest.empty:
            worst = lowest.loc[lowest["rank_correlation"].idxmin()]
            claim = f"policies keep their order by {WORDS[indicator]} where a cut-off is moved"
            says = "bears it out" if worst["rank_correlation"] >= FAITHFUL else "**against**: it hangs on that"
            rows.append((claim, f"rank correlation from {worst['rank_correlation']:.2f} ({worst['variant']})", says))
    return rows


def null_table(nulls: pd.DataFrame) -> str:
    """Every measure without each assumption, and what that takes from history."""
    rows = []
    for name, same in nulls.groupby("left_out", sort=False):
        found = same.set_index("indicator").loc[MEASURED]
        rows.append((str(name), *(number(*one) for one in found[["value", "low", "high"]].to_numpy())))
        if name != ASSUMED:
            gaps = found[["difference", "difference_low", "difference_high"]].to_numpy()
            rows.append((f"{name}, less history", *(number(*one) for one in gaps)))
    return table(("left out", *(WORDS[name] for name in MEASURED)), rows)


def policy_table(shares: pd.DataFrame) -> str:
    """Every measure under every policy, and pockets and despotism less history."""
    rows = []
    for policy, same in shares[shares["world"] == ASSUMED].groupby(list(LEVERS), sort=False):
        found = same.set_index("indicator").loc[MEASURED]
        gaps = found.loc[[POCKET, DESPOTISM, H], ["difference", "difference_low", "difference_high"]].to_numpy()
        name = ("history", "", "") if policy[-1] == "default" else tuple(map(policy_name, policy))
        cells = [number(value) for value in found["value"]]
        rows.append((*name, *cells, *("" if name[0] == "history" else number(*gap) for gap in gaps)))
    head = ("enforcement", "minimum wage", "bargaining", *(WORDS[name] for name in MEASURED))
    return table((*head, "pockets, less history", "despotism, less history", "H, less history"), rows)


def robustness(moved: pd.DataFrame) -> str:
    """Level in history, range of the policies' effects and their rank correlation, with one thing moved at a time."""
    shown = (POCKET, DESPOTISM, LOW_ROAD, H)
    rows = []
    for variant, same in moved.groupby("variant", sort=False):
        cells = []
        for _, one in same.set_index("indicator").loc[list(shown)].iterrows():
            rank = "" if np.isnan(one["rank_correlation"]) else f"; r {one['rank_correlation']:.2f}"
            limits = f"{number(one['lowest_effect'])} to {number(one['highest_effect'])}"
            cells.append(f"{number(one['level'])} ({limits}{rank})")
        rows.append((str(variant), *cells))
    return (
        "Share in history; in round brackets the lowest and the highest effect of a policy against history, in points, "
        "and the rank correlation r over the policies of these effects with those at the usual cut-offs. The first two "
        "seeds.\n\n" + table(("moved", *(WORDS[name] for name in shown)), rows)
    )


def spread(shares: pd.DataFrame) -> str:
    """Standard deviation over seeds of the policies' paired differences, and the margin it gives."""
    rows = []
    of_policies = policies_of(shares[shares["world"] == ASSUMED])
    for name in MEASURED:
        same = of_policies[of_policies["indicator"] == name]
        margin = (same["difference_high"] - same["difference"]).median()
        deviation = same["difference_sd"]
        rows.append((WORDS[name], number(deviation.median()), number(deviation.max()), number(margin)))
    return (
        "Over the policies: median and highest standard deviation over seeds of a policy's paired difference from "
        "history, and the median half width of its 95 % interval, in points.\n\n"
        + table(("", "median sd", "highest sd", "median half width"), rows)
    )
