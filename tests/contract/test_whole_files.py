"""Does every file come onto the disk whole or not at all, by the one function that does it?"""

from __future__ import annotations

import re

import pytest

from segsim.plumbing.files import write_whole
from segsim.plumbing.kernels import PACKAGE

WRITES = re.compile(r"\.write_(text|bytes)\(|\bopen\([^)]*[\"'][wa]b?[\"']|\.replace\((target|file|page)\b")
BY_ITSELF = {"plumbing/files.py": 3, "runs/store/store.py": 1}  # an empty file on trial


TEXT = "new \u00e9\n"


@pytest.mark.parametrize("content", [TEXT, TEXT.encode(), lambda file: file.write_text(TEXT, encoding="utf-8")])
def test_text_bytes_and_what_a_function_writes(tmp_path, content):
    target = tmp_path / "table.csv"
    target.write_text("old")
    assert write_whole(target, content) == target
    assert target.read_text(encoding="utf-8") == TEXT
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("fault", [OSError("no room"), KeyboardInterrupt()])
def test_a_write_that_is_cut_off_leaves_what_stood_there(tmp_path, fault):
    target = tmp_path / "table.csv"
    target.write_text("old")

    def cut_off(file):
        file.write_text("half of")
        raise fault

    with pytest.raises(type(fault)):
        write_whole(target, cut_off)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_nobody_else_writes_a_file():
    found = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        if number := len(WRITES.findall(file.read_text(encoding="utf-8"))):
            found[file.relative_to(PACKAGE).as_posix()] = number
    assert found == BY_ITSELF
