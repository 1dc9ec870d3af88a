"""Rows of glyphs to lines of text with the place of every character."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.geometry import Floats, Frame, to_bytes, turn_boxes
from extractor.readers.pdf.glyphs import track
from extractor.readers.pdf.order import BLANK, SMALL, Indices, Rows

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
    starts = np.flatnonzero(np.diff(rows.row, prepend=rows.row[0] - 1))
    lengths = np.diff(starts, append=len(rows.row))
    sizes = glyphs.sizes[np.lexsort((glyphs.sizes, rows.row))][starts + lengths // 2]
    codes = _shifted(rows, starts, np.repeat(sizes, lengths))
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    boxes = to_bytes(turn_boxes(glyphs.boxes, view.size, view.turn))
    blank = (codes == BLANK)[:, None]
    upper = np.minimum.reduceat(np.where(blank, np.float32(np.inf), glyphs.boxes[:, :2]), starts)
    lower = np.maximum.reduceat(np.where(blank, np.float32(-np.inf), glyphs.boxes[:, 2:]), starts)
    found = []
    for number, (start, length) in enumerate(zip(starts.tolist(), lengths.tolist(), strict=True)):
        whole = text[start : start + length]
        kept = whole.strip(" ")
        if not kept:
            continue
        first = start + length - len(whole.lstrip(" "))
        found.append(
            Line(
                text=kept,
                boxes=boxes[BOX_BYTES * first : BOX_BYTES * (first + len(kept))],
                x0=float(upper[number, 0]),
                top=float(upper[number, 1]),
                x1=float(lower[number, 0]),
                bottom=float(lower[number, 1]),
                size=float(sizes[number]),
                group=int(rows.group[start]),
                turn=int(glyphs.turns[start]),
                overlay=bool(glyphs.overlay[start]),
            )
        )
    return found


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
        ground = float(np.median(base[row][glyphs.sizes[row] >= SMALL * sizes[glyph]]))
        offset = float(base[glyph]) - ground
        if abs(offset) > SHIFT * sizes[glyph]:
            codes[glyph] = (LOWERED if offset > 0 else RAISED)[int(codes[glyph])]
    return codes
