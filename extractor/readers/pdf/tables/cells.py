"""Grids and glyphs to tables: the text of each cell, as far as one page goes."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from extractor.readers.build import MAX_HEADER, NO_BOX, DraftCell, names_parts
from extractor.readers.pdf.tables.grid import Grid, Span
from extractor.readers.pdf.text.geometry import Floats, Frame, Size, turn_boxes
from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.lines import Line, lines
from extractor.readers.pdf.text.order import BLANK, by_place
from extractor.readers.pdf.text.runs import Indices
from extractor.readers.pdf.text.spacing import spaced
from extractor.text.syllables import is_syllable

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

_LAST = re.compile(r"[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+")


class PageTable(NamedTuple):
    """A table, or the part of it that stands on one page.

    `xs` are the columns' edges in points; `place` is the number of lines of flowing text before it. `blank`
    says that no lines are drawn between its columns.
    """

    page: int
    xs: tuple[float, ...]
    top: float
    bottom: float
    rows: int
    header_rows: int
    parts: tuple[DraftCell, ...]
    place: int = 0
    blank: bool = False


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
        column = np.searchsorted(grid.xs, _within(centre[:, 0], page.width, grid.xs)) - 1
        line = np.searchsorted(grid.ys, _within(centre[:, 1], page.height, grid.ys)) - 1
        inside = (column >= 0) & (column < len(grid.xs) - 1) & (line >= 0) & (line < len(grid.ys) - 1)
        places = np.full((len(grid.ys) - 1, len(grid.xs) - 1), OUTSIDE, np.intp)
        spans = grid.spans
        places[spans[:, 0], spans[:, 1]] = np.arange(firsts[number], firsts[number + 1])
        for cell in np.flatnonzero((spans[:, 2] > 1) | (spans[:, 3] > 1)).tolist():
            row, col, rowspan, colspan = grid.cells[cell]
            places[row : row + rowspan, col : col + colspan] = firsts[number] + cell
        found = places[line[inside], column[inside]]
        owner[inside] = np.where(found == OUTSIDE, owner[inside], found)
    return owner


def _within(places: Floats, length: float, edges: Sequence[float]) -> Floats:
    """The places; those at the edge of the page and off it are moved to inside the grid's outer edges."""
    off = (places < BRINK) | (places > length - BRINK)
    return np.where(off, np.clip(places, edges[0] + 1, edges[-1] - 1), places)


def tabular(
    glyphs: Glyphs, found: Sequence[Grid], page: Size, before: PageTable | None = None
) -> tuple[list[Grid], Indices]:
    """Keep the grids that hold a table: several rows and columns, and text in more than one cell.

    A single row is a table's rest when the last table of the page before has the same columns. The second of
    what comes out are the owners of the glyphs among the cells of the grids kept, as `owners` gives them.
    """
    grids = [
        grid for grid in found if len(grid.xs) > SINGLE and (len(grid.ys) > SINGLE or _goes_on(before, grid))
    ]
    owner = owners(glyphs, grids, page)
    firsts = np.cumsum([0, *(len(grid.cells) for grid in grids)])
    # OUTSIDE marks the entry behind all cells.
    filled = np.zeros(firsts[-1] + 1, np.bool_)
    filled[owner[~glyphs.made & (glyphs.codes != BLANK)]] = True
    counts = [np.count_nonzero(filled[first:end]) for first, end in pairwise(firsts)]
    kept = [grid for grid, count in zip(grids, counts, strict=True) if count > 1]
    return kept, owner if len(kept) == len(grids) else owners(glyphs, kept, page)


def _goes_on(before: PageTable | None, grid: Grid) -> bool:
    return before is not None and same_columns(before.xs, grid.xs)


def same_columns(some: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two tables have the same columns."""
    return len(some) == len(other) and all(abs(a - b) <= SAME_EDGE for a, b in zip(some, other, strict=True))


def tables(
    glyphs: Glyphs, grids: Sequence[Grid], owner: NDArray[np.intp], page: int, view: Frame
) -> list[PageTable]:
    """Read the cells of all grids of a page at once; `owner` as `owners` gives it."""
    by_cell: dict[int, list[Line]] = {}
    for line in lines(spaced(by_place(glyphs, owner)), view):
        by_cell.setdefault(line.group, []).append(line)
    result = []
    first = 0
    for grid in grids:
        boxes = _boxes(grid, view)
        parts = tuple(
            _part(span, box, by_cell.get(number, ()), page, width)
            for number, (span, box, width) in enumerate(
                zip(grid.cells, boxes, _widths(grid), strict=True), first
            )
        )
        first += len(grid.cells)
        rows = len(grid.ys) - 1
        header_rows = _header_rows(grid, parts, rows)
        result.append(
            PageTable(
                page=page,
                xs=grid.known or grid.xs,
                top=grid.ys[0],
                bottom=grid.ys[-1],
                rows=rows,
                header_rows=header_rows,
                parts=parts,
                blank=bool(grid.known),
            )
        )
    return result


def _header_rows(grid: Grid, parts: Sequence[DraftCell], rows: int) -> int:
    """As deep as the first row's cells, and on while a row only names parts of what stands above."""
    header = max((span.rowspan for span in grid.cells if span.row == 0), default=1)
    header = header if header < rows else 1
    while header < min(rows, MAX_HEADER):
        texts = [""] * (len(grid.xs) - 1)
        for part in parts:
            if part.row == header:
                texts[part.col] = part.text
        if not names_parts(texts):
            break
        header += 1
    return header


def _widths(grid: Grid) -> list[float]:
    """The width of each cell, in points."""
    return [grid.xs[span.col + span.colspan] - grid.xs[span.col] for span in grid.cells]


def _boxes(grid: Grid, view: Frame) -> list[list[float]]:
    """The box of each cell on the page as displayed."""
    spans = grid.spans
    xs, ys = np.array(grid.xs, np.float32), np.array(grid.ys, np.float32)
    row, col = spans[:, 0], spans[:, 1]
    boxes = np.stack([xs[col], ys[row], xs[col + spans[:, 3]], ys[row + spans[:, 2]]], axis=1)
    return turn_boxes(boxes, view.size, view.turn).tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any


def joined(first: DraftCell, second: DraftCell) -> DraftCell:
    """Give the cell whose text goes on in a second part."""
    gap = "" if _one_piece(first.text, second.text, full=first.full) else " "
    gap = gap if first.text and second.text else ""
    return replace(
        first,
        text=first.text + gap + second.text,
        boxes=first.boxes + NO_BOX * len(gap) + second.boxes,
        full=second.full,
    )


def _part(span: Span, box: Sequence[float], content: Sequence[Line], page: int, width: float) -> DraftCell:
    """Write a cell's lines one after the other; `box` is the cell's on the page, `width` its own."""
    text, boxes, full, alone = "", b"", False, False
    for line in content:
        gap = " " if text and not _one_piece(text, line.text, full=full, alone=alone) else ""
        text += gap + line.text
        boxes += NO_BOX * len(gap) + line.boxes
        alone = " " not in line.text.strip()
        full = line.turn == 0 and line.x1 - line.x0 + DIGIT * line.size > width - PADDING
    row, col, rowspan, colspan = span
    x0, top, x1, bottom = box
    return DraftCell(
        row=row,
        col=col,
        rowspan=rowspan,
        colspan=colspan,
        text=text,
        page=page,
        box=(x0, top, x1, bottom),
        boxes=boxes,
        full=full,
    )


def _one_piece(first: str, second: str, *, full: bool, alone: bool = False) -> bool:
    """Tell whether a number or a word was broken off at the end of a line that it fills: "Trướ", "c hạn".

    Two parts that are words of their own ("Chu", "yên") are one where the first stands `alone` in its line.
    """
    if not full:
        return False
    if first[-1:].isdigit() and second[:1].isdigit():
        return True
    head, tail = _LAST.search(first), _FIRST.match(second)
    if head is None or tail is None:
        return False
    whole = head[0] + tail[0]
    if _ROMAN.fullmatch(whole):
        return True
    return is_syllable(whole) and (alone or not (is_syllable(head[0]) and is_syllable(tail[0])))


def _area(grid: Grid) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])
