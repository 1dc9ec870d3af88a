"""Where a table without rules begins and ends: the heading above its figures, the words below its last."""

from collections.abc import Sequence

from extractor.readers.pdf.blanks.bands import TIGHT, Line

HEADING = 1.9
"""Lines of a heading are no farther apart than this, times the font size."""

MOST = 0.6
"""Share of a table's width beyond which a piece alone in its line may be flowing text."""

SHORT = 0.3
"""Share of a table's width beyond which text over the first columns is no heading."""

CLOSE = 1.6
"""The first line of a heading is no farther from the next than this, times the font size."""

OFF = 0.3
"""So far, times the font size, a name may stand off the middle of the heading."""


def share(line: Line, xs: Sequence[float]) -> float:
    """The share of the table's width that a line's first piece takes."""
    piece = line.parts[0].piece
    return (piece.end - piece.begin) / (xs[-1] - xs[0])


def heading_from(lines: Sequence[Line], anchor: int, xs: Sequence[float]) -> int:
    """Give the first line of the heading above the first anchor."""
    first = anchor
    named = False
    while first > 0:
        line, below = lines[first - 1], lines[first]
        gap = (below.base - line.base) / below.size
        lone = len(line.parts) == 1
        if gap > HEADING or (lone and _apart(line, xs, named=named, page=first == 1)):
            break
        named |= len(line.parts) > 1
        first -= 1
    return first


def untitled(lines: Sequence[Line], first: int, anchor: int, xs: Sequence[float]) -> int:
    """Give the first line of the heading without the titles and the text above it."""
    while first < anchor and _title(lines[first:anchor], xs):
        first += 1
    return first


def _apart(line: Line, xs: Sequence[float], *, named: bool, page: bool) -> bool:
    """Tell whether a piece alone in its line is flowing text, or a note on the unit above a heading.

    With `page` it is the first on its page, where the page's number stands.
    """
    if line.wide and share(line, xs) > MOST:
        return True
    (part,) = line.parts
    return (named and ":" in part.piece.text) or (page and part.figure)


def _title(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """Tell whether the first of the lines above an anchor is no heading.

    Nothing but a short name stands over the first column. A piece of a heading is alone in the topmost line
    only where all names stand in the middle.
    """
    line = lines[0]
    named = [number for number, other in enumerate(lines) if len(other.parts) > 1]
    if line.parts[0].first == 0 and line.parts[0].wide and share(line, xs) > SHORT and named:
        return True
    if not named or not named[0]:
        return False
    if line.parts[0].first == 0:
        return True
    last = next((n for n in range(named[-1], len(lines) - 1) if lines[n + 1].wide), len(lines) - 1)
    first = [other.base for other in lines[1 : last + 1] if other.parts[0].first == 0]
    middle = (line.base + lines[last].base) / 2
    return (
        not first
        or lines[1].base - line.base > CLOSE * line.size
        or abs(sum(first) / len(first) - middle) > OFF * line.size
    )


def words_to(lines: Sequence[Line], last: int, keys: frozenset[int], columns: int) -> int:
    """Give the end of the lines that go on with the words of the last anchor's row."""
    words = set(range(columns)) - keys
    end = last + 1
    while end < len(lines):
        line = lines[end]
        if line.base - lines[end - 1].base > TIGHT * line.size:
            break
        if any(part.wide or part.first not in words for part in line.parts):
            break
        end += 1
    return end
