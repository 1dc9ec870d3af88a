"""A page of plain text, the usual kind: its lines as PDFium breaks them, each character's place reckoned.

To ask PDFium for the place of every character costs more than all its other work. On a page of text only
the ends of lines and of numbers are asked for; between them the usual widths of letters divide the way.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import NamedTuple

import numpy as np

from extractor.readers.pdf import native, pieces
from extractor.readers.pdf.geometry import Floats, to_bytes
from extractor.readers.pdf.lines import BOX_BYTES, Line
from extractor.readers.pdf.order import ATTACHED, BLANK, LOST, SMALL, clean
from extractor.readers.pdf.runs import Indices, lengths
from extractor.text.syllables import quality

GOOD = 0.85
"""Share of well-formed syllables from which on a page's text is taken as it stands."""

COLUMN_ROWS = 3
"""So many lines that end with several numbers may be the rows of a table."""

SLANT = 0.01
"""Text is upright when it rises by no more than this share of its way."""

APART = 0.001
"""The way between two glyphs, as a share of the font size."""

STRETCHED = 3.0
"""A stretch of a line is longer than usual by so many font sizes when a wide gap stands in it."""

LAST_WIDTH = 0x2030
"""The last character whose width is known."""

ROW_END = re.compile(r"(?<!\S)[\d.,%-]*\d%?\s+[\d.,%-]*\d%?\Z")
ROW_LAST = "0123456789%"
BREAKS = "\r\n\x02"
LINE = re.compile(r"[^\r\n\x02]+\x02?|\x02")
WORD = re.compile(r"[^ ]+")
NUMBER = re.compile(r"[0-9]+")

NARROW = {0.25: " ", 0.28: "ijlt.,;:/\\|'‘’", 0.33: "fIJr-()[]!", 0.44: "acesz?"}
WIDE = {0.6: "FPSELTZ", 0.7: "ABCDĐGHKNOQRUVXYw", 0.83: "mMW–"}
USUAL = 0.5
"""Widths of letters as shares of the font size, as in the book faces that reports are set in."""


class Plain(NamedTuple):
    """The lines of a page of plain text, and its share of well-formed syllables."""

    lines: list[Line]
    quality: float


class Span(NamedTuple):
    """A line without the blanks around it: its first glyph and the one behind its last."""

    start: int
    end: int


class Asked(NamedTuple):
    """What PDFium says of the glyphs at `places`: boxes (n, 4), y up, baselines and real sizes.

    `lines` are the indices of those that begin a line.
    """

    places: list[int]
    boxes: Floats
    bases: Floats
    sizes: Floats
    lines: Indices
    upright: bool


class Way(NamedTuple):
    """Where each character begins and ends on a line that holds them all."""

    begins: Floats
    ends: Floats


def plain(text: native.Address, count: int, corner: tuple[float, float]) -> Plain | None:
    """Read a text page as plain text, or give None for one whose glyphs must be looked at one by one.

    `corner` is the page's upper left corner, y up. A page is plain when its words are well-formed Vietnamese
    as they stand, no line changes its direction or its size, and no numbers or blanks are those of a table.
    """
    printed = _printed(text, count)
    share = quality(printed) if printed else None
    if printed is None or share is None or share < GOOD:
        return None
    spans = _spans(printed)
    if _tabular(printed, spans):
        return None
    way = _way(printed)
    places = _places(printed, spans)
    asked = _asked(text, places, spans)
    if not asked.upright or _uneven(asked):
        return None
    if stretched := _stretched(asked, way):
        asked = _asked(text, sorted({*places, *_words(printed, spans, stretched)}), spans)
    if _jumps(printed, asked) >= pieces.LEAST_JUMPS:
        return None
    return Plain(_lines(printed, spans, _reckoned(way, asked, corner), asked), share)


def _printed(text: native.Address, count: int) -> str | None:
    """The text, all blanks as spaces; None where a glyph prints nothing or its character was lost."""
    printed = native.glyph_codes(text, count).astype("<u4").tobytes().decode("utf-32-le", "replace")
    printed = printed.replace("\ufffe", "\x02")
    if not printed.count("\r\n") == printed.count("\r") == printed.count("\n"):
        return None
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


def _asked(text: native.Address, places: list[int], spans: Sequence[Span]) -> Asked:
    # Size and direction are asked once for each text object.
    objects = native.of_glyphs(native.GLYPH_OBJECT, text, places, np.uint64)
    _, firsts, which = np.unique(objects, return_index=True, return_inverse=True)
    runs = [places[first] for first in firsts.tolist()]
    matrices = native.glyph_matrices(text, runs)
    sizes = native.glyph_sizes(text, runs) * np.hypot(matrices[:, 2], matrices[:, 3])
    return Asked(
        places=places,
        boxes=native.glyph_boxes(text, places)[:, [0, 3, 2, 1]],
        bases=matrices[which, 5],
        sizes=sizes[which],
        lines=np.searchsorted(places, [span.start for span in spans]),
        upright=bool((np.abs(matrices[:, 1]) <= SLANT * matrices[:, 0]).all()),
    )


def _uneven(asked: Asked) -> bool:
    """Tell whether a line holds smaller glyphs, or one is broken off before a raised or lowered glyph."""
    sizes, starts = asked.sizes, asked.lines
    if sizes.min() >= SMALL * sizes.max():
        return False
    least, most = np.minimum.reduceat(sizes, starts), np.maximum.reduceat(sizes, starts)
    if (least < SMALL * most).any():
        return True
    last, first = starts[1:] - 1, starts[1:]
    larger = np.maximum(sizes[last], sizes[first])
    broken = (
        (np.minimum(sizes[last], sizes[first]) < SMALL * larger)
        & (np.abs(asked.bases[last] - asked.bases[first]) < ATTACHED * larger)
        & (np.abs(asked.boxes[first, 0] - asked.boxes[last, 2]) < ATTACHED * larger)
    )
    return bool(broken.any())


def _way(printed: str) -> Way:
    """Where each character would stand if all the text were one line, in font sizes."""
    widths = np.take(_widths(), np.frombuffer(printed.encode("utf-32-le"), "<u4"), mode="clip")
    # A little way lies between two glyphs, so that no line begins where the one before it ends.
    ends = np.cumsum(widths + APART)
    return Way(ends - widths, ends)


def _stretched(asked: Asked, way: Way) -> list[int]:
    """The numbers of the lines in which the way between two places is much longer than usual."""
    usual = (way.ends[asked.places[1:]] - way.begins[asked.places[:-1]]) * asked.sizes[:-1]
    printed = asked.boxes[1:, 2] - asked.boxes[:-1, 0]
    wide = np.flatnonzero(np.abs(printed - usual) > STRETCHED * asked.sizes[:-1])
    lines = np.searchsorted(asked.lines, wide, side="right") - 1
    inside = np.append(asked.lines[1:], len(asked.places))[lines] > wide + 1
    return sorted(set(lines[inside].tolist()))


def _words(printed: str, spans: Sequence[Span], lines: Sequence[int]) -> Iterator[int]:
    """The first and last glyph of each word of these lines."""
    for line in lines:
        for word in WORD.finditer(printed, *spans[line]):
            yield word.start()
            yield word.end() - 1


def _jumps(printed: str, asked: Asked) -> int:
    """Count the wide blanks between places with nothing printed between them, as columns leave them."""
    places = np.array(asked.places)
    inked = np.cumsum(np.frombuffer(printed.encode("utf-32-le"), "<u4") > BLANK)
    beside = inked[places[1:] - 1] == inked[places[:-1]]
    blank = asked.boxes[1:, 0] - asked.boxes[:-1, 2]
    return int(np.count_nonzero(beside & (blank > pieces.APART * asked.sizes[1:])))


def _reckoned(way: Way, asked: Asked, corner: tuple[float, float]) -> Floats:
    """The box of each glyph, y down: across as the usual widths divide the way between places asked."""
    known = np.stack([way.begins[asked.places], way.ends[asked.places]], axis=1).ravel()
    edges = asked.boxes[:, [0, 2]].ravel() - corner[0]
    top = corner[1] - np.maximum.reduceat(asked.boxes[:, 3], asked.lines)
    bottom = corner[1] - np.minimum.reduceat(asked.boxes[:, 1], asked.lines)
    first = asked.places[0]
    count = len(way.ends)
    heights = lengths(np.array(asked.places)[asked.lines], count)
    boxes = np.zeros((count, 4), np.float32)
    boxes[:, 0] = np.interp(way.begins, known, edges)
    boxes[:, 2] = np.interp(way.ends, known, edges)
    boxes[first:, 1] = np.repeat(top, heights)
    boxes[first:, 3] = np.repeat(bottom, heights)
    return boxes


@cache
def _widths() -> Floats:
    """The usual width of each character, by its code."""
    shares = {
        letter: share for table in (NARROW, WIDE) for share, letters in table.items() for letter in letters
    }
    letters = (unicodedata.normalize("NFD", chr(code))[0] for code in range(LAST_WIDTH + 1))
    return np.fromiter(map(shares.get, letters, repeat(USUAL)), np.float32, LAST_WIDTH + 1)


def _lines(printed: str, spans: Sequence[Span], boxes: Floats, asked: Asked) -> list[Line]:
    text, packed = printed.replace("\x02", "-"), to_bytes(boxes)
    starts = [span.start for span in spans]
    lasts = [span.end - 1 for span in spans]
    return [
        Line(text[start:end], packed[BOX_BYTES * start : BOX_BYTES * end], x0, top, x1, bottom, size)
        for (start, end), x0, top, x1, bottom, size in zip(
            spans,
            boxes[starts, 0].tolist(),
            boxes[starts, 1].tolist(),
            boxes[lasts, 2].tolist(),
            boxes[starts, 3].tolist(),
            asked.sizes[asked.lines].tolist(),
            strict=True,
        )
    ]
