"""A real Chromium for the tests of the page: one browser for a test process, one watched tab for a test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import NEEDED, WIDE, Watched, find_chromium, flags, only_these_fonts, watched


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


@pytest.fixture
def open_page(chromium) -> Iterator[Callable[..., Watched]]:
    """Opens a file in a tab that no network reaches; afterwards the tab must have asked for none, and met no error."""
    tabs: list[Watched] = []

    def opened(file: Path, size: tuple[int, int] = WIDE) -> Watched:
        tabs.append(watched(chromium, size))
        tabs[-1].page.goto(file.as_uri())
        return tabs[-1]

    yield opened
    for tab in tabs:
        tab.page.context.close()
    assert [fault for tab in tabs for fault in tab.faults] == []
