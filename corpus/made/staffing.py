"""Staffing tables: the rows of a printed table, and the rows and groups in it that do not add up.

In: the text of a report, the bounds of a table and its layout. Out: `Row`s, and check records for the gold.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from corpus.made.records import Record


class Layout(NamedTuple):
    """The columns of counts after the ordinal and the unit, and the number of header rows.

    Without a number the rows begin at the first that starts with "CẤP".
    """

    columns: tuple[str, ...]
    header_rows: int | None = None


USUAL = Layout(("total", "own_staff", "seconded"))


class Row(NamedTuple):
    """One row; `counts` are in the order of the layout's columns."""

    start: int
    end: int
    row_kind: str
    ordinal: str | None
    unit_raw: str
    counts: dict[str, int | None]
    note: str | None

    def record(self) -> Record:
        """The row as the gold writes it; counts of other columns than the usual stand in `columns`."""
        fields = self._asdict()
        counts = fields.pop("counts")
        note = fields.pop("note")
        fields |= counts if tuple(counts) == USUAL.columns else {"columns": counts}
        return fields | {"note": note}


def rows_of(text: str, start: int, end: int, layout: Layout) -> Iterator[Row]:
    """Rows of the table between two places, its header rows left out."""
    at = start
    begun = False
    for number, line in enumerate(text[start:end].splitlines(keepends=True)):
        cells = [cell.strip() for cell in line.split("\t")]
        begun = begun or (
            cells[0].startswith("CẤP") if layout.header_rows is None else number >= layout.header_rows
        )
        if begun and any(cells):
            # A row begins at its first cell with text.
            lead = len(line) - len(line.lstrip("\t"))
            yield row_of(cells, at + lead, at + len(line.rstrip("\n\t")), layout)
        at += len(line)


def row_of(cells: list[str], start: int, end: int, layout: Layout) -> Row:
    """One row from the texts of its cells; the note stands in the last column."""
    note = 2 + len(layout.columns)
    padded = cells + [""] * (note + 1 - len(cells))
    kind, ordinal, unit = heading(padded[0], padded[1])
    counts = [int(cell.replace(".", "")) if cell else None for cell in padded[2:note]]
    return Row(
        start, end, kind, ordinal, unit, dict(zip(layout.columns, counts, strict=True)), padded[note] or None
    )


def heading(first: str, second: str) -> tuple[str, str | None, str]:
    """Kind, ordinal and unit of a row from its first two cells."""
    if not second:
        return "section", None, first
    if not first:
        return "total" if second.upper().startswith("TỔNG") else "subtotal", None, second
    return "unit" if first.isdigit() else "group", first, second


def faults(text: str, rows: list[Row], layout: Layout) -> Iterator[Record]:
    """Rows that do not add up, and groups, subtotals and totals that differ from their rows."""
    for index, row in enumerate(rows):
        if layout is USUAL:
            yield from row_faults(text, row)
        members = members_of(rows, index)
        if members and (row.row_kind == "group" or layout is not USUAL):
            yield from group_faults(text, row, members)


def members_of(rows: list[Row], index: int) -> list[Row]:
    """The unit rows that a group, subtotal or total row adds up."""
    row = rows[index]
    if row.row_kind == "group":
        return list(takewhile(lambda other: other.row_kind == "unit", rows[index + 1 :]))
    above = rows[:index]
    if row.row_kind == "subtotal":
        since = max((at for at, other in enumerate(above) if other.row_kind == "subtotal"), default=-1)
        above = above[since + 1 :]
    elif row.row_kind != "total":
        return []
    return [other for other in above if other.row_kind == "unit"]


def row_faults(text: str, row: Row) -> Iterator[Record]:
    """The total of a row, if it is not the sum of its parts."""
    own_staff, seconded = row.counts["own_staff"], row.counts["seconded"]
    if row.row_kind == "section" or own_staff is None or seconded is None:
        return
    if row.counts["total"] != own_staff + seconded:
        yield fault("ROW_SUM", text, row, "total", own_staff + seconded)


def group_faults(text: str, row: Row, members: list[Row]) -> Iterator[Record]:
    """The columns of a row that are not the sums of its members."""
    rule = "GRAND_TOTAL" if row.row_kind == "total" else "GROUP_SUM"
    for column, stated in row.counts.items():
        added = sum(member.counts[column] or 0 for member in members)
        if stated != added:
            yield fault(rule, text, row, column, added)


def fault(rule: str, text: str, row: Row, column: str, computed: int) -> Record:
    """Check record of a row; its place is the cell of the stated number."""
    cells = text[row.start : row.end].split("\t")
    index = (2 if row.ordinal else 1) + list(row.counts).index(column)
    start = row.start + sum(len(cell) + 1 for cell in cells[:index])
    return {
        "rule": rule,
        "stated": str(row.counts[column]),
        "computed": str(computed),
        "column": column,
        "text": cells[index],
        "start": start,
        "end": start + len(cells[index]),
    }
