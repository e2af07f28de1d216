"""A run that is kept: `python tests/golden/toy_run.py` prints it, with `--write` it becomes the one to compare with.

Golden numbers change whenever the model does. Look at what changed in toy_run.csv before you write it anew, and say
why in the changelog under Model.

    python tests/golden/toy_run.py [--world history|chain|tier|enterprise|default] [--months N] [--write]
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # the small worlds, for whoever calls this file as a command

import numpy as np  # noqa: E402  # the path comes first

from segsim.model import SegmentationModel  # noqa: E402  # the path comes first
from segsim.settings import Settings  # noqa: E402  # the path comes first
from segsim.state import State  # noqa: E402  # the path comes first
from segsim.state.codes import Violation  # noqa: E402  # the path comes first
from small_worlds import SWITCHED_ON, settings, switched_on  # noqa: E402  # the path comes first

TABLE, MADE = HERE / "toy_run.csv", HERE / "toy_run.json"
WORLD, MONTHS = "chain", 42
EVERY = 3  # months between two rows of the table


def settings_of(world: str) -> Settings:
    """The named world: toy with dated law, toy with a switch on, or the default of the package."""
    if world == "default":
        return Settings.history()
    return settings() if world == "history" else switched_on(world)


def tally(state: State) -> dict[str, float]:
    """A few sums that between them depend on every mechanism."""
    workers, firms, cities, markets = state.workers, state.firms, state.cities, state.markets
    employed = workers.employer >= 0
    numbers = {
        "employed": employed.sum(),
        "unemployed": cities.unemployed.sum(),
        "pay": workers.earnings[employed].astype(float).mean(),
        "base_pay": workers.base_pay[employed].astype(float).mean(),
        "overtime": workers.overtime[employed].astype(float).mean(),
        "overtime_unpaid": workers.overtime_unpaid.sum(),
        "written_contract": workers.written_contract.sum(),
        "grievance": workers.grievance.astype(float).sum(),
        "arrears": workers.arrears.sum(),
        "savings": workers.deposits.sum(),
        "firms": firms.alive.sum(),
        "struck": firms.struck.sum(),
        "output": markets.output.sum(),
        "price_of_parts": markets.price[[1, 2, 3, 6, 7]].mean(),
        "capacity": firms.capacity[firms.alive].sum(),
        "debt": firms.debt.sum(),
        "depth_minimum": firms.violations[firms.alive, Violation.MINIMUM].mean(),
        "wage_floor": firms.wage_floor[firms.alive].mean(),
        "minimum_wage": cities.minimum_wage.sum(),
        "tax_rebate": cities.tax_rebate[:-1].sum(),
        "revenue": cities.revenue_year.sum(),
    }
    return {name: float(number) for name, number in numbers.items()}


def run(world: str, months: int) -> tuple[str, list[dict[str, Any]]]:
    """Hash of the last month, and the table."""
    model = SegmentationModel(settings_of(world), rng=1)
    rows = []
    for month in range(months):
        model.step()
        if month % EVERY == EVERY - 1:
            rows.append({"month": model.moment.label} | tally(model.state))
    return model.state_hash(), rows


def made_with() -> dict[str, str]:
    """What a hash to the bit hangs on beside the source: processors and libraries round logs and powers differently."""
    import llvmlite.binding
    import numba

    versions = {"python": platform.python_version(), "numpy": np.__version__, "numba": numba.__version__}
    return versions | {"machine": platform.machine(), "processor": llvmlite.binding.get_host_cpu_name()}


def write(fingerprint: str, rows: list[dict[str, Any]]) -> None:
    """Keep this run as the one to compare with."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0], lineterminator="\n")
        table.writeheader()
        table.writerows({name: f"{x:.10g}" if name != "month" else x for name, x in row.items()} for row in rows)
    MADE.write_text(json.dumps({"hash": fingerprint, "made_with": made_with()}, indent=2) + "\n", encoding="utf-8")


def read() -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The kept run: what it was made with and its hash, and its table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [{name: x if name == "month" else float(x) for name, x in row.items()} for row in csv.DictReader(file)]
    return json.loads(MADE.read_text(encoding="utf-8")), rows


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--world", default=WORLD, choices=["history", *SWITCHED_ON, "default"])
    parser.add_argument("--months", type=int, default=MONTHS)
    parser.add_argument("--write", action="store_true", help="keep this run as the one to compare with")
    asked = parser.parse_args()
    if asked.write and (asked.world, asked.months) != (WORLD, MONTHS):
        parser.error("only the golden world and its months can be written")
    found, table_rows = run(asked.world, asked.months)
    if asked.write:
        write(found, table_rows)
    sys.stdout.write(json.dumps({"hash": found, "rows": table_rows}) + "\n")
