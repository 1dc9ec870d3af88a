"""Two columns side by side, such as a letterhead or a signature block: which piece of a line is read when."""

from collections.abc import Sequence
from typing import NamedTuple

COLUMNS = 2

LEAST_ROWS = 2
"""So many rows must share the gap before they are two columns and not one line with a wide blank."""


FARTHEST = 2.5
"""Rows farther apart than this, times the least gap, are not of one block."""


class Piece(NamedTuple):
    """A stretch of one row without a wide gap, from `begin` to `end`, its baseline at `base`, in points."""

    row: int
    begin: float
    end: float
    base: float


class Gap(NamedTuple):
    """The empty strip between two columns."""

    begin: float
    end: float


def ranks(pieces: Sequence[Piece], least: float) -> list[int]:
    """Give each piece's line in reading order.

    Pieces come row by row, from left to right. Pieces of one rank are one line. Rows that share a gap at
    least `least` points wide are read as columns: all that is left of it, then all that is right of it.
    """
    by_row: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        by_row.setdefault(piece.row, []).append(index)
    rows = list(by_row.values())
    result = [0] * len(pieces)
    rank = 0
    position = 0
    while position < len(rows):
        end, gap = _block(pieces, rows[position:], least)
        if gap is None:
            lines = [rows[position]]
            end = 1
        else:
            block = rows[position : position + end]
            sides = [
                [[i for i in row if (pieces[i].end <= gap.begin) == left] for row in block]
                for left in (True, False)
            ]
            lines = [line for side in sides for line in side if line]
        for line in lines:
            for index in line:
                result[index] = rank
            rank += 1
        position += end
    return result


def _block(pieces: Sequence[Piece], rows: Sequence[Sequence[int]], least: float) -> tuple[int, Gap | None]:
    """Count the rows from the first on that share a gap, and give the gap; none where they are too few."""
    gap: Gap | None = None
    shared = length = 0
    for count, row in enumerate(rows, 1):
        distance = pieces[row[0]].base - pieces[rows[max(count - 2, 0)][0]].base
        if len(row) > COLUMNS or distance > FARTHEST * least:
            break
        narrowed = _narrowed(gap, [pieces[index] for index in row])
        if narrowed is None or narrowed.end - narrowed.begin < least:
            break
        gap = narrowed
        if len(row) == COLUMNS:
            shared += 1
        length = count
    return (length, gap) if shared >= LEAST_ROWS else (1, None)


def _narrowed(gap: Gap | None, row: Sequence[Piece]) -> Gap | None:
    """The part of the gap that a row leaves empty."""
    if gap is None:
        return Gap(row[0].end, row[1].begin) if len(row) > 1 else None
    begin, end = gap
    for piece in row:
        if piece.end <= end and piece.begin < begin:
            begin = max(begin, piece.end)
        elif piece.begin >= begin and piece.end > end:
            end = min(end, piece.begin)
        else:
            return None
    return Gap(begin, end)
