"""What is shown, under which name, in which unit, where and in which order? One table for all outputs.

A row is a series (an indicator, or an indicator of a group: indicators/groups.py). Its places:

  first  the first printed page, the HTML report's first chart, and what `segsim compare` asks for by default
  run    the table that a single run prints
  sweep  the table of several runs side by side
  month  by month in the HTML report; all others by year
  pay, hours, jobs, voice, firms, places, upgrading: the HTML report's topics (html_report/topics.py)
  chart  a line in a chart of the printed report (figures/printed_report/contents.py)

Everywhere the order is that of this table; the first series of a topic is the one shown by group. Without words for its
unit, a series has its indicator's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from segsim.indicators import INDICATORS
from segsim.indicators.groups import NATION, series_label, split

FIRST, RUN, SWEEP, MONTH, CHART = "first", "run", "sweep", "month", "chart"
PLACES = (FIRST, RUN, SWEEP, MONTH, CHART, "pay", "hours", "jobs", "voice", "firms", "places", "upgrading")


@dataclass(frozen=True)
class View:
    """One row; `summed`: over the months of a year; `people`: agents, drawn as real people."""

    series: str
    label: str
    where: tuple[str, ...]
    unit: str = ""
    summed: bool = False
    people: bool = False


def _view(series: str, label: str, where: str, unit: str = "", *, summed: bool = False, people: bool = False) -> View:
    return View(series, label, tuple(where.split()), unit, summed, people)


VIEWS = (
    _view("earnings", "pay a month", "pay month chart"),
    _view("hours_week", "hours a week", "hours month chart"),
    _view("value_added", "value added", "firms month"),
    _view("plants_moved", "plants that move to another city", "places"),
    _view("earnings:migrants", "migrants' pay", "first run sweep chart", "yuan a month, all segments"),
    _view("earnings:core", "pay in the core", "run chart"),
    _view("earnings:core/lower_tiers", "pay in the core over the lower tiers", "first run sweep", "times"),
    _view("base_over_minimum:lower_tiers", "base pay over the legal minimum", "first run sweep", "times, lower tiers"),
    _view("overtime_share:lower_tiers", "overtime pay in all pay, lower tiers", "run"),
    _view("bonus_share:lower_tiers", "bonus in all pay, lower tiers", "run"),
    _view("hours_week:migrants", "working week of migrants", "first run sweep chart", "hours"),
    _view("share_over_44h:migrants", "migrants who work over 44 hours a week", "run"),
    _view("overtime_unpaid", "overtime unpaid", "first run sweep month hours chart", "% of those who work overtime"),
    _view("contract_share:migrants", "migrants with a written contract", "first run chart", "% of migrants"),
    _view("injury_cover:migrants", "migrants with injury insurance", "first chart", "% of migrants"),
    _view("pension_cover:migrants", "migrants with a pension", "run chart", "% of migrants"),
    _view("employment", "jobs", "first month jobs chart", "in both chains", people=True),
    _view("unemployment_rate", "without a job", "first run sweep month jobs chart", "% of the labour force in cities"),
    _view("strikes", "strikes", "first run sweep month voice chart", "firms of the model a year", summed=True),
    _view("gini", "inequality of pay (Gini)", "first run pay", "0: all paid alike"),
    _view("profit_margin", "profit", "first run sweep month firms chart", "% of sales"),
    _view("labour_share", "labour's share", "first run month firms chart", "% of value added"),
    _view("productivity", "made in an hour", "first month firms chart", "yuan at first prices"),
    _view("pollution", "pollution where people work", "first places chart", "1: January 2006"),
    _view("jobs_pocket", "jobs in pockets of intensive growth", "first run sweep upgrading chart", "% of jobs"),
    _view("jobs_despotism", "jobs under market despotism", "first run sweep upgrading chart", "% of jobs"),
    _view("multiply_deprived", "multiply deprived jobs (H)", "first run sweep upgrading chart", "% of jobs"),
    _view("adjusted_deprivation", "adjusted deprivation (M0)", "first run upgrading chart", "0: none, 1: total"),
    _view("hourly_pay", "pay an hour", "pay month"),
    _view("base_over_minimum", "base pay over the minimum wage", "pay month chart"),
    _view("overtime_share", "overtime pay in all pay", "pay chart"),
    _view("bonus_share", "bonus in all pay", "chart"),
    _view("hourly_pay:core/lower_tiers", "the core's hourly pay over that of lower tiers", "pay month"),
    _view("earnings:urban/migrants", "urban workers' pay over migrants'", "pay"),
    _view("private_over_nonprivate", "pay in private over other firms", "pay"),
    _view("hukou_gap", "pay gap between urban and rural hukou", "run"),
    _view("share_over_cap", "overtime beyond the legal cap", "hours month chart"),
    _view("overtime_below_legal", "overtime paid under the legal rate", "chart"),
    _view("under_minimum_base", "base pay under the minimum wage", "chart"),
    _view("under_minimum_hourly", "pay under the minimum wage", "run hours chart"),
    _view("contract_share", "written contracts", "hours month"),
    _view("pension_cover", "pension cover", "hours month"),
    _view("arrears_share", "wages owed", "hours"),
    _view("arrears_share:migrants", "migrants who are owed wages", "chart"),
    _view("injuries", "injuries at work", "hours"),
    _view("separation_rate", "leaving or losing a job", "month jobs chart"),
    _view("separation_rate:outside_core", "leaving or losing a job outside the core", "run"),
    _view("vacancy_rate", "open jobs", "chart"),
    _view("employment:core/nation", "the core's share of jobs", "jobs"),
    _view("dispatch_share", "agency work", "jobs chart"),
    _view("into_core_migrants", "migrants who get into the core", "jobs chart"),
    _view("into_core_urban", "urban hukou who get into the core", "chart"),
    _view("out_of_core", "out of the core", "chart"),
    _view("mobility", "mobility between segments", "jobs"),
    _view("platform_workers", "platform work", "jobs chart"),
    _view("theil", "inequality of pay (Theil)", "chart"),
    _view("theil_between_tier", "inequality of pay between tiers (Theil)", "run chart"),
    _view("theil_between_hukou", "inequality of pay between hukou (Theil)", "chart"),
    _view("theil_between_region", "inequality of pay between regions (Theil)", "chart"),
    _view("left_behind_share", "children left in the village", "chart"),
    _view("migrant_children_in_public_school", "migrants' children in public school", "chart"),
    _view("ready_to_strike", "ready to strike", "voice chart"),
    _view("union_coverage", "covered by elected representatives", "voice month chart"),
    _view("captured_coverage", "covered by a union led by management", "voice chart"),
    _view("hours_lost", "hours lost to strikes", "voice chart"),
    _view("strikes_won", "strikes won", "voice chart"),
    _view("enforcement_response_to_unrest", "inspections in answer to unrest", "chart"),
    _view("repression", "force in answer to unrest", "chart"),
    _view("complaints", "complaints", "chart"),
    _view("school_protests", "protests over school places", "chart"),
    _view("platform_protests", "protests over riders' pay", "chart"),
    _view("consumer_prices", "consumer prices", "month"),
    _view("price_index", "prices of the chain", "firms chart"),
    _view("firms", "firms", "firms"),
    _view("failures", "firms that fail", "chart"),
    _view("entries", "firms that begin", "chart"),
    _view("automation", "automation", "firms chart"),
    _view("own_innovation", "own innovation", "firms chart"),
    _view("specific_human_capital", "training", "chart"),
    _view("imitation", "technology copied and bought", "chart"),
    _view("growth_output", "growth of value added", "chart"),
    _view("growth_capital", "growth by capital", "chart"),
    _view("growth_hours", "growth by hours", "chart"),
    _view("growth_tfp", "growth by productivity", "chart"),
    _view("joint_venture_car_share", "cars with a foreign badge", "chart"),
    _view("independent_car_share", "cars with a Chinese badge", "chart"),
    _view("new_energy_share", "new-energy cars", "chart"),
    _view("plants_inland", "plants inland", "chart"),
    _view("jobs_inland", "jobs inland", "chart"),
    _view("jobs_periphery", "jobs around car cities", "chart"),
    _view("enforcement_effort", "effort of inspection", "chart"),
    _view("land_price", "price of industrial land", "places chart"),
    _view("property_price", "price of homes", "chart"),
    _view("emissions", "emissions", "places"),
    _view("emission_intensity", "emissions for a unit of output", "places chart"),
    _view("smog_shutdown", "standstill by smog", "chart"),
    _view("pollution_protests", "protests over pollution", "places chart"),
    _view("jobs_low_road", "jobs on the high-tech low road", "upgrading chart"),
    _view("jobs_decent_lagging", "decent jobs in lagging plants", "upgrading chart"),
    _view("jobs_between", "jobs neither decent nor multiply deprived", "chart"),
    _view("deprived_in_pay", "jobs deprived in pay", "upgrading chart"),
    _view("deprived_in_working_time", "jobs deprived in working time", "upgrading chart"),
    _view("deprived_in_overtime_pay", "jobs deprived in overtime pay", "upgrading chart"),
    _view("deprived_in_contract", "jobs deprived in contract or stability", "upgrading chart"),
    _view("deprived_in_insurance", "jobs deprived in social insurance", "upgrading chart"),
    _view("core_wage_premium", "wage premium of the core, like with like", "run upgrading"),
    _view("order_state", "jobs under state capitalism", "chart"),
    _view("order_network", "jobs under network capitalism", "chart"),
    _view("order_despotic", "jobs in the market-despotic order", "chart"),
    _view("order_arms_length", "jobs in an arm's-length market", "chart"),
    _view("injury_cover", "work-injury cover", ""),
)  # fmt: skip
BY_SERIES = {view.series: view for view in VIEWS}


def shown(place: str) -> tuple[str, ...]:
    """The series that are shown at a place, in order."""
    return tuple(view.series for view in views(place))


def views(place: str) -> Iterator[View]:
    """The rows of a place, in order."""
    return (view for view in VIEWS if place in view.where)


def label_of(series: str) -> str:
    """A series in words: its own, or its indicator's and its group."""
    if series in BY_SERIES:
        return BY_SERIES[series].label
    name, _ = split(series)
    words = series_label(series)
    return words.replace(name.replace("_", " "), BY_SERIES[name].label, 1) if name in BY_SERIES else words


def unit_of(series: str) -> str:
    """The unit of a recorded series in words: yuan a month, % of workers."""
    name, group = split(series)
    entry = INDICATORS.get(name)
    return unit_label(entry.of(group).unit if entry and group != NATION else entry.unit) if entry else "as recorded"


def unit_label(unit: str) -> str:
    """A unit as people say it. Workers that are counted are the model's."""
    if unit == "workers":
        return "workers of the model"
    return unit.replace("share of", "% of").replace("/", " a ") if unit != "share" else "%"
