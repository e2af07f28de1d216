"""Who carries productivity growth: a case worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hand_made import hand_state
from segsim.analysis.selection import Standing, carried_by_selection, decomposition

# Two firms stay, one closes, one takes its row.
EARLIER = Standing(
    born=np.array([-1, -1, -1]), alive=np.array([True, True, True]), market=np.array([2, 2, 2]),
    log_tfp=np.array([1.0, 2.0, 0.5]), value_added=np.array([10.0, 10.0, 5.0]),
)  # fmt: skip
LATER = replace(
    EARLIER, born=np.array([-1, -1, 7]), log_tfp=np.array([1.1, 2.3, 2.5]), value_added=np.array([10.0, 30.0, 10.0])
)


def test_four_terms_by_hand():
    found = decomposition(EARLIER, LATER)
    # within (.1 + .3) / 2; P of those that stay from 1.5 to 2.0; entrants 2.5 with a fifth, closed .5 with a fifth
    assert found == pytest.approx({"within": 0.2, "between": 0.3, "entry": 0.2 * 0.5, "exit": 0.2 * 1.0})
    grown = np.average(LATER.log_tfp, weights=LATER.value_added) - np.average(
        EARLIER.log_tfp, weights=EARLIER.value_added
    )
    assert sum(found.values()) == pytest.approx(grown)
    assert carried_by_selection(found) == pytest.approx(0.3 / 0.8)


def test_markets_count_by_what_they_add_and_one_that_nobody_stays_in_is_left_out():
    def with_another(standing, born, added):
        columns = {name: np.append(value, value[:1]) for name, value in vars(standing).items()}
        columns["market"][-1], columns["born"][-1], columns["value_added"][-1] = 5, born, added
        return Standing(**columns)

    changed = decomposition(with_another(EARLIER, -1, 75.0), with_another(LATER, 3, 75.0))
    assert changed == pytest.approx(decomposition(EARLIER, LATER))
    # 75 added by the first market in all and 75 + 150 by the other, in which the only firm grew by .1
    both = decomposition(with_another(EARLIER, -1, 75.0), with_another(LATER, -1, 150.0))
    assert both["within"] == pytest.approx((75.0 * 0.2 + 225.0 * 0.1) / 300.0)
    assert both["entry"] == pytest.approx(75.0 * 0.1 / 300.0)


def test_where_nothing_grew_nobody_carries_it():
    assert np.isnan(carried_by_selection(decomposition(EARLIER, EARLIER)))


def test_value_added_is_at_prices_of_the_first_month_and_of_living_firms():
    state = hand_state(firms=3)
    state.firms.output[:], state.firms.price[:], state.firms.parts_per_unit[:] = [10.0, 20.0, 5.0], 3.0, 0.3
    state.markets.materials_per_unit[:] = 0.2
    state.firms.alive[2] = False
    found = Standing.of(state)
    assert found.value_added == pytest.approx([5.0, 10.0, 0.0])
    assert found.alive.tolist() == [True, True, False]
