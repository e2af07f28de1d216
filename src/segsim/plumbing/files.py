"""How does a file come onto the disk? Whole or not at all: staged beside its target, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def write_whole(target: Path, content: str | bytes | Callable[[Path], object]) -> Path:
    """Put text (UTF-8), bytes, or what a function writes into the path it is given, in the place of `target`.

    What stood there stays until the new file is complete; OSError where it cannot be written, with nothing left behind.
    """
    staged = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if isinstance(content, str):
            staged.write_bytes(content.encode("utf-8"))
        elif isinstance(content, bytes):
            staged.write_bytes(content)
        else:
            content(staged)
        staged.replace(target)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise
    return target
