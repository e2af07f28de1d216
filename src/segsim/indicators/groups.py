"""For whom is an indicator recorded each month? Every group once, with what it means and which cells belong to it.

A cell is region x industry x tier x hukou of the workers with a job. Firms have no hukou, people without a job no
industry and tier: for groups that ask for these the sums are NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segsim.state.codes import Hukou, Industry, Region, Segment, Tier, segment_of

REGIONS, INDUSTRIES, TIERS_, HUKOU = len(Region), len(Industry), len(Tier), len(Hukou)
_INDUSTRY, _TIER = np.divmod(np.arange(INDUSTRIES * TIERS_), TIERS_)
_SEGMENT = segment_of(_INDUSTRY, _TIER)
NATION = "nation"


@dataclass(frozen=True)
class Group:
    """A set of cells: places of the chains (industry and tier) and hukou groups, in all regions."""

    name: str
    meaning: str
    places: np.ndarray  # bool, shape (industries x tiers,)
    hukou: tuple[Hukou, ...] = tuple(Hukou)
    usual: bool = True  # false: too many for what they say; recorded only where an indicator asks for it

    @property
    def has_firms(self) -> bool:
        """False for hukou groups: they work in the firms of all."""
        return len(self.hukou) == HUKOU

    @property
    def everywhere(self) -> bool:
        """True where no place of the chains is left out, so that people without a job belong to it, too."""
        return bool(self.places.all())


_ALL = np.ones(INDUSTRIES * TIERS_, bool)
GROUPS: dict[str, Group] = {
    group.name: group
    for group in (
        Group(NATION, "everybody in the two chains", _ALL),
        Group("migrants", "rural hukou", _ALL, (Hukou.RURAL,)),
        Group("urban", "urban hukou", _ALL, (Hukou.URBAN,)),
        Group("core", "auto assemblers, first-tier auto suppliers and IT brands", _SEGMENT == Segment.CORE),
        Group("contract_manufacturer", "first tier of the IT chain", _SEGMENT == Segment.CONTRACT_MANUFACTURER),
        Group("supplier", "second and third tier of the auto chain", _SEGMENT == Segment.SUPPLIER),
        Group("component_maker", "second and third tier of the IT chain", _SEGMENT == Segment.COMPONENT_MAKER),
        Group("outside_core", "all but the core", _SEGMENT != Segment.CORE),
        Group("lower_tiers", "second and third tier of both chains", _TIER >= Tier.SECOND),
        Group("lead", "assemblers and brands", _TIER == Tier.LEAD, usual=False),
        Group("first_tier", "first tier of both chains", _TIER == Tier.FIRST, usual=False),
        Group("second_tier", "second tier of both chains", _TIER == Tier.SECOND, usual=False),
        Group("third_tier", "third tier of both chains", _TIER == Tier.THIRD, usual=False),
        Group("brands", "IT brands: what is left of the IT chain at home above the contract makers",
              (_TIER == Tier.LEAD) & (_INDUSTRY == Industry.IT), usual=False),
        Group("auto", "the auto chain", _INDUSTRY == Industry.AUTO),
        Group("it", "the IT chain", _INDUSTRY == Industry.IT),
    )
}  # fmt: skip
SEGMENTS = tuple(segment.name.lower() for segment in Segment if segment < Segment.UNEMPLOYED)
TIER_GROUPS = ("lead", "first_tier", "second_tier", "third_tier")


_AT = {name: number for number, name in enumerate(GROUPS)}
OVER, LESS, AT = "/", "-", ":"


def place_of(group: str) -> int:
    """Number of a group among GROUPS."""
    return _AT[group]


def address(indicator: str, group: str = NATION) -> str:
    """An indicator and a group as one word for people to type: earnings, earnings:core, earnings:core/lower_tiers."""
    return indicator if group == NATION else f"{indicator}{AT}{group}"


def split(word: str) -> tuple[str, str]:
    """Indicator and group of such a word."""
    indicator, _, group = word.partition(AT)
    return indicator, group or NATION


def two_groups(group: str) -> tuple[str, str, str] | None:
    """The two groups that core/lower_tiers (a ratio) or core-lower_tiers (a difference) sets against each other.

    With the sign between them; None for a group by itself.
    """
    for sign in (OVER, LESS):
        one, found, other = group.partition(sign)
        if found:
            return one, sign, other
    return None


def series_label(word: str) -> str:
    """A series as people say it: earnings, core over lower tiers."""
    name, group = split(word)
    pair = two_groups(group)
    if pair is not None:
        group = f"{pair[0]} {'over' if pair[1] == OVER else 'less'} {pair[2]}"
    return (name if group == NATION else f"{name}, {group}").replace("_", " ")


def _masks() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which cells of workers, firms and jobless belong to each group; NaN rows where none can."""
    of_workers, of_firms, of_jobless = [], [], []
    for group in GROUPS.values():
        hukou = np.isin(np.arange(HUKOU), group.hukou)
        of_workers.append(np.tile(np.outer(group.places, hukou).ravel(), REGIONS).astype(float))
        firms = np.append(np.tile(group.places, REGIONS), group.name == NATION).astype(float)
        of_firms.append(firms if hukou.all() else np.full_like(firms, np.nan))
        jobless = np.tile(hukou, REGIONS).astype(float)
        of_jobless.append(jobless if group.everywhere else np.full_like(jobless, np.nan))
    return np.array(of_workers), np.array(of_firms), np.array(of_jobless)


OF_WORKERS, OF_FIRMS, OF_JOBLESS = _masks()
