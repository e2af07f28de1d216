"""How is the page of a run or a comparison made and kept? One file, page.html, in the folder that it is about."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from segsim.analysis.compared import Compared, is_comparison, read_comparison
from segsim.analysis.recorded import read_recorded
from segsim.html_report import data, decomposition, headline, indicators, text, views
from segsim.html_report.page import page
from segsim.html_report.section import Section
from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole

NAME = "page.html"
PLACES = {"headline": 0, "winners": 1, "why": 2, "cities": 4, "chains": 4, "regimes": 4, "robustness": 4, "explore": 5}
BETWEEN = 3


def write_page(folder: Path) -> Path:
    """Write page.html into a run folder or a comparison folder; gives back its path."""
    folder = Path(folder)
    compared = read_comparison(folder) if is_comparison(folder) else alone(folder)
    target, text = folder / NAME, html(compared)
    try:
        return write_whole(target, text)
    except OSError as error:
        raise InputError(f"cannot write the page {target}: {error.strerror}") from error


def alone(folder: Path) -> Compared:
    """A single run, seen as a comparison without policies."""
    run = read_recorded(folder)
    entry = {"name": run.manifest.get("name", folder.name), "words": "", "title": "", "folder": "."}
    manifest = {"baseline": entry, "policies": [], "seeds": list(run.seeds)}
    return Compared(folder, manifest, pd.DataFrame(), pd.DataFrame(), None)


def html(compared: Compared) -> str:
    """The whole page."""
    names = text.names_of(compared)
    numbers = data.shared(compared)
    numbers |= indicators.shared_descriptions(compared, numbers, names)
    title = "What does the policy change, for whom, and how sure is that?"
    if not names.policies:
        title = "What happens to workers in China's auto and IT chains?"
    before = text.policy_html(compared, names)
    shown = sections(compared, numbers, names)
    return page(title, text.lead(compared, names), shown, numbers, before, text.foot_html(compared, names))


def sections(compared: Compared, numbers: dict[str, object], names: text.Names) -> list[Section]:
    """What the page answers: the short answer, for whom, why; then topic by topic, places, and any indicator."""
    found = [
        *headline.sections(compared, names),
        *views.sections(compared, names),
        *decomposition.sections(compared, names),
        *indicators.sections(compared, numbers, names),
    ]
    return sorted(found, key=lambda section: PLACES.get(section.id, BETWEEN))  # the others keep their order
