"""How is a mistake in the user's input reported? In one line: what was wrong, what is allowed, where it was set."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from segsim.plumbing.renamed import RENAMED


class InputError(ValueError):
    """Something the user set cannot be used; the message is one line and is all that the user sees."""


def unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> InputError:
    """An unknown name, with the nearest known ones."""
    names = sorted(known)
    renamed = RENAMED.get(name)
    is_known = renamed in names or "." in name  # a path is unambiguous, whatever list was searched
    near = [renamed] if renamed and is_known else get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(names[:12])}"
    place = f" (set in {where})" if where else ""
    return InputError(f"unknown {kind} {name!r}{place}; {hint}")
