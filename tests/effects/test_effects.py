"""Does each lever move what it should, the right way? One row of a table here a claim, each with the sign's source.

The difference between two paired runs must have the row's sign on average over the seeds, by more than two standard
errors. What the step of a mechanism writes itself cannot show what its parameters do: such an indicator is refused.
"""

from __future__ import annotations

import pytest
from paired_runs import EFFECTS, moves, written_and_measured

from segsim.schedule import MONTH


@pytest.mark.parametrize("row", EFFECTS, ids=str)
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
