"""Columns that a file writes row by row, such as those of a letterhead, put one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractor.readers.pdf.text.columns import COLUMNS, LEAST_ROWS, Piece, ranks
from extractor.readers.pdf.text.lines import BOX_BYTES, Line

WIDE = 1.5
"""A blank wider than this, times the font size, may part two columns."""

LOOSE = 0.6
"""A line is looked at when its characters take more room than this share of the font size on average."""

LABEL_ENDS = ":.…-"
"""What stands at the left of a gap and ends so is a label, and what stands at the right its value."""


def apart(lines: Sequence[Line]) -> list[Line]:
    """Give the lines with those that share a wide blank read column by column.

    Lines of labels and values, and of numbers, stay as they are.
    """
    loose = [number for number, line in enumerate(lines) if _loose(line)]
    # One alone is no column.
    near = {number for pair in pairwise(loose) if pair[1] - pair[0] <= COLUMNS for number in pair}
    cut = {number: parts for number in near if len(parts := _parts(lines[number])) == COLUMNS}
    result: list[Line] = []
    done = 0
    for first, last in _blocks(lines, sorted(cut)):
        pieces = [piece for number in range(first, last) for piece in cut.get(number, [lines[number]])]
        rows = [number for number in range(first, last) for _ in cut.get(number, [None])]
        result += lines[done:first]
        is_text = _is_text([cut[number] for number in range(first, last) if number in cut])
        result += _read(pieces, rows) if is_text else lines[first:last]
        done = last
    return [*result, *lines[done:]]


def _read(pieces: Sequence[Line], rows: Sequence[int]) -> list[Line]:
    size = max(piece.size for piece in pieces)
    order = ranks(
        [Piece(row, piece.x0, piece.x1, piece.bottom) for piece, row in zip(pieces, rows, strict=True)], size
    )
    return [piece for _, piece in sorted(zip(order, pieces, strict=True), key=lambda item: item[0])]


def _loose(line: Line) -> bool:
    """Tell whether a line takes so much room that it may hold a wide blank."""
    return line.x1 - line.x0 >= LOOSE * line.size * len(line.text) and not line.turn and not line.overlay


def _parts(line: Line) -> list[Line]:
    """The pieces of a line between its wide blanks."""
    boxes = np.frombuffer(line.boxes, "<f4").reshape(-1, 4)
    inked = np.array([char != " " for char in line.text])
    places = np.flatnonzero(inked & boxes.any(axis=1))
    gaps = np.flatnonzero(boxes[places[1:], 0] - boxes[places[:-1], 2] > WIDE * line.size)
    ends = [0, *(places[gaps + 1]).tolist(), len(line.text)]
    return [_piece(line, begin, end) for begin, end in pairwise(ends)]


def _piece(line: Line, begin: int, end: int) -> Line:
    text = line.text[begin:end].rstrip(" ")
    packed = line.boxes[BOX_BYTES * begin : BOX_BYTES * (begin + len(text))]
    boxes = np.frombuffer(packed, "<f4").reshape(-1, 4)
    shown = boxes[boxes.any(axis=1)]
    return line._replace(text=text, boxes=packed, x0=float(shown[0, 0]), x1=float(shown[-1, 2]))


def _blocks(lines: Sequence[Line], cut: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give stretches, from line to line, of lines one below the other that begin and end with a cut one."""
    start = previous = -1
    for number in [*cut, len(lines) + COLUMNS]:
        below = start >= 0 and number < len(lines)
        below = below and number - previous <= COLUMNS
        below = below and all(a.top < b.top for a, b in pairwise(lines[previous : number + 1]))
        if start >= 0 and not below:
            if sum(start <= n <= previous for n in cut) >= LEAST_ROWS:
                yield start, previous + 1
            start = -1
        start = number if start < 0 else start
        previous = number


def _is_text(rows: Sequence[Sequence[Line]]) -> bool:
    """Tell whether most rows of two pieces are neither label and value nor numbers."""
    kinds = [left.text[-1] not in LABEL_ENDS and any(map(str.isalpha, right.text)) for left, right in rows]
    return sum(kinds) * 2 > len(kinds)
