"""Is conf/ found from an editable install and from a wheel, with everything that a run needs beside it?"""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
ASK = """
import segsim, sys
from segsim.runs.config.compose import conf_folders, configuration
from segsim.runs.config.sweep import compose_sweep
from segsim.evidence import facts
from segsim.settings.files import conf_folder
found = [configuration(one) for one in compose_sweep(["world=toy", "enforcement=lax,strict"], conf_folders(None))]
print(segsim.__file__, conf_folder(), len(found), found[0].settings.world.workers, len(facts()) > 100, sep="\\n")
"""


def build(kind, folder):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=REPOSITORY, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
        return folder / "installed", archive.namelist()


def ask(installed, cwd):
    """Ask a Python that sees the installed tree and the packages it depends on, and no other segsim."""
    packages = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(installed), *sorted(packages)])}
    done = subprocess.run(
        [sys.executable, "-S", "-c", ASK], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_wheel_carries_conf_and_evidence(tmp_path):
    installed, names = build("wheel", tmp_path / "built")
    assert {"segsim/conf/config.yaml", "segsim/conf/law/history.yaml"} <= set(names)
    where, conf, *counts = ask(installed, tmp_path)
    assert Path(where).is_relative_to(installed)
    assert Path(conf) == installed / "segsim" / "conf"
    assert counts == ["2", "1000", "True"]


def test_an_editable_install_uses_conf_of_the_checkout(tmp_path):
    installed, names = build("wheel:editable", tmp_path / "built")
    (pointer,) = [name for name in names if name.endswith(".pth")]
    source = Path((installed / pointer).read_text(encoding="utf-8").strip())
    where, conf, *counts = ask(source, tmp_path)
    assert Path(where).is_relative_to(REPOSITORY)
    assert Path(conf) == REPOSITORY / "conf"
    assert counts == ["2", "1000", "True"]


@pytest.mark.parametrize("name", ["SegmentationModel", "CoreFirm", "MigrantWorker", "simulate", "make_model"])
def test_names_of_the_package_are_found_when_asked_for(name):
    import segsim

    assert getattr(segsim, name).__name__ == name
    assert name in dir(segsim)
