"""Does every step keep its shape, and is what it declares to read and write the truth?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from probing import COLUMNS, JUNK, MISSING, Findings, probe, probe_worlds

from segsim.plumbing.steps import Step
from segsim.plumbing.tables import Column
from segsim.schedule import MECHANISMS, MONTH
from segsim.settings.catalogue import may_be_left_out
from segsim.state import Cities, Firms, Workers
from small_worlds import SWITCHED_ON, looking_in, model, switched_on

# Half a year of burn-in, the year of the contract law and the export shock, and the January after it, in which cities
# that have peers look at one another.
MONTHS = 20

every_step = pytest.mark.parametrize("step", MONTH, ids=lambda step: f"{step.mechanism}.{step.name}")


@pytest.fixture(scope="session")
def found() -> dict[str, Findings]:
    return probe_worlds(SWITCHED_ON, MONTHS)


@every_step
def test_it_says_in_one_line_what_happens(step: Step):
    assert step.description.endswith(".")
    assert len(step.description) <= 120
    assert step.description[0].isupper()


@every_step
def test_it_stands_in_the_mechanism_that_it_is_named_after(step: Step):
    assert getattr(MECHANISMS[step.mechanism], step.name) is step


@every_step
def test_it_declares_columns_each_once(step: Step):
    for declared in (step.reads, step.writes):
        assert all(isinstance(column, Column) and COLUMNS[column.path] is column for column in declared)
        assert [path for path, n in Counter(column.path for column in declared).items() if n > 1] == []


@every_step
def test_it_writes_only_what_it_declares(step: Step, found: dict[str, Findings]):
    assert found[step.name].writes_undeclared == {}


@every_step
def test_it_reads_only_what_it_declares(step: Step, found: dict[str, Findings]):
    assert found[step.name].reads_undeclared == {}


@every_step
def test_it_declares_no_more_than_it_reads_and_writes(step: Step, found: dict[str, Findings]):
    seen = found[step.name]
    reads, writes = ({column.path for column in declared} for declared in (step.reads, step.writes))
    assert (reads | writes) - seen.fetched == set(), "declared and never asked for"
    assert (reads & writes) - seen.matters == set(), "declared as read; what stood there never made a difference"


@every_step
def test_it_changes_something_in_some_month(step: Step, found: dict[str, Findings]):
    assert found[step.name].ran > 0
    if step.writes:
        assert found[step.name].changes != set()
    else:
        assert step.name == "check_accounts"  # the one that only looks; tests/invariants/test_accounts.py sees it fail


def test_names_of_steps_are_verbs_of_their_own():
    names = [step.name for step in MONTH]
    assert len(set(names)) == len(names), "the name is the key of the step's random stream"


def test_every_mechanism_has_a_step():
    assert {step.mechanism for step in MONTH} == set(MECHANISMS)


def test_a_mechanism_that_cannot_be_left_out_has_essential_steps_only():
    assert set(MECHANISMS) - set(may_be_left_out()) == {"payroll", "accounting", "production"}
    for step in MONTH:
        if step.mechanism not in may_be_left_out():
            assert step.essential, step.name


@pytest.mark.parametrize("how", [MISSING, JUNK])
@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("separate", Workers.grievance), ("migrate", Workers.rural_home), ("compute_pay", Cities.minimum_wage),
        ("compute_pay", Workers.employer), ("set_prices", Firms.tier), ("pay_wages", Workers.deposits),
        ("take_census", Firms.city), ("split_orders", Firms.alive),
    ],
)  # fmt: skip
def test_the_probe_itself_finds_what_a_step_conceals(name: str, hidden: Column, how: str):
    seen = _probe_once(name, how, reads_less=hidden)
    assert hidden.path in seen.reads_undeclared


def test_the_probe_itself_finds_a_concealed_write():
    assert "workers.move" in _probe_once("separate", JUNK, writes_less=Workers.move).writes_undeclared


def _probe_once(name: str, how: str, reads_less: Column | None = None, writes_less: Column | None = None) -> Findings:
    """Findings on a step that leaves a column out of its declaration, in one month of a world that has run a while."""
    run, seen = model(switched_on("chain"), months=3), Findings()

    def look(step, state, params, moment):
        if step.name == name:
            liar = replace(
                step,
                reads=tuple(column for column in step.reads if column is not reads_less),
                writes=tuple(column for column in step.writes if column is not writes_less),
            )
            probe(liar, state, params, moment, seen, how)

    with looking_in(look):
        run.step()
    return seen
