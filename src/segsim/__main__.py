"""`python -m segsim`: the same as the `segsim` command."""

from __future__ import annotations

import sys

from segsim.cli import main

if __name__ == "__main__":
    sys.exit(main())
