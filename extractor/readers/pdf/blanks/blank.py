"""Tables without vertical rules: found by the places of the text, and by rules across where there are some.

Flowing text must never become a table: figures stand one below the other, or rules run over all columns.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractor.readers.pdf.blanks.bands import Line, anchors, figured, parted
from extractor.readers.pdf.blanks.extent import MOST, heading_from, share, untitled, words_to
from extractor.readers.pdf.blanks.layout import LEAST_COLUMNS, table
from extractor.readers.pdf.blanks.strips import edges
from extractor.readers.pdf.tables.cells import PageTable
from extractor.readers.pdf.tables.grid import SHORTEST, Grid, Lines, merged
from extractor.readers.pdf.text.geometry import Floats, Size
from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.pieces import LEAST_JUMPS, Row, jumps, printed, rows

MAX_PIECES = 3_000
"""With more pieces than this a page holds a drawing."""

LEAST_RULES = 3
"""Rules across that may make a table."""

SAME_END = 4.0
"""Rules of one table end within so many points of each other."""

FAR = 3.5
"""Lines farther apart than this, times the font size, are not of one table."""

FULL = 0.85
"""Share of a table's width beyond which it is."""

SECTION_LINES = 2
"""Lines of the longest section heading between rows."""

FOOT = 0.5
"""A table that goes on on the next page ends below this share of the page's height."""

ABOVE = 1
"""Lines above a table that goes on from the page before: the page's number."""

Rules = tuple[float, ...]
"""Heights of the rules across of one table."""


def blanks(
    glyphs: Glyphs, rules: Floats, drawn: Sequence[Grid], page: Size, before: PageTable | None
) -> list[Grid]:
    """Find the tables beside the `drawn` ones; `before` is the last table of the page before."""
    own = printed(glyphs)
    for grid in drawn:
        own &= (glyphs.boxes[:, 3] < grid.ys[0]) | (glyphs.boxes[:, 1] > grid.ys[-1])
    goes_on = before is not None and before.blank and before.bottom > FOOT * page.height
    ruled = _ruled(rules, drawn) if len(rules) >= LEAST_RULES else []
    if not ruled and jumps(glyphs, own) < (1 if goes_on else LEAST_JUMPS):
        return []
    lines = rows(glyphs.take(own))
    if sum(len(line.pieces) for line in lines) > MAX_PIECES:
        return []
    found: list[Grid] = []
    for block, heights in _blocks(lines, drawn, ruled):
        known = before if goes_on and not found and block.start <= ABOVE else None
        inside = lines[block.start : block.stop]
        across = table(inside, heights, known) if heights and inside else None
        found += [across] if across else _free(inside, known)
    return found


def _ruled(rules: Floats, drawn: Sequence[Grid]) -> list[Rules]:
    """Give the heights of the rules across of each table: they begin and end at the same places."""
    boxes = rules.astype(np.float64)
    wide = boxes[:, 2] - boxes[:, 0] > np.maximum(SHORTEST, boxes[:, 3] - boxes[:, 1])
    boxes = boxes[wide & np.isfinite(boxes).all(axis=1)]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    for grid in drawn:
        outside = (middle < grid.ys[0] - SAME_END) | (middle > grid.ys[-1] + SAME_END)
        boxes, middle = boxes[outside], middle[outside]
    if len(boxes) < LEAST_RULES:
        return []
    lines = merged(Lines(middle, boxes[:, 0], boxes[:, 2]))
    found: list[Rules] = []
    left = np.ones(len(lines.at), np.bool_)
    for index in np.argsort(lines.first - lines.last, kind="stable"):
        same = left & (np.abs(lines.first - lines.first[index]) < SAME_END)
        same &= np.abs(lines.last - lines.last[index]) < SAME_END
        if left[index] and np.count_nonzero(same) >= LEAST_RULES:
            heights = np.sort(lines.at[same])
            found.append(tuple(heights.tolist()))
            left &= (lines.at < heights[0]) | (lines.at > heights[-1])
    return found


def _blocks(
    lines: Sequence[Row], drawn: Sequence[Grid], ruled: Sequence[Rules]
) -> Iterator[tuple[range, Rules]]:
    """Cut the lines into those between the rules of a table, given with them, and those around."""
    bounds: list[tuple[float, float, Rules]] = [(grid.ys[0], grid.ys[-1], ()) for grid in drawn]
    bounds += [(heights[0], heights[-1], heights) for heights in ruled]
    start = 0
    for top, bottom, heights in sorted(bounds):
        first = next((n for n in range(start, len(lines)) if lines[n].base > top), len(lines))
        end = next((n for n in range(first, len(lines)) if lines[n].base > bottom + 1), len(lines))
        yield range(start, first), ()
        yield range(first, end), heights
        start = end
    yield range(start, len(lines)), ()


def _free(lines: Sequence[Row], before: PageTable | None) -> Iterator[Grid]:
    """Find tables in lines without rules."""
    for first, end in _groups(lines, LEAST_COLUMNS - (before is not None)):
        group = lines[first:end]
        xs = (edges(group, before.xs) if before else ()) or edges(group)
        if len(xs) <= LEAST_COLUMNS:
            continue
        parts = parted(lines, xs)
        keys = figured(parts[first:end])
        marks = [first + mark for mark in anchors(parts[first:end], keys)]
        for run in _runs(parts, marks, xs):
            top, bottom = heading_from(parts, run[0], xs), words_to(parts, run[-1], keys, len(xs) - 1)
            known = before if top <= ABOVE else None
            top = top if known else untitled(parts, top, run[0], xs)
            grid = table(lines[top:bottom], (), known)
            if grid is not None:
                yield grid


def _groups(lines: Sequence[Row], least: int) -> Iterator[tuple[int, int]]:
    """Give stretches from line to line of many pieces, without flowing text or a wide blank between."""
    first = last = -1
    alone = 0
    for number, line in enumerate(lines):
        far = number > 0 and line.base - lines[number - 1].base > FAR * line.size
        if first >= 0 and (far or alone > SECTION_LINES):
            yield first, last + 1
            first = -1
        if len(line.pieces) >= least:
            first, last, alone = number if first < 0 else first, number, 0
        elif first >= 0 and len(line.pieces) == 1:
            seed = lines[last].pieces
            wide = line.pieces[0].end - line.pieces[0].begin > MOST * (seed[-1].end - seed[0].begin)
            alone = alone + 1 if wide else 0
    if first >= 0:
        yield first, last + 1


def _runs(lines: Sequence[Line], marks: Sequence[int], xs: Sequence[float]) -> Iterator[list[int]]:
    """Cut the anchors where what stands between two of them is not of a table."""
    run: list[int] = []
    for mark in marks:
        between = lines[run[-1] : mark + 1] if run else []
        alone = [line for line in between if line.wide]
        far = any(below.base - above.base > FAR * below.size for above, below in pairwise(between))
        if far or len(alone) > SECTION_LINES or any(share(line, xs) > FULL for line in alone):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run
