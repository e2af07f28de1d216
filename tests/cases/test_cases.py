"""Does the model do what each case in the YAML files beside this one expects, and is a bad case refused?"""

from __future__ import annotations

import copy
import re
from enum import IntEnum
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from segsim.plumbing.errors import InputError
from segsim.plumbing.tables import Column, Table
from tables_of_cases import _parts
from worked_cases import Case, WrongNumberError, check, everything, read_cases

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
PAGE = HERE.parents[1] / "experiments" / "tutorial" / "add_your_own.md"
TOPICS = {"bargaining", "hours", "pay", "penalties", "prices", "quits"}


def _cases() -> list:
    """Every case; a file that cannot be read stands as its own mistake, so that the others still run."""
    found: list = []
    for file in FILES:
        try:
            found += read_cases(file)
        except InputError as fault:
            found.append(fault)
    return found


CASES = _cases()


def _name(case) -> str:
    return re.sub(r"\W+", "_", case.where if isinstance(case, Case) else str(case))[:100]


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_the_case_comes_out_as_expected(case):
    message = str(case) if isinstance(case, InputError) else ""
    if not message:
        try:
            check(case)
        except (InputError, WrongNumberError) as fault:
            message = str(fault)
    if message:  # one line for somebody who does not program, without the traceback
        pytest.fail(message, pytrace=False)


def _expected_otherwise(case: Case):
    """The case with one of its expected numbers changed at a time, by more than its tolerance."""

    def other(value):
        if isinstance(value, bool):
            return not value
        return value + max(3.0 * case.text.get("tolerance", 0.0), 0.01 * abs(value), 1e-4)

    expected = case.text["expect"]
    places = list(expected) if isinstance(expected, dict) else [None]
    for place in places:
        values = expected if place is None else expected[place]
        for row in range(len(values)) if isinstance(values, list) else [None]:
            if row is not None and values[row] is None:
                continue
            text = copy.deepcopy(case.text)
            holder, key = (text, "expect") if place is None else (text["expect"], place)
            if row is not None:
                holder, key = holder[key], row
            holder[key] = other(holder[key])
            yield Case(case.where, text)


@pytest.mark.parametrize("case", [case for case in CASES if isinstance(case, Case)], ids=_name)
def test_every_number_that_a_case_expects_could_be_wrong(case):
    changed = list(_expected_otherwise(case))
    assert changed
    for wrong in changed:
        with pytest.raises(WrongNumberError):
            check(wrong)


def test_every_topic_has_cases_and_two_are_from_statutes():
    assert {file.stem for file in FILES} >= TOPICS
    assert len(CASES) >= 12
    sources = [case.text["source"] for case in CASES]
    assert sum(bool(re.search(r"Law \(\d{4}\), article|Provisions on .*article|notice \d{4}", s)) for s in sources) >= 2


def test_no_two_rules_have_the_same_place_and_name_and_both_kinds_are_found():
    kinds = [asked.step is None for asked in everything().values()]
    assert any(kinds)
    assert not all(kinds)


STEP = {
    "case": "an example",
    "source": "by hand",
    "step": "payroll.compute_pay",
    "given": {"firms.base_wage": 10, "firms.overtime_run": 10, "nation.overtime_multiple": 1.5},
    "expect": {"workers.overtime_pay": 150},
}
RULE = {
    "case": "an example",
    "source": "by hand",
    "rule": "floor_wage",
    "given": {"without": 8, "reference": 20, "own": 20, "power": 0.25},
    "expect": 11,
}
WITH_PARAMETERS = {
    "case": "an example",
    "source": "by hand",
    "rule": "desired_overtime",
    "set": {"subsistence": 0.0},
    "given": {"wage": 5, "multiple": 0.0, "bonus": 0.1, "standard": 174, "need": 0},
    "expect": 0,
    "tolerance": 1e-5,
}


def written(text: dict, **changes) -> Case:
    """The example with some of its entries changed; None takes one out."""
    text = {**copy.deepcopy(text), **changes}
    return Case("pay.yaml, case 'an example'", {key: value for key, value in text.items() if value is not None})


def given(text: dict, **changes) -> Case:
    """The example with more that is given; None takes it out."""
    return written(text, given={k: v for k, v in {**text["given"], **changes}.items() if v is not None})


@pytest.mark.parametrize("text", [STEP, RULE, WITH_PARAMETERS], ids=["step", "rule", "with parameters"])
def test_the_examples_of_mistakes_are_right_before_they_are_spoilt(text):
    check(written(text))


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (written(RULE, rule="flor_wage"), "unknown rule 'flor_wage'; did you mean floor_wage"),
        (written(RULE, rule="bargaining.flor_wage"), "did you mean bargaining.floor_wage"),
        (written(STEP, step="payroll.work_out_payment"), "did you mean payroll.compute_pay"),
        (written(RULE, rule="compute_pay"), "compute_pay is no rule: write 'step: compute_pay'"),
        (written(RULE, step="payroll.compute_pay"), "either a rule or a step"),
        (given(STEP, **{"firms.base_wages": 10}), "unknown column 'firms.base_wages'; did you mean firms.base_wage"),
        (given(STEP, **{"firm.base_wage": 10}), "unknown table 'firm'; did you mean firms"),
        (given(STEP, base_wage=10), "unknown argument 'base_wage'; known: none: columns are written as firms."),
        (given(RULE, powr=0.5), "unknown argument 'powr'; did you mean power"),
        (given(RULE, power=None), "bargaining.floor_wage also needs power in given"),
        (given(STEP, **{"firms.base_wage": "ten"}), "firms.base_wage is a number, not 'ten'"),
        (given(STEP, **{"workers.dispatch": 1}), "workers.dispatch is true or false, not 1"),
        (given(STEP, **{"firms.employment": 1.5}), "firms.employment is a whole number"),
        (given(STEP, **{"workers.employer": 3}), "a row of firms from 0 to 0, or -1 for none, not 3"),
        (given(STEP, **{"firms.tier": "leader"}), "unknown tier 'leader'; did you mean lead"),
        (given(STEP, **{"firms.base_wage": [1, 2], "firms.employment": [1, 2, 3]}), "2 values; another list"),
        (written(STEP, rows={"worker": 5}), "unknown table in rows 'worker'; did you mean workers"),
        (written(WITH_PARAMETERS, set={"disutilty": 0.5}), "did you mean hours.disutility"),
        (written(WITH_PARAMETERS, set={"disutility": 90}), "hours.disutility = 90 is outside 0.1 to 1.5"),
        (written(RULE, set={"power": 0.5}), "takes no parameters, so nothing can be set"),
        (written(STEP, date="March 2014"), "a date is a year and a month, as 2014-03"),
        (written(STEP, source=None), "where is the example from?"),
        (written(STEP, toleranse=1), "unknown entry 'toleranse'; did you mean tolerance"),
        (written(STEP, expect={"workers.overtime_pey": 1}), "did you mean workers.overtime_pay"),
        (written(STEP, expect={"firms.base_wage": 10}), "payroll.compute_pay does not write firms.base_wage"),
        # nothing that could fail
        (written(STEP, expect=None), "expect holds columns and their values"),
        (written(STEP, expect={}), "expect holds columns and their values"),
        (written(STEP, expect={"workers.overtime_pay": []}), "nothing is expected of workers.overtime_pay"),
        (written(STEP, expect={"workers.overtime_pay": [None]}), "nothing is expected of workers.overtime_pay"),
        (written(RULE, expect=None), "nothing is expected of bargaining.floor_wage"),
        (written(RULE, expect="eleven"), "is a number, true or false, not 'eleven'"),
        (written(RULE, tolerance=11), "as wide as what is expected"),
        (written(RULE, tolerance=-1), "tolerance is a number"),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_in_one_line_with_file_and_case(case, says):
    with pytest.raises(InputError) as fault:
        check(case)
    assert str(fault.value).startswith("pay.yaml, case 'an example': ")
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (written(STEP, expect={"workers.overtime_pay": 175}), "workers.overtime_pay is 150, expected 175"),
        (written(STEP, expect={"workers.overtime_pay": 149, "workers.base_pay": 1740}), "150, expected 149"),
        (written(STEP, expect={"workers.overtime_pay": [150, 150]}), "has 1 values, not the 2 expected"),
        (written(RULE, expect=11.01), "bargaining.floor_wage is 11, expected 11.01"),
        (written(RULE, expect=11.01, tolerance=0.005), "expected 11.01, within 0.005"),
        (written(RULE, expect=float("nan")), "expected nan"),
    ],
)
def test_a_wrong_number_fails_with_both_numbers(case, says):
    with pytest.raises(WrongNumberError, match=re.escape(says)):
        check(case)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a file of cases is a list"),
        ("case: not a list\n", "a file of cases is a list"),
        ("- name: of another kind\n", "entry 1: a case begins with"),
        ("- case: [a\n", "is not YAML"),
        ("- case: a\n  expect: 1\n  expect: 2\n", "'expect' is given twice"),
        ("- case: a\n- case: a\n", "case 'a' stands there twice"),
    ],
)
def test_a_file_that_is_no_list_of_cases_is_refused_in_one_line(tmp_path, text, says):
    file = tmp_path / "broken.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as fault:
        read_cases(file)
    assert str(fault.value).startswith("broken.yaml")
    assert says in str(fault.value)
    assert "\n" not in str(fault.value)


def test_what_a_case_does_not_give_is_as_in_the_tables_by_hand():
    # one worker in one firm in one city, with 174 standard hours and one yuan an hour
    check(written(STEP, given=None, expect={"workers.base_pay": 174, "workers.overtime_pay": 0}))


def test_the_cases_on_the_page_that_says_how_to_write_one_come_out(tmp_path):
    section = PAGE.read_text(encoding="utf-8").partition("## A case")[2].partition("\n## ")[0]
    (text,) = re.findall(r"```yaml\n(.*?)```", section, re.S)
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    step, rule = read_cases(file)
    check(step)
    check(rule)
    with pytest.raises(WrongNumberError, match="expected 15"):
        check(Case(rule.where, {**rule.text, "expect": 15}))


def test_a_column_with_a_second_dimension_is_said_by_its_codes():
    class Rules(IntEnum):
        MINIMUM = 0
        HOURS = 1

    class Firms(Table):
        broken = Column(float, "share", "flow", "by rule", along=Rules)

    firms = Firms(2)
    first, second = _parts(Firms.broken)
    assert (first.path, second.path) == ("firms.broken.minimum", "firms.broken.hours")
    second.of(SimpleNamespace(firms=firms))[:] = [0.25, 0.5]
    assert firms.broken.tolist() == [[0.0, 0.25], [0.0, 0.5]]


def test_a_date_brings_the_law_in_force_and_what_is_set_goes_before_it():
    cap = {
        "case": "cap",
        "source": "by hand",
        "step": "outsourcing.choose_dispatch",
        "given": {"firms.tier": "lead", "firms.dispatch_share": np.nan, "firms.inspection_belief": 1},
        "set": {"core_dispatch_demand": 0.5},
    }
    share = "firms.dispatch_share"
    check(Case("a", {**cap, "expect": {share: 0.5}}))
    check(Case("a", {**cap, "date": "2014-03", "expect": {share: 0.1}}))
    cap["set"]["dispatch_cap"] = 0.3
    check(Case("a", {**cap, "date": "2014-03", "expect": {share: 0.3}}))
