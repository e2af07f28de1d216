"""What would a worker, a firm and a city do if each were an ordinary Mesa object with ordinary attributes?

Written from the equations of matching, payroll and compliance, one agent at a time and without numpy. Only three things
are taken over, because they are part of the rules: which draw serves which purpose, in which order a firm takes its
applicants, and that pay is kept in single precision.
"""

from __future__ import annotations

import math
from struct import pack, unpack

import mesa

from reference_implementations.violations import choose_violations
from segsim.state.codes import Hukou, Industry, Move, Tier

JOBS_FROM = 8  # the draws of jobs seen come from this one on


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


class ReferenceFirm(ReferenceAgent):
    """A firm; `city` is the city itself."""

    @property
    def is_core(self) -> bool:
        return self.tier == Tier.LEAD or (self.industry == Industry.AUTO and self.tier == Tier.FIRST)

    def plan_layoffs(self, params) -> None:
        excess = max(0.0, self.employment * (1.0 - params.layoff_slack) - known(self.target_employment))
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


class ReferenceWorker(ReferenceAgent):
    """A worker; `employer` is the firm itself or None, `city` the city itself."""

    def draw(self, step: str, purpose: int) -> float:
        return self.model.draw(self.model.keys[step], self.row, purpose)

    def leave(self, params) -> None:
        """Be laid off, quit, or stay."""
        self.tenure = min(self.tenure + 1, 32000)
        firm = self.employer
        if firm is None:
            return
        draw = self.draw("separate", 0)
        fired = firm.agency_layoff_chance if self.dispatch else firm.layoff_chance
        if draw < fired and not self.retires:
            self.move = int(Move.LAID_OFF)
            firm.layoffs += 1
        elif self.retires or self.move == Move.QUIT or draw < fired + self.chance_to_quit(params):
            self.move = int(Move.QUIT)
            firm.quits += 1
        else:
            return
        self.leave_behind()
        self.employer, self.tenure = None, 0

    def chance_to_quit(self, params) -> float:
        pay, usual = self.earnings / self.skill_pay, self.city.mean_earnings
        relative = clip(pay / usual, 0.2, 5.0) if usual > 0.0 and pay > 0.0 else 1.0
        by_pay = params.base_quit * relative**-params.pay_exponent
        return by_pay + params.hours_quit * self.employer.forced + params.grievance_quit * self.grievance

    def leave_behind(self) -> None:
        self.employer.employment -= 1
        self.employer.wages_owed -= self.arrears
        self.arrears = 0.0

    def is_searching(self, params) -> bool:
        if self.employer is not None or self.gig_hours > 0.0:
            chance = params.search_employed if self.move == Move.STAYED else 0.0
        else:
            chance = params.search_unemployed if self.city is not self.model.countryside else 0.0
        return self.draw("search_and_hire", 0) < chance

    def apply(self, params, number: int) -> None:
        """Look at a few open jobs in the city and stand in the queue for the best, if it beats what one has."""
        jobs = self.city.open_jobs
        if not jobs:
            return
        chosen = None
        best = -math.inf if self.employer is None else self.worth_of(self.employer, params) + params.switching_cost
        if self.employer is None and self.gig_hours > 0.0:
            best = self.city.gig_value + params.switching_cost
        for k in range(params.jobs_sampled):
            purpose = JOBS_FROM + number * params.jobs_sampled + k
            firm = jobs[int(self.draw("search_and_hire", purpose) * len(jobs))]
            if firm is self.employer or self.skill < firm.least_skill:
                continue
            worth = self.worth_of(firm, params)
            if worth > best:
                chosen, best = firm, worth
        if chosen is not None and (
            self.hukou != Hukou.RURAL or self.draw("search_and_hire", 1) < chosen.admission_probability
        ):
            chosen.applicants.append(self)

    def worth_of(self, firm: ReferenceFirm, params) -> float:
        """What a job is worth to this worker, with the taste for the firm that they have for good."""
        worth = firm.job_value + (firm.bed_value if self.hukou == Hukou.RURAL else 0.0)
        if params.taste_scale <= 0.0:
            return worth
        pair = self.row * len(self.model.firms) + firm.row
        draw = max(self.model.draw(self.model.tastes, pair, 0), 1e-300)
        return worth - params.taste_scale * math.log(-math.log(draw) + 1e-300)

    def begin(self, firm: ReferenceFirm) -> None:
        if self.employer is None:
            self.move = int(Move.HIRED)
        else:
            self.leave_behind()
            self.move = int(Move.CHANGED_JOB)
        self.employer, self.tenure = firm, 0
        firm.employment += 1
        firm.hires += 1

    def draw_terms(self, params) -> None:
        """New ones, and some others, get the terms that the firm now grants; who has no job has none."""
        firm = self.employer
        if firm is None:
            self.written_contract = self.injury_cover = self.pension_cover = self.overtime_unpaid = False
        elif self.draw("draw_terms", 0) < (params.renewal_rate if self.tenure > 0 else 1.0):
            self.written_contract = self.draw("draw_terms", 1) >= firm.violations_contract
            insured = self.draw("draw_terms", 2)
            if self.dispatch:
                cover = self.model.nation.dispatch_cover
                insured = 1.0 - (1.0 - insured) / cover if cover > 0.0 else -1.0
            self.injury_cover = insured >= firm.violations_injury
            self.pension_cover = insured >= max(firm.violations_injury, firm.violations_pension)
            self.overtime_unpaid = self.draw("draw_terms", 3) < firm.violations_unpaid

    def compute_pay(self) -> None:
        nation, firm = self.model.nation, self.employer
        if firm is None:
            self.base_pay = self.overtime = self.overtime_pay = self.bonus = 0.0
            self.earnings = single(nation.rural_income) if self.city is self.model.countryside else 0.0
            return
        standing = firm.dispatch_pay if self.dispatch else firm.regular_pay
        hours = firm.overtime_run * self.hours_taste
        granted = 1.0 + (nation.overtime_multiple - 1.0) * (1.0 - known(firm.violations_premium))
        paid_overtime = (0.0 if self.overtime_unpaid else granted) * hours
        hourly = firm.lifted(firm.base_wage * self.skill_pay * standing, paid_overtime, self.city)
        base = hourly * nation.standard_hours * (1.0 - firm.hours_lost)
        extra = hourly * paid_overtime
        bonus = 0.0 if self.dispatch else firm.bonus_rate * firm.regular_bonus * hourly * nation.standard_hours
        self.base_pay, self.overtime, self.overtime_pay = single(base), single(hours), single(extra)
        self.bonus, self.earnings = single(bonus), single(base + extra + bonus)

    def bills(self) -> tuple[float, ...]:
        """What this worker adds to what the firm owes, withheld and pays to whom: in the order of BILLS."""
        nation, worked, pay = self.model.nation, 1.0 - self.employer.hours_lost, self.earnings
        owed = 0.0
        if worked > 0.0:
            owed = nation.overtime_multiple / (nation.standard_hours * worked) * self.base_pay * self.overtime
        return (
            pay, self.bonus,
            max(0.0, self.city.minimum_wage * worked - self.base_pay), max(0.0, owed - self.overtime_pay),
            1.0 if self.dispatch else 0.0, pay if self.dispatch else 0.0, self.base_pay,
            pay if self.injury_cover else 0.0, pay if self.pension_cover else 0.0,
        )  # fmt: skip

    def get_paid(self) -> None:
        firm = self.employer
        if firm is None:
            self.deposits += self.earnings
            return
        due = self.earnings + self.arrears
        got = firm.share * due
        self.arrears = due - got
        withheld = firm.share * self.model.nation.worker_insurance * self.earnings if self.pension_cover else 0.0
        self.deposits += got - withheld
