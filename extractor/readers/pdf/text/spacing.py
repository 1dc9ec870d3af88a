"""Blanks between words that the file leaves to the eye."""

import numpy as np

from extractor.readers.pdf.text.geometry import Floats
from extractor.readers.pdf.text.glyphs import track
from extractor.readers.pdf.text.order import BLANK, Rows
from extractor.readers.pdf.text.runs import Indices, Mask, before, begins, lengths

WORD_GAP = 0.1
"""A gap this much wider than usual in its row, as a share of the font size, parts two words.

Measured on reports: of 350,000 gaps between letters 64 are wider, of 120,000 between words 50 are narrower.
"""

NUMBER_GAP = 0.2
"""The same for two glyphs of a number: digits and points stand loose, and nothing may part a number."""

IN_NUMBERS = np.array([ord(char) for char in "0123456789.,:/-"], np.uint32)

TWICE = 0.1
"""The same glyph again, nearer than this share of the font size, is printed twice to look bold."""

LONG_ROW = 12
"""From so many glyphs on a row shows how wide its gaps between letters usually are."""

QUARTERS = 4
"""Sizes are told apart by so many parts of a point."""


def spaced(rows: Rows) -> Rows:
    """Put a blank into each gap between words, and leave out what is printed twice."""
    glyphs, row = rows.glyphs, rows.row
    if len(row) == 0:
        return rows
    place = track(glyphs)
    size = np.maximum(glyphs.sizes, 1.0)
    same_row = ~begins(row)
    step = np.abs(place.begin - before(place.begin))
    twice = same_row & ~begins(glyphs.codes) & (step < TWICE * size)
    blank = glyphs.codes == BLANK
    inner = same_row & ~blank & ~before(blank) & ~twice
    gap = ((place.begin - before(place.end)) / np.maximum(size, before(size))).astype(np.float32)
    of_number = np.isin(glyphs.codes, IN_NUMBERS)
    least = np.where(of_number & before(of_number), NUMBER_GAP, WORD_GAP)
    wide = inner & (gap - _usual(gap, row, size, inner) > least)
    if not wide.any() and not twice.any():
        return rows
    # A glyph after a gap is taken two times: its first copy becomes the blank.
    copies = np.where(twice, 0, 1) + wide
    index = np.repeat(np.arange(len(row)), copies)
    blanks = (np.cumsum(copies) - copies)[wide]
    result = glyphs.take(index)
    result.codes[blanks] = BLANK
    result.boxes[blanks] = _between(glyphs.boxes[np.flatnonzero(wide) - 1], glyphs.boxes[wide])
    return Rows(result, row[index], rows.group[index])


def _usual(gap: Floats, row: Indices, size: Floats, inner: Mask) -> Floats:
    """The usual gap between letters of one size in each glyph's row, for the `inner` ones.

    It is not zero where text is condensed or spread, nor in a font whose boxes are wider than its letters.
    """
    places = np.flatnonzero(inner)
    # A box that is too wide narrows the gap behind it.
    size = np.rint(QUARTERS * before(size))[places]
    order = np.lexsort((gap[places], size, row[places]))
    places, size = places[order], size[order]
    starts = np.flatnonzero(begins(row[places]) | begins(size))
    count = lengths(starts, len(places))
    middle = gap[places[starts + count // 2]]
    # In a few letters those that lean over the next may be half of all.
    narrow = np.minimum(gap[places[starts + count * 3 // 4]], 0.0)
    usual = np.zeros(len(row), np.float32)
    usual[places] = np.repeat(np.where(count >= LONG_ROW, middle, narrow), count)
    return usual


def _between(before: Floats, after: Floats) -> Floats:
    """The boxes of the gaps between boxes of one row."""
    sides = np.stack([before[:, 2], before[:, 1], after[:, 0], before[:, 3]], axis=1)
    return np.concatenate(
        [np.minimum(sides[:, :2], sides[:, 2:]), np.maximum(sides[:, :2], sides[:, 2:])], axis=1
    )
