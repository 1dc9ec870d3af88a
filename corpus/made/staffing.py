"""Staffing tables: the rows of a printed table, and the rows and groups in it that do not add up.

In: the text of a report and the bounds of a table. Out: `Row`s, and check records for the gold.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from corpus.made.records import Record

COLUMNS = {"total": 2, "own_staff": 3, "seconded": 4}
NOTE = 5


class Row(NamedTuple):
    """One row; the fields are those of the gold, in its order."""

    start: int
    end: int
    row_kind: str
    ordinal: str | None
    unit_raw: str
    total: int | None
    own_staff: int | None
    seconded: int | None
    note: str | None


def rows_of(text: str, start: int, end: int) -> Iterator[Row]:
    """Rows of the table between two places, its header rows left out."""
    at = start
    begun = False
    for line in text[start:end].splitlines(keepends=True):
        cells = [cell.strip() for cell in line.split("\t")]
        begun = begun or cells[0].startswith("CẤP")
        if begun and any(cells):
            yield row_of(cells, at, at + len(line.rstrip("\n\t")))
        at += len(line)


def row_of(cells: list[str], start: int, end: int) -> Row:
    """One row from the texts of its cells."""
    padded = cells + [""] * (NOTE + 1 - len(cells))
    kind, ordinal, unit = heading(padded[0], padded[1])
    total, own_staff, seconded = (int(padded[at]) if padded[at] else None for at in COLUMNS.values())
    return Row(start, end, kind, ordinal, unit, total, own_staff, seconded, padded[NOTE] or None)


def heading(first: str, second: str) -> tuple[str, str | None, str]:
    """Kind, ordinal and unit of a row from its first two cells."""
    if not second:
        return "section", None, first
    if not first:
        return "total" if second.upper().startswith("TỔNG") else "subtotal", None, second
    return "unit" if first.isdigit() else "group", first, second


def faults(text: str, rows: list[Row]) -> Iterator[Record]:
    """Rows that do not add up and groups that differ from the sum of their rows."""
    for index, row in enumerate(rows):
        yield from row_faults(text, row)
        if row.row_kind == "group":
            members = takewhile(lambda other: other.row_kind == "unit", rows[index + 1 :])
            yield from group_faults(text, row, list(members))


def row_faults(text: str, row: Row) -> Iterator[Record]:
    """The total of a row, if it is not the sum of its parts."""
    if row.row_kind == "section" or row.own_staff is None or row.seconded is None:
        return
    added = row.own_staff + row.seconded
    if row.total != added:
        yield fault("ROW_SUM", text, row, "total", added)


def group_faults(text: str, row: Row, members: list[Row]) -> Iterator[Record]:
    """The columns of a group row that are not the sums of its members."""
    for column in COLUMNS:
        added = sum(getattr(member, column) or 0 for member in members)
        if getattr(row, column) != added:
            yield fault("GROUP_SUM", text, row, column, added)


def fault(rule: str, text: str, row: Row, column: str, computed: int) -> Record:
    """Check record of a row; its place is the cell of the stated number."""
    cells = text[row.start : row.end].split("\t")
    index = COLUMNS[column]
    start = row.start + sum(len(cell) + 1 for cell in cells[:index])
    return {
        "rule": rule,
        "stated": str(getattr(row, column)),
        "computed": str(computed),
        "column": column,
        "text": cells[index],
        "start": start,
        "end": start + len(cells[index]),
    }
