"""Which dates are marked: when the run's own policy starts, and the turning points of history?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

POLICY_SIGN = "policy"
MERGED = 3.5 / 12  # changes so close together are one mark: their signs could not be told apart
LONGEST = 62  # letters of what happened


@dataclass(frozen=True)
class Event:
    """A date marked on every panel: a sign, when, and what happened, in words."""

    sign: str
    time: float
    caption: str


def dated_events(config: Mapping[str, Any], span: tuple[float, float]) -> list[Event]:
    """Marks for the months of a run, from the dated changes in its config: policy first, then history in order."""
    changes = [(_time(str(change["date"])), change) for change in config.get("changes", [])]
    policy = sorted({time for time, change in changes if is_policy(change)})
    history = [(time, change) for time, change in changes if not is_policy(change) and span[0] <= time <= span[1]]
    marks = [Event(POLICY_SIGN, time, "") for time in policy if span[0] <= time <= span[1]]
    groups: list[list[tuple[float, Mapping[str, Any]]]] = []
    for time, change in turning_points(history):
        if groups and time - groups[-1][0][0] <= MERGED:
            groups[-1].append((time, change))
        else:
            groups.append([(time, change)])
    signs = ascii_lowercase if len(groups) <= len(ascii_lowercase) else ["\u2022"] * len(groups)
    for sign, group in zip(signs, groups, strict=False):
        caption: list[str] = []
        for _, change in group:
            said = in_short(str(change["what"]))
            if said not in caption:
                caption.append(said)
        date = " / ".join(dict.fromkeys(str(change["date"]) for _, change in group))
        marks.append(Event(sign, group[0][0], f"{date} {'; '.join(caption)}"))
    return marks


def is_policy(change: Mapping[str, Any]) -> bool:
    """True where a scenario or the user turned the lever, not history."""
    origin = str(change["what"]).removeprefix("end of: ")
    return origin.startswith(("scenario ", f"{change['lever']} = "))


def turning_points(history: Sequence[tuple[float, Mapping[str, Any]]]) -> list[tuple[float, Mapping[str, Any]]]:
    """First and last change of each lever: where it leaves its value, and where it settles."""
    by_lever: dict[str, list[tuple[float, Mapping[str, Any]]]] = {}
    for time, change in sorted(history, key=lambda entry: entry[0]):
        by_lever.setdefault(str(change["lever"]), []).append((time, change))
    ends = {id(entry): entry for entries in by_lever.values() for entry in (entries[0], entries[-1])}
    return sorted(ends.values(), key=lambda entry: entry[0])


def in_short(what: str) -> str:
    """The first clause of what happened, in the letters that the page's font has."""
    text = re.sub(r"\s*\([^)]*\)", "", what)
    return cropped(re.split(r"[:;,]", text)[0].strip(), LONGEST)


def cropped(text: str, longest: int) -> str:
    """The text in at most so many letters; three dots say where something is left out."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "\u2026"


def _time(date: str) -> float:
    year, month = (int(part) for part in date.split("-"))
    return year + (month - 1) / 12
