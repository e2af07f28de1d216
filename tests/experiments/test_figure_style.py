"""Can colours be told apart by everybody and in grey, and do maps of policies print what they are given?"""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from segsim.analysis import palette
from segsim.figures import maps, style

SEGMENTS = ("core", "contract_manufacturer", "supplier", "component_maker")


LINEAR_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = LINEAR_TO_XYZ.sum(axis=1)
SEEN_BY = {  # Machado, Oliveira and Fernandes (2009), severity 1 (recalled)
    "everybody": np.eye(3),
    "protanopes": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopes": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopes": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def lab(colour: str, seen_by: str = "everybody") -> np.ndarray:
    """CIE Lab of a colour as somebody sees it."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    ratio = LINEAR_TO_XYZ @ np.clip(np.array(SEEN_BY[seen_by]) @ linear, 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_segments_can_be_told_apart_by_everybody(seen_by):
    colours = [palette.SEGMENTS[segment].colour for segment in SEGMENTS]
    for one, other in itertools.combinations(colours, 2):
        assert np.linalg.norm(lab(one, seen_by) - lab(other, seen_by)) > 30


def test_segments_can_be_told_apart_in_grey():
    lightness = sorted(lab(palette.SEGMENTS[segment].colour)[0] for segment in SEGMENTS)
    assert min(np.diff(lightness)) > 12
    assert len({palette.SEGMENTS[segment].dashes for segment in SEGMENTS}) == len(SEGMENTS)
    assert len({look.dashes for look in palette.LINES}) == len(palette.LINES)
    assert len({category.letter for category in palette.REGIMES.values()}) == len(palette.REGIMES)


@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_regimes_can_be_told_apart_by_everybody_and_in_grey(seen_by):
    fills = [category.fill for category in palette.REGIMES.values()]
    for one, other in itertools.combinations(fills, 2):
        assert np.linalg.norm(lab(one, seen_by) - lab(other, seen_by)) > 18
    assert min(np.diff(sorted(lab(fill)[0] for fill in fills))) > 12
    assert len({look.dashes for look in palette.REGIME_LINES.values()}) >= len(palette.REGIME_LINES) - 1


def test_nothing_else_has_the_colour_of_a_segment():
    segments = {look.colour for look in palette.SEGMENTS.values()}
    assert not segments & {look.colour for look in palette.LINES}
    assert not segments & {category.fill for category in palette.REGIMES.values()}


def test_words_on_fills_and_on_white_have_enough_contrast():
    def light(colour):
        return palette.luminance([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])

    def contrast(one, other):
        low, high = sorted((light(one), light(other)))
        return (high + 0.05) / (low + 0.05)

    for category in palette.REGIMES.values():
        assert contrast(category.fill, category.ink) >= 4.5
    for look in (*palette.SEGMENTS.values(), *palette.LINES, *palette.REGIME_LINES.values()):
        assert contrast(palette.readable(look.colour), palette.PAPER) >= 4.5


def policy_table(value=lambda row: 0.1 * row) -> pd.DataFrame:
    rows = list(itertools.product(*(maps.ORDER[lever] for lever in maps.LEVERS)))
    table = pd.DataFrame(rows, columns=list(maps.LEVERS))
    centre = [value(row) for row in range(len(rows))]
    return table.assign(value=centre, low=np.array(centre) - 0.02, high=np.array(centre) + 0.02)


def boxes(figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_policy_map_prints_every_share_and_its_interval():
    bands = [maps.PolicyTable("as it stands", policy_table(lambda row: 0.03 * row))]
    figure = maps.policy_map(bands, question="How many?", population="workers", interval="95 % over seeds")
    said = boxes(figure)
    assert len(said) == 2 * 27
    assert {"78", "[76, 80]", "0.0", "[\u22122.0, 2.0]"} <= set(said)
    strict_chain = (
        policy_table(lambda row: 0.03 * row).set_index(list(maps.LEVERS)).loc[("strict", "catch_up", "chain"), "value"]
    )
    assert strict_chain == pytest.approx(0.78)
    last = figure.axes[2].texts[-2]
    assert last.get_text() == "78"
    assert last.get_position()[1] > 2


def test_policy_map_of_differences_marks_what_may_be_nothing_and_what_was_not_run(tmp_path):
    table = policy_table(lambda row: 0.01 * row - 0.13).iloc[:-1]
    figure = maps.policy_map(
        [maps.PolicyTable("less history", table)], question="?", population="w", interval="95 %", difference=True
    )
    said = boxes(figure)
    assert "not run" in said
    assert {"+12", "\u221213", "0.0"} <= set(said)
    hatched = [patch for axes in figure.axes for patch in axes.patches if patch.get_hatch()]
    assert len(hatched) == sum((table["low"] <= 0) & (table["high"] >= 0))
    assert len(style.save(figure, tmp_path, "map", "differences")) == 2
