"""Lines of a table without vertical rules to its rows: the lines that belong together."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.readers.pdf.text.pieces import FIGURE, Blank, Piece, Row

ORDINAL = re.compile(r"(?:[IVXLC]+|[^\W\d_]|\d+)(?:[.\-]\w{1,2})*[.)]?|[-–+*•]")

GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
"""A number with dots between groups of three digits."""

YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?")

SLACK = 0.3
"""A piece crosses an edge when it stands out by more than this, times the font size, at both sides."""

NEAR = 0.3
"""A blank is as near to an edge, times the font size, when it may part two columns there."""

FIGURES = 0.7
"""Share of figures, from the first one on, in a column of figures."""

NEAR_LINES = 2
"""Lines looked at above and below for the rest of a figure that does not fit into its cell."""

TIGHT = 1.4
"""Lines of one cell are no farther apart than this, times the font size."""

CENTRED = 1.0
"""A line whose middle is as near to the table's, times the font size, stands in the middle of it."""

STRAY = 0.15
"""So far, as a share of the font size, a cell may stand off its place in the row for nothing."""


class Part(NamedTuple):
    """A piece and the columns `first` up to `last`, exclusive, that it touches."""

    first: int
    last: int
    piece: Piece

    @property
    def wide(self) -> bool:
        """Tell whether it crosses an edge."""
        return self.last - self.first > 1

    @property
    def figure(self) -> bool:
        """Tell whether it is a figure."""
        return FIGURE.fullmatch(self.piece.text) is not None

    @property
    def middle(self) -> float:
        """Where its middle is, in points."""
        return (self.piece.begin + self.piece.end) / 2


class Line(NamedTuple):
    """A line of a table."""

    base: float
    size: float
    parts: tuple[Part, ...]

    @property
    def wide(self) -> bool:
        """Tell whether nothing but one piece that crosses an edge stands in it."""
        return len(self.parts) == 1 and self.parts[0].wide

    def centred(self, xs: Sequence[float]) -> bool:
        """Tell whether its first piece stands in the middle of the table."""
        return abs(self.parts[0].middle - (xs[0] + xs[-1]) / 2) < CENTRED * self.size


def parted(rows: Sequence[Row], xs: Sequence[float]) -> list[Line]:
    """Tell for each piece the columns that it touches; blanks near an edge cut it."""
    return [
        Line(
            row.base,
            row.size,
            tuple(
                _part(part, row.size, xs)
                for piece in row.pieces
                for part in (piece.cut(_at_edges(piece, row.size, xs)) if piece.blanks else [piece])
            ),
        )
        for row in rows
    ]


def _at_edges(piece: Piece, size: float, xs: Sequence[float]) -> list[Blank]:
    """Give the blanks of a piece that stand near an inner edge."""
    near = NEAR * size
    return [
        blank
        for blank in piece.blanks
        if any(blank.begin - near < edge < blank.end + near for edge in xs[1:-1])
    ]


def _part(piece: Piece, size: float, xs: Sequence[float]) -> Part:
    slack = min(SLACK * size, (piece.end - piece.begin) / 2)
    first = min(max(bisect_right(xs, piece.begin + slack) - 1, 0), len(xs) - 2)
    return Part(first, max(min(bisect_left(xs, piece.end - slack), len(xs) - 1), first + 1), piece)


def figured(lines: Sequence[Line]) -> frozenset[int]:
    """Give the columns of figures: from the first one on they hold little else; ordinals count as such."""
    kinds: dict[int, list[bool]] = {}
    for line in lines:
        for part in line.parts:
            kind = part.figure or (part.first == 0 and ORDINAL.fullmatch(part.piece.text) is not None)
            if not part.wide and (kind or part.first in kinds):
                kinds.setdefault(part.first, []).append(kind)
    return frozenset(column for column, found in kinds.items() if sum(found) >= FIGURES * len(found))


def anchors(lines: Sequence[Line], keys: frozenset[int]) -> list[int]:
    """Give the lines that hold figures in columns of figures: one in each row of the table.

    An ordinal alone makes a row once there was a figure: a heading may hold a letter.
    """
    found: list[int] = []
    for index, line in enumerate(lines):
        held = {part.first for part in line.parts if part.first in keys and not part.wide and part.figure}
        first = line.parts[0].first == 0
        if found and first and 0 in keys and ORDINAL.fullmatch(line.parts[0].piece.text):
            held.add(0)
        if not held or (not found and _naming(lines, index, keys)):
            continue
        if first or not (_rest(lines, index, held) or _broken(lines, index)):
            found.append(index)
    return found


def _naming(lines: Sequence[Line], index: int, keys: frozenset[int]) -> bool:
    """Tell whether a line before the first anchor names columns, by years or the rest of names."""
    line = lines[index]
    figures = [part.piece.text for part in line.parts if part.figure]
    years = len(figures) > 1 and all(YEAR.fullmatch(text) for text in figures)
    if years or any(part.first in keys and part.first and not part.figure for part in line.parts):
        return True
    if any(part.first == 0 or part.first not in keys for part in line.parts):
        return False
    near = [above for above in lines[:index] if line.base - above.base < TIGHT * line.size]
    return any(
        upper.first <= part.first < upper.last and not upper.figure
        for above in near
        for upper in above.parts
        for part in line.parts
    )


def _rest(lines: Sequence[Line], index: int, held: set[int]) -> bool:
    """Tell whether a line without an ordinal goes on with figures that a line above it begins."""
    line = lines[index]
    near = [above for above in lines[max(index - NEAR_LINES, 0) : index] if _close(above, line)]
    if near and len(held) == len(line.parts) and held < {part.first for part in near[-1].parts}:
        return True
    above = {part.first: part.piece.text for upper in near for part in upper.parts}
    return any(
        GROUPED.fullmatch(above.get(part.first, "") + part.piece.text)
        and not GROUPED.fullmatch(above[part.first])
        for part in line.parts
        if part.first in above and part.piece.text.isdigit()
    )


def _broken(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line without an ordinal begins figures that go on below the line of the ordinal."""
    following = [below for below in lines[index + 1 : index + 1 + NEAR_LINES] if _close(lines[index], below)]
    return (
        bool(following)
        and following[0].parts[0].first == 0
        and _rest([lines[index], *following], len(following), set())
    )


def _close(above: Line, below: Line) -> bool:
    return below.base - above.base < TIGHT * below.size


def starts(lines: Sequence[Line], marks: Sequence[int], fences: Sequence[int], loose: int) -> list[int]:
    """Give the numbers of the lines that begin a row.

    `marks` are the anchors; at `fences` a row begins in any case, the first of them is 0. Text of a row
    stands beside its anchor in the whole table alike: from it down, around it, or up to it. After the fence
    `loose` there may be lines of a row without an anchor.
    """
    runs = [
        (first, end, [mark for mark in marks if first <= mark < end])
        for first, end in pairwise([*fences, len(lines)])
    ]
    ways = []
    for place in (min, _mean, max):
        cuts = [_cut(lines, run, place, loose=run[0] == loose) for run in runs]
        ways.append((sum(cost for cost, _ in cuts), [start for _, cut in cuts for start in cut]))
    return min(ways, key=lambda way: way[0])[1]


def _mean(bases: Sequence[float]) -> float:
    return sum(bases) / len(bases)


def _cut(
    lines: Sequence[Line],
    run: tuple[int, int, list[int]],
    place: Callable[[Sequence[float]], float],
    *,
    loose: bool,
) -> tuple[float, list[int]]:
    """Cut a run of lines between its anchors where the cells lie best; give the cost and the first lines."""
    first, end, marks = run
    if not marks:
        return 0.0, [first]
    begins = range(first, marks[0] + 1) if loose else (first,)
    best = {begin: (0.0, [begin] if begin == first else [first, begin]) for begin in begins}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        stops = (end,) if following is None else range(mark + 1, following + 1)
        ways = {}
        for stop in stops:
            costs = [
                (cost + _cost(lines[begin:stop], lines[mark], place), path)
                for begin, (cost, path) in best.items()
            ]
            cost, path = min(costs, key=lambda way: way[0])
            ways[stop] = (cost, [*path, stop])
        best = ways
    cost, path = best[end]
    return cost, path[:-1]


def _cost(lines: Sequence[Line], mark: Line, place: Callable[[Sequence[float]], float]) -> float:
    """How far the cells of a row stand off their place: for each a share of a line, at most one."""
    if len(lines) == 1:
        return 0.0
    cells: dict[int, list[float]] = {}
    for line in lines:
        for part in line.parts:
            if not part.wide:
                cells.setdefault(part.first, []).append(line.base)
    strays = (abs(place(bases) - mark.base) / mark.size - STRAY for bases in cells.values())
    return sum(min(1.0, max(0.0, stray)) for stray in strays)
