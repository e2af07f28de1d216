"""Does a step read what this month has made, and not what the start of the month has emptied?"""

from __future__ import annotations

from segsim.schedule import MONTH


def test_no_step_reads_a_flow_that_no_step_has_written_yet():
    written: set[str] = set()
    for step in MONTH:
        made_here = {column.path for column in step.writes}
        for column in step.reads:
            assert column.kind != "flow" or column.path in written | made_here, (
                f"{step.mechanism}.{step.name} reads {column.path}, which is empty at that point of the month: "
                "what is carried over is a stock"
            )
        written |= made_here
