"""One scanned page to its lines and tables, in reading order."""

from typing import NamedTuple

import numpy as np

from extractor.readers.pdf.blanks.blank import blanks
from extractor.readers.pdf.sources.plain import GOOD, Plain
from extractor.readers.pdf.sources.scan import Scan, upright
from extractor.readers.pdf.tables.cells import OUTSIDE, PageTable, owners, tables, tabular
from extractor.readers.pdf.tables.contradictions import contradicted
from extractor.readers.pdf.tables.grid import grids
from extractor.readers.pdf.text.apart import apart
from extractor.readers.pdf.text.geometry import Size
from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.lines import Line, lines
from extractor.readers.pdf.text.order import Rows, by_place, cleaned, in_stream
from extractor.readers.pdf.text.overlay import filled_in
from extractor.readers.pdf.text.spacing import spaced
from extractor.text.syllables import Spelling, spelling

POOR = 0.75
"""Share of well-formed syllables below which text is damaged, with whatever names and acronyms."""

BETTER = 0.02
"""By so much another order of the same text must be better."""

DISORDER = 0.03
"""Share of steps back within lines from which on a short page's stream order is not believed."""

SEPARATOR = (40.0, 260.0)
"""Length in points of the short rule above footnotes."""


class Content(NamedTuple):
    """What a page says, in reading order.

    `size` is the page's as displayed, `height` the one that the lines' coordinates refer to. `reason` says
    why the page was not read in stream order by the first reader. `separators` are the heights of short
    rules, in points. `cover` is the share of the page under its largest image; `drawn` says that anything
    is on it. `contradicted` is the share of glyphs whose place in a table cannot be right.
    """

    number: int
    size: Size
    height: float
    lines: list[Line]
    tables: list[PageTable]
    separators: list[float]
    reader: str
    reason: str | None
    quality: float | None
    cover: float
    drawn: bool
    contradicted: float = 0.0

    @property
    def text(self) -> str:
        """All text, that of the tables at its end."""
        return _all_text(self.lines, self.tables)

    @property
    def length(self) -> int:
        """Code points of all text."""
        return len(self.text)


def content(scan: Scan, before: PageTable | None, reader: str = "pdfium") -> Content:
    """Read a scanned page; `before` is the last table of the page before, which may go on here."""
    if scan.plain is not None:
        return _plain(scan, scan.plain, reader)
    scan = upright(scan)
    view = scan.frame
    glyphs = cleaned(scan.glyphs)
    drawn = grids(scan.rules)
    kept, owner = tabular(glyphs, drawn, scan.size, before)
    if more := blanks(glyphs, scan.rules, kept, scan.size, before):
        kept = [*kept, *more]
        owner = owners(glyphs, kept, scan.size)
    flowing = glyphs.take(owner == OUTSIDE) if kept else glyphs
    flow = _ordered(flowing, trusted=scan.lined and not scan.turn)
    text = apart(lines(flow.rows, view))
    found = tables(glyphs, kept, owner, scan.number, view) if kept else []
    spelt = flow.spelt.plus(spelling(_all_text([], found)))
    found = [table._replace(place=_place(table, text)) for table in found]
    return Content(
        number=scan.number,
        size=scan.size.turned(scan.turn),
        height=scan.size.height,
        lines=text,
        tables=sorted(found, key=lambda table: table.place),
        separators=_separators(scan),
        reader=reader,
        reason=flow.reason,
        quality=spelt.quality,
        cover=scan.cover,
        drawn=scan.drawn,
        contradicted=contradicted(glyphs, owner, drawn, kept),
    )


def _plain(scan: Scan, text: Plain, reader: str) -> Content:
    """Give the content of a page of plain text."""
    return Content(
        number=scan.number,
        size=scan.size,
        height=scan.size.height,
        lines=apart(text.lines),
        tables=[],
        separators=_separators(scan),
        reader=reader,
        reason=None,
        quality=text.quality,
        cover=scan.cover,
        drawn=scan.drawn,
    )


def empty(number: int) -> Content:
    """Give the content of a page that no reader can read."""
    return Content(number, Size(0.0, 0.0), 0.0, [], [], [], "pdfium", "failed", None, 0.0, drawn=False)


class _Flow(NamedTuple):
    """Flowing text in order, why that is not the stream's, and how it is spelt."""

    rows: Rows
    reason: str | None
    spelt: Spelling


def _ordered(glyphs: Glyphs, *, trusted: bool) -> _Flow:
    """Put flowing text in order: the stream's, or that of the places where it makes better words.

    The stream is not `trusted` without line breaks, nor on pages displayed turned: PDFium may give their
    lines in reverse. There the places count more.
    """
    rows = spaced(filled_in(in_stream(glyphs)))
    stream = _Flow(rows, None, spelling(_text(rows)))
    score = stream.spelt.quality
    believed = _disorder(rows) < DISORDER if score is None else score >= GOOD
    if believed and trusted:
        return stream
    rows = spaced(by_place(glyphs, np.zeros(len(glyphs.codes), np.intp), columns=True))
    turned = not trusted or glyphs.turns[~glyphs.made].any()
    placed = _Flow(rows, "rotated" if turned else "geometric_order", spelling(_text(rows)))
    least = 0.0 if score is None else score + BETTER if trusted else score - BETTER
    return placed if (placed.spelt.quality or 0.0) >= least else stream


def _text(rows: Rows) -> str:
    """The text of rows, only good for counting words."""
    codes = rows.glyphs.codes.copy()
    breaks = np.flatnonzero(np.diff(rows.row)) + 1
    return np.insert(codes, breaks, 0x20).astype("<u4").tobytes().decode("utf-32-le", "replace")


def _disorder(rows: Rows) -> float:
    """The share of steps within lines that lead back to the left."""
    begin = rows.glyphs.boxes[:, 0]
    back = (np.diff(rows.row) == 0) & (np.diff(begin) < -rows.glyphs.sizes[1:]) & (rows.glyphs.turns[1:] == 0)
    return float(back.mean()) if len(back) else 0.0


def _place(table: PageTable, text: list[Line]) -> int:
    """Count the lines that come before a table, so that fewest lines are on the wrong side of it."""
    middle = (table.top + table.bottom) / 2
    below = np.array([line.top + line.bottom > 2 * middle for line in text], np.bool_)
    wrong_before = np.cumsum(np.concatenate([[0], below]))
    wrong_after = np.cumsum(np.concatenate([[0], ~below[::-1]]))[::-1]
    return int((wrong_before + wrong_after).argmin())


def _separators(scan: Scan) -> list[float]:
    wide = scan.rules[:, 2] - scan.rules[:, 0]
    short = (wide > SEPARATOR[0]) & (wide < SEPARATOR[1]) & (scan.rules[:, 0] < scan.size.width / 2)
    return sorted(scan.rules[short, 1].tolist())


def _all_text(text: list[Line], found: list[PageTable]) -> str:
    return "\n".join([line.text for line in text] + [part.text for table in found for part in table.parts])
