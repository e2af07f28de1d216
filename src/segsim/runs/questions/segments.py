"""Are there two labour markets in a stored run? Four tables, what each rests on, and one list of all for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from segsim.plumbing.errors import InputError
from segsim.runs.questions.tables import Listing, format_number

if TYPE_CHECKING:
    import pandas as pd

SAMPLE, ALL = "sample of jobs, all months", "all workers"
PREMIUM = {
    "recorded_december": "core_wage_premium", "premium": "premium", "error_by_place": "error",
    "error_by_city": "error_by_city", "error_hc1": "error_hc1", "return_to_skill": "skill", "urban_hukou": "urban",
}  # fmt: skip
SWITCHING = {
    "return_primary": "primary_return", "return_secondary": "secondary_return", "share_primary": "primary_share",
    "urban_in_switching": "urban_in_switch", "its_error": "urban_error", "auc_against_core": "auc",
    "bic_one_less_two": "bic_gain", "starts_agreeing": "agreeing", "jobs": "jobs",
}  # fmt: skip
MOBILITY = {
    "shorrocks": "mobility", "into_core_migrants": "into_core_migrants", "into_core_urban": "into_core_urban",
    "out_of_core": "out_of_core", "years_to_core_migrants": "years_to_core_migrants",
    "years_to_core_urban": "years_to_core_urban",
}  # fmt: skip
LENGTHS = {"job_years_core": "job_years_core", "job_years_outside_core": "job_years_outside_core"}
HUKOU = ("migrants", "urban")
ELAPSED = {f"elapsed_{group}_{hukou}": ("mean", group, hukou) for group in ("core", "outside_core") for hukou in HUKOU}
ELAPSED |= {f"under_a_year_outside_core_{hukou}": ("under_one", "outside_core", hukou) for hukou in HUKOU}
RATES = {f"years_to_core_{hukou}": f"into_core_{hukou}" for hukou in HUKOU}
ERRORS = ("error", "error_by_city", "error_hc1")  # a mean says it: no margin
NOTES = (
    "{name}: means over seeds ({seeds}) ± margin of error (95 %).",
    "Core premium: ln pay an hour on core, ln skill, urban hukou, years with the employer and city, by least squares, "
    "in the sample of jobs of all months. Errors: means over seeds. By place (city, industry, tier) they count what "
    "jobs of one firm share; by city there are few clusters; HC1 takes jobs as independent and is too small. Only the "
    "margin over seeds holds what other firms would do. recorded december: the same on all workers in December.",
    "Switching regression, {year}, by seed: regimes unknown, after Dickens and Lang 1985. An exercise and no test: BIC "
    "(above 0: two regimes preferred) prefers two in control_all_equal, too, one of them flat. What differs is whether "
    "the primary regime is the core (AUC; .5 is chance) and whether urban hukou leads into it at equal skill. Starts "
    "agreeing: of three, those that reach the best likelihood. Its errors take jobs as independent and are too small. "
    "Where few starts agree, both returns are alike or the AUC is under .5, which regime is called primary (the higher "
    "return to skill) says little.",
    "Mobility: all workers, December on December; into core: of those at work outside it a year ago; years to core: 1 "
    "over the mean of that, if it stayed and nobody came back. Duration: job years = 1 / (12 x separation rate), all "
    "workers; elapsed: years that jobs which go on have lasted (sample; unfinished, and longer ones are the likelier "
    "met). The panel of workers names employers without their segment, so no spells in a segment are read from it.",
)


def segments_of(
    names: Sequence[str], arguments: Sequence[str], results: Path, *, plain: bool, report: Callable[[str], None]
) -> list[Listing]:
    """`segsim segments RUN year=2010`: tables, or one list for programs; `report` is told what they rest on.

    year: of the switching regression, else the last.
    """
    from segsim.analysis import segments
    from segsim.analysis.job_shares import read_jobs
    from segsim.analysis.recorded import read_recorded
    from segsim.runs.store.named import RUNS, meant

    folder = meant(names, results, (RUNS,))
    sample = read_jobs(folder).sample
    if sample.empty:
        raise InputError(f"{folder.name} holds no job")
    year = _year(arguments, sorted({int(one) for one in sample["year"]}))
    jobs = segments.prepared(sample)
    keys = ["seed", "year"]
    seen = segments.recorded(read_recorded(folder).series)
    by_year = segments.premiums(jobs).merge(seen, on=keys, how="outer")
    lasted = segments.elapsed(jobs)
    for name, (figure, group, hukou) in ELAPSED.items():
        own = lasted[(lasted["group"] == group) & (lasted["hukou"] == hukou)]
        by_year = by_year.merge(own[[*keys, figure]].rename(columns={figure: name}), on=keys, how="left")
    regimes = segments.switching(jobs, year)
    parts = (PREMIUM, MOBILITY, LENGTHS | {name: name for name in ELAPSED})
    premium, mobility, duration = (_over_seeds(by_year, columns) for columns in parts)
    by_seed = [
        (str(row["seed"]), *(format_number(float(row[column])) for column in SWITCHING.values()))
        for row in regimes.to_dict("records")
    ]
    report("\n".join(NOTES).format(name=folder.name, seeds=by_year["seed"].nunique(), year=year))
    if plain:
        return [_plain(by_year, regimes, year, parts)]
    tables = [premium, (("seed", *SWITCHING), by_seed), mobility, duration]
    return [one for one in tables if one[1]]


def _year(arguments: Sequence[str], years: Sequence[int]) -> int:
    chosen = years[-1]
    for word in arguments:
        key, _, value = word.partition("=")
        if key != "year":
            raise InputError(f"`segsim segments` takes year= and results=, not {word}")
        if value not in map(str, years):
            raise InputError(f"year={value}: the run holds jobs of {years[0]} to {years[-1]}")
        chosen = int(value)
    return chosen


def _over_seeds(table: pd.DataFrame, columns: dict[str, str]) -> Listing:
    """One row a year: mean over seeds and its margin."""
    rows = []
    for year, part in table.groupby("year"):
        details = [_mean(part, column) for column in columns.values()]
        rows.append((str(year), *(format_number(mean, margin) for mean, margin in details)))
    return ("year", *columns), rows


def _mean(part: pd.DataFrame, column: str) -> tuple[float, float]:
    from segsim.analysis.paired import mean_and_margin

    if column in RATES:  # of the mean rate: in a small world the rate of a seed may be nothing
        mean = float(part[RATES[column]].mean())
        return 1.0 / mean if mean > 0.0 else float("nan"), float("nan")
    mean, margin = mean_and_margin(part[column].dropna().astype(float).tolist())
    return mean, float("nan") if column in ERRORS else margin


def _plain(by_year: pd.DataFrame, regimes: pd.DataFrame, year: int, parts: tuple[dict[str, str], ...]) -> Listing:
    """Every figure in one list; of the regimes by seed, of all else over seeds."""
    rows: list[tuple[str, ...]] = []
    for title, columns in zip(("premium", "mobility", "duration"), parts, strict=True):
        for name, column in columns.items():
            sampled = column in ELAPSED or (title == "premium" and name != "recorded_december")
            for when, part in by_year.groupby("year"):
                mean, margin = _mean(part, column)
                rows.append(
                    (title, str(when), "mean", name, f"{mean:.6g}", f"{margin:.6g}", SAMPLE if sampled else ALL)
                )
    rows += [
        ("switching", str(year), str(row["seed"]), name, f"{float(row[column]):.6g}", "nan", SAMPLE)
        for row in regimes.to_dict("records")
        for name, column in SWITCHING.items()
    ]
    return ("table", "year", "seed", "figure", "value", "margin", "rests_on"), rows
