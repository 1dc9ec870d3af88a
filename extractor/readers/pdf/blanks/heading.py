"""The heading of a table without vertical rules: cells that name several columns, and those below them."""

from collections.abc import Sequence
from itertools import islice, product
from typing import NamedTuple

from extractor.readers.pdf.blanks.bands import Line, Part

LOW = 0.3
"""What names one of several columns stands so much below the middle of the heading, times the font size."""

MOST_WAYS = 1_000
"""Ways to share the columns out that are looked at."""


class Level(NamedTuple):
    """A row of a heading: its first line, and the columns (first, last exclusive) that cells of it name.

    `above` is the height of the last line of the texts that stand above it and name several columns.
    """

    start: int
    above: float
    spans: tuple[tuple[int, int], ...]


class _Stack(NamedTuple):
    """Text that names the columns `first` up to `last`, exclusive, and its middle in points."""

    first: int
    last: int
    middle: float


def levels(lines: Sequence[Line], xs: Sequence[float]) -> list[Level]:
    """Give the rows of a heading from top to bottom."""
    found: list[Level] = []
    columns: Sequence[int] = range(len(xs) - 1)
    # The first column has one short name: it begins at the top of the heading where all names do.
    top = lines[0].parts[0].first == 0
    start, above = 0, 0.0
    while True:
        low = _low(lines[start:], columns, top=top)
        stop = start + min(low.values(), default=0)
        spans = _spans(lines[start:stop], lines[stop:], sorted(low), xs) if stop > start else ()
        found.append(Level(start, above, spans))
        if not spans:
            return found
        columns = [column for first, last in spans for column in range(first, last)]
        above = max(
            line.base for line in lines[start:stop] if any(part.first in columns for part in line.parts)
        )
        start = stop


def grouped(lines: Sequence[Line], part: Part) -> bool:
    """Tell whether the columns that a part touches have names of their own in one of the lines below."""
    return any(
        sum(part.first <= other.first and other.last <= part.last and not other.wide for other in line.parts)
        > 1
        for line in lines
    )


def _low(lines: Sequence[Line], columns: Sequence[int], *, top: bool) -> dict[int, int]:
    """Give the columns whose own names stand low, below another's text, with their first lines.

    Where names begin at the `top` all that begin lower are low, else those below the middle.
    """
    parts = [(n, part) for n, line in enumerate(lines) for part in line.parts]
    wide = [(n, part) for n, part in parts if part.wide]
    middle = (lines[0].base + lines[-1].base) / 2 + LOW * lines[0].size
    found = {}
    for column in columns:
        over = [n for n, part in wide if part.first <= column < part.last]
        own = [
            n
            for n, part in parts
            if not part.wide and part.first == column and not _rest(n, part, wide, lines)
        ]
        below = [n for n in own if n > max(over, default=-1)]
        lower = top or sum(lines[n].base for n in own) > middle * len(own)
        if below and below[0] and (over or lower):
            found[column] = below[0]
    return found


def _rest(number: int, part: Part, wide: Sequence[tuple[int, Part]], lines: Sequence[Line]) -> bool:
    """Tell whether a part goes on with a wide one: under its middle or its beginning, and alone there."""
    near = LOW * lines[number].size
    return any(
        above == number - 1
        and upper.first <= part.first < upper.last
        and (abs(part.middle - upper.middle) < near or abs(part.piece.begin - upper.piece.begin) < near)
        and sum(upper.first <= other.first < upper.last for other in lines[number].parts) == 1
        for above, upper in wide
    )


def _spans(
    lines: Sequence[Line], below: Sequence[Line], low: Sequence[int], xs: Sequence[float]
) -> tuple[tuple[int, int], ...]:
    """Share the low columns out to the texts above, so that each text stands in the middle of its columns.

    Below such a text there are others in its own columns too.
    """
    under = {part.first for line in below for part in line.parts}
    stacks = [
        stack for stack in _stacks([part for line in lines for part in line.parts]) if stack.first in under
    ]
    runs = _runs(
        [column for column in low if not any(stack.first <= column < stack.last for stack in stacks)]
    )
    choices = []
    for run in runs:
        left = any(stack.last == run.start for stack in stacks)
        right = any(stack.first == run.stop for stack in stacks)
        choices.append(range(0 if right else len(run), (len(run) if left else 0) + 1))
    ways = [[_grown(stack, runs, cuts) for stack in stacks] for cuts in islice(product(*choices), MOST_WAYS)]
    best = min(ways, key=lambda way: sum(_off(stack, xs) for stack in way), default=stacks)
    return tuple((stack.first, stack.last) for stack in best if stack.last - stack.first > 1)


def _runs(columns: Sequence[int]) -> list[range]:
    """Give the stretches of columns side by side."""
    found: list[range] = []
    for column in columns:
        if found and found[-1].stop == column:
            found[-1] = range(found[-1].start, column + 1)
        else:
            found.append(range(column, column + 1))
    return found


def _grown(stack: _Stack, runs: Sequence[range], cuts: Sequence[int]) -> _Stack:
    """Give a text the columns beside it: of each run so many go to the text on its left."""
    first, last = stack.first, stack.last
    for run, cut in zip(runs, cuts, strict=True):
        if run.start == stack.last:
            last = run.start + cut
        if run.stop == stack.first:
            first = run.start + cut
    return _Stack(first, last, stack.middle)


def _off(stack: _Stack, xs: Sequence[float]) -> float:
    return abs((xs[stack.first] + xs[stack.last]) / 2 - stack.middle)


def _stacks(parts: Sequence[Part]) -> list[_Stack]:
    """Put together the texts that touch the same columns, one below the other."""
    found: list[_Stack] = []
    for part in sorted(parts, key=lambda part: (part.first, -part.last)):
        if found and part.first < found[-1].last:
            found[-1] = found[-1]._replace(last=max(found[-1].last, part.last))
        else:
            found.append(_Stack(part.first, part.last, part.middle))
    return found
