"""A page's lines cut into pieces at wide blanks: what tables without vertical rules are found from."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.order import BLANK, by_place
from extractor.readers.pdf.text.runs import Mask, begins, middle

APART = 0.75
"""A blank wider than this, times the font size, may part two columns; between words it is a third of that."""


LEAST_JUMPS = 6
"""Three rows of three columns leave so many wide blanks."""

DOUBTFUL = 0.4
"""A blank wider than this may part two columns where others show that there are two."""

WIDER = 1.4
"""If it is also wider than this, times the usual blank between words."""

BLANK_LEAST = 0.15
"""A gap wider than this, times the font size, is a blank."""

FIGURE = re.compile(r"[(+\-–~≈<>]*\d[\d.,%/()+\-–=:*]*|[-–—x]")
"""A number as tables write it, or the mark of an empty or ticked cell."""


class Blank(NamedTuple):
    """A blank inside of a piece, wider than those between words mostly are; `at` so many characters."""

    begin: float
    end: float
    at: int


class Piece(NamedTuple):
    """A stretch of a line without a wide blank, `begin` to `end` in points; `text` is without blanks."""

    begin: float
    end: float
    text: str
    blanks: tuple[Blank, ...] = ()

    def cut(self, blanks: Sequence[Blank]) -> "list[Piece]":
        """Give the pieces between some of its blanks."""
        left = [(self.begin, 0), *((blank.end, blank.at) for blank in blanks)]
        right = [*((blank.begin, blank.at) for blank in blanks), (self.end, len(self.text))]
        return [
            Piece(begin, end, self.text[first:last])
            for (begin, first), (end, last) in zip(left, right, strict=True)
        ]


class Row(NamedTuple):
    """The pieces of one line from left to right; `base` and font `size` in points."""

    base: float
    size: float
    pieces: tuple[Piece, ...]


def printed(glyphs: Glyphs) -> Mask:
    """Mark the glyphs that the page itself prints from left to right."""
    own: Mask = (glyphs.codes != BLANK) & ~glyphs.made & (glyphs.turns == 0) & ~glyphs.overlay
    return own


def jumps(glyphs: Glyphs, own: Mask) -> int:
    """Count how often the own glyphs go on to the right over a wide blank: seldom in flowing text."""
    boxes, sizes = glyphs.boxes[own], glyphs.sizes[own]
    return int(np.count_nonzero(boxes[1:, 0] - boxes[:-1, 2] > APART * sizes[1:]))


def rows(glyphs: Glyphs) -> list[Row]:
    """Give the lines from top to bottom."""
    placed = by_place(
        glyphs._replace(sizes=np.maximum(glyphs.sizes, 1.0)), np.zeros(len(glyphs.codes), np.intp)
    )
    if not len(placed.row):
        return []
    boxes, sizes, row = placed.glyphs.boxes, placed.glyphs.sizes, placed.row
    new = begins(row)
    # A running maximum for each line: lines are lifted apart so that none reaches into the next.
    lift = row * (2.0 * float(np.abs(boxes).max()) + 1.0)
    reach = np.maximum.accumulate(boxes[:, 2] + lift) - lift
    gap = np.where(new[1:], 0.0, boxes[1:, 0] - reach[:-1]) / sizes[1:]
    apart = new.copy()
    apart[1:] |= gap > APART
    starts = np.flatnonzero(apart)
    ends = np.append(starts[1:], len(row))
    text = placed.glyphs.codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    pieces = [
        Piece(begin, end, text[first:last])
        for begin, end, first, last in zip(
            boxes[starts, 0].tolist(), reach[ends - 1].tolist(), starts.tolist(), ends.tolist(), strict=True
        )
    ]
    blank = gap[(gap > BLANK_LEAST) & ~apart[1:]]
    doubtful = max(DOUBTFUL, WIDER * middle(blank)) if len(blank) else DOUBTFUL
    for place in (np.flatnonzero((gap > doubtful) & ~apart[1:]) + 1).tolist():
        index = int(np.searchsorted(starts, place, side="right")) - 1
        wide = Blank(float(reach[place - 1]), float(boxes[place, 0]), place - int(starts[index]))
        pieces[index] = pieces[index]._replace(blanks=(*pieces[index].blanks, wide))
    firsts = np.flatnonzero(new[starts])
    at = starts[firsts]
    return [
        Row(base, size, tuple(pieces[first:last]))
        for base, size, first, last in zip(
            placed.glyphs.origins[at, 1].tolist(),
            sizes[at].tolist(),
            firsts.tolist(),
            [*firsts[1:].tolist(), len(pieces)],
            strict=True,
        )
    ]
