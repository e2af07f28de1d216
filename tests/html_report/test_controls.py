"""Can everything on the page be used, with the mouse and with the keyboard alone?"""

from __future__ import annotations

import csv
import io

import pytest

MANY = 6  # a list with more options is tried at so many and a few, spread over it
WIDGETS = """[...document.querySelectorAll('a[href], button, select, input, summary, [tabindex="0"]')]
  .filter((one) => !one.disabled && one.checkVisibility({visibilityProperty: true}))"""
# What a person sees of a section: its words, its charts, its table.
SEEN = "(id) => document.getElementById(id).innerHTML"
LOOK = """(one) => { const style = getComputedStyle(one);
  return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, style.boxShadow]; }"""


def controls(tab) -> list[tuple[str, str, str]]:
    """Section, name and kind of every control on the page."""
    return [
        tuple(one)
        for one in tab.page.evaluate(
            "[...document.querySelectorAll('[data-control]')]"
            ".map((one) => [one.closest('section').id, one.dataset.control, one.tagName.toLowerCase()])"
        )
    ]


def field(tab, section: str, name: str):
    return tab.page.locator(f"#{section} [data-control='{name}']")


def spread(options: list[str]) -> list[str]:
    step = max(1, len(options) // MANY)
    return [*options[::step], options[-1]]


def test_every_section_has_its_parts(tab):
    assert len(tab.sections()) >= 8
    for section in tab.sections():
        root = tab.page.locator(f"#{section}")
        assert root.locator("h2").inner_text().strip().endswith("?")
        for part in ("[data-subtitle]", "[data-source]", "[data-numbers] summary", "[data-download]"):
            assert root.locator(part).inner_text().strip(), f"{section} has no {part}"


def lists(tab) -> list[tuple[str, str]]:
    """Section and name of every list that can be chosen from now."""
    found = [(section, name) for section, name, kind in controls(tab) if kind == "select"]
    return [one for one in found if not field(tab, *one).is_disabled()]


def test_every_choice_of_a_list_draws_or_says_that_there_is_nothing(tab):
    of_its_name = {name: section for section, name in reversed(lists(tab))}  # the first section that has such a list
    assert len(of_its_name) >= 5
    for name, section in of_its_name.items():
        box = field(tab, section, name)
        first = box.input_value()
        for value in spread(box.locator("option").evaluate_all("all => all.map((one) => one.value)")):
            box.select_option(value)
            tab.drawn(section)
            charts = tab.page.locator(f"#{section} [data-charts]")
            if charts.count():
                drawn = charts.locator("[data-chart] svg").count()
                assert drawn or "Nothing" in charts.inner_text(), f"{section}: {name} = {value}"
        box.select_option(first)
        tab.drawn(section)
    assert tab.faults == []


def test_every_list_can_be_turned_by_keyboard_and_comes_back(tab):
    turned, idle = set(), set()
    ends = {name: section for section, name in lists(tab)}, {name: section for section, name in reversed(lists(tab))}
    for section, name in sorted({(section, name) for found in ends for name, section in found.items()}):
        box = field(tab, section, name)
        before, chosen = tab.page.evaluate(SEEN, section), box.input_value()
        last = box.locator("option").last.get_attribute("value")
        there, back = ("ArrowDown", "ArrowUp") if chosen != last else ("ArrowUp", "ArrowDown")
        box.focus()
        tab.page.keyboard.press(there)
        tab.drawn(section)
        assert box.input_value() != chosen
        (idle if tab.page.evaluate(SEEN, section) == before else turned).add(name)
        tab.page.keyboard.press(back)
        tab.drawn(section)
        assert box.input_value() == chosen
        assert tab.page.evaluate(SEEN, section) == before, f"{section}: {name} does not come back"
    assert idle <= turned, "a list that changes nothing in any section"  # where all axes agree, one list is idle
    assert tab.faults == []


def test_every_slider_goes_over_its_years_by_arrow_home_and_end(tab):
    for section, name, kind in controls(tab):
        if kind != "input":
            continue
        slider = field(tab, section, name)
        output = tab.page.locator(f"#{section} output[for='{section}-{name}']")
        low, high, first = (slider.get_attribute(what) for what in ("min", "max", "value"))
        seen = []
        slider.focus()
        for key in ("Home", "ArrowRight", "End"):
            tab.page.keyboard.press(key)
            tab.drawn(section)
            seen.append((slider.input_value(), output.inner_text(), tab.page.evaluate(SEEN, section)))
        assert [value for value, _, _ in seen] == [low, str(int(low) + 1), high]
        assert len({words for _, words, _ in seen}) == 3
        assert len({html for _, _, html in seen}) == 3, f"{section}: {name} changes nothing"
        slider.fill(first)
        tab.drawn(section)
    assert tab.faults == []


def test_tab_alone_leads_to_everything_in_the_order_of_the_page_and_shows_where_it_is(tab):
    page = tab.page
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0); getSelection().removeAllRanges()")
    page.locator("h1").click()
    wanted = page.evaluate(f"{WIDGETS}.length")
    after_heading = page.evaluate(
        f"{WIDGETS}.filter((one) => document.querySelector('h1').compareDocumentPosition(one) & 4).length"
    )
    assert wanted > 40
    visited = []
    for _ in range(after_heading):
        page.keyboard.press("Tab")
        here = page.evaluate_handle("document.activeElement")
        visited.append(here.evaluate(f"(one) => {WIDGETS}.indexOf(one)"))
        style, width, colour, shadow = here.evaluate(LOOK)
        is_outlined = style != "none" and width >= 2 and "rgba(0, 0, 0, 0)" not in colour
        assert is_outlined or shadow != "none", here.evaluate("(one) => one.outerHTML.slice(0, 120)")
    assert visited == list(range(wanted - after_heading, wanted))


def test_the_first_stop_jumps_over_the_list_of_questions(open_page, page_file):
    page = open_page(page_file).page
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("(one) => one === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_list_of_questions_leads_to_each_section(tab):
    links = tab.page.locator("nav a")
    sections = tab.sections()
    assert [one.removeprefix("#") for one in links.evaluate_all("all => all.map((one) => one.hash)")] == sections
    for at in (0, len(sections) // 2, len(sections) - 1):
        links.nth(at).focus()
        tab.page.keyboard.press("Enter")
        top, height = tab.page.evaluate(
            "(id) => [document.getElementById(id).getBoundingClientRect().top, innerHeight]", sections[at]
        )
        assert -2 <= top < height


def downloaded(tab, section: str, by: str) -> list[list[str]]:
    """The CSV that the section's button hands over."""
    button = tab.page.locator(f"#{section} [data-download]")
    with tab.page.expect_download() as waited:
        if by == "mouse":
            button.click()
        else:
            button.focus()
            tab.page.keyboard.press("Enter")
    assert waited.value.suggested_filename.endswith(f"{section}.csv")
    return list(csv.reader(io.StringIO(waited.value.path().read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_the_download_is_the_table_of_what_is_drawn(tab, by: str):
    for section in tab.sections() if by == "mouse" else tab.sections()[:2]:
        head, *rows = downloaded(tab, section, by)
        table = tab.page.evaluate("(id) => window.segsim.table(id)", section)
        assert len(rows) == len(table) > 0, section
        for row, known in zip(rows, table, strict=True):
            assert list(known) == head
            for written, value in zip(row, known.values(), strict=True):
                is_number = isinstance(value, int | float) and not isinstance(value, bool)
                assert float(written) == value if is_number else written == ("" if value is None else str(value))
    assert tab.faults == []


def test_the_table_opens_by_keyboard_and_holds_a_row_for_each_row_of_the_download(tab):
    for section in tab.sections()[:3]:
        root = tab.page.locator(f"#{section}")
        if not root.locator("[data-numbers]").evaluate("(one) => one.open"):
            root.locator("[data-numbers] summary").focus()
            tab.page.keyboard.press("Enter")
        rows = len(tab.page.evaluate("(id) => window.segsim.table(id)", section))
        tab.page.wait_for_function(
            "([id, count]) => document.querySelectorAll(`#${id} [data-table] tbody tr`).length === count",
            arg=[section, rows],
        )
        headings = root.locator("[data-table] thead th")
        assert headings.count() == root.locator("[data-table] tbody tr").first.locator("td").count()
        assert all(words.strip() for words in headings.all_inner_texts())
        root.locator("[data-numbers] summary").click()
