"""Does each lever move what it should, the right way? One row of a table here a claim, each with the sign's source.

The difference between two paired runs must have the row's sign on average over four seeds, by more than two standard
errors; a row that they leave open is asked of twelve. What the step of a mechanism writes itself cannot show what its
parameters do: such an indicator is refused.
"""

from __future__ import annotations

import pytest
from paired_runs import EFFECTS, NUMBERED, moves, with_time, written_and_measured

from parts_of_the_tests import part_of
from segsim.schedule import MONTH


@pytest.mark.parametrize("row", with_time(EFFECTS))
def test_effect(row):
    is_met, found = moves(row)
    assert is_met, found


@pytest.mark.parametrize("row", EFFECTS, ids=str)
def test_the_indicator_is_not_what_the_parameters_own_mechanism_writes(row):
    assert not written_and_measured(row)


def test_the_table_holds_at_least_two_rows_a_mechanism_and_every_source():
    # Production has no levers.
    tested = {row.parameter.split(".")[0] for row in EFFECTS}
    with_numbers = {step.mechanism for step in MONTH} - {"payroll", "accounting", "production"}
    assert tested >= with_numbers
    assert len(EFFECTS) >= 2 * len(with_numbers)
    assert all(row.source for row in EFFECTS)


def test_rows_of_a_mechanism_share_a_process_and_those_of_others_need_not():
    parts = {}
    for table, rows in (("test_effects.py", EFFECTS), ("test_systems.py", filter(None, NUMBERED.values()))):
        for row in rows:
            part = part_of(f"tests/effects/{table}::test_of_a_row[{row}]")
            parts.setdefault(row.parameter.split(".")[0], set()).add(part)
    assert all(len(part) == 1 for part in parts.values())
    assert len(set.union(*parts.values())) == len(parts)
    assert part_of("tests/invariants/test_accounts.py::test_one[world.step:law]") == "tests/invariants/test_accounts.py"
