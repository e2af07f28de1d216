"""Which views of places, chains, cells and groups can be made of a run, or of a baseline and policies?"""

from __future__ import annotations

from segsim.analysis.compared import Compared
from segsim.analysis.pairs import whole_years
from segsim.html_report.chain_map import chain_map
from segsim.html_report.city_map import city_map
from segsim.html_report.regimes import regimes, robustness
from segsim.html_report.section import Section
from segsim.html_report.sides import Side
from segsim.html_report.text import Names
from segsim.html_report.winners import winners


def sections(compared: Compared, names: Names) -> list[Section]:
    """Winners and losers, cities, chains, regimes and their robustness; runs without a whole year have only the first.

    InputError in one line where a run was stored before cities and chains were recorded.
    """
    manifest = compared.manifest
    baseline = Side(str(manifest["baseline"].get("name", "")), names.baseline, compared.baseline)
    policies = [
        Side(name, title, run)
        for name, title, run in zip(compared.names, names.policies, compared.policies, strict=True)
    ]
    window = " to ".join(str(month) for month in manifest.get("window", []))
    found = [winners(baseline, policies, compared.accounts, window)] if policies else []
    if whole_years(baseline.run):
        found += [city_map(baseline, policies), chain_map(baseline, policies), regimes(baseline, policies)]
        found.append(robustness(baseline, policies, compared.window if policies else None))
    return [section for section in found if section is not None]
