"""Does a compiled kernel notice that a rule in another file was edited?

numba keeps compiled code by the file of the kernel alone. A copy of the package is edited here: the constant that
turns whole numbers into fractions stands in streams.py, far from the caller, and the next process must see the edit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from segsim.plumbing.kernels import PACKAGE

CALLER = """
from segsim.plumbing.kernels import kernel
from segsim.plumbing.streams import stream_key, uniform

@kernel
def first(key):
    return uniform(key, 0, 0)

if __name__ == "__main__":
    print(first(stream_key(1, "test", 0)), first.compiled().stats.cache_hits and "kept" or "made")
"""


def test_an_edit_in_another_file_is_seen(tmp_path: Path):
    copy = tmp_path / "source" / "segsim"
    shutil.copytree(PACKAGE / "plumbing", copy / "plumbing", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "__init__.py").write_text("", encoding="utf-8")
    (copy / "caller.py").write_text(CALLER, encoding="utf-8")

    def number() -> tuple[float, str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA", "PYTHON"))}
        environment |= {"PYTHONPATH": str(copy.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        done = subprocess.run(
            [sys.executable, str(copy / "caller.py")], capture_output=True, text=True, env=environment, timeout=120,
            check=True,
        )  # fmt: skip
        value, how = done.stdout.split()
        return float(value), how

    first, made = number()
    assert (number(), made) == ((first, "kept"), "made"), "the second process uses what the first has compiled"
    rule = copy / "plumbing" / "streams.py"
    text = rule.read_text(encoding="utf-8")
    assert text.count("* 1.1102230246251565e-16") == 1
    rule.write_text(text.replace("* 1.1102230246251565e-16", "* 2.220446049250313e-16"), encoding="utf-8")
    assert number() == (2.0 * first, "made")
