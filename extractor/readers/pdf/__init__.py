"""PDF: text, tables and the place of every character.

PDFium reads first; pdfplumber gives a second opinion on the few pages that come out badly.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extractor.model import BlockKind, Document, Page, Problem, Severity
from extractor.readers.build import NO_BOX, RawBuilder
from extractor.readers.limits import Limits
from extractor.readers.pdf.furniture import MARGIN, Roles, roles
from extractor.readers.pdf.page import POOR, Content
from extractor.readers.pdf.reading import reading
from extractor.readers.pdf.tables.cells import PageTable
from extractor.readers.pdf.tables.stitch import Whole, stitched
from extractor.readers.pdf.text.lines import Line

MEDIA_TYPE = "application/pdf"

PAGE_IMAGE = 0.6
"""An image that covers this share of the page is an image of the page."""


HOLE = re.compile(r"\?(?=\w)")
MANY_HOLES = 0.1
"""Where more words than this share have a hole, text is useless."""

NO_TEXT = "no_text"
"""The reason on a page whose text, if it has any, is useless: it needs character recognition."""


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF. What cannot be read is a problem in the document, never an exception."""
    pages, problems = reading(data, limits)
    found = roles(pages)
    illegible = {page.number for page, role in zip(pages, found, strict=True) if _illegible(page, role)}
    if illegible:
        severity = Severity.ERROR if len(illegible) == len(pages) else Severity.WARNING
        problems = [
            *problems,
            Problem(code="pdf_no_text", severity=severity, values={"pages": len(illegible)}),
        ]
        pages = [page._replace(reason=NO_TEXT) if page.number in illegible else page for page in pages]
    builder, numbered = _built(pages, found)
    return Document(
        name=name,
        media_type=MEDIA_TYPE,
        raw=builder.raw,
        text_source="text_layer",
        pages=tuple(numbered),
        blocks=tuple(builder.blocks),
        tables=tuple(builder.tables),
        problems=tuple(problems),
    )


def _built(pages: Sequence[Content], found: Sequence[Roles]) -> tuple[RawBuilder, list[Page]]:
    """Write the pages one after the other, each table where its first part stands."""
    known = {page.number: (page, role) for page, role in zip(pages, found, strict=True)}

    def nothing_between(first: PageTable, second: PageTable) -> bool:
        return not _text_beyond(*known[first.page], first.bottom, below=True) and not _text_beyond(
            *known[second.page], second.top, below=False
        )

    tables: dict[int, list[Whole]] = {}
    for whole in stitched([table for page in pages for table in page.tables], nothing_between):
        tables.setdefault(whole.page, []).append(whole)
    builder = RawBuilder(places=True)
    bounds = []
    for page, role in zip(pages, found, strict=True):
        start = builder.position
        _write(builder, page.lines, role, tables.get(page.number, []))
        bounds.append((start, builder.position))
    boxes = builder.boxes
    return builder, [
        Page(
            number=page.number,
            start=start,
            end=end,
            width=page.size.width,
            height=page.size.height,
            reader=page.reader,
            reason=page.reason,
            quality=page.quality,
            boxes=boxes[16 * start : 16 * end],
        )
        for page, (start, end) in zip(pages, bounds, strict=True)
    ]


def _text_beyond(page: Content, role: Roles, edge: float, *, below: bool) -> bool:
    """Tell whether text of the report stands beyond the edge of a table, margins left aside."""
    low, high = (edge, (1 - MARGIN / 2) * page.height) if below else (MARGIN / 2 * page.height, edge)
    return any(
        number not in role and low < (line.top + line.bottom) / 2 < high
        for number, line in enumerate(page.lines)
    )


def _write(builder: RawBuilder, lines: Sequence[Line], role: Roles, tables: Sequence[Whole]) -> None:
    """Write a page's lines, those of one role as one block, and its tables between them."""
    for stretch, table in _stretches(lines, tables):
        for kind, numbers in groupby(stretch, key=role.get):
            start = builder.position
            for number in numbers:
                builder.text(lines[number].text + "\n", lines[number].boxes + NO_BOX)
            if kind is not None:
                builder.block(kind.kind, start, kind.mark)
        if table is not None:
            builder.table(table.parts, header_rows=table.header_rows)


def _stretches(lines: Sequence[Line], tables: Sequence[Whole]) -> Iterator[tuple[range, Whole | None]]:
    """Cut the numbers of the lines where the tables stand; a table follows each stretch but the last."""
    start = 0
    for table in tables:
        yield range(start, table.place), table
        start = table.place
    yield range(start, len(lines)), None


def _illegible(page: Content, role: Roles) -> bool:
    """Tell whether a page holds no text that could be used, though something is printed on it.

    A scan may carry a few words of a stamp, or all of its text as an old scanner misread it; a file may
    have lost the letters of Vietnamese.
    """
    printed = page.tables or any(
        number not in role or role[number].kind == BlockKind.FOOTNOTE for number in range(len(page.lines))
    )
    if not printed:
        return page.drawn
    poor = page.quality is None or page.quality < POOR
    return poor and (page.cover > PAGE_IMAGE or _holes(page.text) > MANY_HOLES)


def _holes(text: str) -> float:
    """The question marks before letters, for each word: letters that the file has no character for."""
    return len(HOLE.findall(text)) / max(len(text.split()), 1)
