"""Which regime rules which cell in which year; of a comparison: under every policy, with what it changed outlined?"""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from segsim.analysis.events import cropped
from segsim.analysis.palette import INK
from segsim.figures.printed_report.charts import COLUMNS, draw_charts
from segsim.figures.printed_report.contents import REGIMES
from segsim.figures.printed_report.frame import BOTTOM, LEFT, RIGHT, TOP, WIDTH, place
from segsim.figures.printed_report.subject import Subject
from segsim.figures.regimes import (
    CHAINS,
    FEW_ROWS,
    NAMES,
    boxes_of,
    classified,
    commonest_regimes,
    draw_regimes,
    regime_key,
)

ROW = {1: 0.27, 2: 0.215, 3: 0.165, 4: 0.13}  # inches of a row of cells, by the number of maps above one another
ABOVE, BETWEEN, KEY = 0.5, 0.32, 1.0  # inches over a map, under it, and of the key
TWO_ROWS = 6.0  # inches that two rows of charts take
FEWEST = 3  # rows for which a map has room
CHANGED = "Outlined: another regime than under the baseline; ? where under two thirds of seeds agree"
LETTERS = 24  # of a policy's name over its maps


def draw_regime_maps(figure: Figure, subject: Subject) -> None:
    """Maps of both chains, their key, and the shares of workers over the years."""
    found = [commonest_regimes(run) for run in subject.runs]
    rows = {chain: classified(found, chain) for chain in CHAINS}
    height = ROW[len(found)] * max(FEWEST, *map(len, rows.values()))
    room = {chain: ROW[len(found)] * (max(FEW_ROWS, len(cells)) if cells else FEWEST) for chain, cells in rows.items()}
    width = (WIDTH - LEFT - RIGHT) / len(CHAINS)
    for number, (run, regimes) in enumerate(zip(subject.runs, found, strict=True)):
        top = TOP + number * (ABOVE + height + BETWEEN) + ABOVE
        for column, chain in enumerate(CHAINS):
            axes = place(figure, LEFT - 0.2 + width * column + NAMES, top, width - NAMES - 0.13, room[chain])
            draw_regimes(axes, run, regimes, chain, rows[chain], question_of(subject, number, chain),
                         CHANGED if number else "")  # fmt: skip
            if number:
                before, now = (
                    boxes_of(one, of, chain, rows[chain]) for one, of in ((subject.runs[0], found[0]), (run, regimes))
                )
                for box in (box for box in now if box in before and before[box].fill != now[box].fill):
                    axes.add_patch(Rectangle(box[::-1], 1, 1, fill=False, edgecolor=INK, linewidth=1.3, zorder=5))
    top = TOP + len(found) * (ABOVE + height + BETWEEN)
    regime_key(place(figure, LEFT - 0.35, top + 0.05, WIDTH - 0.45, 0.5), subject.runs[-1])
    charts = REGIMES if BOTTOM - top - KEY > TWO_ROWS else REGIMES[:COLUMNS]
    draw_charts(figure, subject, charts, top + KEY, BOTTOM)


def question_of(subject: Subject, number: int, chain: str) -> str:
    """What a map answers; in a comparison it names the run, and what the outline is."""
    if not subject.is_comparison:
        return CHAINS[chain]
    name = cropped(subject.names[number], LETTERS)
    where = {"auto": "the auto chain", "it": "the IT chain"}[chain]
    return f"{name}: which regimes in {where}?"
