"""Rows of glyphs to lines of text with the place of every character."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.text.geometry import Floats, Frame, to_bytes, turn_boxes
from extractor.readers.pdf.text.glyphs import track
from extractor.readers.pdf.text.order import BLANK, SMALL, Rows
from extractor.readers.pdf.text.runs import Indices, begins, lengths, middle

SHIFT = 0.06
"""How far, as a share of the line's size, a raised or lowered digit stands off the baseline at least."""

DIGITS = tuple(map(ord, "0123456789"))
RAISED = dict(zip(DIGITS, map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), strict=True))
LOWERED = dict(zip(DIGITS, map(ord, "₀₁₂₃₄₅₆₇₈₉"), strict=True))

BOX_BYTES = 16


class Line(NamedTuple):
    """One visual line: its text without the line break and, beside it, `boxes` as `Page.boxes` wants them.

    The line's own box and its font `size` are in the coordinates of the scan, in points. `turn` is the
    direction of its text in clockwise quarter turns, `group` the cell it stands in; `overlay` marks the
    text of annotations.
    """

    text: str
    boxes: bytes
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    group: int = 0
    turn: int = 0
    overlay: bool = False


def lines(rows: Rows, view: Frame) -> list[Line]:
    """Cut rows into lines, without the blanks around each, small raised and lowered digits as such."""
    glyphs = rows.glyphs
    if not len(rows.row):
        return []
    starts = np.flatnonzero(begins(rows.row))
    length = lengths(starts, len(rows.row))
    sizes = glyphs.sizes[np.lexsort((glyphs.sizes, rows.row))][starts + length // 2]
    codes = _shifted(rows, starts, np.repeat(sizes, length))
    inked = np.flatnonzero(codes != BLANK)
    # The first and the last glyph of each row that are no blanks; rows of blanks have none.
    first, last = np.searchsorted(inked, starts), np.searchsorted(inked, starts + length) - 1
    kept = first <= last
    starts, sizes, first, last = starts[kept], sizes[kept], inked[first[kept]], inked[last[kept]]
    if not len(starts):
        return []
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    packed = to_bytes(turn_boxes(glyphs.boxes, view.size, view.turn))
    shown = glyphs.boxes[inked]
    bounds = np.searchsorted(inked, first)
    upper = np.minimum.reduceat(shown[:, :2], bounds)
    lower = np.maximum.reduceat(shown[:, 2:], bounds)
    columns = (
        first.tolist(),
        (last + 1).tolist(),
        *upper.T.tolist(),
        *lower.T.tolist(),
        sizes.tolist(),
        rows.group[starts].tolist(),
        glyphs.turns[starts].tolist(),
        glyphs.overlay[starts].tolist(),
    )
    return [
        Line(text[begin:end], packed[BOX_BYTES * begin : BOX_BYTES * end], *rest)
        for begin, end, *rest in zip(*columns, strict=True)
    ]


def _shifted(rows: Rows, starts: Indices, sizes: Floats) -> NDArray[np.uint32]:
    """The codes, with digits that are small and off the baseline as superscripts and subscripts.

    `sizes` holds for each glyph the size of its row.
    """
    glyphs = rows.glyphs
    digits = (glyphs.codes >= DIGITS[0]) & (glyphs.codes <= DIGITS[-1])
    small = np.flatnonzero(digits & (glyphs.sizes < SMALL * sizes))
    codes = glyphs.codes.copy()
    if not len(small):
        return codes
    base = track(glyphs).base
    bounds = np.append(starts, len(codes))
    for glyph, line in zip(
        small.tolist(), (np.searchsorted(starts, small, side="right") - 1).tolist(), strict=True
    ):
        row = slice(bounds[line], bounds[line + 1])
        ground = middle(base[row][glyphs.sizes[row] >= SMALL * sizes[glyph]])
        offset = float(base[glyph]) - ground
        if abs(offset) > SHIFT * sizes[glyph]:
            codes[glyph] = (LOWERED if offset > 0 else RAISED)[int(codes[glyph])]
    return codes
