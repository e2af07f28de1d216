"""The view of the chains: who buys from whom, what money goes down a link and how many hours of work come up it?"""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from segsim.analysis.links import EMBODIED, KEYS, link_years, order_of
from segsim.analysis.pairs import whole_years
from segsim.analysis.palette import FAINT, INK, PAPER, SOFT
from segsim.analysis.regimes import TIER_WORDS
from segsim.html_report.charts import specification
from segsim.html_report.section import Control, Section
from segsim.html_report.sides import Policies, Side, of_each, policy_choice, seeds_of, source_of, year_slider
from segsim.indicators.chains import ABROAD, FINAL, MATERIALS, NAMES

MONEY, HOURS = "#2f65a8", "#8a5a00"
INDUSTRIES = {"auto": "auto chain", "it": "IT chain"}
PER = 1000.0  # hours are shown for goods that were worth so many yuan in the first month
WIDTH, DEPTH = 10.0, 11.7  # of the drawing
BOX = 1.5  # height of a tier's box
TOPS = {FINAL: 0.0, "lead": 1.9, "first": 4.65, "second": 7.4, "third": 10.15}
BROAD = {FINAL: 9.8, "lead": 4.75, "first": 8.3, "second": 8.3, "third": 8.3}
LEFT = 0.1  # edge of all boxes
LINE, PAST = 1.0, 5.6  # where links run from top to bottom: to the next tier, and past the leads
THICKEST = 14.0  # pixels
WORDS = {
    "money": "money, million yuan a year", "price": "price of a unit, yuan", EMBODIED: "hours in 1,000 units",
    "hours_per_unit": "of these in the selling tier", "pay_per_hour": "pay, yuan an hour",
    "labour_per_unit": "labour in a unit, yuan", "parts_per_unit": "parts in a unit, yuan",
    "materials_per_unit": "materials in a unit, yuan", "margin_per_unit": "left of a unit, yuan",
    "days_until_paid": "days until paid",
}  # fmt: skip
SCALES = {"money": 1e-6, EMBODIED: PER, "hours_per_unit": PER}


def chain_map(baseline: Side, policies: Policies) -> Section:
    """Boxes for tiers and a pair of strokes for every link; one panel a world."""
    rows = of_each(policies, lambda policy: _rows(baseline, policy))
    return Section(
        id="chains",
        question="Who buys from whom in the {industry}, and who gets what of it?",
        subtitle=f"Yuan a year that go down, and hours of work that come up in goods worth {PER:,.0f} yuan at prices "
        "of the first month; {year}, all of the chain, mean of " + seeds_of(baseline, policies),
        alt="Boxes for final buyers and the tiers beneath them in {year}, joined by strokes as thick as the money that "
        "goes down and as the hours that come up; in numbers in the table",
        source=source_of(baseline, policies),
        chart=specification(_chart()),
        rows=rows,
        columns={"world": "world", "buyer_words": "buyer", "seller_words": "seller", "year": "year", **WORDS},
        controls=(
            Control("industry", "Chain", INDUSTRIES, "it"),
            *policy_choice(policies),
            year_slider(whole_years(baseline.run)),
        ),
        note="Hours are those of the selling tier and of the home-made parts beneath it. Pay is what is due; a tier "
        "keeps what remains of its price after labour, parts and materials. Outside: materials, overhead, and parts "
        "that nobody made at home."
        + (" In brackets: change from the baseline, mean over the same seeds." if policies else ""),
        formats={"year": "as is"},
        panels="world",
    )


def _rows(baseline: Side, policy: Side | None) -> pd.DataFrame:
    found = _scaled(link_years(baseline.run, policy.run if policy else None))
    worlds = [(baseline.title, "baseline"), *([(policy.title, "value")] if policy else [])]
    return pd.concat([_drawn(found, world, side) for world, side in worlds], ignore_index=True)


def _scaled(found: pd.DataFrame) -> pd.DataFrame:
    """Quantities that are shown, in the units in which they are shown."""
    found = found[found["quantity"].isin(WORDS)]
    scale = found["quantity"].map(SCALES).fillna(1.0)
    known = [name for name in ("baseline", "value", "difference", "low", "high") if name in found]
    return found.assign(**{name: found[name] * scale for name in known})


def _drawn(found: pd.DataFrame, world: str, side: str) -> pd.DataFrame:
    """One row a link and year of one world, with its quantities, and where it is drawn."""
    wide = found.pivot(index=list(KEYS), columns="quantity", values=side)
    rows = wide.reindex(columns=list(WORDS)).dropna(subset="money").reset_index()
    if side == "value":
        apart = found.pivot(index=list(KEYS), columns="quantity", values="difference")
        before = found.pivot(index=list(KEYS), columns="quantity", values="baseline")
        change = (apart / before).reindex(pd.MultiIndex.from_frame(rows[list(KEYS)]))
        rows["money_change"], rows["hours_change"] = change["money"].to_numpy(), change[EMBODIED].to_numpy()
    else:
        rows["money_change"] = rows["hours_change"] = np.nan
    rows["order"] = [order_of(buyer, seller) for buyer, seller in zip(rows["buyer"], rows["seller"], strict=True)]
    rows = rows.sort_values(["industry", "year", "order"], kind="stable").drop(columns="order")
    links = list(zip(rows["industry"], rows["buyer"], rows["seller"], strict=True))
    rows = rows.assign(
        world=world,
        buyer_words=[_label_of_node(industry, buyer) for industry, buyer, _ in links],
        seller_words=[_label_of_node(industry, seller) for industry, _, seller in links],
        is_link=[seller in NAMES for _, _, seller in links],
        x=[PAST if (buyer, seller) == (FINAL, "first") else LINE for _, buyer, seller in links],
        y=[_bottom(buyer) for _, buyer, _ in links],
        y2=[TOPS.get(seller, np.nan) for _, _, seller in links],
    )
    for name, most in (("money", THICKEST), (EMBODIED, THICKEST / 2)):
        rows[f"{name}_thick"] = (
            most
            * rows[name]
            / _most(found, name).reindex(pd.MultiIndex.from_frame(rows[["industry", "year"]])).to_numpy()
        )
    return rows.reset_index(drop=True)


def _most(found: pd.DataFrame, quantity: str) -> pd.Series:
    """The largest value of the chain and year in the baseline, by which strokes of both worlds are drawn."""
    of_links = found[(found["quantity"] == quantity) & found["seller"].isin(NAMES)]
    return of_links.groupby(["industry", "year"])["baseline"].max()


def _bottom(buyer: str) -> float:
    return TOPS[buyer] + (0.7 if buyer == FINAL else BOX)


def _label_of_node(industry: str, name: str) -> str:
    ends = {FINAL: "final buyers", ABROAD: "abroad", MATERIALS: "materials and overhead"}
    return ends.get(name) or TIER_WORDS[industry][NAMES.index(name)]


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None)


def _down(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[DEPTH, 0], nice=False), axis=None)


def _chart() -> Any:
    data = alt.Chart(alt.NamedData("rows"))
    links = data.transform_filter("datum.is_link").transform_calculate(
        middle="(datum.y + datum.y2) / 2", end="datum.y2 - 0.12", start="datum.y + 0.12", right="datum.x + 0.25",
        left="datum.x - 0.45",
        paid=f"'¥' + say(1e6 * datum.money, '') + {_bracketed('money_change')}",
        worked=f"say(datum.{EMBODIED}, '') + ' hours' + {_bracketed('hours_change')}",
    )  # fmt: skip
    tip = [
        alt.Tooltip("buyer_words:N", title="Buyer"), alt.Tooltip("seller_words:N", title="Seller"),
        alt.Tooltip("paid:N", title="Money"), alt.Tooltip("worked:N", title="Hours"),
    ]  # fmt: skip
    strokes = []
    for at, name, colour, tail, head, shape in (
        ("x", "money", MONEY, "y", "end", "triangle-down"), ("left", EMBODIED, HOURS, "y2", "start", "triangle-up"),
    ):  # fmt: skip
        place = {"x": _across(at), "tooltip": tip}
        thick = alt.StrokeWidth(f"{name}_thick:Q", scale=None, legend=None)
        stroke = links.mark_rule(color=colour).encode(y=_down(tail), y2=f"{head}:Q", strokeWidth=thick, **place)
        point = links.transform_calculate(size=f"pow(datum.{name}_thick + 7, 2)").mark_point(
            shape=shape, filled=True, color=colour, opacity=1
        )
        strokes += [stroke, point.encode(y=_down(head), size=alt.Size("size:Q", scale=None, legend=None), **place)]
    texts = [
        links.mark_text(align="left", dx=8, dy=shift, fontSize=11, color=colour).encode(
            x=_across("right"), y=_down("middle"), text=f"{name}:N"
        )
        for name, shift, colour in (("paid", -8, MONEY), ("worked", 8, HOURS))
    ]
    return alt.layer(*strokes, *texts, *_boxes(data)).properties(height=int(DEPTH * 50))


def _bracketed(change: str) -> str:
    """A change behind a number, in brackets, where there is one."""
    signed = f"(abs(datum.{change}) < 0.005 ? '0' : replace(format(100 * datum.{change}, '+.0f'), '-', '−'))"
    return f"(isValid(datum.{change}) ? ' (' + {signed} + ' %)' : '')"


def _boxes(data: Any) -> list[Any]:
    """Final buyers, and every tier that sells: what it pays, keeps, waits for and buys outside."""
    broad, tops = (f"{{{', '.join(f'{name}: {at}' for name, at in places.items())}}}" for places in (BROAD, TOPS))
    place = {
        "left": str(LEFT), "right": f"{LEFT} + {broad}[datum.tier]",
        "top": f"{tops}[datum.tier]", "bottom": f"{tops}[datum.tier] + {BOX}",
    }  # fmt: skip
    sold = data.transform_filter("datum.is_link").transform_joinaggregate(
        first="min(y)", waits="max(days_until_paid)", groupby=["seller"]
    )
    seen = (
        sold.transform_filter("datum.y == datum.first")
        .transform_calculate(tier="datum.seller")
        .transform_calculate(
            line0="datum.seller_words",
            line1="'pay ' + say(datum.pay_per_hour, '') + ' yuan an hour'",
            line2="'keeps ' + say(datum.margin_per_unit / datum.price, '%') + ' of its price'"
            " + (datum.waits > 0.05 && datum.tier != 'lead' ? ', waits ' + say(datum.waits, '') + ' days' : '')",
            **place,
        )
    )
    outside = data.transform_filter("!datum.is_link").transform_aggregate(bought="sum(money)", groupby=["buyer"])
    outside = outside.transform_calculate(tier="datum.buyer").transform_calculate(
        line3="'outside ¥' + say(1e6 * datum.bought, '')", **place
    )
    final = data.transform_aggregate(groupby=["year"]).transform_calculate(
        left=str(LEFT), right=str(LEFT + BROAD[FINAL]), top="0", bottom="0.7", line0="'final buyers'"
    )
    boxes = [(seen, {"fill": PAPER, "stroke": INK}), (final, {"fill": FAINT})]
    frames = [
        box.mark_rect(cornerRadius=3, opacity=1, **look).encode(
            x=_across("left"), x2="right:Q", y=_down("top"), y2="bottom:Q"
        )
        for box, look in boxes
    ]
    lines = [(seen, 0), (seen, 1), (seen, 2), (outside, 3), (final, 0)]
    return [*frames, *(_line(box, number) for box, number in lines)]


def _line(box: Any, number: int) -> Any:
    look = {"fontWeight": "bold", "color": INK} if number == 0 else {"color": SOFT}
    text = box.mark_text(align="left", baseline="top", dx=7, dy=8 + 17 * number, fontSize=12, **look)
    return text.encode(x=_across("left"), y=_down("top"), text=f"line{number}:N")
