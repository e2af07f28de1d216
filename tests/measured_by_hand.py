"""Tables filled by hand, on which every indicator can be reckoned with a pencil."""

from __future__ import annotations

from hand_made import vector
from segsim.state import State
from segsim.state.codes import Hukou, Industry, Owner, Region, Tier, market_of

HOURS, CAP, MULTIPLE, MINIMUM = 174.0, 36.0, 1.75, 870.0  # yuan 5 an hour


def hand_made(workers: int = 8) -> State:
    """Two cities and the countryside; a core firm, a contract manufacturer, a third-tier supplier, an empty row."""
    state = State.empty(workers, 4, 3)
    state.cities.region[:] = [Region.AUTO_CORE, Region.IT_COAST, Region.RURAL]
    state.cities.minimum_wage[:] = [MINIMUM, MINIMUM, 0.0]
    nation, firms = state.nation, state.firms
    nation.standard_hours[:], nation.overtime_cap[:], nation.overtime_multiple[:] = HOURS, CAP, MULTIPLE
    nation.consumption[:], nation.cpi[:] = 5000.0, 1.1
    firms.industry[:] = [Industry.AUTO, Industry.IT, Industry.AUTO, Industry.IT]
    firms.tier[:] = [Tier.FIRST, Tier.FIRST, Tier.THIRD, Tier.SECOND]
    firms.market[:] = market_of(firms.industry, firms.tier)
    firms.city[:] = [0, 1, 0, 1]
    firms.alive[:] = [True, True, True, False]
    firms.owner[:] = [Owner.JOINT_VENTURE, Owner.OVERSEAS_CHINESE, Owner.PRIVATE, Owner.PRIVATE]
    for name in ("hours_lost", "active_share", "mrpl", "base_wage", "capacity", "debt", "violations_premium"):
        vector(firms, name)[:] = 0.0
    firms.parts_per_unit[:], state.markets.materials_per_unit[:] = 0.3, 0.2
    state.markets.capital_per_unit[:] = 10.0
    workers_ = state.workers
    workers_.city[:], workers_.skill[:], workers_.tenure[:] = 2, 1.0, 12
    workers_.arrears[:] = 0.0
    return state


def employ(
    state: State,
    row: int,
    firm: int,
    base: float,
    hours: float = 0.0,
    extra: float = 0.0,
    bonus: float = 0.0,
    hukou: Hukou = Hukou.RURAL,
) -> None:
    workers = state.workers
    workers.employer[row], workers.city[row], workers.hukou[row] = firm, state.firms.city[firm], hukou
    workers.base_pay[row], workers.overtime[row], workers.overtime_pay[row] = base, hours, extra
    workers.bonus[row] = bonus
    state.firms.employment[firm] += 1
