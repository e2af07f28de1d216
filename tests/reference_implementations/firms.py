"""What would a city and a firm do if each were an ordinary Mesa object with ordinary attributes? See people.py."""

from __future__ import annotations

import math
from struct import pack, unpack
from typing import TYPE_CHECKING

import mesa

from reference_implementations.violations import choose_violations
from segsim.state.codes import Industry, Tier

if TYPE_CHECKING:
    from reference_implementations.people import ReferenceWorker


def single(number: float) -> float:
    """The number as a column of single precision keeps it."""
    return unpack("f", pack("f", number))[0]


def clip(number: float, low: float, high: float) -> float:
    return min(max(number, low), high)


def known(number: float) -> float:
    """Zero for what nobody has written yet."""
    return 0.0 if math.isnan(number) else number


class ReferenceAgent(mesa.Agent):
    """An agent with one attribute for each column of its table."""

    def __init__(self, model: mesa.Model, row: int, columns: dict) -> None:
        super().__init__(model)
        self.row = row
        self.__dict__.update(columns)


class ReferenceCity(ReferenceAgent):
    """A city; `open_jobs` names each firm there once for every job that it still has to give."""

    open_jobs: list[ReferenceFirm]

    def reference_pay(self) -> float:
        """Pay at which people were hired here of late, with one more worker hired at the pay of all cities."""
        cities = self.model.cities
        heads = sum(city.hired_heads for city in cities)
        everywhere = sum(city.hired_pay for city in cities) / heads if heads > 0.0 else 0.0
        return (self.hired_pay + everywhere) / (self.hired_heads + 1.0)

    def note_offers(self, params) -> None:
        """Pay at which people were hired this month is remembered."""
        here = [firm for firm in self.model.firms if firm.city is self and firm.hires > 0]
        pay, heads = sum(firm.hires * firm.offer for firm in here), sum(firm.hires for firm in here)
        self.hired_pay += params.reference_memory * (pay - self.hired_pay)
        self.hired_heads += params.reference_memory * (heads - self.hired_heads)


class ReferenceFirm(ReferenceAgent):
    """A firm; `city` is the city itself."""

    @property
    def is_core(self) -> bool:
        return self.tier == Tier.LEAD or (self.industry == Industry.AUTO and self.tier == Tier.FIRST)

    def plan_layoffs(self, params) -> None:
        hoards = params.hoarding_core if self.is_core else params.hoarding_other
        excess = max(0.0, self.employment * (1.0 - hoards) - known(self.target_employment))
        chance = params.layoff_rate * excess / max(self.employment, 1) if self.alive and not self.moves else 1.0
        agency = min(self.dispatch_employment / max(self.employment, 1), 1.0)
        self.agency_layoff_chance = min(1.0, chance / max(agency, 1e-9)) if agency > 0.0 else chance
        left = max(0.0, chance - self.agency_layoff_chance * agency)
        self.layoff_chance = min(1.0, left / max(1.0 - agency, 1e-9)) if agency < 1.0 else min(1.0, chance)
        self.forced = max(0.0, self.overtime_run - known(self.overtime_desired)) / self.model.nation.standard_hours

    def open_jobs(self, params) -> None:
        wanted = math.floor(known(self.target_employment) - self.employment + 0.5)
        limit = max(5, math.ceil(params.vacancy_limit * self.employment))
        self.vacancies = int(clip(wanted, 0, limit)) if self.alive else 0

    def offer_jobs(self, params) -> None:
        """What the job is worth to a worker of mean skill, and whom the firm lets in at all."""
        standard = self.model.nation.standard_hours
        self.unfilled = self.vacancies if self.alive else 0
        self.least_skill = params.skill_threshold if self.is_core else 0.0
        self.admission_probability = params.admission_probability if self.is_core else 1.0
        self.applicants = []
        if self.alive:
            paid = standard * (1.0 + self.bonus_rate) + self.overtime_multiple * self.overtime_planned
            hourly = self.lifted(self.base_wage, self.overtime_planned * self.overtime_multiple, self.city)
            self.offer = hourly * paid
            self.job_value = math.log(max(hourly * paid / standard, 1e-9)) - self.hours_disutility
        else:
            self.job_value = -math.inf

    def lifted(self, hourly: float, paid_overtime: float, city: ReferenceCity) -> float:
        """Hourly pay as it is really granted: overtime pay counted in as far as the minimum wage is broken."""
        nation = self.model.nation
        legal = city.minimum_wage / nation.standard_hours
        if hourly >= legal:
            return hourly
        by_month = legal / (1.0 + paid_overtime / nation.standard_hours)
        kept = hourly + nation.counted_in * max(0.0, by_month - hourly)
        return legal - self.violations_minimum * (legal - kept)

    def reckon_insurance(self) -> None:
        """What it pays for cover, what the law asks beyond that, and what it keeps from wages for its people's own."""
        nation = self.model.nation
        self.insurance_bill = (
            nation.injury_insurance * self.injury_insured + nation.employer_insurance * self.pension_insured
        )
        full = (nation.injury_insurance + nation.employer_insurance) * self.wage_bill
        self.withheld_insurance = max(0.0, full - self.insurance_bill)
        self.contributions = nation.worker_insurance * self.pension_insured

    def compare_pay(self) -> None:
        """Mean base pay of its people over its posted wage."""
        posted = known(self.base_wage) * self.model.nation.standard_hours * (1.0 - self.hours_lost) * self.employment
        if posted > 0.0:
            self.pay_ratio = self.base_bill / max(posted, 1e-9)

    def take(self, number: int) -> list[ReferenceWorker]:
        """Of the applicants of this round, those who are taken: a random part by a partial shuffle."""
        queue, self.applicants = self.applicants, []
        draw = [worker.draw("search_and_hire", 2 + number) for worker in queue]
        places = min(len(queue), self.unfilled)
        for k in range(places):
            other = k + int(draw[k] * (len(queue) - k))
            queue[k], queue[other] = queue[other], queue[k]
        self.unfilled -= places
        return queue[:places]

    def choose_violations(self, params) -> None:
        choose_violations(self, params)

    def settle_wages(self) -> None:
        """Pay everybody the same share of what is due and owed."""
        due = self.wage_bill + self.wages_owed
        need = due + self.insurance_bill
        self.share = clip(self.deposits / max(need, 1e-9), 0.0, 1.0) if need > 0 else 1.0
        if self.share > 1.0 - 1e-9:
            self.share = 1.0
        self.distress = min(self.distress + 1, 1000) if self.alive and self.share < 1.0 else 0
        self.deposits -= self.share * due
        self.deposits -= self.share * self.insurance_bill
        self.wages_owed = due - self.share * due
