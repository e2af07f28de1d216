"""Is each of the thirty systems there, and does its lever move its indicator by the stated sign?"""

from __future__ import annotations

import pytest
from paired_runs import NUMBERED, moves, with_time, written_and_measured

from segsim.runs.config.compose import conf_folders
from segsim.runs.questions.systems import list_systems

ROWS = [row for row in NUMBERED.values() if row is not None]


def test_the_thirty_systems_are_numbered():
    assert list(NUMBERED) == list(range(1, 31))


@pytest.mark.parametrize("number", NUMBERED)
def test_no_cell_of_a_system_is_empty(number):
    heading, rows = list_systems((), conf_folders(None))
    found = dict(zip(heading, rows[number - 1], strict=True))
    assert [name for name, cell in found.items() if not cell] == []


@pytest.mark.parametrize("row", with_time(ROWS))
def test_the_lever_moves_the_indicator(row):
    is_met, found = moves(row)
    assert is_met, found


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_indicator_is_not_what_the_levers_own_mechanism_writes(row):
    assert not written_and_measured(row)
