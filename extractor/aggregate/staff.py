"""The rows of staffing tables of many reports as one table: a row a unit, under the columns of a form."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from decimal import Decimal

from extractor.aggregate.receipts import Receipt
from extractor.aggregate.table import SURE, Column, Doubt, Entry, Line, Source, Table
from extractor.records import StaffingRecord
from extractor.resolve.sourced import TABLE
from extractor.rules.forms import FormColumn, OfficialForm
from extractor.text.fold import search_key

Row = tuple[Receipt, StaffingRecord]


def staff_table(rows: Iterable[Row], doubted: AbstractSet[tuple[str, str]], form: OfficialForm) -> Table:
    """The rows of units that state more than a total; what several reports say alike of a unit counts once.

    `doubted` are path and id of the records that errors concern.
    """
    columns = [column for column in form.columns if column.staff]
    parts = [column.staff for column in columns if column.staff != "total"]
    units: dict[object, list[Row]] = defaultdict(list)
    for receipt, row in rows:
        if row.row_kind == "unit" and any(getattr(row, part) is not None for part in parts):
            units[_unit(row)].append((receipt, row))
    lines = [_line(told, columns, doubted) for told in units.values()]
    labels = {receipt.period for told in units.values() for receipt, _ in told}
    return Table(
        periods=tuple(sorted(label for label in labels if label)),
        columns=tuple(Column(indicator=column.indicator) for column in columns),
        lines=tuple(lines),
        nested=False,
    )


def _unit(row: StaffingRecord) -> object:
    """What two rows share that are of one unit."""
    name = search_key(row.unit or row.unit_raw or "")
    return row.admin_code, name, row.unit_level, row.district, row.province


def _line(told: list[Row], columns: Iterable[FormColumn], doubted: AbstractSet[tuple[str, str]]) -> Line:
    receipt, row = told[0]
    entries = {Column(indicator=column.indicator): _entry(column, told, doubted) for column in columns}
    return Line(
        receipt=receipt,
        entries={column: entry for column, entry in entries.items() if entry is not None},
        name=row.unit or row.unit_raw,
        level=row.unit_level,
    )


def _entry(column: FormColumn, told: list[Row], doubted: AbstractSet[tuple[str, str]]) -> Entry | None:
    stated = [(row, value) for _, row in told if (value := getattr(row, column.staff)) is not None]
    if not stated:
        return None
    values = {value for _, value in stated}
    reasons = {
        Doubt.SEVERAL: len(values) > 1,
        Doubt.CHECKED: any((row.path, row.id) in doubted for row, _ in stated),
    }
    return Entry(
        value=Decimal(values.pop()) if len(values) == 1 else None,
        figures=tuple(_source(row, value) for row, value in stated),
        doubts=tuple(doubt for doubt, holds in reasons.items() if holds),
    )


def _source(row: StaffingRecord, value: int) -> Source:
    """Where a value stands: the row of the table, whose text is what is printed."""
    return Source(
        path=row.path,
        id=row.id,
        kind="staffing",
        value=str(value),
        text=str(value),
        sentence=row.text,
        section=row.section,
        page=row.page,
        start=row.start,
        end=row.end,
        sure=row.confidence >= SURE,
        told=TABLE,
    )
