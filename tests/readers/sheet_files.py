"""Makes spreadsheets for the tests: XLSX by XlsxWriter or part by part, XLS record by record."""

import io
import zipfile
from collections.abc import Callable, Sequence
from struct import pack
from typing import Any

import xlsxwriter

from extractor.model import Document, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINES = {"border": 1}

Fill = Callable[[Any, Any], None]
"""Fills the sheets of a workbook; XlsxWriter has no types."""


def xlsx(*fills: Fill, names: tuple[str, ...] = ()) -> bytes:
    """A workbook with one sheet for each function, which is given the workbook and the sheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for at, fill in enumerate(fills):
            fill(book, book.add_worksheet(names[at] if at < len(names) else f"Biểu {at + 1}"))
    return buffer.getvalue()


def rows(*lines: Sequence[object], ruled: bool = False, at: int = 0) -> Fill:
    """Fills a sheet with rows of values from row `at` on; None leaves a place empty."""

    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        form = book.add_format(LINES if ruled else {})
        for row, line in enumerate(lines, at):
            for col, value in enumerate(line):
                if value is not None:
                    sheet.write(row, col, value, form)

    return fill


def parts(sheet: str, **more: str) -> bytes:
    """A workbook of one sheet with this XML in its part; `more` are parts of `xl/` named without `.xml`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/></Relationships>',
        )
        file.writestr("xl/worksheets/s.xml", sheet)
        for name, text in more.items():
            file.writestr(f"xl/{name}.xml", text)
    return buffer.getvalue()


def data(content: str, after: str = "") -> str:
    """The part of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{content}</sheetData>{after}</worksheet>'


def grid(table: Table) -> list[list[str]]:
    """The rows of a table; "" where a merged cell covers."""
    lines = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        lines[cell.row][cell.col] = cell.text
    return lines


def only(found: Document) -> Table:
    """The one table of a document, whose cells stand in raw text where they say."""
    (table,) = found.tables
    assert all(found.raw[cell.start : cell.end] == cell.text for cell in table.cells)
    return table


def record(kind: int, *fields: bytes) -> bytes:
    """A record of an XLS file."""
    content = b"".join(fields)
    return pack("<HH", kind, len(content)) + content


def number(row: int, col: int, form: int, value: float) -> bytes:
    """The record of a number."""
    return record(0x203, pack("<HHHd", row, col, form, value))


def label(row: int, col: int, form: int, text: str) -> bytes:
    """The record of a text that stands in its cell."""
    return record(0x204, pack("<HHHHB", row, col, form, len(text), 1), text.encode("utf-16-le"))


def xls(sheet: bytes, formats: dict[int, str], forms: list[tuple[int, int]], *, state: int = 0) -> bytes:
    """An XLS file of one sheet of these records; `forms` are number formats and borders of the styles."""
    begin = record(0x809, pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    books = [
        *(
            record(0x41E, pack("<HHB", at, len(code), 0), code.encode("latin-1"))
            for at, code in formats.items()
        ),
        *(record(0xE0, pack("<HHHHHHII", 0, at, 1, 0, 0, sides, 0, 0)) for at, sides in forms),
    ]
    ahead = begin + b"".join(books)
    named = record(0x85, pack("<IBBBB", 0, state, 0, 5, 0), b"Trang")
    start = len(ahead) + len(named) + 4
    named = record(0x85, pack("<IBBBB", start, state, 0, 5, 0), b"Trang")
    content = record(0x809, pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + sheet + record(0x0A)
    return ole("Workbook", ahead + named + record(0x0A) + content)


def ole(name: str, stream: bytes) -> bytes:
    """An OLE file with one stream, of less than some sixty thousand bytes."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    free, last, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    links = [*(at + 1 for at in range(count - 1)), last, last, table]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1)
    header += pack("<IIIIIII", count, 0, 4096, last, 0, last, 0) + pack("<I", count + 1)
    directory = entry("Root Entry", 5, last, 0, child=1) + entry(name, 2, 0, len(stream))
    return b"".join(
        (
            header.ljust(512, b"\xff"),
            stream.ljust(count * 512, b"\0"),
            directory.ljust(512, b"\0"),
            pack(f"<{len(links)}I", *links).ljust(512, pack("<I", free)[:1]),
        )
    )


def entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    """An entry of the directory of an OLE file."""
    field = name.encode("utf-16-le")
    head = field.ljust(64, b"\0") + pack("<HBBIII", len(field) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return head.ljust(116, b"\0") + pack("<III", start, size, 0)
