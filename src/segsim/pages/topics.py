"""Which indicators stand together under which question, and for which groups of people and firms?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.analysis.palette import LINES, SEGMENTS, Look
from segsim.indicators.groups import NATION


@dataclass(frozen=True)
class Topic:
    """A question and the indicators that answer it; the first is the one shown by group."""

    id: str
    question: str
    families: tuple[str, ...]


TOPICS = (
    Topic("pay", "What is work paid?", (
        "earnings", "hourly_pay", "base_over_minimum", "overtime_share", "hourly_pay:core/lower_tiers",
        "earnings:urban/migrants", "private_over_nonprivate", "gini",
    )),
    Topic("hours", "How long do people work, and is the law kept?", (
        "hours_week", "share_over_cap", "overtime_unpaid", "under_minimum_hourly", "contract_share", "pension_cover",
        "arrears_share", "injuries",
    )),
    Topic("jobs", "Who has a job, who moves, who gets into the core?", (
        "employment", "unemployment_rate", "separation_rate", "employment:core/nation", "dispatch_share",
        "into_core_migrants", "mobility", "platform_workers",
    )),
    Topic("voice", "Where do workers strike, and who speaks for them?", (
        "strikes", "ready_to_strike", "union_coverage", "captured_coverage", "hours_lost", "strikes_won",
    )),
    Topic("firms", "How do firms fare, and does output grow by productivity?", (
        "value_added", "productivity", "profit_margin", "labour_share", "price_index", "firms", "automation",
        "own_innovation",
    )),
    Topic("places", "Which regions gain plants, and what happens to nature?", (
        "plants_moved", "land_price", "emissions", "emission_intensity", "pollution", "pollution_protests",
    )),
    Topic("upgrading", "Do firms and workers rise together?", (
        "share_pocket", "share_high_tech_low_road", "share_rent_island", "share_market_despotism",
        "industrial_upgrading", "social_upgrading",
    )),
)  # fmt: skip

# Month by month; all others by year.
HEADLINES = (
    "earnings", "hourly_pay", "base_over_minimum", "hours_week", "share_over_cap", "overtime_unpaid", "contract_share",
    "pension_cover", "employment", "unemployment_rate", "separation_rate", "strikes", "union_coverage", "value_added",
    "productivity", "profit_margin", "labour_share", "hourly_pay:core/lower_tiers", "consumer_prices",
)  # fmt: skip
_SEGMENTS = ("core", "contract_manufacturer", "supplier", "component_maker")
MONTHLY_GROUPS = {name: _SEGMENTS for name in ("earnings", "hourly_pay", "hours_week", "share_over_cap", "strikes")}
IN_CELLS = tuple(dict.fromkeys(family for topic in TOPICS for family in topic.families))

REGIONS = {
    "auto_core": "auto core cities", "auto_periphery": "auto periphery", "it_coast": "IT coast",
    "it_periphery": "IT periphery", "inland": "inland cities", "rural": "rural counties",
}  # fmt: skip
# In the order of the list; a segment keeps the colour that it has in every picture.
GROUPS: dict[str, Look] = {
    NATION: Look("everybody", LINES[0].colour),
    **{name: SEGMENTS[name] for name in _SEGMENTS},
    "outside_core": Look("outside the core", LINES[4].colour),
    "lower_tiers": Look("second and third tier", LINES[4].colour),
    "migrants": Look("migrants (rural hukou)", LINES[1].colour),
    "urban": Look("urban hukou", LINES[2].colour),
    "auto": Look("auto chain", LINES[4].colour),
    "it": Look("IT chain", LINES[3].colour),
    **{name: Look(label, LINES[0].colour) for name, label in REGIONS.items()},
}

# In words; others are called as they are, with spaces.
LABELS = {
    "earnings": "pay a month", "hourly_pay": "pay an hour", "base_pay": "base pay", "gini": "inequality of pay (Gini)",
    "base_over_minimum": "base pay over the minimum wage", "overtime_share": "overtime pay in all pay",
    "hourly_pay:core/lower_tiers": "the core's hourly pay over that of lower tiers",
    "earnings:urban/migrants": "urban workers' pay over migrants'",
    "private_over_nonprivate": "pay in private over other firms", "hours_week": "hours a week",
    "share_over_cap": "overtime beyond the legal cap", "overtime_unpaid": "overtime without pay",
    "under_minimum_hourly": "pay under the minimum wage", "contract_share": "written contracts",
    "pension_cover": "pension cover", "injury_cover": "work-injury cover", "arrears_share": "wages owed",
    "injuries": "injuries at work", "employment": "jobs", "unemployment_rate": "unemployment",
    "separation_rate": "leaving or losing a job", "employment:core/nation": "the core's share of jobs",
    "dispatch_share": "agency work", "into_core_migrants": "migrants who get into the core",
    "mobility": "mobility between segments", "platform_workers": "platform work", "ready_to_strike": "ready to strike",
    "union_coverage": "covered by elected representatives", "captured_coverage": "covered by a union led by management",
    "hours_lost": "hours lost to strikes", "strikes_won": "strikes won", "value_added": "value added",
    "profit_margin": "profit margin", "labour_share": "labour share", "price_index": "prices of the chain",
    "firms": "firms", "automation": "automation", "own_innovation": "own innovation",
    "plants_moved": "plants that move to another city", "land_price": "price of industrial land",
    "emission_intensity": "emissions for a unit of output", "pollution": "pollution where people work",
    "pollution_protests": "protests over pollution", "share_pocket": "in pockets of intensive growth",
    "share_high_tech_low_road": "on the high-tech low road", "share_rent_island": "on rent islands",
    "share_market_despotism": "under market despotism", "industrial_upgrading": "industrial upgrading",
    "social_upgrading": "social upgrading",
}  # fmt: skip
