"""Does the model stand on its feet: at rest, at any size, in pay, work and law?

    python experiments/soundness/soundness.py

runs what is not stored yet (README.md: how many runs, how long) and writes one table of claims, bounds and what was
measured to results/reference/soundness.{csv,md}. Arguments such as `world=toy` change every run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import claims
import numpy as np
import pandas as pd

from segsim.plumbing.errors import InputError
from segsim.plumbing.files import write_whole
from segsim.runs.config.compose import Configuration, conf_folders, configuration
from segsim.runs.config.sweep import compose_one
from segsim.runs.execute.runner import run
from segsim.runs.questions.summary import yearly_of

ROOT = Path(__file__).resolve().parents[2]
FROZEN = (
    "dated_law=none", "without=[policy_calendar]", "policy.from=start", "minimum_wage.rule=frozen",
    "innovation.frontier=0.0", "investment.automation_price_trend=0.0", "brands.new_energy_progress=0.0",
)  # fmt: skip
BURN_INS = (24, 120, 240)
SIZES = {10_000: 60, 50_000: 12, 200_000: 3}  # workers: seeds, more where a seed says less
COVERED = ("policy.from=2009-01", "time.end=2011-12", "seeds=5")
HALF = "bargaining.coverage=0.5"
CASES: dict[str, tuple[str, ...]] = {
    "history": ("seeds=5",),
    "freeze": ("minimum_wage=freeze", "time.end=2016-12", "seeds=5"),
    "old contract law": ("policy.from=start", "compliance.contract_fine=0.3", "time.end=2011-12", "seeds=5"),
    "no unions": (*COVERED, "bargaining.coverage=0.0"),
    "official unions": (*COVERED, HALF, "bargaining.representation=captured"),
    "genuine unions": (*COVERED, HALF, "bargaining.representation=genuine"),
    **{
        name: (lever, "time.end=2016-12", "seeds=5")
        for name, lever in {
            "half of the plates": "environment.quota_elsewhere=0.5",
            "a third of the plates": "environment.quota_elsewhere=0.3",
            "no cases": "central_government.competition_cases=0.0",
            "cases": "central_government.competition_cases=1.0",
            "no optimism": "investment.optimism=0.0",
            "optimism": "investment.optimism=0.5",
            "steady": "enforcement.style=steady",
            "campaigns": "enforcement.style=campaign",
            "dear machines": "investment.automation_price=110000.0",
            "cheap machines": "investment.automation_price=40000.0",
            "no platforms": "platform_work.potential_share=0.0",
            "platforms": "platform_work.potential_share=0.3",
            "no soft budgets": "finance.soft_budget=0.0",
            "no precaution": "households.precaution=0.0",
            "precaution": "households.precaution=0.2",
        }.items()
    },
    "minimum wages of 2010": ("minimum_wage=freeze", "policy.from=2010-01", "time.end=2011-12", "seeds=5"),
    "second stimulus": ("scenario=second_stimulus", "time.end=2016-12", "seeds=5"),
    "no contagion": ("unrest.contagion=0.0", "time.end=2011-12", "seeds=5"),
    **{
        f"frozen, {months} months": (*FROZEN, f"time.burn_in={months}", "time.end=2007-12", "seeds=3")
        for months in BURN_INS
    },
    **{
        f"{size} workers": (
            f"world.workers={size}", f"world.firms={size // 50}", "time.end=2010-12", f"seeds={seeds}",
        )
        for size, seeds in SIZES.items()
    },
}  # fmt: skip


def simulate(words: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Means of every year of what the claims ask for, case by case: rows indicator and seed, columns years."""
    chosen: dict[str, Configuration] = {
        name: configuration(compose_one([*case, *words], conf_folders(None))) for name, case in CASES.items()
    }
    print(f"{len(chosen)} configurations, {sum(len(one.seeds) for one in chosen.values())} runs in all", flush=True)
    results = run(list(chosen.values()))
    failed = [result.stored.folder for result in results if result.failures]
    if failed:
        raise InputError(f"seeds failed in {len(failed)} configurations; see {failed[0] / 'manifest.json'}")
    return {
        name: yearly_of(result.stored.folder, one.seeds, claims.MEASURED)
        for (name, one), result in zip(chosen.items(), results, strict=True)
    }


def table_of(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a claim: bound, what was measured over seeds (mean, lowest, highest), and whether it holds."""
    rows = []
    for claim in claims.CLAIMS:
        values = np.asarray(claim.measure(found), dtype=float)
        mean = float(values.mean())
        rows.append({
            "part": claim.part, "claim": claim.words, "low": claim.low, "high": claim.high, "mean": mean,
            "lowest": float(values.min()), "highest": float(values.max()),
            "holds": holds(claim, values), "unit": claim.unit,
        })  # fmt: skip
    return pd.DataFrame(rows)


def holds(claim: claims.Claim, values: np.ndarray) -> bool:
    """True where the mean lies in the bounds and, if only its sign is asked, two standard errors off nothing."""
    mean = float(values.mean())
    error = float(values.std(ddof=1)) / np.sqrt(values.size) if values.size > 1 else 0.0
    is_sign = claim.low == 0.0 and np.isinf(claim.high)
    return bool(claim.low <= mean <= claim.high and (not is_sign or mean > 2.0 * error))


def page_of(table: pd.DataFrame) -> str:
    """The table as Markdown."""
    lines = [
        "# What must hold, and what was measured",
        "",
        "`python experiments/soundness/soundness.py` (see its README for seeds and sizes). Means over seeds, with the",
        "lowest and the highest; a claim holds if the mean lies within the bounds and, where only a sign is asked",
        "(0 to any), two standard errors over seeds off nothing.",
        "",
        "| part | what | unit | bounds | mean | lowest to highest | holds |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in table.to_dict("records"):
        bounds = f"{_short(row['low'])} to {_short(row['high'])}"
        over = f"{_short(row['lowest'])} to {_short(row['highest'])}"
        lines.append(
            f"| {row['part']} | {row['claim']} | {row['unit']} | {bounds} | {_short(row['mean'])} | {over} | "
            f"{'yes' if row['holds'] else '**no**'} |"
        )
    return "\n".join([*lines, "", f"{int(table['holds'].sum())} of {len(table)} hold.", ""])


def _short(number: float) -> str:
    return "any" if np.isinf(number) else f"{number:.4g}"


def experiment(words: Sequence[str], folder: Path) -> pd.DataFrame:
    """Run everything, write both files to `folder`, and give back the table."""
    table = table_of(simulate(words))
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "soundness.csv", table.to_csv(index=False, float_format="%.6g"))
    write_whole(folder / "soundness.md", page_of(table))
    return table


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="key=value for every run")
    words = parser.parse_args(arguments).words
    try:
        table = experiment([f"results='{ROOT / 'results'}'", *words], ROOT / "results" / "reference")
    except InputError as error:
        print(f"soundness: {error}", file=sys.stderr)
        return 2
    print(page_of(table))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
