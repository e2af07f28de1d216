"""Which program, on which evidence, made these numbers? Hashes and versions for the manifest."""

from __future__ import annotations

import json
import platform
import subprocess
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from segsim import __version__
from segsim.plumbing.kernels import PACKAGE, source_hash
from segsim.settings import Settings

PACKAGES = ("mesa", "numpy", "numba", "pandas", "pyarrow", "hydra-core", "omegaconf", "matplotlib")


@dataclass(frozen=True)
class Hashes:
    """A stored run is used again only where all three agree."""

    settings: str
    evidence: str
    source: str

    @property
    def short(self) -> str:
        """Twelve letters for the folder's name: the configuration."""
        return self.settings[:12]

    @property
    def made_by(self) -> str:
        """Twelve letters for evidence and source together."""
        return blake2b((self.evidence + self.source).encode(), digest_size=6).hexdigest()


def settings_hash(settings: Settings) -> str:
    """Hash of what can move a number: world, months, parameters, dated changes, what is left out; not the seed."""
    world = asdict(settings.world)
    if world.get("extra_cities"):  # its rows count, not where the file lies
        world["extra_cities"] = blake2b(Path(world["extra_cities"]).read_bytes(), digest_size=16).hexdigest()
    details = {
        "world": world,
        "time": asdict(settings.time),
        "params": {name: asdict(params) for name, params in settings.params.items()},
        "without": sorted(settings.without),
        "changes": [[change.index, change.path, change.value] for change in settings.changes],
    }
    return blake2b(json.dumps(details, sort_keys=True).encode(), digest_size=16).hexdigest()


def hashes_of(settings: Settings) -> Hashes:
    """The three hashes of a configuration as the program stands now."""
    from segsim.evidence import file_hash

    return Hashes(settings_hash(settings), file_hash(), source_hash())


@cache
def drawing_hash() -> str:
    """Hash of what a picture is drawn by: the code of the figures, their colours, the evidence beside the model."""
    return _drawn_by("figures")


@cache
def report_hash() -> str:
    """Hash of what the HTML report is made by: its code, its style and scripts, colours, evidence."""
    return _drawn_by("html_report")


def _drawn_by(part: str) -> str:
    from segsim.evidence import file_hash

    digest = blake2b(file_hash().encode(), digest_size=16)
    kinds = (".py", ".js", ".css", ".html")
    files = [file for name in (part, "analysis") for file in (PACKAGE / name).rglob("*") if file.suffix in kinds]
    for file in sorted(files):
        digest.update(file.relative_to(PACKAGE).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def program() -> dict[str, Any]:
    """Versions of segsim, of Python and of the main packages, and the machine's kind."""
    return {
        "segsim": {"version": __version__} | _git(),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "packages": {name: _version(name) for name in PACKAGES},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _git() -> dict[str, Any]:
    """Commit of the checkout and whether it has been changed since; empty where segsim runs from a wheel."""
    checkout = PACKAGE.parents[1]
    if not (checkout / ".git").exists():
        return {}
    try:
        commit = _run(checkout, "rev-parse", "HEAD")
        return {"commit": commit, "changed_since": bool(_run(checkout, "status", "--porcelain", "--", "src", "conf"))}
    except (OSError, subprocess.SubprocessError):
        return {}


def _run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, timeout=10
    )
    return done.stdout.strip()
