"""Where a page's grids contradict its text: words cut by edges, text without a cell or column."""

from collections.abc import Sequence

import numpy as np

from extractor.readers.pdf.tables.cells import OUTSIDE
from extractor.readers.pdf.tables.grid import Grid
from extractor.readers.pdf.text.glyphs import Glyphs, track
from extractor.readers.pdf.text.order import BLANK
from extractor.readers.pdf.text.runs import Indices, Mask, middle

TOUCHING = 0.12
"""Glyphs of one word are no farther apart than this share of the font size."""

SAME_BASELINE = 0.1
"""Nor do their baselines differ by more."""

STRIP = 1.0
"""An empty strip as wide as this, times the font size, parts columns of text."""

HIGHEST = 100_000.0
"""No page is so many points high."""

ROWS = 3
"""So many rows must have text on both sides of such a strip."""


def contradicted(glyphs: Glyphs, owner: Indices, found: Sequence[Grid], kept: Sequence[Grid]) -> float:
    """Give the share, 0 to 1, of a page's printed glyphs whose place in a table cannot be right.

    These are the glyphs of words that an edge cuts, those inside of a table that no cell holds, and those of
    rows across an empty strip that parts a cell's text into columns. `owner` is the cell of each glyph (see
    `owners`); `found` are all grids of the page, `kept` those that are tables.
    """
    printed = ~glyphs.made & (glyphs.codes != BLANK)
    count = np.count_nonzero(printed)
    if not found or not count:
        return 0.0
    wrong = _cut(glyphs, owner, printed)
    for grid in kept:
        wrong |= _inside(glyphs, grid) & (owner == OUTSIDE)
    for grid in found:
        wrong |= _in_columns(glyphs, owner, printed, grid)
    return float(np.count_nonzero(wrong & printed) / count)


def _cut(glyphs: Glyphs, owner: Indices, printed: Mask) -> Mask:
    """The glyphs of words through which an edge between cells goes."""
    place = track(glyphs)
    size = np.maximum(glyphs.sizes[1:], 1.0)
    joined = (
        (printed[1:] & printed[:-1])
        & (np.abs(place.begin[1:] - place.end[:-1]) < TOUCHING * size)
        & (np.abs(place.base[1:] - place.base[:-1]) < SAME_BASELINE * size)
        & (glyphs.turns[1:] == glyphs.turns[:-1])
    )
    cut = np.flatnonzero(joined & (owner[1:] != owner[:-1]))
    if not len(cut):
        return np.zeros(len(owner), np.bool_)
    word = np.cumsum(np.concatenate([[False], ~joined]))
    return np.isin(word, word[1:][cut])


def _inside(glyphs: Glyphs, grid: Grid) -> Mask:
    """The glyphs whose centre lies inside a grid's outline."""
    x, y = ((glyphs.boxes[:, side] + glyphs.boxes[:, side + 2]) / 2 for side in (0, 1))
    return np.asarray((x > grid.xs[0]) & (x < grid.xs[-1]) & (y > grid.ys[0]) & (y < grid.ys[-1]))


def _in_columns(glyphs: Glyphs, owner: Indices, printed: Mask, grid: Grid) -> Mask:
    """The glyphs in rows of one cell, or of a grid without cells, with text on both sides of an empty strip.

    The strip runs through the whole grid, and none of the grid's lines does.
    """
    inside = np.flatnonzero(_inside(glyphs, grid) & printed & (glyphs.turns == 0))
    wrong = np.zeros(len(owner), np.bool_)
    if not len(inside):
        return wrong
    x0, x1 = glyphs.boxes[inside, 0], glyphs.boxes[inside, 2]
    order = np.argsort(x0)
    reached = np.maximum.accumulate(x1[order])
    size = middle(glyphs.sizes[inside])
    gaps = np.flatnonzero(x0[order][1:] - reached[:-1] > STRIP * size)
    strips = zip(reached[gaps].tolist(), x0[order][gaps + 1].tolist(), strict=True)
    undrawn = [(begin, end) for begin, end in strips if not any(begin <= x <= end for x in grid.xs)]
    if not undrawn:
        return wrong
    row = owner[inside] + np.rint(glyphs.origins[inside, 1]) / HIGHEST
    for begin, end in undrawn:
        shared = np.intersect1d(row[x1 <= begin], row[x0 >= end])
        if len(shared) >= ROWS:
            wrong[inside[np.isin(row, shared)]] = True
    return wrong
