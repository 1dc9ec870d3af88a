"""Pieces of lines to columns: which pieces stand one below the other, and the white strips between them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.text.pieces import FIGURE, Row

MARGIN = 5.0
"""Blank beside a table's outer columns that is taken for their cells', in points."""

OVERLAP = 0.1
"""Pieces that overlap by less than this, times the font size, stand beside each other."""

BRIDGES = 0.2
"""A piece that spans several pieces in at least this share of the other lines stands in no one column."""

LEAST_BRIDGED = 2
"""In at least so many lines."""

NEIGHBOURS = 0.7
"""Lines nearer than this, times the font size, may be of one row though their baselines differ."""

SCARCE = 0.1
"""A column with no more than this share of the lines may be the rest of the one beside it."""

PAIR = 2
NAMES = 3
"""So many pieces in a line above the figures name columns."""


class _Column(NamedTuple):
    """Where the pieces of a column begin and end, the heights of their lines, and how many are words."""

    begin: float
    end: float
    bases: frozenset[float]
    words: int


def edges(rows: Sequence[Row], known: Sequence[float] = ()) -> tuple[float, ...]:
    """Give the columns' edges that the lines of a table agree on, from left to right; none if there are none.

    With `known`, edges of the same table on another page, those are moved as little as need be; there are
    none if they do not fit.
    """
    body = _body(rows)
    lined = [row for row in rows if row.base >= body and len(row.pieces) >= PAIR]
    names = [row for row in rows if row.base < body and len(row.pieces) >= PAIR]
    names = names if any(len(row.pieces) >= NAMES for row in names) else []
    found = _unsplit(_columns(lined), lined, names) if lined else []
    found = _widened(_merged(_named(found, names), rows, body), rows, body)
    inner = _moved(found, known) if known else _between(found)
    if not inner:
        return ()
    begin = min(row.pieces[0].begin for row in rows) - MARGIN
    end = max(row.pieces[-1].end for row in rows) + MARGIN
    return (min(begin, *known[:1]), *inner, max(end, *known[-1:])) if known else (begin, *inner, end)


def _between(columns: Sequence[_Column]) -> list[float]:
    """The middles of the strips between columns."""
    return [(left.end + right.begin) / 2 for left, right in pairwise(columns)]


def _body(rows: Sequence[Row]) -> float:
    """The height of the first line with several figures: above it the columns are named."""
    for row in rows:
        if sum(bool(FIGURE.fullmatch(piece.text)) for piece in row.pieces) >= PAIR:
            return row.base
    return rows[0].base


def _columns(rows: Sequence[Row]) -> list[_Column]:
    """Put together the pieces that overlap, without those that bridge columns."""
    slack = OVERLAP * rows[0].size
    pieces = [
        (piece.begin, piece.end, row.base, not FIGURE.fullmatch(piece.text))
        for row in rows
        for piece in row.pieces
    ]
    begin, end = np.array(pieces)[:, :2].T
    firsts = np.cumsum([0, *(len(row.pieces) for row in rows[:-1])])
    beside = (begin < end[:, None] - slack) & (begin[:, None] < end - slack)
    counts = np.add.reduceat(beside, firsts, axis=1, dtype=np.intp)
    bridged = np.count_nonzero(counts >= PAIR, axis=1)
    plain = bridged < np.maximum(LEAST_BRIDGED, BRIDGES * np.count_nonzero(counts, axis=1))
    found: list[_Column] = []
    for index in sorted(np.flatnonzero(plain).tolist(), key=pieces.__getitem__):
        first, last, base, word = pieces[index]
        single = _Column(first, last, frozenset((base,)), int(word))
        if found and first < found[-1].end - slack:
            found[-1] = _union(found[-1], single)
        else:
            found.append(single)
    return found


def _unsplit(columns: list[_Column], rows: Sequence[Row], names: Sequence[Row]) -> list[_Column]:
    """Make one of neighbours that more lines cross than keep apart, or words that have one name together.

    Where words fill a line up to its end, the blanks between them may be wide.
    """
    slack = OVERLAP * rows[0].size
    index = 0
    while index + 1 < len(columns):
        left, right = columns[index : index + PAIR]
        crossing = _crossings(rows, left.end - slack, right.begin + slack)
        words = all(PAIR * column.words > len(column.bases) for column in (left, right))
        pieces = [piece for row in names for piece in row.pieces]
        named = any(left.begin < piece.end < right.begin + slack for piece in pieces) and any(
            left.end - slack < piece.begin < right.end for piece in pieces
        )
        if crossing > len(left.bases & right.bases) or (words and names and not named):
            columns = [*columns[:index], _union(left, right), *columns[index + PAIR :]]
        else:
            index += 1
    return columns


def _crossings(rows: Sequence[Row], first: float, last: float) -> int:
    """Count the lines with a piece that begins before the one place and ends beyond the other."""
    return sum(any(piece.begin < first and piece.end > last for piece in row.pieces) for row in rows)


def _named(columns: Sequence[_Column], rows: Sequence[Row]) -> list[_Column]:
    """Add the names above the columns, the nearest first; what stands over several columns names none."""
    found = list(columns)
    for row in reversed(rows):
        slack = OVERLAP * row.size
        for begin, end, *_ in row.pieces:
            below = [
                index
                for index, column in enumerate(found)
                if begin < column.end - slack and column.begin < end - slack
            ]
            name = _Column(begin, end, frozenset((row.base,)), 1)
            if not below:
                found = sorted([*found, name])
            elif len(below) == 1:
                found[below[0]] = _union(found[below[0]], name)
    return found


def _union(some: _Column, other: _Column) -> _Column:
    return _Column(
        min(some.begin, other.begin),
        max(some.end, other.end),
        some.bases | other.bases,
        some.words + other.words,
    )


def _merged(columns: list[_Column], rows: Sequence[Row], body: float) -> list[_Column]:
    """Make one of neighbours that never stand beside each other: a heading, a total and what is below."""
    named = any(row.base < body and len(row.pieces) >= NAMES for row in rows)
    index = 0
    while index + 1 < len(columns):
        left, right = columns[index : index + PAIR]
        if _one(left, right, body, rows[0].size, len(rows) if not named else None):
            columns = [*columns[:index], _union(left, right), *columns[index + PAIR :]]
            index = max(index - 1, 0)
        else:
            index += 1
    return columns


def _one(left: _Column, right: _Column, body: float, size: float, lines: int | None) -> bool:
    """Tell whether two neighbours are one column: of two columns both have names, if any have.

    Without names (`lines` are counted) one of the two must be scarce.
    """
    if any(abs(a - b) < NEIGHBOURS * size for a in left.bases for b in right.bases):
        return False
    if lines is None:
        return not all(any(base < body for base in column.bases) for column in (left, right))
    return min(len(left.bases), len(right.bases)) <= max(1, SCARCE * lines)


def _widened(columns: Sequence[_Column], rows: Sequence[Row], body: float) -> list[_Column]:
    """Widen columns to lines in which nothing else stands: the rest of what wraps, names or other words."""
    found = list(columns)
    for row in rows:
        if len(row.pieces) > 1:
            continue
        begin, end = row.pieces[0][:2]
        for index, column in enumerate(found):
            before = found[index - 1].end if index else -np.inf
            after = found[index + 1].begin if index + 1 < len(found) else np.inf
            shared = min(end, column.end) - max(begin, column.begin)
            words = row.base < body or PAIR * column.words > len(column.bases)
            if (
                words
                and before < begin
                and end < after
                and PAIR * shared > min(end - begin, column.end - column.begin)
            ):
                found[index] = column._replace(begin=min(begin, column.begin), end=max(end, column.end))
    return found


def _moved(columns: Sequence[_Column], known: Sequence[float]) -> list[float]:
    """Move known inner edges out of the text of columns; none when a column has no place between them."""
    begins = np.full(len(known) - 1, np.inf)
    ends = np.full(len(known) - 1, -np.inf)
    low, high = np.array(known[:-1]), np.array(known[1:])
    if len(columns) == len(low) and all(
        column.begin < edge and start < column.end
        for column, start, edge in zip(columns, known, known[1:], strict=False)
    ):
        return _between(columns)
    for column in columns:
        shared = np.minimum(high, column.end) - np.maximum(low, column.begin)
        place = int(shared.argmax())
        if shared[place] < (column.end - column.begin) / 2:
            return []
        begins[place] = min(begins[place], column.begin)
        ends[place] = max(ends[place], column.end)
    last = np.maximum.accumulate(ends)[:-1]
    following = np.minimum.accumulate(begins[::-1])[::-1][1:]
    if (last > following).any():
        return []
    return np.clip(known[1:-1], last, following).tolist()  # type: ignore[no-any-return]  # numpy types tolist as Any
