"""Which browser opens the pages, how is it kept from the network, and what counts as a fault of a page?"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NEEDED = "SEGSIM_NEEDS_CHROMIUM"  # set by .ci/run: to skip is to fail
NAMED = "SEGSIM_CHROMIUM"  # where the browser is, if under no usual name
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
LOCAL = ("file:", "data:", "blob:", "about:")
WIDE, PHONE = (1920, 1080), (360, 740)


def find_chromium() -> tuple[str | None, str]:
    """Path of the browser and "", or None and what is missing."""
    if find_spec("playwright") is None:
        return None, "playwright is not installed (dependency group dev)"
    named = os.environ.get(NAMED)
    if named:
        return (named, "") if os.access(named, os.X_OK) else (None, f"{NAMED}={named} cannot be run")
    found = [shutil.which(name) for name in NAMES] + [place for place in PLACES if Path(place).is_file()]
    for place in found:
        if place:
            return place, ""
    return None, f"no Chromium was found (looked for {', '.join(NAMES)}); {NAMED} may say where it is"


def flags() -> list[str]:
    """No host name leads anywhere, and letters look the same on every screen."""
    still = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--hide-scrollbars"]
    as_root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return ["--host-resolver-rules=MAP * ~NOTFOUND", *still, *as_root]


def only_these_fonts(folder: Path) -> dict[str, str]:
    """Environment in which a browser on Linux sees only the fonts that matplotlib brings: pictures agree anywhere."""
    import matplotlib

    fonts = Path(matplotlib.get_data_path(), "fonts", "ttf")
    for font in fonts.glob("DejaVuSans*.ttf"):
        shutil.copyfile(font, folder / font.name)
    (folder / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>',
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(folder / "fonts.conf")}


@dataclass
class Watched:
    """A tab, and everything that it did wrong so far: asked the network for something, wrote errors, threw."""

    page: Any
    faults: list[str] = field(default_factory=list)

    def all_drawn(self) -> None:
        """Wait until every section is drawn."""
        self.page.evaluate("async () => { await window.segsim.ready; }")

    def drawn(self, section: str) -> None:
        """Wait until a section is drawn as it is now chosen."""
        self.page.evaluate("async (id) => { await window.segsim.drawn(id); }", section)

    def values(self, section: str) -> list[dict[str, Any]]:
        """Rows that the section's charts draw now, read back from the charts."""
        return self.page.evaluate("(id) => window.segsim.values(id)", section)

    def sections(self) -> list[str]:
        """Ids of the sections in order."""
        return self.page.evaluate("[...document.querySelectorAll('section[data-section]')].map((one) => one.id)")


def watched(browser: Any, size: tuple[int, int]) -> Watched:
    """An empty tab of its own profile, without network, that is watched from its first moment."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, accept_downloads=True)
    context.set_default_timeout(20_000)
    page = context.new_page()
    tab = Watched(page)

    def note(what: str, text: str) -> None:
        tab.faults.append(f"{what}: {text}")

    page.on("request", lambda asked: asked.url.startswith(LOCAL) or note("asked the network for", asked.url))
    page.on("requestfailed", lambda asked: note("could not load", asked.url))
    page.on("websocket", lambda socket: note("opened a socket to", socket.url))
    page.on("pageerror", lambda error: note("threw", str(error)))
    page.on("dialog", lambda box: (note("opened a box", box.message), box.dismiss()))
    page.on("popup", lambda other: note("opened a window at", other.url))
    page.on(
        "console",
        lambda message: (
            message.type in ("error", "warning", "assert") and note(f"console {message.type}", message.text)
        ),
    )
    return tab
