"""A real Chromium for the tests of the page: one browser for a test process, one page to look at, watched tabs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import NEEDED, WIDE, Watched, find_chromium, flags, only_these_fonts, watched

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run


@pytest.fixture(scope="session")
def chromium(tmp_path_factory) -> Iterator[object]:
    """The browser that is on this machine; without one the tests are skipped, or fail where SEGSIM_NEEDS_CHROMIUM."""
    place, missing = find_chromium()
    if place is None:
        if os.environ.get(NEEDED):
            pytest.fail(f"{NEEDED} is set, but {missing}", pytrace=False)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    environment = os.environ | only_these_fonts(tmp_path_factory.mktemp("fonts"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=flags(), env=environment)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def comparison(tmp_path_factory) -> Path:
    """Folder of a made-up comparison of history with two policies, three seeds, to the end of 2021; with its page."""
    from segsim.html_report.write import write_page

    results = tmp_path_factory.mktemp("results")
    effects = {"history": 0.0, "chain_bargaining": 0.1, "strict_enforcement": -0.05}
    runs = [made_up_run(results, name, (1, 2, 3), effect=size, last=(2021, 12)) for name, size in effects.items()]
    folder = made_up_comparison(results, runs[0], runs[1:], decomposition=True)
    write_page(folder)
    return folder


@pytest.fixture(scope="session")
def page_file(comparison) -> Path:
    """The page of that comparison."""
    return comparison / "page.html"


@pytest.fixture
def open_page(chromium) -> Iterator[Callable[..., Watched]]:
    """Opens a file in a tab that no network reaches; afterwards the tab must have asked for none, and met no error."""
    yield from _opener(chromium)


@pytest.fixture(scope="module")
def tab(chromium, page_file) -> Iterator[Watched]:
    """The page at desk width, drawn to its end; one tab for all tests of a file, which leave it as they found it."""
    opener = _opener(chromium)
    opened = next(opener)(page_file)
    opened.all_drawn()
    yield opened
    next(opener, None)


def _opener(chromium: object) -> Iterator[Callable[..., Watched]]:
    tabs: list[Watched] = []

    def opened(file: Path, size: tuple[int, int] = WIDE) -> Watched:
        tabs.append(watched(chromium, size))
        tabs[-1].page.goto(file.as_uri())
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.page.context.close()
    assert [fault for tab in tabs for fault in tab.faults] == []
