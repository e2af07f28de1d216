"""Does a firm that is an object break the same rules as deeply, and give its workers the same terms?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from reference_implementations.agents import ReferenceModel
from reference_implementations.side_by_side import WIDER, WORLDS, side_by_side
from segsim.mechanisms.compliance import choose_violations
from small_worlds import copy_of, model, switched_on


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_violation_intensities_are_chosen(world: str):
    for pair in side_by_side(WORLDS[world], "choose_violations", 12):
        assert pair.differences == []
        intensity = pair.tables.firms.violations
        assert ((intensity > 0) & (intensity < 1)).any()


def test_firms_in_distress_choose_the_same_violation_intensities():
    distressed = 0
    for pair in side_by_side(WORLDS["chain"] | {"finance.credit_multiple": 0.0}, "choose_violations", 24, WIDER):
        assert pair.differences == []
        distressed += (pair.tables.firms.distress > 0).sum()
    assert distressed > 0


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_terms_are_granted(world: str):
    renewed = 0
    for pair in side_by_side(WORLDS[world], "draw_terms", 12):
        assert pair.differences == []
        stayed = pair.tables.workers.tenure > 0
        renewed += (pair.tables.workers.written_contract != pair.before.workers.written_contract)[stayed].sum()
    assert renewed > 0


def test_a_reference_with_another_rule_is_found_out():
    run = model(switched_on("tier"), months=3)
    reference, tables = ReferenceModel(run), copy_of(run.state)
    choose_violations(tables, run.params["compliance"], run.moment)
    reference.params["compliance"] = replace(run.params["compliance"], detection_premium=1.0)
    reference.choose_violations()
    assert reference.differences(tables) == ["firms.violations_premium"]
