"""Filling in the form that an office above has sent: its empty cells, its own formulas and looks kept.

A row is a unit by the name that stands in it. What a column asks for is found as it is in any report: the
empty cells are given numbers of their own, the form is read, and each number tells its indicator. A heading
that is the very label of a column says it before, and before all a note on a heading cell, or a defined name
on it, that is the id of an indicator.
"""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from msgspec import Struct
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.aggregate.receipts import unit_of
from extractor.aggregate.table import Column, Entry, Line, Table
from extractor.errors import UsageError
from extractor.pipeline import Options, convert
from extractor.rules import Patterns
from extractor.rules.lists import Indicator
from extractor.summary.contents import Contents
from extractor.summary.styles import DOUBTFUL
from extractor.text.fold import search_key
from extractor.units.gazetteer import Unit
from extractor.units.names import parse
from extractor.writers.output import writing

NAMED_COLUMNS = 4
"""The unit of a row is named in one of so many first columns."""

FIRST = 70_000_001
"""The first of the numbers that mark empty cells; no form holds such numbers."""


_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")


class Spot(NamedTuple):
    """A cell of a workbook."""

    sheet: str
    row: int
    column: int


class Unfilled(Struct, frozen=True, kw_only=True):
    """Empty cells that stay so: a column of a sheet or a row, and why (a key of `[unfilled]`)."""

    sheet: str
    what: str
    reason: str


def fill(
    template: Path, out: Path, contents: Contents, patterns: Patterns, options: Options
) -> list[Unfilled]:
    """Write the form with what the reports state; says what stays empty. The form is read with the options.

    Raises UsageError where the template cannot be read or names none of the units, CannotWriteError where
    the workbook cannot be written. Shapes and text boxes of the template are lost, which is said.
    """
    data = _read(template)
    book = load_workbook(io.BytesIO(data))
    units = _units(contents)
    rows = {name: found for name, found in _rows(book, units, patterns) if found}
    if not rows:
        raise UsageError("template_without_units", path=template)
    empty = list(_empty(book, rows))
    table = contents.table.flat()
    asked = _asked(data, empty, options) | _labelled(book, rows, table, patterns) | _told(book, patterns)
    lines = {unit.code: line for line in table.lines if (unit := unit_of(line.receipt.document))}
    unfilled = _filled(book, empty, rows, asked, lines, patterns)
    if _has_shapes(data):
        unfilled.append(Unfilled(sheet="", what=template.name, reason="shapes"))
    _listed(book, unfilled, patterns)
    with writing(out):
        book.save(out)
    return unfilled


def _read(template: Path) -> bytes:
    try:
        data = template.read_bytes()
        load_workbook(io.BytesIO(data), read_only=True)
    except Exception as error:
        raise UsageError("bad_template", path=template) from error
    return data


def _has_shapes(data: bytes) -> bool:
    """Whether the form has drawings that are neither charts nor pictures: they are not kept."""
    with ZipFile(io.BytesIO(data)) as package:
        drawings = [name for name in package.namelist() if _DRAWING.fullmatch(name)]
        return any(b":sp>" in package.read(name) or b":sp " in package.read(name) for name in drawings)


def _units(contents: Contents) -> dict[str, Unit]:
    """The units that may stand in a row by their folded names, those of two units left out."""
    sent = (unit_of(line.receipt.document) for line in contents.table.lines)
    units = {unit.code: unit for unit in (*sent, *contents.missing) if unit is not None}
    names = Counter(search_key(unit.name) for unit in units.values())
    bare = {search_key(unit.name): unit for unit in units.values() if names[search_key(unit.name)] == 1}
    return bare | {search_key(unit.full_name): unit for unit in units.values()}


def _rows(
    book: Workbook, units: Mapping[str, Unit], patterns: Patterns
) -> Iterator[tuple[str, dict[int, Unit]]]:
    """For each sheet the rows that name a unit."""
    for sheet in book.worksheets:
        found: dict[int, Unit] = {}
        for row in sheet.iter_rows(max_col=min(NAMED_COLUMNS, sheet.max_column)):
            texts = [cell.value for cell in row if isinstance(cell.value, str)]
            meant = [unit for text in texts if (unit := _unit(text, units, patterns)) is not None]
            if meant:
                found[row[0].row] = meant[0]
        yield sheet.title, found


def _unit(text: str, units: Mapping[str, Unit], patterns: Patterns) -> Unit | None:
    printed = parse(text.partition(",")[0], patterns)
    return units.get(search_key(printed.whole)) or units.get(search_key(printed.name))


def _empty(book: Workbook, rows: Mapping[str, Mapping[int, Unit]]) -> Iterator[Spot]:
    """The cells to fill: without value or formula, right of the name."""
    for name, units in rows.items():
        sheet = book[name]
        for row in units:
            named = max(cell.column for cell in sheet[row][:NAMED_COLUMNS] if isinstance(cell.value, str))
            for cell in sheet[row][named:]:
                if isinstance(cell, Cell) and cell.value is None:
                    yield Spot(name, row, cell.column)


def _asked(data: bytes, empty: Iterable[Spot], options: Options) -> dict[tuple[str, int], str]:
    """The indicator of each column of a sheet, as the form is read once its empty cells hold numbers."""
    probe = load_workbook(io.BytesIO(data))
    spots = dict(enumerate(empty, FIRST))
    for number, place in spots.items():
        probe[place.sheet].cell(place.row, place.column, number)
    stream = io.BytesIO()
    probe.save(stream)
    read = convert(stream.getvalue(), "template.xlsx", options)
    votes: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for figure in read.records.figures:
        spot = spots.get(int(figure.value)) if (figure.value or "").isdigit() and figure.value else None
        if spot is not None and figure.indicator:
            votes[spot.sheet, spot.column][figure.indicator] += 1
    return {place: found.most_common(1)[0][0] for place, found in votes.items()}


def _labelled(
    book: Workbook, rows: Mapping[str, Mapping[int, Unit]], table: Table, patterns: Patterns
) -> dict[tuple[str, int], str]:
    """The columns of the table whose label, which no other column has, stands as the heading of a column."""
    stated = {column.indicator for column in table.columns}
    labels = [(search_key(row.label), row.id) for row in patterns.rows(Indicator) if row.id in stated]
    counts = Counter(label for label, _ in labels)
    known = {label: one for label, one in labels if counts[label] == 1}
    found: dict[tuple[str, int], str] = {}
    for name, units in rows.items():
        sheet = book[name]
        for column in range(1, sheet.max_column + 1):
            label = search_key(" ".join(_above(sheet, min(units), column).split()))
            if label in known:
                found[name, column] = known[label]
    return found


def _told(book: Workbook, patterns: Patterns) -> dict[tuple[str, int], str]:
    """The indicators that notes and defined names give to columns."""
    known = {row.id for row in patterns.rows(Indicator)}
    found: dict[tuple[str, int], str] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                note = cell.comment.text.strip() if isinstance(cell, Cell) and cell.comment else ""
                if note in known:
                    found[sheet.title, cell.column] = note
    for name, defined in book.defined_names.items():
        if name in known:
            for title, place in defined.destinations:
                found[title, book[title][place.replace("$", "")].column] = name
    return found


def _filled(
    book: Workbook,
    empty: Iterable[Spot],
    rows: Mapping[str, Mapping[int, Unit]],
    asked: Mapping[tuple[str, int], str],
    lines: Mapping[str, Line],
    patterns: Patterns,
) -> list[Unfilled]:
    """Fill what can be filled; the rest by column and row, each once."""
    unfilled: dict[Unfilled, None] = {}
    for spot in empty:
        sheet, unit = book[spot.sheet], rows[spot.sheet][spot.row]
        indicator = asked.get((spot.sheet, spot.column))
        line = lines.get(unit.code)
        if indicator is None:
            unfilled[Unfilled(sheet=spot.sheet, what=_heading(sheet, spot, rows), reason="heading")] = None
        elif line is None:
            unfilled[Unfilled(sheet=spot.sheet, what=unit.full_name, reason="report")] = None
        else:
            entry = line.entries.get(Column(indicator=indicator))
            if entry is None or entry.value is None:
                what = f"{unit.full_name}: {_label(indicator, patterns)}"
                reason = "several" if entry else "value"
                unfilled[Unfilled(sheet=spot.sheet, what=what, reason=reason)] = None
            if entry is not None:
                _put(sheet.cell(spot.row, spot.column), entry, patterns)
    return list(unfilled)


def _put(cell: Cell, entry: Entry, patterns: Patterns) -> None:
    """Write a value; a doubtful one is shaded and says why."""
    if entry.value is not None:
        cell.value = int(entry.value) if entry.value == int(entry.value) else float(entry.value)
    if entry.doubts:
        cell.fill = PatternFill("solid", fgColor=DOUBTFUL.removeprefix("#"))
        reasons = "; ".join(patterns.messages.say("doubt", doubt) for doubt in entry.doubts)
        cell.comment = Comment(reasons, "baocao")


def _heading(sheet: Worksheet, spot: Spot, rows: Mapping[str, Mapping[int, Unit]]) -> str:
    """The nearest text above the first row of a unit in a column."""
    text = _above(sheet, min(rows[spot.sheet]), spot.column)
    return f"{sheet.cell(1, spot.column).column_letter}: {text}"


def _above(sheet: Worksheet, first: int, column: int) -> str:
    """The nearest text above a row in a column."""
    above = (sheet.cell(row, column).value for row in range(first - 1, 0, -1))
    return next((value for value in above if isinstance(value, str) and value.strip()), "")


def _label(indicator: str, patterns: Patterns) -> str:
    return next((row.label for row in patterns.rows(Indicator) if row.id == indicator), indicator)


def _listed(book: Workbook, unfilled: Iterable[Unfilled], patterns: Patterns) -> None:
    """A sheet of what stays empty, behind the form's own."""
    messages = patterns.messages
    sheet = book.create_sheet(messages.say("sheet", "unfilled"))
    sheet.append([messages.say("unfilled", name) for name in ("sheet", "what", "why")])
    for one in unfilled:
        sheet.append([one.sheet, one.what, messages.say("unfilled", one.reason)])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"  # what a form says is never run as a formula
    for column, width in (("A", 20), ("B", 60), ("C", 60)):
        sheet.column_dimensions[column].width = width
