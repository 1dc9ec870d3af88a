"""The index as lists for other programs: a line a mention as CSV or JSON Lines, sheets for Excel."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
import xlsxwriter

from extractor.rules import Messages
from extractor.writers import Note
from extractor.writers.cells import cell, inert, printable, shortened
from extractor.writers.vocabulary import Vocabulary
from extractor.writers.workbook import SHEET_ROWS, put_text

MENTIONS = "SELECT * FROM citations ORDER BY path, start, mention"
INNER = frozenset({"report", "work", "name", "mention"})
"""Numbers of rows, which mean nothing outside the index."""

SHEETS = {
    "works": "SELECT title, doc_type, number, date, issuer, subject, mentions, reports, key FROM works "
    "ORDER BY reports DESC, mentions DESC, key",
    "names": "SELECT title, doc_type, number, date, issuer, subject, mentions, reports, key FROM names "
    "ORDER BY reports DESC, mentions DESC, called",
    "mentions": "SELECT path, page, sentence, text, report_number, report_date, report_issuer, relation, "
    "pinpoints, work_title, doc_type, number, date, issuer, subject, key, key_status, doubt, start, "
    '"end", report_key, doc_id FROM citations ORDER BY path, start, mention',
    "reports": "SELECT path, title, number, date, issuer, subject, key, "
    "(SELECT count(*) FROM mentions WHERE mentions.report = files.report) AS mentions, problem, doc_id "
    "FROM files LEFT JOIN reports ON id = report ORDER BY location",
}
"""The sheets of the workbook: what a row of each says, in the order of the columns."""

WIDE = {"title": 50, "work_title": 50, "subject": 50, "sentence": 60, "text": 34, "path": 34, "issuer": 30}
WIDE |= {"report_issuer": 30, "doubt": 50, "problem": 60, "key": 30, "report_key": 30}
WIDTH = 14


def json_lines(connection: sqlite3.Connection) -> Iterator[bytes]:
    """Every mention as JSON, in the order of the reports' paths."""
    found = connection.execute(MENTIONS)
    fields = _fields(found)
    for values in found:
        row = {field: value for field, value in zip(fields, values, strict=True) if field not in INNER}
        places = row["pinpoints"]
        yield msgspec.json.encode({**row, "pinpoints": msgspec.Raw(places.encode()) if places else []})


def separated(connection: sqlite3.Connection, file: BinaryIO) -> None:
    """Write the same as CSV: UTF-8 with a byte order mark, no text that a spreadsheet would run."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    found = connection.execute(MENTIONS)
    shown = [place for place, field in enumerate(_fields(found)) if field not in INNER]
    table.writerow([_fields(found)[place] for place in shown])
    for row in found:
        values = (row[place] for place in shown)
        table.writerow([inert(value) if isinstance(value, str) else value for value in values])
    text.detach()


def workbook(
    connection: sqlite3.Connection,
    file: BinaryIO,
    messages: Messages,
    words: Vocabulary,
    *,
    sheet_rows: int = SHEET_ROWS,
) -> list[Note]:
    """Write documents cited, names that tell none, mentions and reports as sheets with headings.

    Gives what had to be left out because a sheet holds no more than `sheet_rows` rows.
    """
    notes: list[Note] = []
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
        },
    )
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "bg_color": "#DCE6F1"}
    )
    plain = book.add_format({"valign": "top"})
    for name, statement in SHEETS.items():
        sheet = book.add_worksheet(messages.say("listing", name, "sheet"))
        found = connection.execute(statement)
        fields = _fields(found)
        for column, field in enumerate(fields):
            sheet.set_column(column, column, WIDE.get(field, WIDTH))
            sheet.write_string(0, column, _heading(field, messages, words), head)
        count = 0
        for count, row in enumerate(found, 1):
            if count < sheet_rows:
                _put(sheet, count, dict(zip(fields, row, strict=True)), words, plain)
        rows = min(count, sheet_rows - 1)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(rows, 1), len(fields) - 1)
        if rows < count:
            notes.append(("listing_full", {"sheet": sheet.name, "rows": rows, "left": count - rows}))
    book.close()
    return notes


def _put(
    sheet: xlsxwriter.worksheet.Worksheet,
    number: int,
    row: dict[str, Any],
    words: Vocabulary,
    plain: xlsxwriter.format.Format,
) -> None:
    for column, (field, value) in enumerate(row.items()):
        shown = cell(field, value, words)
        if isinstance(shown, str):
            put_text(sheet, number, column, shortened(printable(shown)), plain)
        elif shown is not None:
            sheet.write_number(number, column, shown, plain)


def _heading(field: str, messages: Messages, words: Vocabulary) -> str:
    """The heading of a column that only listings have, else that of the field of a citation."""
    if messages.has("listing", field):
        return messages.say("listing", field)
    return words.heading("citations", field)


def _fields(found: sqlite3.Cursor) -> list[str]:
    """The names of the columns of what a statement gives."""
    return [column for column, *_ in found.description]
