"""What was run, in plain words: names, the policy's difference from history, and the manifest at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from segsim.analysis.events import cropped, is_policy
from segsim.analysis.named import name_in_comparison
from segsim.analysis.pairs import persons
from segsim.analysis.recorded import Recorded
from segsim.plumbing.parameters import Parameter, parameters

if TYPE_CHECKING:
    from segsim.analysis.compared import Compared

LONGEST = 80  # letters of a name in a list or a table
NOT_SETTINGS = ("overrides", "variants", "scenario", "time", "changes", "policy")


@dataclass(frozen=True)
class Names:
    """How the runs of the page are called."""

    baseline: str
    policies: tuple[str, ...]

    @property
    def all_runs(self) -> str:
        """Every run of the page in one clause."""
        return " against ".join(filter(None, [" and ".join(self.policies), self.baseline]))


@dataclass(frozen=True)
class Turned:
    """One thing in which a policy differs: since when, what, from which value to which."""

    since: str
    path: str
    before: str
    after: str


def names_of(compared: Compared) -> Names:
    """Names of baseline and policies as a reader knows them; duplicates get a number."""
    runs = [(compared.manifest.get("baseline", {}), compared.baseline)]
    runs += list(zip(compared.manifest.get("policies", []), compared.policies, strict=True))
    found: list[str] = []
    for entry, run in runs:
        name = cropped(name_in_comparison(entry.get("words"), run).replace("_", " "), LONGEST)
        found.append(name if name not in found else f"{name} ({len(found) + 1})")
    return Names(found[0], tuple(found[1:]))


def lead(compared: Compared, names: Names) -> str:
    """What the page is about, in two sentences."""
    run = compared.baseline
    world, time = run.config.get("world", {}), run.config.get("time", {})
    size = f"{world['workers']:,} workers and {world['firms']:,} firms" if {"workers", "firms"} <= set(world) else ""
    if size and persons(run) > 1:
        size += f" (a worker of the model stands for {persons(run):,.0f} people)"
    span = f"{time['start']} to {time['end']}" if {"start", "end"} <= set(time) else ""
    facts = ", ".join(filter(None, [size, span, f"{len(run.seeds)} seed{'s' * (len(run.seeds) > 1)}"]))
    about = f"{_capital(names.all_runs)}." if names.policies else f"One run: {names.baseline}."
    return f"{about} Simulated with segsim, a model of segmented labour in China's auto and IT supply chains: {facts}."


def policy_html(compared: Compared, names: Names) -> str:
    """Each policy in plain words: what it turns, since when, from what to what."""
    parts = []
    entries = compared.manifest.get("policies", []) or [compared.manifest.get("baseline", {})]
    runs = compared.policies or (compared.baseline,)
    for name, entry, run in zip(names.policies or (names.baseline,), entries, runs, strict=True):
        against = compared.baseline if compared.policies else None
        title = str(entry.get("title") or "")
        heading = f"<h3>{escape(_capital(name))}</h3>" if len(runs) > 1 else ""
        sentence = f"<p>{escape(_capital(title))}.</p>" if title and title != name else ""
        parts.append(heading + sentence + _turned_html(turned(run, against)))
    question = "What is the policy, in plain words?" if names.policies else "What was run, in plain words?"
    return f'<section id="policy" aria-labelledby="policy-question"><h2 id="policy-question">{question}</h2>' + (
        f"<p>Baseline: {escape(names.baseline)}. Whatever is not named here is the same on both sides; "
        "seed by seed both runs draw the same random numbers.</p>" if names.policies else ""
    ) + "".join(parts) + "</section>"  # fmt: skip


def _turned_html(changes: list[Turned]) -> str:
    if not changes:
        return "<p>Nothing is turned: law and events as they happened.</p>"
    known = _parameters()
    items = []
    for one in changes:
        entry = known.get(one.path)
        meaning = f"{_capital(entry.meaning)}: " if entry else ""
        unit = f" {entry.unit}" if entry and entry.unit not in ("flag", "word", "name", "") else ""
        was = f"<b>{escape(one.after)}{escape(unit)}</b> instead of {escape(one.before)}"
        since = "from the first month" if one.since == "start" else f"from {one.since}"
        path = f'<span class="small">({escape(one.path)})</span>'
        items.append(f"<li>{escape(meaning)}{was}, {escape(since)} {path}</li>")
    return f"<ul>{''.join(items)}</ul>"


def turned(run: Recorded, against: Recorded | None) -> list[Turned]:
    """What differs from the baseline (from history where there is none): settings from the start, then dated levers."""
    found = []
    if against is not None:
        ours, theirs = _settings(run.config), _settings(against.config)
        found = [
            Turned("start", path, _format_value(theirs.get(path, "nothing")), _format_value(value))
            for path, value in ours.items()
            if theirs.get(path) != value
        ]
    base = _dated(against.config if against else {})
    for (date, path), value in _dated(run.config).items():
        if base.get((date, path)) != value:
            config = against.config if against else run.config
            found.append(
                Turned(
                    date,
                    path,
                    _format_value(_value_before(config, path, date, own=against is None)),
                    _format_value(value),
                )
            )
    for (date, path), value in base.items():
        if (date, path) not in _dated(run.config):
            found.append(Turned(date, path, _format_value(value), "as without that policy"))
    return found


def _dated(config: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    changes = [change for change in config.get("changes", []) if is_policy(change)]
    return {(str(change["date"]), str(change["lever"])): change["value"] for change in changes}


def _value_before(config: Mapping[str, Any], path: str, date: str, *, own: bool) -> Any:
    """The value that a lever would have at that date without the policy."""
    mechanism, _, name = path.partition(".")
    value = (config.get(mechanism) or {}).get(name, "nothing")
    for change in config.get("changes", []):
        if change["lever"] == path and str(change["date"]) <= date and not (own and is_policy(change)):
            value = change["value"]
    return value


def _settings(config: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting by its path."""
    return {
        f"{group}.{name}": value
        for group, entries in config.items()
        if group not in NOT_SETTINGS and isinstance(entries, Mapping)
        for name, value in entries.items()
    }


def _parameters() -> dict[str, Parameter]:
    from segsim.schedule import MECHANISMS

    return {entry.path: entry for name, one in MECHANISMS.items() for entry in parameters(name, one.Params)}


def _format_value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else str(value).replace("_", " ")


def foot_html(compared: Compared, names: Names) -> str:
    """The manifest: what made each run, so that it can be made again."""
    runs = zip(("Baseline", *("Policy" for _ in names.policies)), (names.baseline, *names.policies),
               (compared.baseline, *compared.policies), strict=True)  # fmt: skip
    parts = ["<h2>How was this made?</h2>"]
    for kind, name, run in runs:
        parts.append(f"<h3>{kind if names.policies else 'Run'}: {escape(name)}</h3>" + _list(_described(run)))
    manifest = compared.manifest
    if names.policies:
        window = " to ".join(str(month) for month in manifest.get("window", []))
        more = {
            "Differences": f"mean of {window}; seeds {_ranges(manifest.get('seeds', []))}",
            "Folder": compared.folder.name,
        }
        parts.append("<h3>Comparison</h3>" + _list(more))
    parts.append(
        "<p>Levels are roughly calibrated, not validated; more than half of all parameters are assumed. Trust signs "
        "before sizes.</p>"
    )
    return "\n".join(parts)


def _described(run: Recorded) -> dict[str, str]:
    manifest = run.manifest
    program = manifest.get("segsim", {})
    commit = str(program.get("commit") or "unknown")[:12] + (
        " and later changes" if program.get("changed_since") else ""
    )
    overrides = " ".join(
        word for word in map(str, run.config.get("overrides", [])) if not word.startswith(("results=", "threads="))
    )
    packages = ", ".join(f"{name} {version}" for name, version in manifest.get("packages", {}).items())
    return {
        "Command": f"segsim {overrides}".strip(),
        "Folder": run.folder.name,
        "Seeds": _ranges(run.seeds),
        "Months": f"{manifest.get('first_month', '?')} to {manifest.get('last_month', '?')}",
        "Written": str(manifest.get("written", "unknown")),
        "segsim": f"{program.get('version', 'unknown')}, commit {commit}",
        "Hashes": ", ".join(f"{name} {value}" for name, value in manifest.get("hashes", {}).items()),
        "Python": f"{manifest.get('python', '?')} on {manifest.get('platform', '?')}; {packages}",
    }


def _list(entries: Mapping[str, str]) -> str:
    return (
        "<dl>"
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in entries.items())
        + "</dl>"
    )


def _ranges(seeds: Any) -> str:
    """Seeds as people write them: 1 to 40, or a list."""
    found = sorted(int(seed) for seed in seeds)
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):
        return f"{found[0]} to {found[-1]}"
    return ", ".join(map(str, found))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
