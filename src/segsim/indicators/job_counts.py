"""What is added up over jobs by their deprivations, in the order in which job_quality.py writes it?"""

from __future__ import annotations

from segsim.indicators.cutoffs import Cutoffs
from segsim.indicators.job_quality import Dimension, kinds
from segsim.indicators.sums import OverPeople, Sum
from segsim.state import Cities, Firms, Nation, Workers

_PAY = (
    Workers.base_pay, Workers.overtime_pay, Workers.bonus, Workers.overtime, Cities.published_minimum,
    Nation.standard_hours, Nation.overtime_multiple, Firms.effort,
)  # fmt: skip
_TIME = (Workers.overtime, Nation.overtime_cap, Nation.standard_hours)
_OVERTIME = (Workers.overtime_pay, Workers.overtime, Workers.base_pay, Nation.overtime_multiple, Workers.arrears)
_CONTRACT = (Workers.written_contract, Workers.dispatch, Workers.tenure)
_INSURANCE = (Workers.pension_cover, Workers.injury_cover)
_ALL = tuple(dict.fromkeys((*_PAY, *_TIME, *_OVERTIME, *_CONTRACT, *_INSURANCE)))
_TECHNOLOGY = (*_ALL, Firms.capacity)
_OF = dict(zip(Dimension, (_PAY, _TIME, _OVERTIME, _CONTRACT, _INSURANCE), strict=True))


def _job(name: str, meaning: str, *reads) -> OverPeople:
    found = OverPeople("workers", meaning, *reads)
    found.given = name
    return found


decent = _job("decent", "jobs with a deprivation score under a third", *_ALL)
deprived = _job("deprived", "multiply deprived jobs: score from one half on", *_ALL)
score = _job("score", "deprivation score", *_ALL)
censored = _job("censored", "deprivation score of multiply deprived jobs", *_ALL)
missed = {
    one: _job(f"missed_{one.name.lower()}", "jobs with a deprivation in the dimension", *_OF[one]) for one in Dimension
}
censored_by = {
    one: _job(f"censored_{one.name.lower()}", "part of the score of multiply deprived jobs", *_OF[one])
    for one in Dimension
}
decent_modern = _job("decent_modern", "decent jobs, each by how far its plant is modern", *_TECHNOLOGY)
deprived_modern = _job("deprived_modern", "multiply deprived jobs, the same", *_TECHNOLOGY)

_KNOWN = {one.name: one for one in (decent, deprived, score, censored, *missed.values(), *censored_by.values())}
JOBS: tuple[Sum, ...] = (*(_KNOWN[name] for name in kinds(Cutoffs())), decent_modern, deprived_modern)
