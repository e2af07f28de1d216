"""Which indicators stand together under which question, and for which groups of people and firms?"""

from __future__ import annotations

from dataclasses import dataclass

from segsim.analysis.palette import LINES, SEGMENTS, Look
from segsim.analysis.views import shown
from segsim.indicators.groups import NATION


@dataclass(frozen=True)
class Topic:
    """A question and the indicators that answer it; the first is the one shown by group."""

    id: str
    question: str
    families: tuple[str, ...]


TOPICS = (
    Topic("pay", "What is work paid?", shown("pay")),
    Topic("hours", "How long do people work, and is the law kept?", shown("hours")),
    Topic("jobs", "Who has a job, who moves, who gets into the core?", shown("jobs")),
    Topic("voice", "Where do workers strike, and who speaks for them?", shown("voice")),
    Topic("firms", "How do firms fare, and does output grow by productivity?", shown("firms")),
    Topic("places", "Which regions gain plants, and what happens to nature?", shown("places")),
    Topic("upgrading", "How many jobs are pockets, how many market despotism?", shown("upgrading")),
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
