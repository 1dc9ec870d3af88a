"""Records as CSV (RFC 4180): one UTF-8 file a table, even an empty one, with the names of the fields above.

For Excel a file begins with a byte order mark, and a text that a spreadsheet would run as a formula gets an
apostrophe before it; numbers are left alone. Source of what is run: OWASP, CSV injection.
"""

import csv
import io

from extractor.records import TABLES
from extractor.writers import Note, Rows
from extractor.writers.cells import RUN, inert, printable
from extractor.writers.flat import Column, Flat, Kind, columns, flat
from extractor.writers.names import SEPARATED
from extractor.writers.output import Output, writing

BYTE_ORDER_MARK = "\ufeff"
LINE_END = "\r\n"


class Csv:
    """Writes `documents.csv`, `citations.csv` and so on; with `excel` as Excel opens them without harm."""

    def __init__(self, output: Output, *, excel: bool = False) -> None:
        self._folder = output.folder
        self._excel = excel
        self._files = {table: output.open(table + SEPARATED) for table in TABLES}
        for table, file in self._files.items():
            with writing(self._folder / (table + SEPARATED)):
                file.write(heading(table, excel=excel))

    def write(self, rows: Rows) -> None:
        """Add a line for every record."""
        for table, file in self._files.items():
            with writing(self._folder / (table + SEPARATED)):
                file.write(lines(table, rows, excel=self._excel))

    def close(self) -> tuple[Note, ...]:
        """Nothing is left to do, and nothing was left out."""
        return ()


def heading(table: str, *, excel: bool = False) -> bytes:
    """The first line of a table."""
    names = _encoded([[column.name for column in columns(table)]])
    return BYTE_ORDER_MARK.encode() + names if excel else names


def lines(table: str, rows: Rows, *, excel: bool = False) -> bytes:
    """The lines of one document's records of a table."""
    place = _harmless if excel else _place
    return _encoded(
        [
            [place(column, flat(getattr(record, column.name))) for column in columns(table)]
            for record in rows[table]
        ]
    )


def _encoded(rows: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=LINE_END).writerows(rows)
    return written.getvalue().encode(errors="replace")


def _place(_column: Column, value: Flat) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _harmless(column: Column, value: Flat) -> str:
    """A text as Excel shows it and never runs it."""
    if not isinstance(value, str) or column.kind == Kind.EXACT:
        return _place(column, value)
    shown = printable(value)
    return f"'{shown}" if value.startswith(RUN) else inert(shown)
