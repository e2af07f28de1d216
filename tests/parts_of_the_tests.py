"""Which tests go to one process, and in which order? A part is what shares runs.

Files are parts. The tables of effects take longer than any file and come in parts by mechanism: rows of one mechanism
share runs, whichever table they stand in, and mechanisms share little but the model as it stands. These parts are
handed out last, so that all processes end at nearly the same time.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

ROW_OF_EFFECTS = re.compile(r"effects/test_\w+\.py::.*\[(\w+)\.\w+:[^\]]+\]")  # [mechanism.parameter:indicator]
EFFECTS_OF = "effects of "


def part_of(test: str) -> str:
    """The part in which a test goes to a process."""
    row = ROW_OF_EFFECTS.search(test)
    return EFFECTS_OF + row[1] if row else test.partition("::")[0]


class PartsOfTheTests(LoadScopeScheduling):
    """Hands whole parts to whichever process is free."""

    def _split_scope(self, nodeid: str) -> str:
        return part_of(nodeid)

    def schedule(self) -> None:
        """Hand out the first parts, and put those that are handed out last behind all others."""
        super().schedule()
        for part in [part for part in self.workqueue if part.startswith(EFFECTS_OF)]:
            self.workqueue.move_to_end(part)
