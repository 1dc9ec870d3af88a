"""Lines that are not the report's own text: page numbers, running heads, stamps of signatures, footnotes."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.model import BlockKind
from extractor.readers.pdf.page import Content
from extractor.readers.pdf.stamps import stamps
from extractor.readers.pdf.text.lines import RAISED, Line

MARGIN = 0.1
"""Share of the page's height, at the top and at the bottom, where page numbers stand."""

HEAD_MARGIN = 0.075
"""Share where running heads stand; a table's header that comes back on each page stands lower."""

FREE = 56.7
"""Points at the top of a page that Nghị định 30/2020/NĐ-CP keeps free of text (20 mm)."""

APART = 1.0
"""What stands there for itself is this far from the text at least, times its font size."""

REPEATED = 3
"""A running head stands on this many pages at least, and on every third page or more."""

NOTE_SIZE = 0.9
"""Footnotes are set smaller than this share of the text's size."""

BODY_SHARE = 0.1
"""The text's size is the largest one in which at least this share of the page is set."""

PAGE_NUMBER = re.compile(r"(?:[^\W\d_]{1,6}\s+|[-–—]\s*)?(\d{1,4})(?:\s*[-–—]|\s*/\s*\d{1,4})?")
DIGITS = re.compile(r"\d+")
SHORT_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
RAISED_DIGITS = "".join(map(chr, RAISED.values()))
TO_DIGITS = str.maketrans({chr(raised): chr(digit) for digit, raised in RAISED.items()})
NOTE_START = re.compile(rf"([{RAISED_DIGITS}]{{1,3}}|\d{{1,3}}(?=\s)|\*{{1,3}})\s*(?=\S)")
NOTE_CALL = re.compile(rf"[{RAISED_DIGITS}]{{1,3}}|(?<=\S)\*{{1,3}}")


class Role(NamedTuple):
    """What a line is, where it is not flowing text; lines of one `part` are one block."""

    kind: BlockKind
    part: int
    mark: str | None = None


Roles = dict[int, Role]
"""By the number of the line on its page."""

Order = list[int]
"""The numbers of a page's own lines from top to bottom."""


def roles(pages: Sequence[Content]) -> list[Roles]:
    """Give the roles of the lines of each page."""
    orders = [_from_top(page) for page in pages]
    numbered = _page_numbers(pages, orders)
    heads = _running_heads(pages, orders)
    result = []
    for page, order, number, head in zip(pages, orders, numbered, heads, strict=True):
        furniture = {line: Role(BlockKind.FURNITURE, line) for line in number | head | _beyond(page, order)}
        found: Roles = {**_stamps(page.lines), **furniture}
        result.append({**_footnotes(page, found), **found})
    return result


def _page_numbers(pages: Sequence[Content], orders: Sequence[Order]) -> list[set[int]]:
    """The outermost lines that number their page, alone or in step with other pages."""
    candidates: list[dict[int, int]] = []
    for page, order in zip(pages, orders, strict=True):
        outer = _margin_lines(page, order, MARGIN, 1)
        numbers = {line: PAGE_NUMBER.fullmatch(page.lines[line].text) for line in outer}
        candidates.append({line: int(match[1]) - page.number for line, match in numbers.items() if match})
    steps = Counter(offset for found in candidates for offset in set(found.values()))
    return [
        {line for line, offset in found.items() if offset == 0 or steps[offset] > 1} for found in candidates
    ]


def _running_heads(pages: Sequence[Content], orders: Sequence[Order]) -> list[set[int]]:
    """The lines at the edge of the page that come back on other pages with other digits.

    Farther from the edge only those that hold the page's number: a table's header may come back there.
    """
    outer, inner = (
        [_margin_lines(page, order, margin, 2) for page, order in zip(pages, orders, strict=True)]
        for margin in (HEAD_MARGIN, MARGIN)
    )
    shapes = [
        {line: DIGITS.sub("#", page.lines[line].text) for line in found}
        for page, found in zip(pages, inner, strict=True)
    ]
    counts = Counter(shape for found in shapes for shape in set(found.values()) if shape.strip("# "))
    steps = Counter(
        step
        for page, found in zip(pages, shapes, strict=True)
        for step in {
            (shape, place, int(number) - page.number)
            for line, shape in found.items()
            for place, number in enumerate(SHORT_NUMBER.findall(page.lines[line].text))
        }
    )
    least = max(REPEATED, len(pages) / 3)
    # With a number that grows with the pages, both pages of a document of two are enough.
    in_step = max(2, min(least, len(pages)))
    numbered = {shape for (shape, _, _), count in steps.items() if count >= in_step and shape in counts}
    return [
        {
            line
            for line, shape in found.items()
            if shape in numbered or (counts[shape] >= least and line in edge)
        }
        for found, edge in zip(shapes, outer, strict=True)
    ]


def _beyond(page: Content, own: Order) -> set[int]:
    """The first line, where it stands in the free margin and apart from the text; not the letterhead's.

    The foot of a page has no such line: a footnote may stand as low.
    """
    if page.number == 1 or not own:
        return set()
    first = page.lines[own[0]]
    follows = [page.lines[line].top for line in own[1:2]] + [table.top for table in page.tables]
    apart = min(follows, default=0.0) - first.bottom > APART * first.size
    return {own[0]} if first.bottom < FREE and apart else set()


def _from_top(page: Content) -> Order:
    """The lines of the page itself whose text runs from left to right."""
    own = [number for number, line in enumerate(page.lines) if not line.overlay and line.turn == 0]
    return sorted(own, key=lambda number: page.lines[number].top)


def _margin_lines(page: Content, order: Order, margin: float, most: int) -> set[int]:
    """The first and the last few lines by height, where they stand in the margin."""
    top = [number for number in order[:most] if page.lines[number].bottom < margin * page.height]
    bottom = [number for number in order[-most:] if page.lines[number].top > (1 - margin) * page.height]
    return {*top, *bottom}


def _stamps(lines: Sequence[Line]) -> Roles:
    """The lines of signatures' stamps; those of one stamp are one block."""
    return {number: Role(BlockKind.STAMP, stamp[0]) for stamp in stamps(lines) for number in stamp}


def _footnotes(page: Content, taken: Roles) -> Roles:
    """The small lines at the foot of the page that begin with a mark which the text above calls.

    Small lines below a short rule that begin with no mark go on with a note of the page before.
    """
    own = [number for number in range(len(page.lines)) if number not in taken]
    weights: Counter[float] = Counter()
    for number in own:
        weights[round(page.lines[number].size, 1)] += len(page.lines[number].text)
    body = max(
        (size for size, weight in weights.items() if weight >= BODY_SHARE * weights.total()), default=0.0
    )
    zone = _zone(page, own, body)
    if not zone:
        return {}
    above = "\n".join(page.lines[number].text for number in own if number not in zone)
    cells = "\n".join(part.text for table in page.tables for part in table.parts)
    calls = {call.translate(TO_DIGITS) for call in NOTE_CALL.findall(f"{above}\n{cells}")}
    found: Roles = {}
    current: Role | None = None
    for number in zone:
        start = NOTE_START.match(page.lines[number].text)
        mark = start[1].translate(TO_DIGITS) if start else None
        if mark in calls:
            current = Role(BlockKind.FOOTNOTE, number, mark)
        elif current is None and _below_rule(page, page.lines[number]):
            current = Role(BlockKind.FOOTNOTE, number)
        if current is not None:
            found[number] = current
    return found


def _zone(page: Content, own: Sequence[int], body: float) -> list[int]:
    """The small lines below all lines of the text's size, from top to bottom."""
    lowest = max(
        (page.lines[number].bottom for number in own if page.lines[number].size >= NOTE_SIZE * body),
        default=0.0,
    )
    small = [
        number
        for number in own
        if page.lines[number].top > lowest - body / 2 and page.lines[number].size < NOTE_SIZE * body
    ]
    return sorted(small, key=lambda number: page.lines[number].top)


def _below_rule(page: Content, line: Line) -> bool:
    return any(0 <= line.top - height < 2 * line.size for height in page.separators)
