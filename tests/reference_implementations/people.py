"""What would a worker, a firm and a city do if each were an ordinary Mesa object with ordinary attributes?

Written from the equations of matching, payroll and compliance, one agent at a time and without numpy. Only three things
are taken over, because they are part of the rules: which draw serves which purpose, in which order a firm takes its
applicants, and that pay is kept in single precision.
"""

from __future__ import annotations

import math

from reference_implementations.firms import ReferenceAgent, ReferenceFirm, clip, known, single
from segsim.state.codes import Hukou, Move

JOBS_FROM = 8  # the draws of jobs seen come from this one on
TASTES_FROM = 128  # and those of the tastes for them from this one on


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
        leaves = fired + self.chance_to_quit(params)
        goes_home = self.model.month == 1 and self.hukou == Hukou.RURAL
        share = params.festival_leaving * (0.25 if firm.is_core else 1.0) if goes_home else 0.0
        if draw < fired and not self.retires:
            self.move = int(Move.LAID_OFF)
            firm.layoffs += 1
        elif self.retires or self.move == Move.QUIT or draw < leaves:
            self.move = int(Move.QUIT)
            firm.quits += 1
        elif draw < leaves + share:
            self.move = int(Move.LEFT_FOR_FESTIVAL)
            firm.quits += 1
        else:
            return
        self.leave_behind()
        self.employer, self.tenure = None, 0

    def chance_to_quit(self, params) -> float:
        pay, usual = self.earnings / self.skill_pay, self.city.reference_pay()
        relative = clip(pay / usual, 0.2, 5.0) if usual > 0.0 and pay > 0.0 else 1.0
        new = math.exp(-min(self.tenure, 480) / params.hazard_decay)
        hazard = params.hazard_tenured + params.hazard_new * new
        by_pay = params.base_quit * hazard * relative**-params.pay_exponent
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
        chosen, its_taste, best = None, 1.0, -math.inf
        if self.employer is not None:
            best = self.worth_of(self.employer, self.match_taste, params) + params.switching_cost
        if self.employer is None and self.gig_hours > 0.0:
            best = self.city.gig_value + params.switching_cost
        for k in range(params.jobs_sampled):
            turn = number * params.jobs_sampled + k
            firm = jobs[int(self.draw("search_and_hire", JOBS_FROM + turn) * len(jobs))]
            if self.skill < firm.least_skill:
                continue
            taste = 1.0
            if params.taste_scale > 0.0:
                taste = -math.log(max(self.draw("search_and_hire", TASTES_FROM + turn), 1e-300))
            worth = self.worth_of(firm, taste, params)
            if worth > best:
                chosen, its_taste, best = firm, taste, worth
        if chosen is not None and (
            self.hukou != Hukou.RURAL or self.draw("search_and_hire", 1) < chosen.admission_probability
        ):
            chosen.applicants.append(self)
            self.taste_applied_with = its_taste

    def worth_of(self, firm: ReferenceFirm, taste: float, params) -> float:
        """What a job is worth to this worker, with the taste (exponential, 0 likes it best) of this very job."""
        worth = firm.job_value + (firm.bed_value if self.hukou == Hukou.RURAL else 0.0)
        if params.taste_scale <= 0.0:
            return worth
        return worth - params.taste_scale * math.log(taste + 1e-300)

    def begin(self, firm: ReferenceFirm) -> None:
        if self.employer is None:
            self.move = int(Move.HIRED)
        else:
            self.leave_behind()
            self.move = int(Move.CHANGED_JOB)
        self.employer, self.tenure, self.match_taste = firm, 0, single(self.taste_applied_with)
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
