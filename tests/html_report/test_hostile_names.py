"""Is every name that somebody can write into a config shown as text, and nothing but text?"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml
from browsers import PHONE

from made_up_comparisons import made_up_comparison
from made_up_runs import made_up_run

SEEN = "window.hacked"
NAMES = {
    "baseline": f"</script><script>{SEEN}=1;alert(1)</script>",
    "first": f'<img src=x onerror="{SEEN}=2"> "\'><b>&amp;</b> ${{title}} $title {{policy}} {{year}}',
    "second": "x" * 400 + " עברית ‮ the other way round 🙂 中文 \u2028 '); " + f"{SEEN}=3; ('",
}
CITY = f'<svg onload={SEEN}=4> "city"); {SEEN}=5; (\''
WHAT = f"scenario <b>bold</b><script>{SEEN}=6</script>: a lever that nobody knows"
SHOWN = ("<img src=x", "</script><script>", "<b>&amp;</b>", "${title}")
MADE = "[document.scripts, document.images, document.querySelectorAll('main i, svg script')].map((all) => all.length)"


def renamed(folder: Path, name: str, words: str) -> None:
    """Write the name wherever a user's config could have put it."""
    config = yaml.safe_load((folder / "config.yaml").read_text(encoding="utf-8"))
    config |= {"overrides": [f"scenario={words}", words], "scenario": [words]}
    config["changes"] = [
        *config["changes"], {"date": "2011-02", "lever": f"<i>{name}</i>.{words}", "value": words, "what": WHAT},
    ]  # fmt: skip
    (folder / "config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest |= {"name": words, "overrides": [words], "python": words, "platform": words}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    cities = pd.read_parquet(folder / "cities.parquet")
    cities["city"] = cities["city"].cat.rename_categories({"Foshan": CITY})
    cities.to_parquet(folder / "cities.parquet")


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory) -> Path:
    from segsim.html_report.write import write_page

    results = tmp_path_factory.mktemp("results")
    runs = {
        name: made_up_run(results, name, (1, 2), effect=0.05 * at, last=(2012, 12)) for at, name in enumerate(NAMES)
    }
    folder = made_up_comparison(
        results, runs["baseline"], [runs["first"], runs["second"]], window=("2011-01", "2012-12"), decomposition=True
    )
    for name, words in NAMES.items():
        renamed(runs[name], name, words)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in (manifest["baseline"], *manifest["policies"]):
        words = NAMES[entry["name"]]
        entry |= {"name": words, "words": f"scenario={words}", "title": f"{words} as a title"}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for table in ("differences", "accounts", "decomposition"):
        rows = pd.read_parquet(folder / f"{table}.parquet")
        rows.assign(policy=rows["policy"].map(NAMES)).to_parquet(folder / f"{table}.parquet")
    return write_page(folder)


@pytest.fixture
def tab(open_page, hostile_page):
    opened = open_page(hostile_page, PHONE)
    opened.all_drawn()
    return opened


def test_names_are_text_and_run_nothing(tab, page_file, open_page):
    page = tab.page
    assert page.evaluate(f"{SEEN} === undefined")
    words = page.locator("body").inner_text()
    for name in SHOWN:
        assert name in words
    assert page.evaluate(MADE) == open_page(page_file).page.evaluate(MADE)
    assert "&" not in page.locator("b").all_inner_texts()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_names_stay_text_whatever_is_chosen(tab):
    page = tab.page
    for section in tab.sections():
        for box in page.locator(f"#{section} select[data-control='policy']").all():
            box.select_option(index=1)
            tab.drawn(section)
        page.locator(f"#{section} [data-numbers]").evaluate("(one) => { one.open = true; }")
    page.wait_for_timeout(100)
    assert page.evaluate(f"{SEEN} === undefined")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert CITY in page.evaluate("document.body.textContent")
    tiles = page.locator("#cities [data-chart] svg text").all_text_contents()
    assert any(text.startswith(CITY[:4]) and text.endswith("…") for text in tiles), "a long name is cropped on its tile"


def test_pointing_at_a_mark_with_such_a_name_shows_its_text(tab):
    page = tab.page
    charts = page.locator("[data-chart] svg [aria-roledescription$='mark']")
    assert charts.count() > 10
    for at in range(0, charts.count(), max(1, charts.count() // 12)):
        charts.nth(at).dispatch_event("mousemove")
    page.wait_for_timeout(50)
    assert page.evaluate(f"{SEEN} === undefined")
