"""What tests of the command share."""

from __future__ import annotations

import pytest


@pytest.fixture
def in_an_empty_folder(tmp_path, monkeypatch):
    """The command is typed where nothing stands yet."""
    monkeypatch.chdir(tmp_path)
