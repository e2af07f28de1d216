"""How does a reader call a run? By what was typed that turns something."""

from __future__ import annotations

from collections.abc import Iterable

from segsim.analysis.recorded import Recorded

NOT_POLICY = ("seed", "seeds", "threads", "results", "world", "time")
SCENARIO, HISTORY = "scenario=", "history"


def policy_label(typed: Iterable[object]) -> list[str]:
    """The overrides that turn a lever or name a scenario, without the word `scenario=`."""
    words = [str(word) for word in typed]
    return [word.removeprefix(SCENARIO) for word in words if word.partition("=")[0].split(".")[0] not in NOT_POLICY]


def run_name(run: Recorded) -> str:
    """What was run: history, or the policy in the words in which it was asked for."""
    return ", ".join(policy_label(run.config.get("overrides", []))) or HISTORY


def name_in_comparison(words: str | None, run: Recorded) -> str:
    """A run by the words that tell it apart from the others of its comparison, if there are any."""
    return " ".join(policy_label((words or "").split())) or run_name(run)
