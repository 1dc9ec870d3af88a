"""Rules to grids: plain boxes of drawn lines in, tables' cells with their spans out.

Nothing here knows PDF: rules found on a scan do as well. All numbers are in points (or pixels of like size),
y down.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.text.runs import Mask, before, middle

Numbers = NDArray[np.float64]

REACH = 2.0
"""How far two rules may miss each other and still meet; also how far apart pieces of one line may lie."""

SHORTEST = 3.0
"""A line shorter than this rules nothing."""

OPEN = 8.0
"""A table is open at a side when its lines run on by more than this beyond the last line across."""

SIDES = 2
"""An area has a line at either side."""

MAX_LINES = 1_500
"""With more lines than this in one direction a page holds a drawing, no table."""

MAX_PLACES = 60_000
"""Places (rows times columns) of the largest grid that is read."""


class Lines(NamedTuple):
    """Parallel lines: each lies `at` a place across, and runs `first` to `last`."""

    at: Numbers
    first: Numbers
    last: Numbers

    def take(self, chosen: Mask | NDArray[np.intp]) -> "Lines":
        """Give the chosen lines, by mask or by index."""
        return Lines(*(column[chosen] for column in self))


class Span(NamedTuple):
    """A cell: the place of its upper left corner, and how many rows and columns it covers."""

    row: int
    col: int
    rowspan: int
    colspan: int


class Grid(NamedTuple):
    """A table's lines from left to right and from top to bottom, and its cells in row order.

    Where no lines are drawn, `known` are the edges by which its columns are known over all pages.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Span, ...]
    known: tuple[float, ...] = ()

    @property
    def spans(self) -> NDArray[np.intp]:
        """The cells as an array (n, 4)."""
        return np.fromiter(chain.from_iterable(self.cells), np.intp, 4 * len(self.cells)).reshape(-1, 4)


def grids(rules: NDArray[np.floating]) -> list[Grid]:
    """Find the grids that rules (n, 4: x0, top, x1, bottom) draw, from top to bottom."""
    boxes = rules.astype(np.float64)
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    # Dots and the little squares that Word draws at corners belong to both directions.
    across, along = (wide >= high) | (wide > SHORTEST), (high >= wide) | (high > SHORTEST)
    if not (across.any() and along.any()):
        return []
    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    rows = merged(Lines(middle_y, boxes[:, 0], boxes[:, 2]).take(across))
    cols = merged(Lines(middle_x, boxes[:, 1], boxes[:, 3]).take(along))
    if max(len(rows.at), len(cols.at)) > MAX_LINES:
        return []
    found = (_grid(*part) for part in _connected(rows, cols))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: (grid.ys[0], grid.xs[0]))


def merged(lines: Lines) -> Lines:
    """Join pieces of one line that touch, overlap or nearly so; leave out what stays too short."""
    if not len(lines.at):
        return lines
    order = np.argsort(lines.at, kind="stable")
    track = np.cumsum(lines.at[order] - before(lines.at[order]) > REACH / 2)
    at = (np.bincount(track, lines.at[order]) / np.bincount(track))[track]
    order = order[inner := np.lexsort((lines.first[order], track))]
    first, last, track, at = lines.first[order], lines.last[order], track[inner], at[inner]
    # A running maximum for each track: tracks are lifted apart so that none reaches into the next.
    lift = track * (last.max() - first.min() + 10 * REACH)
    reached = np.maximum.accumulate(last + lift)
    new = np.concatenate([[True], first[1:] + lift[1:] > reached[:-1] + REACH])
    starts = np.flatnonzero(new)
    ends = np.append(starts[1:], len(new)) - 1
    joined = Lines(at[starts], first[starts], (reached - lift)[ends])
    return joined.take(joined.last - joined.first > SHORTEST)


def _connected(rows: Lines, cols: Lines) -> Iterator[tuple[Lines, Lines]]:
    """Give the lines by groups that hang together through crossings."""
    meets = (
        (rows.first[:, None] - REACH <= cols.at)
        & (cols.at <= rows.last[:, None] + REACH)
        & (cols.first - REACH <= rows.at[:, None])
        & (rows.at[:, None] <= cols.last + REACH)
    )
    left: Mask = np.asarray(meets.any(axis=1))
    while left.any():
        row = np.zeros(len(left), np.bool_)
        row[left.argmax()] = True
        while True:
            col = meets[row].any(axis=0)
            grown: Mask = np.asarray(meets[:, col].any(axis=1))
            if (grown == row).all():
                break
            row = grown
        yield rows.take(row), cols.take(np.asarray(col))
        left &= ~row


def _closed(lines: Lines, across: Lines) -> Lines:
    """Add the outer lines that an open table leaves out.

    They stand where most of the lines across end, beyond the last of `lines`.
    """
    first, last = middle(across.first), middle(across.last)
    sides = (
        (first, across.first, first < lines.at.min() - OPEN),
        (last, across.last, last > lines.at.max() + OPEN),
    )
    added = [
        place
        for place, ends, beyond in sides
        if beyond and (np.abs(ends - place) <= REACH).sum() > max(1, len(ends) / 2)
    ]
    return Lines(
        np.append(lines.at, added),
        np.append(lines.first, np.full(len(added), lines.first.min())),
        np.append(lines.last, np.full(len(added), lines.last.max())),
    )


def _grid(rows: Lines, cols: Lines) -> Grid | None:
    rows, cols = _closed(rows, cols), _closed(cols, rows)
    xs, ys = _places(cols.at), _places(rows.at)
    if min(len(xs), len(ys)) < SIDES or len(xs) * len(ys) > MAX_PLACES:
        return None
    cells = _cells(_edges(rows, ys, xs), _edges(cols, xs, ys))
    return Grid(tuple(xs.tolist()), tuple(ys.tolist()), tuple(cells)) if cells else None


def _places(at: Numbers) -> Numbers:
    """The distinct places of lines: those within reach of each other are one."""
    ordered = np.sort(at)
    place = np.cumsum(ordered - before(ordered) > REACH)
    return np.bincount(place, ordered) / np.bincount(place)


def _edges(lines: Lines, places: Numbers, steps: Numbers) -> Mask:
    """Tell for each place and each step between crossing lines whether a line is drawn there."""
    drawn = np.zeros((len(places), len(steps) - 1), np.bool_)
    place = np.abs(lines.at[:, None] - places).argmin(axis=1)
    begin = np.searchsorted(steps, lines.first - REACH)
    end = np.searchsorted(steps, lines.last + REACH, side="right") - 1
    for line in range(len(place)):
        drawn[place[line], begin[line] : end[line]] = True
    return drawn


def _cells(above: Mask, left: Mask) -> list[Span]:
    """Close cells from each free corner: right to the next edge, then down to the next edge.

    `above[i, j]` is the edge over place (i, j), `left[j, i]` the edge at its left.
    """
    height, width = left.shape[1], above.shape[1]
    corners = above[:height] & left.T[:, :width]
    single = corners & above[1:] & left.T[:, 1:]
    cells = [Span(row, col, 1, 1) for row, col in np.argwhere(single).tolist()]
    corners &= ~single
    if not corners.any():
        return cells
    below = _next_edges(above).tolist()
    sides = [column.tobytes() for column in left.T]
    taken = [bytearray(row.tobytes()) for row in single]
    for row, col in np.argwhere(corners).tolist():
        right = sides[row].find(1, col + 1)
        if taken[row][col] or right < 0:
            continue
        bottom = min(below[row][col:right])
        if bottom > height or any(any(covered[col:right]) for covered in taken[row:bottom]):
            continue
        for covered in taken[row:bottom]:
            covered[col:right] = bytes([1]) * (right - col)
        cells.append(Span(row, col, bottom - row, right - col))
    return sorted(cells)


def _next_edges(above: Mask) -> NDArray[np.intp]:
    """For each place the row that the next edge below it begins; beyond the last row where there is none."""
    height = len(above) - 1
    rows = np.where(above[1:], np.arange(1, height + 1)[:, None], height + 1)
    return np.minimum.accumulate(rows[::-1])[::-1]
