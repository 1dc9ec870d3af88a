"""A document as the readers give it: raw text, pages, blocks and tables, all frozen and without behaviour.

Offsets (`start`, `end`) are Unicode code points in `Document.raw`, end exclusive. Boxes are
`(x0, top, x1, bottom)` in points, from the page's upper left corner.
"""

from enum import StrEnum

from msgspec import Struct

from extractor.shown import Shown

Box = tuple[float, float, float, float]


class Severity(StrEnum):
    """How much a problem or a check weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Problem(Struct, frozen=True, kw_only=True):
    """Something that went wrong while reading.

    `code` is a key below `[problem]` in `patterns/messages.toml`; `values` fill its text and must not hold
    text of the report. A problem of severity `error` means that the document could not be read.
    """

    code: str
    severity: Severity = Severity.WARNING
    page: int | None = None
    values: dict[str, str | int | float] = {}


class Cell(Struct, frozen=True, kw_only=True, gc=False):
    """One cell of a table; `raw[start:end] == text`. `page` and `box` only where the format has pages."""

    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    text: str
    start: int
    end: int
    page: int | None = None
    box: Box | None = None


class Table(Struct, frozen=True, kw_only=True):
    """A table of any format, stitched over its pages.

    In `raw` its rows are lines and its cells are separated by tabs; a line break inside a cell is a space.
    `cells` holds each cell once, at its upper left place, in row order; places that a merged cell covers
    have none. `header_rows` counts the rows that name the columns. `layout` marks a table that only places
    text on the page (letterhead, signature block): its cells stand in `raw` one after the other.
    """

    start: int
    end: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    header_rows: int = 1
    layout: bool = False
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()


class BlockKind(StrEnum):
    """What a stretch of raw text is, where that is not simply text of the report."""

    TABLE = "table"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    STAMP = "stamp"


class Block(Struct, frozen=True, kw_only=True):
    """A stretch of raw text that is not flowing text.

    A table, the body of a footnote (with its `mark`), furniture (page number, running head) or the text of
    an electronic signature. Whatever no block covers is flowing text.
    """

    kind: BlockKind
    start: int
    end: int
    mark: str | None = None


class Page(Struct, frozen=True, kw_only=True):
    """One page.

    `boxes` holds four float32 per code point of `raw[start:end]` (x0, top, x1, bottom; all zero where the
    character has no place, a line break for example), or nothing. `reader` read the page; `reason` says why
    when it was not the first reader. `quality` is the share of well-formed Vietnamese syllables, 0 to 1.
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    reader: str = "text"
    reason: str | None = None
    quality: float | None = None
    boxes: bytes = b""


class Document(Struct, Shown, frozen=True, kw_only=True):
    """What a reader makes of a file's bytes.

    `raw` is the text that every offset refers to. `wrapped` says that a line break may be the end of a
    visual line (text files, PDF) and not of a paragraph (DOCX). A vertical tab is a line break inside a
    paragraph. Pages follow each other and cover `raw`; formats without pages have none.
    """

    name: str
    media_type: str
    raw: str = ""
    wrapped: bool = True
    text_source: str = "text"
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()
