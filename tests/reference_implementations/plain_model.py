"""The same steps as the model's, taken by ordinary Mesa objects: slow, plain, and equal to the last digit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from reference_implementations.firms import ReferenceAgent, ReferenceCity, ReferenceFirm
from reference_implementations.people import ReferenceWorker
from segsim.model import SegmentationModel
from segsim.plumbing.kernels import FIRM_CHUNKS
from segsim.plumbing.streams import stream_key
from segsim.plumbing.tables import Table
from segsim.state import Firms, State, Workers

STEPS = ("choose_violations", "separate", "search_and_hire", "draw_terms", "compute_pay", "pay_wages")
BILLS = (
    "wage_bill", "bonus_bill", "withheld_minimum", "withheld_overtime", "dispatch_employment", "dispatch_bill",
    "base_bill",
    "injury_insured", "pension_insured",
)  # fmt: skip
_WORD = (1 << 64) - 1


def uniform_by_hand(key: int, row: int, purpose: int) -> float:
    """The model's draw of an agent for a purpose, in Python's whole numbers (Squares: Widynski 2020, recalled)."""
    x = y = (row << 8 | purpose) * key & _WORD
    z = y + key & _WORD
    for add in (y, z, y):
        x = x * x + add & _WORD
        x = x >> 32 | x << 32 & _WORD
    t = x = x * x + z & _WORD
    x = x >> 32 | x << 32 & _WORD
    return ((t ^ (x * x + y & _WORD) >> 32) >> 11) / 2**53


class ReferenceModel(mesa.Model):
    """A SegmentationModel as it stands, copied into objects, with the steps that workers pass through as methods.

    A step called by its name runs in the month in which the model stands; `step()` goes to the next month and takes the
    six, and leaves out all others. `draw(key, row, purpose)` gives each random number: any other function of three
    numbers makes another run of the same rules, such as one that is quicker to call.
    """

    def __init__(self, model: SegmentationModel, draw: Callable[[int, int, int], float] = uniform_by_hand) -> None:
        super().__init__(rng=model.seed)
        state = model.state
        self.params, self.draw, self.seed = dict(model.params), draw, model.seed
        self.first_month = model.moment.month - model.moment.index
        self.turn_to(model.moment.index)
        self.nation = SimpleNamespace(
            **{
                column.name: array.item() if array.size == 1 else array.copy()
                for column, array in state.nation.arrays()
            }
        )
        cities, firms, workers = (
            self._people(kind, table)
            for kind, table in (
                (ReferenceCity, state.cities),
                (ReferenceFirm, state.firms),
                (ReferenceWorker, state.workers),
            )
        )
        self.countryside = cities[-1]
        for agent in (*firms, *workers):
            agent.city = cities[agent.city]
        for worker in workers:
            worker.employer = firms[worker.employer] if worker.employer >= 0 else None
        self.cities, self.firms, self.workers = (
            self.agents_by_type[kind] for kind in (ReferenceCity, ReferenceFirm, ReferenceWorker)
        )

    def _people(self, kind: type[ReferenceAgent], table: Table) -> list[Any]:
        names, arrays = zip(*table.vectors(), strict=True)
        rows = zip(*(array.tolist() for array in arrays), strict=True)
        return [kind(self, number, dict(zip(names, row, strict=True))) for number, row in enumerate(rows)]

    def step(self) -> None:
        """Take the six steps in the month that follows."""
        self.turn_to(self.index + 1)
        for people, table in ((self.workers, Workers), (self.firms, Firms)):
            for column in table.columns():
                if column.kind == "flow":
                    people.set(column.name, column.missing)
        for name in STEPS:
            getattr(self, name)()

    def turn_to(self, index: int) -> None:
        """Draw what is drawn in this month."""
        self.index, self.month = index, (self.first_month + index - 1) % 12 + 1
        self.keys = {name: int(stream_key(self.seed, name, index)) for name in STEPS}

    def choose_violations(self) -> None:
        """Firms choose how deeply to break each rule."""
        self.firms.do("choose_violations", self.params["compliance"])

    def separate(self) -> None:
        """Firms lay off, workers quit, firms open jobs."""
        params = self.params["matching"]
        self.firms.do("plan_layoffs", params)
        self.workers.do("leave", params)
        self.firms.do("open_jobs", params)

    def search_and_hire(self) -> None:
        """Searchers apply, firms take, for some rounds."""
        params = self.params["matching"]
        self.firms.do("offer_jobs", params)
        searchers = [worker for worker in self.workers if worker.is_searching(params)]
        for number in range(params.rounds):
            for city in self.cities:
                city.open_jobs = []
            for firm in self.firms:
                firm.city.open_jobs.extend([firm] * firm.unfilled)
            for worker in searchers:
                worker.apply(params, number)
            taken = {worker: firm for firm in self.firms for worker in firm.take(number)}
            for worker in searchers:
                if worker in taken:
                    worker.begin(taken[worker])
            searchers = [worker for worker in searchers if worker not in taken]
        self.cities.do("note_offers", params)
        self._add_up(("skill_sum", "taste_sum"), lambda worker: (worker.skill, worker.skill * worker.hours_taste))

    def draw_terms(self) -> None:
        """Workers get contract, insurance and paid overtime, or not."""
        self.workers.do("draw_terms", self.params["compliance"])

    def compute_pay(self) -> None:
        """What each worker is due, and each firm owes."""
        self.workers.do("compute_pay")
        self._add_up(BILLS, ReferenceWorker.bills)
        self.firms.do("reckon_insurance")
        self.firms.do("compare_pay")

    def pay_wages(self) -> None:
        """Firms pay what they can; the rest becomes arrears."""
        self.firms.do("settle_wages")
        self.workers.do("get_paid")

    def _add_up(self, names: tuple[str, ...], amounts: Callable[[ReferenceWorker], Iterable[float]]) -> None:
        # Adding in another order moves the last digit, so the sums run over the same few parts of the workers. Python's
        # own sum() carries what is rounded off, which the kernels do not.
        workers = list(self.workers)
        sums = {firm: [0.0] * len(names) for firm in self.firms}
        for part in range(FIRM_CHUNKS):
            own = {firm: [0.0] * len(names) for firm in sums}
            for worker in workers[part * len(workers) // FIRM_CHUNKS : (part + 1) * len(workers) // FIRM_CHUNKS]:
                if worker.employer is not None:
                    totals = own[worker.employer]
                    for place, amount in enumerate(amounts(worker)):
                        totals[place] += amount
            for firm, totals in own.items():
                sums[firm] = [old + new for old, new in zip(sums[firm], totals, strict=True)]
        for firm, totals in sums.items():
            firm.__dict__.update(zip(names, totals, strict=True))

    def differences(self, state: State) -> list[str]:
        """Columns in which the objects and the tables are not the same: to the last digit, sums of cities nearly so.

        Violation intensities, which the objects find by bisection, to 1e-9.
        """
        found = []
        for name in ("hired_pay", "hired_heads"):
            if not np.allclose(self.cities.get(name), getattr(state.cities, name), rtol=1e-12, atol=0.0):
                found.append(f"cities.{name}")
        for people, table in ((self.workers, state.workers), (self.firms, state.firms)):
            for name, array in table.vectors():
                held = people.get(name)
                if name in ("employer", "city"):
                    held = [-1 if other is None else other.row for other in held]
                held = np.array(held, dtype=array.dtype)
                if name.startswith("violations_"):
                    same = np.allclose(held, array, rtol=0.0, atol=1e-9, equal_nan=True)
                else:
                    same = np.array_equal(held, array, equal_nan=array.dtype.kind == "f")
                if not same:
                    found.append(f"{type(table).__name__.lower()}.{name}")
        return found
