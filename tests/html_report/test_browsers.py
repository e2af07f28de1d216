"""Does the browser that watches the page see what it should see? A watcher that sees nothing proves nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from browsers import NAMED, NEEDED, WIDE, find_chromium, watched

FAULTS = {
    '<img src="http://127.0.0.1:9/picture.png">': "asked the network for: http://127.0.0.1:9/picture.png",
    '<link rel="stylesheet" href="https://example.org/style.css">': "asked the network for: https://example.org",
    "<script>new WebSocket('ws://127.0.0.1:9/')</script>": "opened a socket to: ws://127.0.0.1:9/",
    "<script>navigator.sendBeacon('https://example.org/', 'seen')</script>": "asked the network for",
    "<script>fetch('https://example.org/').catch(() => 0)</script>": "asked the network for",
    "<script>throw new Error('lost')</script>": "threw: lost",
    "<script>Promise.reject(new Error('lost'))</script>": "threw: lost",
    "<script>console.error('odd')</script>": "console error: odd",
    "<script>console.warn('odd')</script>": "console warning: odd",
    "<script>alert('hello')</script>": "opened a box: hello",
}


@pytest.mark.parametrize("body", FAULTS)
def test_a_fault_is_seen(chromium, tmp_path, body: str):
    file = tmp_path / "page.html"
    file.write_text(f'<!doctype html><link rel="icon" href="data:,">{body}', encoding="utf-8")
    tab = watched(chromium, WIDE)
    tab.page.goto(file.as_uri())
    for _ in range(200):  # a busy machine takes its time
        if any(fault.startswith(FAULTS[body]) for fault in tab.faults):
            break
        tab.page.wait_for_timeout(25)
    tab.page.context.close()
    assert any(fault.startswith(FAULTS[body]) for fault in tab.faults), tab.faults


def test_a_page_without_faults_has_none(open_page, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>Is all well?</title><p>yes", encoding="utf-8")
    assert open_page(file).page.title() == "Is all well?"


def test_a_browser_that_is_named_and_not_there_is_said_to_be_missing(monkeypatch):
    monkeypatch.setenv(NAMED, os.devnull + "/none")
    assert find_chromium() == (None, f"{NAMED}={os.devnull}/none cannot be run")


@pytest.mark.parametrize("needed", [False, True])
def test_without_a_browser_it_is_a_skip_that_says_so_and_a_failure_where_one_is_needed(tmp_path, needed: bool):
    here = {name: value for name, value in os.environ.items() if name not in (NAMED, NEEDED)}
    here |= {NAMED: str(tmp_path / "none")} | ({NEEDED: "1"} if needed else {})
    asked = f"{__file__}::test_a_page_without_faults_has_none"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", asked],
        env=here, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert f"{NAMED}={tmp_path / 'none'} cannot be run" in done.stdout
    assert (NEEDED in done.stdout) == needed
    assert ("1 error" if needed else "1 skipped") in done.stdout
    assert done.returncode == int(needed)
