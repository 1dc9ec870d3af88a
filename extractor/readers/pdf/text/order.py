"""Glyphs in reading order: that of the content stream, or that of their places on the page."""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractor.readers.pdf.text.columns import Piece, ranks
from extractor.readers.pdf.text.geometry import Floats
from extractor.readers.pdf.text.glyphs import NO_GLYPHS, Glyphs, Track, track
from extractor.readers.pdf.text.runs import Indices, Mask, before, begins, lengths, middle

BLANK = 0x20
LOST = 0xFFFD
"""Stands for a glyph that the file gives no character for."""

LAST_USUAL = 0x20FF
"""Vietnamese letters, punctuation and signs of currencies are not beyond this code."""

LINE_BREAK = 0x0A
CARRIAGE_RETURN = 0x0D
HYPHEN_AT_BREAK = 0x02
HYPHEN_IN_TEXT = 0xFFFE
"""PDFium's signs for a hyphen that ends a line."""

SAME_LINE = 0.28
"""Baselines closer than this share of the font size are one line."""

COLUMN_GAP = 1.0
"""A gap wider than this, times the font size, may part two columns."""

SMALL = 0.75
"""A digit below this share of its line's size may be raised or lowered."""

ATTACHED = 0.6
"""Such a digit's baseline is no farther off than this share of the line's size."""

SOFT_HYPHEN = 0xAD
"""A soft hyphen that is printed is a hyphen: many fonts give it for theirs."""


class Rows(NamedTuple):
    """Glyphs in reading order; each stands in a row, numbered upwards, and belongs to a group."""

    glyphs: Glyphs
    row: Indices
    group: Indices


def cleaned(glyphs: Glyphs) -> Glyphs:
    """Leave out what prints nothing; blanks of all kinds become spaces, glyphs without a character `LOST`."""
    glyphs = glyphs._replace(codes=np.where(glyphs.codes == HYPHEN_IN_TEXT, HYPHEN_AT_BREAK, glyphs.codes))
    codes = np.take(_usual(), glyphs.codes, mode="clip")
    for place in np.flatnonzero(glyphs.codes > LAST_USUAL).tolist():
        codes[place] = clean(int(glyphs.codes[place]))
    # A control code that the file prints is a glyph whose character was lost.
    printed = ~glyphs.made & (glyphs.codes < BLANK)
    codes[printed] = np.where(glyphs.codes[printed] == HYPHEN_AT_BREAK, HYPHEN_AT_BREAK, LOST)
    kept = codes != 0
    glyphs = glyphs._replace(codes=codes)
    return glyphs if kept.all() else glyphs.take(kept)


@cache
def _usual() -> NDArray[np.uint32]:
    """What `clean` gives for the codes up to the last usual one."""
    return np.array([clean(code) for code in range(LAST_USUAL + 1)], np.uint32)


@lru_cache(maxsize=1 << 14)
def clean(code: int) -> int:
    """Give the code of what a glyph prints: blanks as a space, 0 for nothing, `LOST` for no character."""
    if code == LINE_BREAK:
        return code
    if code == SOFT_HYPHEN:
        return ord("-")
    category = unicodedata.category(chr(code)) if code <= 0x10FFFF else "Cs"  # noqa: PLR2004 - Unicode's last
    if category in ("Cs", "Cn"):
        return LOST
    if category == "Zs":
        return BLANK
    return 0 if category in ("Cc", "Cf", "Zl", "Zp") else code


def in_stream(glyphs: Glyphs) -> Rows:
    """Take glyphs as they come; a line ends where PDFium says so, but not at a raised or lowered digit."""
    breaks = glyphs.made & (glyphs.codes == LINE_BREAK)
    hyphens = glyphs.codes == HYPHEN_AT_BREAK
    ends = breaks & ~_beside_digit(glyphs, np.flatnonzero(breaks))
    ends[1:] |= hyphens[:-1] | (glyphs.overlay[1:] & ~glyphs.overlay[:-1])
    codes = np.where(hyphens, np.uint32(ord("-")), glyphs.codes)
    kept = ~breaks
    return Rows(
        glyphs=glyphs._replace(codes=codes).take(kept),
        row=np.cumsum(ends)[kept],
        group=np.zeros(np.count_nonzero(kept), np.intp),
    )


def _beside_digit(glyphs: Glyphs, breaks: Indices) -> Mask:
    """Mark the breaks between two glyphs of one line that differ in size, as a digit and its note mark do."""
    joined = np.zeros(len(glyphs.codes), np.bool_)
    printed = np.flatnonzero(~glyphs.made)
    following = np.searchsorted(printed, breaks)
    between = (following > 0) & (following < len(printed))
    breaks, following = breaks[between], following[between]
    first, second = printed[following - 1], printed[following]
    place = track(glyphs)
    larger = np.maximum(glyphs.sizes[first], glyphs.sizes[second])
    gap = place.begin[second] - place.end[first]
    joined[breaks] = (
        (np.minimum(glyphs.sizes[first], glyphs.sizes[second]) < SMALL * larger)
        & (glyphs.turns[first] == glyphs.turns[second])
        & (np.abs(place.base[second] - place.base[first]) < ATTACHED * larger)
        & (np.abs(gap) < ATTACHED * larger)
    )
    return joined


def by_place(glyphs: Glyphs, group: Indices, *, columns: bool = False) -> Rows:
    """Order the glyphs of each group by direction, then by baseline, then along it.

    Glyphs of a group below 0 are left out. With `columns`, lines that stand side by side are read one column
    after the other.
    """
    own = np.flatnonzero(~glyphs.made & (glyphs.codes != LINE_BREAK) & (group >= 0))
    if not len(own):
        return Rows(NO_GLYPHS, own, own)
    codes = np.where(glyphs.codes == HYPHEN_AT_BREAK, np.uint32(ord("-")), glyphs.codes)
    glyphs, group = glyphs._replace(codes=codes).take(own), group[own]
    place = track(glyphs)
    base = _settled(glyphs, group, place)
    order = np.lexsort((base, glyphs.turns, group))
    sorted_base = base[order]
    parted = (
        begins(group[order])
        | begins(glyphs.turns[order])
        | (sorted_base - before(sorted_base) > SAME_LINE * np.maximum(glyphs.sizes[order], 1.0))
    )
    row = np.empty(len(order), np.intp)
    row[order] = np.cumsum(parted)
    order = np.lexsort((place.begin, row))
    if columns:
        row[order] = _columns(row[order], Track(*(side[order] for side in place)), middle(glyphs.sizes))
        order = np.lexsort((place.begin, row))
    return Rows(glyphs.take(order), row[order], group[order])


def _columns(row: Indices, place: Track, size: float) -> Indices:
    """Number the rows anew where they are pieces of columns."""
    apart = place.begin - before(place.end) > COLUMN_GAP * size
    starts = np.flatnonzero(apart | begins(row))
    ends = np.append(starts[1:], len(row)) - 1
    columns = (row[starts], place.begin[starts], place.end[ends], place.base[starts])
    pieces = [Piece(*piece) for piece in zip(*(column.tolist() for column in columns), strict=True)]
    return np.repeat(np.array(ranks(pieces, size), np.intp), lengths(starts, len(row)))


def _settled(glyphs: Glyphs, group: Indices, place: Track) -> Floats:
    """The baselines, with raised and lowered digits put on the line that they are attached to."""
    digits = (glyphs.codes >= ord("0")) & (glyphs.codes <= ord("9"))
    small = digits & (glyphs.sizes < SMALL * middle(glyphs.sizes))
    settled = place.base.copy()
    for glyph in np.flatnonzero(small):
        size = glyphs.sizes[glyph] / SMALL
        near = (
            (group == group[glyph])
            & (glyphs.sizes >= size)
            & (np.abs(place.begin[glyph] - place.end) < size)
            & (np.abs(place.base - place.base[glyph]) < ATTACHED * glyphs.sizes)
        )
        if near.any():
            settled[glyph] = place.base[near][np.abs(place.base[near] - place.base[glyph]).argmin()]
    return settled
