"""Does the page of two scenarios with 40 seeds stay small, and does it open in good time?"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run

LARGEST = 5_000_000  # bytes, for two scenarios with 40 seeds
PATIENCE = 60.0  # seconds until all is drawn; some three on a free machine, and tests share it with others


@pytest.fixture(scope="module")
def forty(tmp_path_factory) -> Path:
    from segsim.html_report.write import write_page

    results = tmp_path_factory.mktemp("results")
    runs = [made_up_run(results, name, range(1, 41), effect=size) for name, size in (("history", 0.0), ("reform", 0.1))]
    return write_page(made_up_comparison(results, runs[0], runs[1:], decomposition=True))


@pytest.mark.slow
def test_the_html_report_of_two_scenarios_with_forty_seeds_is_small(forty):
    assert json.loads((forty.parent / "manifest.json").read_text(encoding="utf-8"))["seeds"] == list(range(1, 41))
    assert "40 seeds" in forty.read_text(encoding="utf-8")
    assert forty.stat().st_size < LARGEST


@pytest.mark.slow
def test_it_opens_in_good_time(forty, open_page, record_property):
    start = time.perf_counter()
    tab = open_page(forty)
    tab.all_drawn()
    seconds = time.perf_counter() - start
    record_property("seconds until all is drawn", round(seconds, 1))
    assert seconds < PATIENCE
    assert all(tab.values(section) for section in tab.sections()[:3])
