"""segsim: segmented labour in China's auto and IT supply chains, month by month.

Names are loaded when they are first used, so that `import segsim` and the listings of the command stay fast.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors and type checkers only
    from segsim.agents import (
        CentralGovernment,
        ContractManufacturer,
        CoreFirm,
        LocalGovernment,
        MigrantWorker,
        Supplier,
        UrbanWorker,
    )
    from segsim.model import SegmentationModel
    from segsim.runs.api import Simulation, make_model, simulate

_HOMES = {
    "CentralGovernment": "segsim.agents",
    "ContractManufacturer": "segsim.agents",
    "CoreFirm": "segsim.agents",
    "LocalGovernment": "segsim.agents",
    "MigrantWorker": "segsim.agents",
    "SegmentationModel": "segsim.model",
    "Simulation": "segsim.runs.api",
    "Supplier": "segsim.agents",
    "UrbanWorker": "segsim.agents",
    "make_model": "segsim.runs.api",
    "simulate": "segsim.runs.api",
}

__all__ = [
    "CentralGovernment",
    "ContractManufacturer",
    "CoreFirm",
    "LocalGovernment",
    "MigrantWorker",
    "SegmentationModel",
    "Simulation",
    "Supplier",
    "UrbanWorker",
    "make_model",
    "simulate",
]

try:
    __version__ = version("segsim")
except PackageNotFoundError:  # the source tree on the path, not installed
    __version__ = "not installed"


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'segsim' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
