"""What must hold in any month of any world, beside the accounts that a run checks itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from segsim.model import SegmentationModel
from segsim.state import State
from segsim.state.codes import TIERS, Child, Hukou, Industry, Move, Owner, Tier, Union
from segsim.state.money import BANK
from small_worlds import copy_of, looking_in

# Sums of single-precision columns over workers, against sums kept in double precision.
SINGLE = 1e-5


def months(run: SegmentationModel, n: int) -> Iterator[tuple[State, State, State]]:
    """Run months; of each, the state at its opening, just before firms fail and begin, and at its end."""
    seen: dict[str, State] = {}

    def look(step, state, params, moment):
        if step.name == "fail_and_enter":
            seen["failing"] = copy_of(state)

    with looking_in(look):
        for _ in range(n):
            opening = copy_of(run.state)
            seen["failing"] = run.state  # where finance is switched off nobody fails
            run.step()
            yield opening, seen["failing"], run.state


def check_month(opening: State, failing: State, end: State) -> None:
    """All invariants of a month; AssertionError names the one that is violated."""
    check_all_but_shares_of_orders(opening, failing, end)
    orders_are_shared_out(end)


def check_all_but_shares_of_orders(opening: State, failing: State, end: State) -> None:
    """The invariants that also hold where nobody gets the orders of a failed firm."""
    nothing_is_missing(end)
    rows_point_where_they_should(end)
    people_add_up(opening, failing, end)
    goods_add_up(end)
    pay_adds_up(failing, end)
    debt_is_what_was_lent(opening, failing, end)
    shares_are_shares(end)
    law_only_rises(opening, end)


def nothing_is_missing(state: State) -> None:
    """No NaN and no infinity in a row that somebody stands in."""
    living = np.bincount(state.firms.market[state.firms.alive], minlength=state.markets.rows) > 0
    rows = {
        "firms": state.firms.alive,
        "cities": np.arange(state.cities.rows) < state.cities.rows - 1,
        "markets": living,
    }
    for name, table in state.tables():
        for column, array in table.arrays():
            if array.dtype.kind == "f":
                assert np.isfinite(array[rows.get(name, slice(None))]).all(), (
                    f"{column.path} is missing in a living row"
                )


def rows_point_where_they_should(state: State) -> None:
    """Links lead to rows that exist and are of the right kind; codes have a word."""
    workers, firms, cities = state.workers, state.firms, state.cities
    alive, home = firms.alive, cities.rows - 1
    for column, array, words in (
        ("hukou", workers.hukou, Hukou), ("industry", firms.industry, Industry), ("tier", firms.tier, Tier),
        ("owner", firms.owner, Owner), ("union", firms.union, Union), ("move", workers.move, Move),
        ("child", workers.child, Child),
    ):  # fmt: skip
        assert np.isin(array, list(words)).all(), f"{column} without a word"
    assert ((workers.city >= 0) & (workers.city <= home)).all()
    assert ((firms.city >= 0) & (firms.city < home)).all(), "a firm in the countryside"
    assert (firms.market == firms.industry * TIERS + firms.tier).all()
    employed = workers.employer >= 0
    assert alive[workers.employer[employed]].all(), "somebody works for a firm that does not exist"
    assert (workers.city[employed] == firms.city[workers.employer[employed]]).all()
    urban = workers.hukou == Hukou.URBAN
    away = urban & (workers.city != workers.home)
    assert (workers.city[away] == home).all(), "a resident in a city without being registered there"
    assert workers.rural_home[away].all(), "a resident in the countryside without a home there"
    assert workers.rural_home[~urban].all(), "a migrant without a home in the countryside"
    assert (workers.home[urban] < home).all(), "a resident of no city"
    assert (workers.home[~urban] == home).all(), "a migrant registered in a city"
    linked = firms.buyer >= 0
    assert not linked[~alive].any(), "a failed firm still has a buyer"
    assert alive[firms.buyer[linked]].all(), "a supplier of a failed firm"
    assert (firms.market[firms.buyer[linked]] == firms.market[linked] - 1).all(), "a buyer that is not one tier above"
    assert not firms.employment[~alive].any()


def people_add_up(opening: State, failing: State, end: State) -> None:
    """Jobs end and begin as counted; nobody appears or is lost; terms belong to those with a job."""
    workers, firms, cities = end.workers, end.firms, end.cities
    changed = int((failing.workers.move == Move.CHANGED_JOB).sum())
    here = failing.firms
    assert (
        here.employment.sum()
        == opening.firms.employment.sum() + here.hires.sum() - here.layoffs.sum() - here.quits.sum() - changed
    )
    assert firms.employment.sum() == here.employment.sum() - here.employment[firms.closed].sum()
    # Where nobody searched (matching switched off) open jobs are as they were left, and there is nothing to compare.
    searched = here.hires.any() or (here.unfilled != opening.firms.unfilled).any()
    left = np.where(here.alive, here.vacancies - here.hires, 0) if searched else opening.firms.unfilled
    assert (here.unfilled == left).all(), "jobs: open, filled, unfilled"
    at_home = int((workers.city == cities.rows - 1).sum())
    assert cities.employed.sum() + cities.unemployed.sum() + cities.gig_workers.sum() + at_home == workers.rows
    jobless = workers.employer < 0
    for column in ("arrears", "base_pay", "overtime", "overtime_pay", "bonus"):
        assert not getattr(failing.workers, column)[failing.workers.employer < 0].any(), f"{column} without a job"
    assert not workers.arrears[jobless].any()
    assert not (workers.pension_cover & ~workers.injury_cover).any(), "pension cover without injury cover"
    assert (workers.tenure >= 0).all()


def goods_add_up(state: State) -> None:
    """Firms make what was ordered and can be made; a market's output is that of its firms."""
    firms, markets = state.firms, state.markets
    assert np.allclose(np.bincount(firms.market, weights=firms.output, minlength=8), markets.output)
    assert (firms.output <= firms.orders * (1 + 1e-9)).all()
    assert (firms.linked_orders <= firms.orders * (1 + 1e-9)).all()
    assert (markets.contracted_imports >= 0).all()
    wanted = np.bincount(firms.market, weights=firms.orders, minlength=8)
    assert (wanted <= markets.orders * (1 + 1e-9) + 1e-9).all(), "firms were asked for more than the market was"


def pay_adds_up(failing: State, end: State) -> None:
    """Wage bills are the pay of their workers, and pay is the sum of its parts."""
    workers, firms = failing.workers, failing.firms
    employed = workers.employer >= 0
    pay = np.bincount(workers.employer[employed], weights=workers.earnings[employed], minlength=firms.rows)
    assert np.allclose(pay, firms.wage_bill, rtol=SINGLE)
    parts = workers.base_pay.astype(float) + workers.overtime_pay + workers.bonus
    assert np.allclose(parts[employed], workers.earnings[employed], rtol=SINGLE)
    assert (workers.earnings >= 0).all()
    assert (end.workers.arrears >= 0).all()
    assert (end.firms.wages_owed >= -1e-6).all()
    assert (firms.overtime_run <= firms.overtime_limit * (1 + 1e-9) + 1e-9)[firms.alive].all(), "hours over the limit"


def debt_is_what_was_lent(opening: State, failing: State, end: State) -> None:
    """Debt rises by new loans less repayments, and falls by what firms leave or are forgiven; the bank bears it."""
    sectors = failing.sectors
    lent = -float(sectors.loans[BANK] + sectors.interest_on_debt[BANK] + sectors.repayments[BANK])
    scale = float(failing.firms.debt.sum() + abs(lent)) + 1.0
    assert abs(failing.firms.debt.sum() - opening.firms.debt.sum() - lent) < 1e-9 * scale
    lent_for_used_capital = float(failing.sectors.loans[BANK] - end.sectors.loans[BANK])
    booked = float(end.sectors.bad_loans[BANK] - opening.sectors.bad_loans[BANK])
    gone = booked + float(end.sectors.write_offs[BANK]) - lent_for_used_capital
    assert abs(end.firms.debt.sum() - failing.firms.debt.sum() + gone) < 1e-9 * scale
    assert abs(end.firms.defaulted.sum() - booked) < 1e-9 * scale, "the bank's loss is what firms left or were forgiven"
    kept = sectors.interest[BANK] + sectors.bank_equity[BANK] + sectors.bank_payouts[BANK] - booked
    change = float(end.nation.bank_capital[0] - opening.nation.bank_capital[0])
    assert abs(change - kept) < 1e-9 * scale, "the bank's capital is what it earned, kept and lost"
    assert (end.firms.debt >= -1e-6).all()
    assert (end.firms.receivables >= 0).all()


def shares_are_shares(state: State) -> None:
    """What is a share lies between 0 and 1."""
    firms = state.firms
    for name, table in state.tables():
        for column, array in table.arrays():
            if column.name == "violations" or column.name.endswith("_share") or column.name == "hours_lost":
                values = array[firms.alive] if name == "firms" else array[~np.isnan(array)]
                assert ((values >= 0) & (values <= 1 + 1e-9)).all(), f"{column.path} is no share"


def orders_are_shared_out(state: State) -> None:
    """Shares of a market's and of a buyer's orders sum to 1, but in a month in which firms fail or begin."""
    firms = state.firms
    alive = firms.alive & ~firms.entered  # an entrant gets its share of orders with the next split
    if firms.closed.any() or firms.entered.any():
        return
    whole = np.bincount(firms.market[alive], weights=firms.open_share[alive], minlength=8)
    there = np.bincount(firms.market[alive], weights=firms.capacity[alive], minlength=8) > 0
    assert np.allclose(whole[there], 1.0), "shares of a market's open orders"
    linked = alive & (firms.buyer >= 0)
    by_buyer = np.bincount(firms.buyer[linked], weights=firms.linked_share[linked], minlength=firms.rows)
    able = np.bincount(firms.buyer[linked], weights=firms.capacity[linked], minlength=firms.rows)
    has_suppliers = able > 0  # suppliers that can make nothing get no orders, as on the open market
    assert np.allclose(by_buyer[has_suppliers], 1.0), "shares of a buyer's linked orders"


def law_only_rises(opening: State, end: State) -> None:
    """No city cuts its minimum wage, and the countryside has none."""
    assert (end.cities.minimum_wage >= opening.cities.minimum_wage).all()
    assert end.cities.minimum_wage[-1] == 0.0
