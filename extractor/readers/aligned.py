"""Tables of text files whose columns only white space parts: rows of one line, figures below one another.

A line of dashes says where the columns stand ("-----   ------"); without one, the blanks that all lines share
part them, and a column of figures tells a table from a letterhead. Places are counted in characters that take
room: a combining mark stands over the one before it.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from extractor.readers.build import FIGURE, MAX_HEADER
from extractor.readers.rows import MAX_SECTION, Grid, Row, Span

LEAST_LINES = 3
"""Lines that may make a table without a line of dashes, its heading among them."""

FIGURES = 0.6
"""Share of figures, below the first line, in a column of figures."""

LONGEST = 2_000
"""A longer line, in characters, is no row of a table that somebody typed."""

MAX_COLUMNS = 256
"""What has more columns is no table."""

_DASHES = re.compile(r"\s*[-=_]{2,}(?:\s+[-=_]{2,})+\s*")
_PIECE = re.compile(r"\S+(?:[ \u00a0]\S+)*")


class Piece(NamedTuple):
    """Words of a line that no wide blank parts: their span in the text, and the places that they take."""

    span: Span
    begin: int
    end: int


class Line(NamedTuple):
    """A line of text with its pieces; `is_rule` where it consists of dashes."""

    span: Span
    pieces: tuple[Piece, ...]
    is_rule: bool


def find(raw: str, lines: Sequence[Span]) -> Iterator[Grid]:
    """The tables among the lines of a text, in order; blank lines and lines with tabs or pipes end them."""
    if "   " not in raw:
        return
    for is_candidate, run in groupby(lines, lambda line: _is_candidate(raw, line)):
        if is_candidate:
            parsed = [_line(raw, line) for line in run]
            for is_prose, part in groupby(parsed, _is_prose):
                if not is_prose:
                    yield from _of_run(list(part), raw)


def _is_candidate(raw: str, line: Span) -> bool:
    text = raw[line.start : line.end]
    return len(text) <= LONGEST and not text.isspace() and "\t" not in text and "|" not in text


def _is_prose(line: Line) -> bool:
    return len(line.pieces) == 1 and line.pieces[0].end - line.pieces[0].begin > MAX_SECTION


def _line(raw: str, line: Span) -> Line:
    text = raw[line.start : line.end]
    places = _places(text)
    pieces = tuple(
        Piece(Span(line.start + at.start(), line.start + at.end()), places[at.start()], places[at.end()])
        for at in _PIECE.finditer(text)
    )
    return Line(line, pieces, _DASHES.fullmatch(text) is not None)


def _places(text: str) -> Sequence[int]:
    """The place of each character of a line and of its end."""
    if text.isascii() or not any(map(unicodedata.combining, text)):
        return range(len(text) + 1)
    places = [0]
    for char in text:
        places.append(places[-1] + (not unicodedata.combining(char)))
    return places


def _of_run(run: list[Line], raw: str) -> Iterator[Grid]:
    """The table of lines that stand together: with a line of dashes, else by the blanks that they share."""
    rule = next((at for at, line in enumerate(run) if line.is_rule), None)
    if rule is not None:
        columns = [(piece.begin, piece.end) for piece in run[rule].pieces[:MAX_COLUMNS]]
        above = [line for line in run[max(0, rule - MAX_HEADER) : rule] if len(line.pieces) > 1]
        below = [line for line in run[rule + 1 :] if not line.is_rule]
        rows = [_row(line, columns) for line in (*above, *below)]
        if above and _has_figures(raw, rows):
            yield Grid(_until_last(rows), len(above))
        return
    first = next((at for at, line in enumerate(run) if len(line.pieces) > 1), len(run))
    lines = run[first:]
    parted = [line for line in lines if len(line.pieces) > 1]
    if len(parted) < LEAST_LINES:
        return
    columns = _columns(parted)
    if not 1 < len(columns) <= MAX_COLUMNS:
        return
    rows = [_row(line, columns) for line in lines]
    if _has_figures(raw, rows):
        yield Grid(_until_last(rows))


def _until_last(rows: list[Row]) -> list[Row]:
    """The rows up to the last that is no section."""
    last = max((at for at, row in enumerate(rows) if not row.spanning), default=-1)
    return rows[: last + 1]


def _columns(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The places between the blanks, two wide or more, that all lines share."""
    taken: list[tuple[int, int]] = []
    for begin, end in sorted((piece.begin, piece.end) for line in lines for piece in line.pieces):
        if taken and begin - taken[-1][1] < 2:  # noqa: PLR2004 - one blank parts words
            taken[-1] = taken[-1][0], max(end, taken[-1][1])
        else:
            taken.append((begin, end))
    return taken


def _has_figures(raw: str, rows: Sequence[Row]) -> bool:
    """Whether a column behind the first holds little else than figures."""
    below = rows[1:]
    for column in range(1, len(rows[0].cells) if rows else 0):
        texts = [raw[slice(*row.cells[column])] for row in below if len(row.cells) > column]
        figures = sum(FIGURE.fullmatch(text) is not None for text in texts)
        if figures > 1 and figures >= FIGURES * len(below):
            return True
    return False


def _row(line: Line, columns: Sequence[tuple[int, int]]) -> Row:
    """The cells of a line: pieces of one column are one cell; one piece across all columns is a section."""
    if len(line.pieces) == 1 and _crosses(line.pieces[0], columns):
        return Row(*line.span, (line.pieces[0].span,), spanning=True)
    owned: dict[int, list[Span]] = {}
    for piece in line.pieces:
        owned.setdefault(_column(piece, columns), []).append(piece.span)
    cells = []
    last = line.span.start
    for column in range(len(columns)):
        own = owned.get(column)
        cell = Span(own[0].start, own[-1].end) if own else Span(last, last)
        last = cell.end
        cells.append(cell)
    return Row(*line.span, tuple(cells))


def _column(piece: Piece, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a piece shares most places with; of none the nearest."""
    first = max(bisect_right(columns, (piece.begin, piece.end)) - 1, 0)
    last = max(bisect_left(columns, (piece.end, 0)), first + 1)
    shared = [min(piece.end, end) - max(piece.begin, begin) for begin, end in columns[first : last + 1]]
    return first + shared.index(max(shared))


def _crosses(piece: Piece, columns: Sequence[tuple[int, int]]) -> bool:
    """Whether a piece reaches over the blank between two columns into the second."""
    return any(piece.begin < before[1] and after[0] < piece.end for before, after in pairwise(columns))
