"""The lines of a table without vertical rules to its grid: columns, rows, merged cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.readers.pdf.blanks.bands import Line, anchors, figured, parted, starts
from extractor.readers.pdf.blanks.heading import Level, grouped, levels
from extractor.readers.pdf.blanks.strips import edges
from extractor.readers.pdf.tables.cells import PageTable
from extractor.readers.pdf.tables.grid import Grid, Span
from extractor.readers.pdf.text.pieces import Row

LEAST_COLUMNS = 3
LEAST_ROWS = 3
"""A table without rules between its rows has so many columns, and rows of figures."""

FEW_RULES = 4
"""Rules across that may stand around the rows of a table instead of between them."""

MANY_ROWS = 0.25
"""Share of the bands between rules that hold several rows, from which on rules do not part the rows."""

CROSSING = 0.2
"""Share of lines of several pieces that may cross the columns."""

MANY_LEADERS = 0.25
"""Share of lines with leaders from which on they are no table."""

MANY_CUT = 0.05
"""Share of rows whose text may run from column to column though other text of the row stands there."""

LEADERS = ("....", "……", "____")
"""A line with such signs is of a table of contents or of a form."""

ASCENT, DESCENT = 1.2, 0.35
"""What belongs to a line above and below its baseline, times the font size."""

BELOW = 0.25
"""Share of the way from one baseline to the next at which two rows meet."""


def table(rows: Sequence[Row], heights: Sequence[float], before: PageTable | None) -> Grid | None:
    """Give the table that lines make, if they do.

    `heights` are those of rules across; `before` is the table of the page before which may go on here.
    """
    known = edges(rows, before.xs) if before else ()
    xs = known or edges(rows)
    if len(xs) - 1 < (LEAST_COLUMNS if len(heights) <= FEW_RULES else LEAST_COLUMNS - 1):
        return None
    lines = parted(rows, xs)
    keys = figured(lines)
    marks = anchors(lines, keys)
    if _flowing(lines) or not (heights or known or _numbered(lines, marks, len(xs) - 1)):
        return None
    repeated = _repeated(rows, before) if before and known else 0
    sections = _sections(lines, marks, xs)
    between = [
        next(n for n, line in enumerate(lines) if line.base > y) for y in heights if lines[-1].base > y
    ]
    fences = sorted({0, repeated, *between, *_bounds(sections)} - {len(lines)})
    if heights:
        marks = _trusted(lines, marks, fences)
    cut = starts(lines, marks, fences, repeated)
    named = cut[1] if len(cut) > 1 else len(lines)
    heads = named == repeated or (not known and named <= min(marks, default=named) and 0 not in sections)
    head = levels(lines[:named], xs) if heads else []
    firsts = [*(level.start for level in head), *cut[bool(head) :]]
    if _cut_through(lines, cut) or not (marks or known or len(cut) >= LEAST_ROWS):
        return None
    over = {n for n in sections if lines[n].centred(xs)}
    cells = [*_named(head, len(xs) - 1), *_unnamed(lines, firsts, len(head), len(xs) - 1, over)]
    return Grid(
        xs=tuple(xs),
        ys=tuple(_ys(lines, head, firsts)),
        cells=tuple(sorted(cells)),
        known=before.xs if before and known else tuple(xs),
    )


def _flowing(lines: Sequence[Line]) -> bool:
    """Tell whether lines are of a table of contents or a form, or cross the columns too often."""
    text = ["".join(part.piece.text for part in line.parts) for line in lines]
    leaders = sum(any(sign in line for sign in LEADERS) for line in text)
    several = [number for number, line in enumerate(lines) if len(line.parts) > 1]
    crossing = sum(
        any(part.wide and not grouped(lines[number + 1 :], part) for part in lines[number].parts)
        for number in several
    )
    return leaders > MANY_LEADERS * len(lines) or crossing > max(1, CROSSING * len(several))


def _numbered(lines: Sequence[Line], marks: Sequence[int], columns: int) -> bool:
    """Tell whether there are rows of figures enough, or a numbered row below a heading, at the page's end."""
    if len(marks) >= LEAST_ROWS:
        return True
    if not marks or columns <= LEAST_COLUMNS:
        return False
    row = lines[marks[0]]
    return (
        any(len(line.parts) >= LEAST_COLUMNS for line in lines[: marks[0]])
        and row.parts[0].first == 0
        and sum(part.figure for part in row.parts) >= LEAST_COLUMNS
        and not any(
            part.wide and not grouped(lines[number + 1 :], part)
            for number, line in enumerate(lines)
            for part in line.parts
        )
    )


def _repeated(rows: Sequence[Row], before: PageTable) -> int:
    """Count the first lines that say what the heading of the page before says."""
    head = Counter(
        "".join("".join(part.text.split()) for part in before.parts if part.row < before.header_rows)
    )
    said: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        said.update("".join(piece.text for piece in row.pieces))
        if said == head:
            return number
        if not said <= head:
            break
    return 0


def _sections(lines: Sequence[Line], marks: Sequence[int], xs: Sequence[float]) -> set[int]:
    """Give the lines that stand alone over several columns, between rows; not those of a heading."""
    mark = min(marks, default=0)
    named = max((n for n in range(mark) if len(lines[n].parts) > 1), default=-1)
    begins: dict[int, float] = {}
    for line in lines:
        for part in line.parts if len(line.parts) > 1 else ():
            if not part.wide and not part.figure:
                begins[part.first] = min(part.piece.begin, begins.get(part.first, part.piece.begin))
    found = set()
    for n, line in enumerate(lines):
        part = line.parts[0]
        if n in marks or len(line.parts) > 1:
            continue
        over = line.wide and not grouped(lines[n + 1 : mark], part)
        beside = abs(part.piece.begin - begins.get(part.first, part.piece.begin)) > line.size
        if over or (n > named and not line.wide and line.centred(xs) and beside):
            found.add(n)
    return found


def _bounds(sections: Iterable[int]) -> set[int]:
    """Give the lines where a section heading of one or more lines begins, and those below its end."""
    inside = set(sections)
    return {n for n in inside if n - 1 not in inside} | {n + 1 for n in inside if n + 1 not in inside}


def _trusted(lines: Sequence[Line], marks: Sequence[int], fences: Sequence[int]) -> list[int]:
    """Leave one anchor between two rules, unless rows often stand there that begin in the first column."""
    bands = [
        [mark for mark in marks if first <= mark < end] for first, end in pairwise([*fences, len(lines)])
    ]
    filled = [band for band in bands if band]
    many = sum(sum(lines[mark].parts[0].first == 0 for mark in band) > 1 for band in filled)
    return list(marks) if many > MANY_ROWS * len(filled) else [band[0] for band in filled]


def _cut_through(lines: Sequence[Line], cut: Sequence[int]) -> bool:
    """Tell whether columns cut through the text of rows more often than by chance."""
    rows = [lines[first:end] for first, end in pairwise([*cut[1:], len(lines)])]
    wide = [{part.first for line in row for part in line.parts if part.wide} for row in rows]
    through = sum(bool(firsts - _spans(row).keys()) for row, firsts in zip(rows, wide, strict=True))
    return through > max(1, MANY_CUT * len(rows))


def _ys(lines: Sequence[Line], head: Sequence[Level], firsts: Sequence[int]) -> list[float]:
    """The heights at which rows meet, from the top of the first to the bottom of the last."""
    above = [level.above for level in head[1:]] + [lines[n - 1].base for n in firsts[max(len(head), 1) :]]
    below = [lines[n].base for n in firsts[1:]]
    inner = [upper + BELOW * (lower - upper) for upper, lower in zip(above, below, strict=True)]
    return [lines[0].base - ASCENT * lines[0].size, *inner, lines[-1].base + DESCENT * lines[-1].size]


def _named(head: Sequence[Level], columns: int) -> list[Span]:
    """Give the cells of a heading: what is not below a cell over several columns is as high as all of it."""
    cells = []
    open_columns = set(range(columns))
    for row, level in enumerate(head):
        cells += [Span(row, first, 1, last - first) for first, last in level.spans]
        below = {column for first, last in level.spans for column in range(first, last)}
        cells += [Span(row, column, len(head) - row, 1) for column in open_columns - below]
        open_columns = below
    return cells


def _unnamed(
    lines: Sequence[Line], firsts: Sequence[int], head: int, columns: int, over: set[int]
) -> list[Span]:
    """Give the cells of the rows below the heading; the lines `over` stand over all columns."""
    cells = []
    for row, (first, end) in enumerate(pairwise([*firsts, len(lines)])):
        if row < head:
            continue
        spans = {0: columns} if first in over else _spans(lines[first:end])
        column = 0
        while column < columns:
            last = spans.get(column, column + 1)
            cells.append(Span(row, column, 1, last - column))
            column = last
    return cells


def _spans(lines: Sequence[Line]) -> dict[int, int]:
    """Give the columns, first and last exclusive, of the merged cells of a row; nothing else is in them."""
    spans: dict[int, int] = {}
    parts = [part for line in lines for part in line.parts]
    for part in sorted(parts):
        if part.wide and not any(
            other.first < part.last
            and part.first < other.last
            and (other.first, other.last) != (part.first, part.last)
            for other in parts
        ):
            spans[part.first] = part.last
    return spans
