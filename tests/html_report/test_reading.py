"""Can the page be read: on a phone and at a desk, without seeing the charts, and by eyes that need contrast?"""

from __future__ import annotations

import itertools
import re

import pytest
from browsers import PHONE, WIDE

from made_up_runs import made_up_run
from segsim.html_report.write import write_page

ORDINARY, LARGE = 4.5, 3.0  # least contrast of text, WCAG 2.1 level AA; large from 24 px, or 18.66 px bold
WRONG = ("undefined", "NaN", "null", "[object", "Infinity", "{", "}")  # what a page shows by mistake
SMALLEST = 11  # pixels of a letter
# Every element with words of its own that can be seen: its words, colour, size, weight and the ground behind it.
TEXTS = """(() => {
  const shapes_under = (text) => { // what a chart has drawn behind the middle of a word, nearest first
    const box = text.getBoundingClientRect();
    const middle = new DOMPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return [...text.ownerSVGElement.querySelectorAll('path, rect')].filter((shape) =>
      shape.compareDocumentPosition(text) & 4 && getComputedStyle(shape).fill.startsWith('rgb')
      && shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))
    ).map((shape) => {
      const style = getComputedStyle(shape), faint = Number(style.opacity) * Number(style.fillOpacity);
      return style.fill.replace('rgb(', 'rgba(').replace(')', `, ${faint})`);
    }).reverse();
  };
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    if (one.closest('script, style, noscript, option, optgroup')) continue;
    const words = [...one.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim();
    if (!words || !one.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const style = getComputedStyle(one), is_drawn = one instanceof SVGElement;
    const grounds = is_drawn ? shapes_under(one) : [];
    for (let up = one; up; up = up.parentElement) grounds.push(getComputedStyle(up).backgroundColor);
    found.push({words, tag: one.tagName, colour: is_drawn ? style.fill : style.color, grounds,
      size: parseFloat(style.fontSize), weight: Number(style.fontWeight), disabled: Boolean(one.closest(':disabled')),
      opacity: Number(style.opacity)});
  }
  return found;
})()"""
SHIELDED = "[...document.querySelectorAll('svg')].every((svg) => svg.closest('[role=img]'))"
# Boxes that stick out of the page at its right, and are not inside something that scrolls by itself.
OUT = """[...document.querySelectorAll('body *')].filter((one) => {
  const box = one.getBoundingClientRect();
  if (box.width === 0 || box.right <= innerWidth + 1) return false;
  for (let up = one.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return false;
  return !one.closest('.skip');
}).map((one) => one.outerHTML.slice(0, 120))"""
# Words of one chart that lie over each other: pairs of texts whose boxes meet by more than a hair.
OVER = """(() => {
  const found = [];
  for (const svg of document.querySelectorAll('[data-chart] svg')) {
    const texts = [...svg.querySelectorAll('text')].filter((one) => one.textContent.trim() &&
      one.checkVisibility({opacityProperty: true}));
    const boxes = texts.map((one) => one.getBoundingClientRect());
    for (let a = 0; a < texts.length; a++) for (let b = a + 1; b < texts.length; b++) {
      const wide = Math.min(boxes[a].right, boxes[b].right) - Math.max(boxes[a].left, boxes[b].left);
      const high = Math.min(boxes[a].bottom, boxes[b].bottom) - Math.max(boxes[a].top, boxes[b].top);
      const is_halo = texts[a].textContent === texts[b].textContent; // drawn twice, pale and wide beneath
      if (wide > 2 && high > 5 && !is_halo)
        found.push([svg.closest('section').id, texts[a].textContent, texts[b].textContent]);
    }
  }
  return found;
})()"""
# Words of a chart that its edge cuts off.
CUT = """[...document.querySelectorAll('[data-chart] svg text')].filter((one) => {
  const box = one.getBoundingClientRect(), edge = one.closest('[data-chart]').getBoundingClientRect();
  const is_out = box.left < edge.left - 1 || box.right > edge.right + 1;
  return is_out && one.textContent.trim() && one.checkVisibility({opacityProperty: true});
}).map((one) => [one.closest('section').id, one.textContent])"""


def rgba(colour: str) -> tuple[float, float, float, float]:
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)]
    return (*parts[:3], parts[3] if len(parts) > 3 else 1.0)


def luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 255 for part in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def over(above: tuple[float, ...], below: tuple[float, ...]) -> tuple[float, ...]:
    """One colour laid over another."""
    return tuple(a * above[3] + b * (1 - above[3]) for a, b in zip(above[:3], below[:3], strict=True))


def contrast(text: dict) -> float:
    ground = (255.0, 255.0, 255.0)
    for colour in reversed(text["grounds"]):
        ground = over(rgba(colour), ground)
    red, green, blue, alpha = rgba(text["colour"])
    lights = sorted((luminance(over((red, green, blue, alpha * text["opacity"]), ground)), luminance(ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_rule_of_contrast_is_that_of_the_standard():
    white = {"grounds": ["rgb(255, 255, 255)"], "opacity": 1.0}
    assert contrast(white | {"colour": "rgb(0, 0, 0)"}) == pytest.approx(21.0)
    assert contrast(white | {"colour": "rgb(118, 118, 118)"}) == pytest.approx(4.54, abs=0.01)
    assert contrast(white | {"colour": "rgb(119, 119, 119)"}) < ORDINARY


def test_words_stand_out_from_their_ground(tab):
    texts = [text for text in tab.page.evaluate(TEXTS) if not text["disabled"]]
    assert len(texts) > 200
    assert sum(text["tag"] == "text" for text in texts) > 100, "words in charts"
    faint = [
        (round(contrast(text), 2), text["tag"], text["words"][:40])
        for text in texts
        if contrast(text) < (LARGE if text["size"] >= (18.66 if text["weight"] >= 700 else 24) else ORDINARY)
    ]
    assert faint == []


def test_words_are_large_enough_to_read(tab):
    assert [text["words"][:40] for text in tab.page.evaluate(TEXTS) if text["size"] < SMALLEST] == []


def test_every_chart_describes_in_words_what_it_shows(tab):
    charts = tab.page.locator("[data-chart]")
    described = charts.evaluate_all(
        "all => all.map((one) => [one.getAttribute('role'), one.getAttribute('aria-label')])"
    )
    assert len(described) > 40
    for role, label in described:
        assert role == "img"
        assert len(label.split()) >= 6
        assert "{" not in label
        assert "undefined" not in label
        assert "NaN" not in label
    assert len({label for _, label in described}) > 0.9 * len(described), "charts with one and the same description"
    assert tab.page.evaluate(SHIELDED)


def test_every_control_has_its_label_and_every_landmark_its_name(tab):
    page = tab.page
    assert (
        page.evaluate("[...document.querySelectorAll('select, input')].filter((one) => !one.labels.length).length") == 0
    )
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().strip()
    assert page.locator("h1").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))")
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_nothing_unfilled_or_undefined_is_shown(tab):
    words = tab.page.locator("body").inner_text()
    for wrong in WRONG:
        assert wrong not in words, words[max(0, words.find(wrong) - 60) :][:120]


def assert_that_it_fits(tab, width: int) -> None:
    page = tab.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OUT) == []
    assert page.evaluate(OVER) == []
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("size", [PHONE, (768, 1024), WIDE], ids=["phone", "tablet", "desk"])
def test_nothing_runs_out_of_the_page_or_over_its_neighbour(open_page, page_file, size: tuple[int, int]):
    tab = open_page(page_file, size)
    tab.all_drawn()
    assert_that_it_fits(tab, size[0])


def test_the_html_report_of_one_run_with_one_seed_fits_and_speaks_of_no_policy(open_page, tmp_path):
    tab = open_page(write_page(made_up_run(tmp_path, "history", last=(2008, 12))), PHONE)
    tab.all_drawn()
    assert_that_it_fits(tab, PHONE[0])
    assert "headline" not in tab.sections()
    words = tab.page.locator("main").inner_text()
    assert "the one seed" in words
    for wrong in (*WRONG, "policy less baseline", "paired"):
        assert wrong not in words
    for section in tab.sections():
        drawn = "tbody tr" if section == "robustness" else "[data-chart] svg"  # which is a table
        tab.page.evaluate(f"document.querySelector('#{section} [data-numbers]').open = true")
        tab.page.locator(f"#{section} {drawn}").first.wait_for(state="attached")


def test_a_finger_hits_what_it_means(open_page, page_file):
    page = open_page(page_file, PHONE).page
    low = page.evaluate(
        "[...document.querySelectorAll('select, input, button')].map((one) => one.getBoundingClientRect())"
        ".filter((box) => box.height && box.height < 40).length"
    )
    assert low == 0


def test_without_scripts_the_policy_and_the_run_are_still_described(chromium, page_file):
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(page_file.as_uri())
    words = page.locator("body").inner_text()
    context.close()
    assert "JavaScript" in words
    assert "0.6" in words
    assert "Seeds" in words


def test_on_paper_charts_stay_and_controls_go(tab):
    tab.page.emulate_media(media="print")
    assert not tab.page.locator("[data-control]").first.is_visible()
    assert tab.page.locator("[data-chart]").first.is_visible()
    tab.page.emulate_media(media="screen")
