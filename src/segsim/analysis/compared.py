"""What does a comparison folder hold: a baseline, one or more policies, and the paired differences between them?"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from segsim.analysis.differences import COLUMNS, is_nation
from segsim.analysis.recorded import Recorded, read_recorded
from segsim.analysis.series import names_of_series
from segsim.analysis.verdict import ACCOUNTS, is_clear
from segsim.plumbing.errors import InputError

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Compared:
    """A stored comparison. The runs themselves are read when they are first asked for."""

    folder: Path
    manifest: dict[str, Any]
    differences: pd.DataFrame
    accounts: pd.DataFrame
    decomposition: pd.DataFrame | None
    robustness: pd.DataFrame | None = None  # where shares of jobs were asked for (analysis/shown_robustness.py)

    @cached_property
    def baseline(self) -> Recorded:
        """The run that the policies are set against."""
        return self._run(self.manifest["baseline"])

    @cached_property
    def policies(self) -> tuple[Recorded, ...]:
        """The runs of the policies, in the order in which they were named."""
        return tuple(self._run(entry) for entry in self.manifest["policies"])

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the policies, as in the column `policy` of the tables."""
        return tuple(entry["name"] for entry in self.manifest["policies"])

    @property
    def window(self) -> tuple[float, float]:
        """First and last moment of the months over which means are taken, in calendar years."""
        first, last = (str(month).split("-") for month in self.manifest["window"])
        return int(first[0]) + (int(first[1]) - 1) / 12, int(last[0]) + int(last[1]) / 12

    def of_nation(self, policy: str) -> pd.DataFrame:
        """Differences of one policy for the nation as a whole, one row an indicator."""
        table = self.differences
        return table[is_nation(table) & (table["policy"] == policy)].reset_index(drop=True)

    @cached_property
    def clear(self) -> frozenset[tuple[str, str]]:
        """Policies and indicators of the nation whose difference is clear."""
        rows = self.differences[is_nation(self.differences) & is_clear(self.differences["p_holm"].to_numpy())]
        return frozenset(zip(rows["policy"].astype(str), names_of_series(rows), strict=True))

    def family(self, name: str) -> int:
        """How many differences stand in a family (NATION or ACCOUNTS) of analysis/verdict.py."""
        table = self.accounts if name == ACCOUNTS else self.differences[is_nation(self.differences)]
        return int(table["p_holm"].notna().sum())

    def _run(self, entry: dict[str, Any]) -> Recorded:
        folder = (self.folder / entry["folder"]).resolve()
        if not (folder / MANIFEST).is_file():
            raise InputError(f"{self.folder.name} compares the run {folder}, which is gone: run `segsim compare` again")
        return read_recorded(folder)


def is_comparison(folder: Path) -> bool:
    """True for a folder that holds a whole comparison."""
    return (folder / MANIFEST).is_file() and (folder / "differences.parquet").is_file()


def read_comparison(folder: Path) -> Compared:
    """The comparison as it stands on the disk, or InputError in one line."""
    folder = Path(folder)
    if not is_comparison(folder):
        raise InputError(f"{folder} is no comparison: it has no {MANIFEST} beside differences.parquet")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        differences, accounts = (pd.read_parquet(folder / f"{name}.parquet") for name in ("differences", "accounts"))
        decomposition, robustness = (
            pd.read_parquet(file) if (file := folder / f"{name}.parquet").is_file() else None
            for name in ("decomposition", "robustness")
        )
    except (OSError, ValueError) as error:
        raise InputError(f"{folder} holds a damaged table: {str(error).splitlines()[0]}") from error
    if not isinstance(manifest, dict) or not {"baseline", "policies", "window"} <= set(manifest):
        raise InputError(f"{folder} holds a damaged {MANIFEST}: make the comparison again")
    of_accounts = ("policy", "block", "kind", "group", "unit", "difference", "p_holm")
    for table, columns in ((differences, COLUMNS), (accounts, of_accounts)):
        if missing := [name for name in columns if name not in table]:
            raise InputError(f"{folder} holds a damaged table: it has no column {', '.join(missing)}")
    return Compared(folder, manifest, differences, accounts, decomposition, robustness)
