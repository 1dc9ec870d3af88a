"""Numbers and dates that an office's software printed over a finished page, into the blanks left for them."""

import numpy as np

from extractor.readers.pdf.text.glyphs import track
from extractor.readers.pdf.text.order import BLANK, SMALL, Rows
from extractor.readers.pdf.text.runs import Mask, begins

SAME_BASELINE = 0.35
"""What is filled in stands no farther off the line, as a share of the font size."""

MOST_WORDS = 3
"""A line of overlaid text with more words is no filling but a stamp."""

REACH = 3.0
"""What is filled in begins no farther behind the line's last word, times the font size."""


def filled_in(rows: Rows) -> Rows:
    """Move each overlaid word into the line that has a blank at its place; other words stay at the end."""
    glyphs = rows.glyphs
    if not glyphs.overlay.any():
        return rows
    row = rows.row.copy()
    inked = (glyphs.codes != BLANK) & ~glyphs.made
    starts = np.diff(inked.astype(np.int8), prepend=0) == 1
    word = np.cumsum(starts | (begins(row)))
    for line in np.unique(row[glyphs.overlay]):
        words = np.unique(word[(rows.row == line) & inked])
        if len(words) <= MOST_WORDS:
            for number in words:
                chosen = (word == number) & inked
                row[chosen] = _line_with_blank(rows, chosen, inked & ~glyphs.overlay)
    changed = np.isin(row, row[row != rows.row])
    order = np.lexsort((np.where(changed, track(glyphs).begin, np.arange(len(row))), row))
    return Rows(glyphs.take(order), row[order], rows.group[order])


def _line_with_blank(rows: Rows, chosen: Mask, printed: Mask) -> int:
    """Give the row of printed text on whose baseline the chosen word stands in a blank, or the word's own."""
    place, sizes = track(rows.glyphs), rows.glyphs.sizes
    own = int(rows.row[chosen][0])
    begin, end = place.begin[chosen].min(), place.end[chosen].max()
    size = float(sizes[chosen].max())
    near = printed & (np.abs(place.base - place.base[chosen][0]) < SAME_BASELINE * size)
    near &= (sizes > SMALL * size) & (sizes * SMALL < size)
    before = near & (place.end < begin + size / 2)
    covered = near & ~before & (place.begin < end - size / 2)
    if covered.any() or not before.any():
        return own
    nearest = np.flatnonzero(before)[place.end[before].argmax()]
    line = near & (rows.row == rows.row[nearest])
    return int(rows.row[nearest]) if begin < place.end[line].max() + REACH * size else own
