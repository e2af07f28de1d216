"""Does the page look as it did when somebody last looked at it? Its sections against stored pictures.

The numbers are made up and the fonts are those that matplotlib brings, so neither the model nor the machine's fonts
change a picture. Still, browsers draw the edges of letters and lines each in their own way: pictures are compared a
quarter as large, where letters are grey smears, and may differ a little. To keep new pictures after a change of the
page, look at them, and only then commit them:

    SEGSIM_KEEP_PICTURES=1 uv run pytest -n 0 tests/html_report/test_pictures.py
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from browsers import PHONE, WIDE, watched
from PIL import Image

PICTURES = Path(__file__).parent / "pictures"
KEEP = "SEGSIM_KEEP_PICTURES"
SECTIONS = ("policy", "headline", "winners", "pay", "cities", "chains", "regimes", "robustness")
WIDTHS = {"phone": PHONE, "desk": WIDE}
SMALLER = 4  # times
HIGHER = 0.02  # a section may be so much higher or lower, a part of its height
APART = 40.0  # of 255: a point that differs by more is another point
POINTS = 0.01  # so many of the points may be others
COLOURS = 64
# Only this section stays on the page: where it begins may not depend on what stands above it, not even by half a point.
ALONE = """(id) => { for (const one of document.querySelectorAll('header, footer, main > *'))
  one.style.display = one.id === id ? '' : 'none'; }"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is a browser told which fonts to use")


def small(picture: bytes) -> Image.Image:
    """A picture a quarter as large, each point the mean of those that it stands for."""
    full = Image.open(io.BytesIO(picture)).convert("RGB")
    return full.resize((full.width // SMALLER, full.height // SMALLER), Image.Resampling.BOX)


def stored(section: str, width: str) -> Image.Image:
    with Image.open(PICTURES / f"{section}_{width}.png") as picture:
        return picture.convert("RGB")


def difference(seen: Image.Image, known: Image.Image) -> float:
    """Share of points that are others; 1 where the sizes do not agree."""
    if seen.width != known.width or abs(seen.height - known.height) > max(2, HIGHER * known.height):
        return 1.0
    high = min(seen.height, known.height)
    one, other = (np.asarray(picture, dtype=float)[:high] for picture in (seen, known))
    return float((np.abs(one - other).max(axis=2) > APART).mean())


@pytest.fixture(scope="module", params=list(WIDTHS))
def shots(request, chromium, page_file) -> tuple[str, dict[str, Image.Image]]:
    """Name of a width, and each section as it is drawn at that width."""
    tab = watched(chromium, WIDTHS[request.param])
    tab.page.goto(page_file.as_uri())
    tab.all_drawn()
    found = {}
    for section in SECTIONS:
        tab.page.evaluate(ALONE, section)
        found[section] = small(tab.page.locator(f"#{section}").screenshot(animations="disabled"))
    tab.page.context.close()
    return request.param, found


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_looks_as_it_did(shots, section: str, tmp_path: Path):
    width, found = shots
    file = PICTURES / f"{section}_{width}.png"
    if os.environ.get(KEEP):
        PICTURES.mkdir(exist_ok=True)
        found[section].quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    seen = tmp_path / file.name
    found[section].save(seen)
    apart = difference(found[section], stored(section, width))
    assert apart < POINTS, (
        f"{apart:.1%} of the points differ: compare {seen} with {file}; {__name__} says how to keep it"
    )


def test_other_pictures_are_told_apart(shots):
    width, found = shots
    for name, picture in found.items():
        for other in SECTIONS:
            if other != name:
                assert difference(picture, stored(other, width)) > POINTS


def test_a_chart_that_is_missing_or_of_another_colour_is_seen(shots):
    _, found = shots
    for name in ("winners", "pay", "cities", "chains", "regimes"):
        picture = found[name]
        points = np.asarray(picture, dtype=float)
        ink = points.min(axis=2) < 200.0  # words and marks
        missing = points.copy()
        missing[len(points) // 3 : 2 * len(points) // 3] = 255.0
        tinted = np.where(ink[..., None], np.roll(points, 1, axis=2) * 0.5, points)
        assert difference(Image.fromarray(missing.astype(np.uint8)), picture) > POINTS, name
        assert difference(Image.fromarray(tinted.astype(np.uint8)), picture) > POINTS, name
