"""Grids and glyphs to tables: the text of each cell, as far as one page goes."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.build import NO_BOX, DraftCell
from extractor.readers.pdf.geometry import Floats, Frame, Size, turn_boxes
from extractor.readers.pdf.glyphs import Glyphs
from extractor.readers.pdf.grid import Grid, Span
from extractor.readers.pdf.lines import Line, lines
from extractor.readers.pdf.order import BLANK, Indices, by_place
from extractor.readers.pdf.spacing import spaced

PADDING = 11.5
"""Blank at both sides of a cell's text together, in points: what word processors set, and a little more."""

DIGIT = 0.6
"""The room that one more digit needs, as a share of the font size."""

SAME_EDGE = 3.0
"""Columns of two pages are the same when their edges differ by no more, in points."""

SINGLE = 2
"""A single row or column has so many edges."""

BRINK = 5.0
"""Nearer to the edge of the page than this many points stands only what runs over it."""

OUTSIDE = -1


class Part(NamedTuple):
    """A cell as one page shows it; `full` says that its last line has no room for one more digit."""

    draft: DraftCell
    full: bool


class PageTable(NamedTuple):
    """A table, or the part of it that stands on one page.

    `xs` are the columns' edges in points; `place` is the number of lines of flowing text before it.
    """

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: int
    header_rows: int
    parts: tuple[Part, ...]
    place: int = 0


def owners(glyphs: Glyphs, grids: Sequence[Grid], page: Size) -> Indices:
    """Give for each glyph the number of the cell that its centre lies in, or OUTSIDE.

    Cells are counted over all grids in turn. What runs over the edge of the page, which cuts off a table that
    is too wide, belongs to the table's last column.
    """
    centre = np.float32(0.5) * (glyphs.boxes[:, :2] + glyphs.boxes[:, 2:])
    owner = np.full(len(glyphs.codes), OUTSIDE, np.intp)
    firsts = np.cumsum([0, *(len(grid.cells) for grid in grids)])
    # Larger grids first: a grid that stands in another's cell keeps what is its own.
    for number in sorted(range(len(grids)), key=lambda number: -_area(grids[number])):
        grid = grids[number]
        col = np.searchsorted(grid.xs, _within(centre[:, 0], page.width, grid.xs)) - 1
        row = np.searchsorted(grid.ys, _within(centre[:, 1], page.height, grid.ys)) - 1
        inside = (col >= 0) & (col < len(grid.xs) - 1) & (row >= 0) & (row < len(grid.ys) - 1)
        places = np.full((len(grid.ys) - 1, len(grid.xs) - 1), OUTSIDE, np.intp)
        for cell, span in enumerate(grid.cells, firsts[number]):
            places[span.row : span.row + span.rowspan, span.col : span.col + span.colspan] = cell
        found = places[row[inside], col[inside]]
        owner[inside] = np.where(found == OUTSIDE, owner[inside], found)
    return owner


def _within(places: Floats, length: float, edges: Sequence[float]) -> Floats:
    """The places; those at the edge of the page and off it are moved to inside the grid's outer edges."""
    off = (places < BRINK) | (places > length - BRINK)
    return np.where(off, np.clip(places, edges[0] + 1, edges[-1] - 1), places)


def tabular(glyphs: Glyphs, found: Sequence[Grid], page: Size, before: PageTable | None = None) -> list[Grid]:
    """Keep the grids that hold a table: several rows and columns, and text in more than one cell.

    A single row is a table's rest when the last table of the page before has the same columns.
    """
    grids = [
        grid for grid in found if len(grid.xs) > SINGLE and (len(grid.ys) > SINGLE or _goes_on(before, grid))
    ]
    printed = glyphs.take(~glyphs.made & (glyphs.codes != BLANK))
    filled = np.unique(owners(printed, grids, page))
    firsts = np.cumsum([0, *(len(grid.cells) for grid in grids)])
    counts = [np.count_nonzero((filled >= first) & (filled < end)) for first, end in pairwise(firsts)]
    return [grid for grid, count in zip(grids, counts, strict=True) if count > 1]


def _goes_on(before: PageTable | None, grid: Grid) -> bool:
    return before is not None and same_columns(before.xs, grid.xs)


def same_columns(some: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two tables have the same columns."""
    return len(some) == len(other) and all(abs(a - b) <= SAME_EDGE for a, b in zip(some, other, strict=True))


def tables(
    glyphs: Glyphs, grids: Sequence[Grid], owner: NDArray[np.intp], page: int, view: Frame
) -> list[PageTable]:
    """Read the cells of all grids of a page at once; `owner` as `owners` gives it."""
    inside = owner != OUTSIDE
    by_cell: dict[int, list[Line]] = {}
    for line in lines(spaced(by_place(glyphs.take(inside), owner[inside])), view):
        by_cell.setdefault(line.group, []).append(line)
    result = []
    first = 0
    for grid in grids:
        parts = [
            _part(grid, span, by_cell.get(number, []), page, view)
            for number, span in enumerate(grid.cells, first)
        ]
        first += len(grid.cells)
        rows = len(grid.ys) - 1
        header = max((span.rowspan for span in grid.cells if span.row == 0), default=1)
        header_rows = header if header < rows else 1
        result.append(PageTable(page, grid.xs, grid.ys[0], grid.ys[-1], rows, header_rows, tuple(parts)))
    return result


def joined(first: Part, second: Part) -> Part:
    """Give the cell whose text goes on in a second part."""
    gap = "" if _one_number(first.draft.text, second.draft.text, full=first.full) else " "
    gap = gap if first.draft.text and second.draft.text else ""
    draft = DraftCell(
        row=first.draft.row,
        col=first.draft.col,
        rowspan=first.draft.rowspan,
        colspan=first.draft.colspan,
        text=first.draft.text + gap + second.draft.text,
        page=first.draft.page,
        box=first.draft.box,
        boxes=first.draft.boxes + NO_BOX * len(gap) + second.draft.boxes,
    )
    return Part(draft, second.full)


def _part(grid: Grid, span: Span, content: Sequence[Line], page: int, view: Frame) -> Part:
    x0, x1 = grid.xs[span.col], grid.xs[span.col + span.colspan]
    top, bottom = grid.ys[span.row], grid.ys[span.row + span.rowspan]
    box = turn_boxes(np.array([[x0, top, x1, bottom]], np.float32), view.size, view.turn)[0].tolist()
    text, boxes = "", b""
    full = False
    for line in content:
        gap = " " if text and not _one_number(text, line.text, full=full) else ""
        text += gap + line.text
        boxes += NO_BOX * len(gap) + line.boxes
        full = line.turn == 0 and line.x1 - line.x0 + DIGIT * line.size > x1 - x0 - PADDING
    draft = DraftCell(
        row=span.row,
        col=span.col,
        rowspan=span.rowspan,
        colspan=span.colspan,
        text=text,
        page=page,
        box=(box[0], box[1], box[2], box[3]),
        boxes=boxes,
    )
    return Part(draft, full)


def _one_number(first: str, second: str, *, full: bool) -> bool:
    """Tell whether a number was broken off at the end of a line that it fills."""
    return full and first[-1:].isdigit() and second[:1].isdigit()


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])
