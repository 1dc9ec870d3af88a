"""A page of plain text, the usual kind: its lines as PDFium breaks them, each character's place reckoned.

To ask PDFium for the place of every character costs more than all its other work. On a page of text only
the ends of lines and of numbers are asked for; between them the usual widths of letters divide the way.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from extractor.readers.build import NO_BOX
from extractor.readers.pdf.sources import native
from extractor.readers.pdf.sources.raised import NUMBER, scripted
from extractor.readers.pdf.sources.reckon import Asked, Way, asked, asked_more, reckoned, way
from extractor.readers.pdf.text import pieces
from extractor.readers.pdf.text.geometry import Floats, to_bytes
from extractor.readers.pdf.text.lines import BOX_BYTES, Line
from extractor.readers.pdf.text.order import BLANK, LOST, clean
from extractor.readers.pdf.text.runs import Indices
from extractor.readers.pdf.text.spacing import WORD_GAP
from extractor.text.syllables import spelling

GOOD = 0.85
"""Share of well-formed syllables from which on a page's text is taken as it stands."""

COLUMN_ROWS = 3
"""So many lines that end with several numbers may be the rows of a table."""

STRETCHED = 3.0
"""A stretch of a line is longer than usual by so many font sizes when a wide gap stands in it."""

ROW_END = re.compile(r"(?<!\S)[\d.,%-]*\d%?\s+[\d.,%-]*\d%?\Z")
ROW_LAST = "0123456789%"
BREAKS = "\r\n\x02"
LINE = re.compile(r"[^\r\n\x02]+\x02?|\x02")
WORD = re.compile(r"[^ ]+")


class Plain(NamedTuple):
    """The lines of a page of plain text, and its share of well-formed syllables."""

    lines: list[Line]
    quality: float


class Span(NamedTuple):
    """A line without the blanks around it: its first glyph and the one behind its last."""

    start: int
    end: int


def plain(text: native.Pointer, count: int, corner: tuple[float, float]) -> Plain | None:
    """Read a text page as plain text, or give None for one whose glyphs must be looked at one by one.

    `corner` is the page's upper left corner, y up. A page is plain when its words are well-formed Vietnamese
    as they stand, all of it is upright, only whole numbers are raised or lowered, and no numbers or blanks
    are those of a table.
    """
    printed = _printed(text, count)
    spelt = spelling(printed or "")
    if printed is None or (spelt.quality or 0.0) < GOOD or spelt.odd:
        return None
    spans = _spans(printed)
    if _tabular(printed, spans):
        return None
    known = asked(text, _places(printed, spans), [span.start for span in spans])
    marked = scripted(printed, known) if known.upright else None
    if marked is None:
        return None
    along = way(printed)
    if stretched := _stretched(known, along):
        known = asked_more(text, known, _words(printed, spans, stretched))
    if _jumps(printed, known) >= pieces.LEAST_JUMPS:
        return None
    boxes = reckoned(along, known, corner)
    return Plain(_lines(marked.printed, spans, marked.lines, boxes, known), spelt.quality or 0.0)


def _printed(text: native.Pointer, count: int) -> str | None:
    """The text, all blanks as spaces; None where a glyph prints nothing or its character was lost."""
    printed = native.glyph_codes(text, count).astype("<u4").tobytes().decode("utf-32-le", "replace")
    printed = printed.replace("\ufffe", "\x02")
    if not printed.count("\r\n") == printed.count("\r") == printed.count("\n"):
        return None
    if printed.replace("\r\n", "").replace("\x02", "").isprintable():
        return printed
    for char in set(printed).difference(BREAKS):
        code = clean(ord(char))
        if code in (0, LOST):
            return None
        if code != ord(char):
            printed = printed.replace(char, chr(code))
    return printed


def _spans(printed: str) -> list[Span]:
    """The lines that are not blank."""
    spans = []
    for found in LINE.finditer(printed):
        line = found[0]
        if kept := line.strip(" "):
            start = found.start() + line.index(kept)
            spans.append(Span(start, start + len(kept)))
    return spans


def _tabular(printed: str, spans: Sequence[Span]) -> bool:
    """Tell whether several lines end with more than one number, as the rows of a table do."""
    rows = (ROW_END.search(printed, start, end) for start, end in spans if printed[end - 1] in ROW_LAST)
    return sum(row is not None for row in rows) >= COLUMN_ROWS


def _places(printed: str, spans: Sequence[Span]) -> list[int]:
    """The first and last glyph of each line and of each number."""
    places = {span.start for span in spans}
    places.update(span.end - 1 for span in spans)
    for number in NUMBER.finditer(printed):
        start, end = number.span()
        places.add(start)
        places.add(end - 1)
    return sorted(places)


def _stretched(known: Asked, along: Way) -> list[int]:
    """The numbers of the lines in which the way between two places is much longer than usual."""
    usual = (along.ends[known.places[1:]] - along.begins[known.places[:-1]]) * known.sizes[:-1]
    printed = known.boxes[1:, 2] - known.boxes[:-1, 0]
    wide = np.flatnonzero(np.abs(printed - usual) > STRETCHED * known.sizes[:-1])
    lines = np.searchsorted(known.lines, wide, side="right") - 1
    inside = np.append(known.lines[1:], len(known.places))[lines] > wide + 1
    return sorted(set(lines[inside].tolist()))


def _words(printed: str, spans: Sequence[Span], lines: Sequence[int]) -> Iterator[int]:
    """The first and last glyph of each word of these lines."""
    for line in lines:
        for word in WORD.finditer(printed, *spans[line]):
            yield word.start()
            yield word.end() - 1


def _jumps(printed: str, known: Asked) -> int:
    """Count the wide blanks between places with nothing printed between them, as columns leave them."""
    inked = np.cumsum(np.frombuffer(printed.encode("utf-32-le"), "<u4") > BLANK)
    beside = inked[known.places[1:] - 1] == inked[known.places[:-1]]
    blank = known.boxes[1:, 0] - known.boxes[:-1, 2]
    return int(np.count_nonzero(beside & (blank > pieces.APART * known.sizes[1:])))


def _lines(printed: str, spans: Sequence[Span], numbers: Indices, boxes: Floats, known: Asked) -> list[Line]:
    """Write the spans as lines; those of one number are one line, with a blank where there is a gap."""
    text, packed = printed.replace("\x02", "-"), to_bytes(boxes)
    starts = [span.start for span in spans]
    lasts = [span.end - 1 for span in spans]
    found = [
        Line(text[start:end], packed[BOX_BYTES * start : BOX_BYTES * end], x0, top, x1, bottom, size)
        for (start, end), x0, top, x1, bottom, size in zip(
            spans,
            boxes[starts, 0].tolist(),
            boxes[starts, 1].tolist(),
            boxes[lasts, 2].tolist(),
            boxes[starts, 3].tolist(),
            np.maximum.reduceat(known.sizes, known.lines).tolist(),
            strict=True,
        )
    ]
    if numbers[-1] + 1 == len(found):
        return found
    lines = found[:1]
    for number in range(1, len(found)):
        if numbers[number] == numbers[number - 1]:
            blank = " " in printed[spans[number - 1].end : spans[number].start]
            lines[-1] = _joined(lines[-1], found[number], blank=blank)
        else:
            lines.append(found[number])
    return lines


def _joined(first: Line, second: Line, *, blank: bool) -> Line:
    """Give the line whose text goes on in a second one beside it, after a `blank` or at least a gap."""
    size = max(first.size, second.size)
    gap = " " if blank or second.x0 - first.x1 > WORD_GAP * size else ""
    return Line(
        text=first.text + gap + second.text,
        boxes=first.boxes + NO_BOX * len(gap) + second.boxes,
        x0=first.x0,
        top=min(first.top, second.top),
        x1=second.x1,
        bottom=max(first.bottom, second.bottom),
        size=size,
    )
