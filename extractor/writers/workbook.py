"""Records as a workbook for Excel: a sheet a table, headings in the chosen language, numbers as numbers.

Text is always written as text, also when it begins with `=`, `+`, `-` or `@`. What a clerk should look at
is shaded: figures in doubt, failing checks, documents that could not be read.
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter
from msgspec import Struct
from xlsxwriter.exceptions import FileCreateError

from extractor.records import TABLES, CheckRecord, DocumentRecord, FigureRecord, ProblemRecord
from extractor.writers import Note, Rows
from extractor.writers.cells import cell, printable, shortened
from extractor.writers.names import WORKBOOK
from extractor.writers.output import Output, writing
from extractor.writers.vocabulary import Vocabulary

NO_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - the day that stands for none in ZIP files, which have no zones
SHEET_ROWS = 1_048_576
"""Rows of a sheet of Excel, the heading included."""

DOUBTFUL = 0.95
"""A figure whose confidence is below this is shaded."""

FIRST = ("path", "page", "text", "sentence")
LAST = ("rule", "confidence", "flags", "section", "table", "footnote", "id", "start", "end", "bbox", "doc_id")
"""Where a record stands comes first, how it was found last, what it says between them."""

WIDE = {"path": 34, "text": 40, "sentence": 60, "subject": 50, "label": 40, "message": 70, "next_step": 60}
WIDE |= {"issuer": 32, "issuer_parent": 28, "title": 50, "unit": 24, "unit_raw": 24, "note": 30}
WIDTH = 14
HIDDEN = frozenset(
    {"doc_id", "bbox", "bboxes", "cells", "grid", "spans", "numbers", "outline", "readers", "urn", "uri"}
)
"""Columns for machines; they are there, and can be unhidden."""

PLACES = frozenset({"page", "pages", "start", "end", "full_start", "full_end", "header_rows"})
"""Whole numbers that are no amounts: without separators of thousands."""

SHADES = {"error": "#F4B6B6", "warning": "#FFF2B3"}


def save(book: xlsxwriter.Workbook, path: Path) -> None:
    """Write a workbook that is complete; raises CannotWriteError where the file cannot be written.

    It does not say when it was made: the same records give the same bytes.
    """
    book.set_properties({"created": NO_DAY})
    with writing(path):
        try:
            book.close()
        except FileCreateError as error:
            raise (error.args[0] if isinstance(error.args[0], OSError) else OSError()) from error


def put_text(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    text: str,
    style: xlsxwriter.format.Format,
) -> None:
    """Write a text that a cell may hold, whatever it looks like."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes such a text for its own markup, unless it comes in two pieces.
        sheet.write_rich_string(row, column, text[:1], style, text[1:], style)
    else:
        sheet.write_string(row, column, text, style)


class Workbook:
    """Writes `bao-cao.xlsx`."""

    def __init__(self, output: Output, words: Vocabulary, *, sheet_rows: int = SHEET_ROWS) -> None:
        self._path = output.folder / WORKBOOK
        self._words = words
        self._sheet_rows = sheet_rows
        self._book = xlsxwriter.Workbook(
            output.open(WORKBOOK),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
            },
        )
        self._book.use_zip64()
        top = {"valign": "top"}
        self._formats = {
            (shade, whole): self._book.add_format(
                top
                | ({"bg_color": SHADES[shade]} if shade else {})
                | ({"num_format": "#,##0"} if whole else {})
            )
            for shade in ("", *SHADES)
            for whole in (False, True)
        }
        self._sheets = {table: self._sheet(table) for table in TABLES}
        self._rows = dict.fromkeys(TABLES, 0)
        self._cut = 0

    def write(self, rows: Rows) -> None:
        """Add the records of one document to their sheets."""
        with writing(self._path):
            for table, records in rows.items():
                for record in records:
                    self._rows[table] += 1
                    if self._rows[table] < self._sheet_rows:
                        self._row(table, self._rows[table], record)

    def close(self) -> list[Note]:
        """Set the filters and write the file."""
        notes: list[Note] = []
        for table, (sheet, fields) in self._sheets.items():
            rows = min(self._rows[table], self._sheet_rows - 1)
            sheet.autofilter(0, 0, max(rows, 1), len(fields) - 1)
            if rows < self._rows[table]:
                name = self._words.table(table)
                notes.append(("sheet_full", {"sheet": name, "rows": rows, "left": self._rows[table] - rows}))
        if self._cut:
            notes.append(("cells_cut", {"count": self._cut}))
        save(self._book, self._path)
        return notes

    def _sheet(self, table: str) -> tuple[xlsxwriter.worksheet.Worksheet, tuple[str, ...]]:
        """A sheet with its headings, and its fields in order."""
        sheet = self._book.add_worksheet(self._words.table(table))
        style = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "bg_color": "#DCE6F1"}
        )
        fields = ordered(TABLES[table].__struct_fields__)
        for column, field in enumerate(fields):
            sheet.set_column(column, column, WIDE.get(field, WIDTH), None, {"hidden": field in HIDDEN})
            sheet.write_string(0, column, self._words.heading(table, field), style)
        sheet.freeze_panes(1, 1)
        return sheet, fields

    def _row(self, table: str, row: int, record: Struct) -> None:
        sheet, fields = self._sheets[table]
        shade = _shade(record)
        for column, field in enumerate(fields):
            shown = cell(field, getattr(record, field), self._words)
            counted = isinstance(shown, int) and field not in PLACES
            style = self._formats[shade, counted]
            if isinstance(shown, str):
                text = printable(shown)
                short = shortened(text)
                self._cut += short != text
                put_text(sheet, row, column, short, style)
            elif shown is not None:
                sheet.write_number(row, column, shown, style)
            elif shade:
                sheet.write_blank(row, column, None, style)


def ordered(fields: tuple[str, ...]) -> tuple[str, ...]:
    """The fields of a table in the order of the columns."""
    between = [field for field in fields if field not in FIRST + LAST]
    return tuple([f for f in FIRST if f in fields] + between + [f for f in LAST if f in fields])


def _shade(record: Struct) -> str:
    """The weight of what is wrong with a record: a key of SHADES, or nothing."""
    match record:
        case CheckRecord() | ProblemRecord():
            return record.severity if record.severity in SHADES else ""
        case DocumentRecord():
            return {"failed": "error", "refused": "error", "partial": "warning"}.get(record.status, "")
        case FigureRecord() if record.confidence < DOUBTFUL or record.alternatives:
            return "warning"
        case _:
            return ""
