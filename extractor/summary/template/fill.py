"""Filling in the form that an office above has sent: its empty cells, its own formulas and looks kept.

A row is a sender by the name that stands in it. What a column asks for is found as it is in any report. A
heading that is the very label of a column of the table says it before, and before all a note on a heading
cell, or a defined name on it, that is the id of an indicator. What is not sure stays empty and is listed.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName

from extractor.aggregate.receipts import State
from extractor.aggregate.table import Column, Doubt, Entry, Line, Table
from extractor.errors import UsageError
from extractor.pipeline import Options
from extractor.rules import Patterns
from extractor.rules.lists import Indicator
from extractor.summary.contents import Contents
from extractor.summary.styles import DOUBTFUL
from extractor.summary.template import lists, rows
from extractor.summary.template.columns import Asked, Columns, Spot, probed
from extractor.summary.template.rows import Block
from extractor.summary.template.units import Names, Sender, senders
from extractor.summary.totals import Placed
from extractor.text.fold import search_key
from extractor.writers.output import writing

_DRAWING = re.compile(r"xl/drawings/drawing\d+\.xml")
_ONE_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}")


class Unfilled(Struct, frozen=True, kw_only=True):
    """Empty cells that stay so: a column of a sheet or a row, and why (a key of `[unfilled]`)."""

    sheet: str
    what: str
    reason: str


class Mark(NamedTuple):
    """A cell that is told what its column asks for: the id of an indicator."""

    spot: Spot
    indicator: str


def fill(
    template: Path, out: Path, contents: Contents, patterns: Patterns, options: Options
) -> list[Unfilled]:
    """Write the form with what the reports state; says what stays empty. The form is read with the options.

    Behind the form's own sheets stand what stays empty, where each value comes from, and who sent what.

    Raises UsageError where the template cannot be read or no row names a unit, CannotWriteError where the
    workbook cannot be written. Shapes and text boxes of the template are lost, which is said.
    """
    data = _read(template)
    book = load_workbook(io.BytesIO(data))
    known = senders(contents, patterns)
    names = Names(known, patterns)
    across = rows.across(book, names)
    blocks = list(rows.blocks(book, names, patterns))
    if not any(block.rows for block in blocks):
        raise UsageError("template_units_across" if across else "template_without_units", path=template)
    filling = _Filling(book, contents, patterns)
    marks, astray = _marks(book, patterns)
    empty = [spot for block in blocks for spot in rows.open_spots(book, block)]
    areas = [(block.sheet, rows.area(book[block.sheet], block)) for block in blocks]
    read = probed(data, empty, areas, options)
    unfilled = [Unfilled(sheet=sheet, what=what, reason="across") for sheet, what in across]
    unfilled += astray
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        until = following.top if following and following.sheet == block.sheet else None
        told = {
            mark.spot.column: mark.indicator
            for mark in marks
            if mark.spot.sheet == block.sheet
            and block.top <= mark.spot.row
            and (until is None or mark.spot.row < until)
        }
        unfilled += filling.fill(block, read, told)
    unfilled += _without_row(blocks, known)
    if _has_shapes(data):
        unfilled.append(Unfilled(sheet="", what=template.name, reason="shapes"))
    listed = list(dict.fromkeys(unfilled))
    lists.add(book, [(one.sheet, one.what, one.reason) for one in listed], filling.placed, contents, patterns)
    with writing(out):
        book.save(out)
    return listed


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


def _marks(book: Workbook, patterns: Patterns) -> tuple[list[Mark], list[Unfilled]]:
    """What notes and defined names say of columns, and the names that stand for no cell of the form."""
    known = patterns.indicators
    found: list[Mark] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                note = cell.comment.text if isinstance(cell, Cell) and cell.comment else ""
                ids = [line.strip() for line in note.splitlines() if line.strip() in known]
                found += [Mark(Spot(sheet.title, cell.row, cell.column), one) for one in ids[:1]]
    astray: list[Unfilled] = []
    for name, defined in _defined(book):
        if name not in known:
            continue
        spot = _named_cell(book, defined)
        if spot is None:
            astray.append(Unfilled(sheet="", what=f"{name}: {defined.attr_text}", reason="name"))
        else:
            found.append(Mark(spot, name))
    return found, astray


def _defined(book: Workbook) -> Iterator[tuple[str, DefinedName]]:
    yield from book.defined_names.items()
    for sheet in book.worksheets:
        yield from sheet.defined_names.items()


def _named_cell(book: Workbook, defined: DefinedName) -> Spot | None:
    """The one cell that a defined name stands for; None for anything else, such as a range."""
    places = list(defined.destinations)
    if len(places) != 1:
        return None
    sheet, place = places[0]
    if sheet not in book.sheetnames or not _ONE_CELL.fullmatch(place):
        return None
    letters, row = coordinate_from_string(place)
    return Spot(sheet, row, column_index_from_string(letters))


def _without_row(blocks: Iterable[Block], known: Mapping[str, Sender]) -> Iterator[Unfilled]:
    """The senders whose reports count and that no row names."""
    named = {one.key for block in blocks for one in block.rows.values()}
    for key, one in known.items():
        if key not in named and one.lines:
            yield Unfilled(sheet="", what=one.lines[0].receipt.sender, reason="no_row")


class _Filling:
    """A form as it is filled, with what was put where."""

    def __init__(self, book: Workbook, contents: Contents, patterns: Patterns) -> None:
        self.placed: list[Placed] = []
        self._book, self._contents, self._patterns = book, contents, patterns
        self._columns = Columns(contents, patterns)
        self._indicators = patterns.indicators
        self._labels = _labels(contents.table, patterns)
        self._table = cache(self._of_period)
        self._reported = {(r.sender, r.period) for r in contents.receipts if r.state == State.COUNTED}

    def fill(self, block: Block, read: Mapping[Spot, Asked], told: Mapping[int, str]) -> list[Unfilled]:
        """Fill the cells of a table that can be; the rest by column and row, each once."""
        sheet = self._book[block.sheet]
        columns: dict[int, Asked] = {}
        found: dict[Unfilled, None] = {}
        for spot in rows.open_spots(self._book, block):
            if spot.column not in columns:
                columns[spot.column] = self._asked(block, spot.column, read, told)
            asked, sender = columns[spot.column], block.rows[spot.row]
            put = self._put(sheet[spot.row][spot.column - 1], asked, sender) if not asked.reason else None
            if asked.reason:
                what = f"{get_column_letter(spot.column)}: {rows.nearest(sheet, block, spot.column)}"
                found[Unfilled(sheet=block.sheet, what=what, reason=asked.reason)] = None
            elif put is not None:
                label = self._indicators[asked.indicator or ""].label
                name = sender.unit.full_name
                what = name if put == "report" else f"{name}: {label}"
                found[Unfilled(sheet=block.sheet, what=what, reason=put)] = None
        for row, text, reason in block.unknown:
            if any(rows.open_columns(sheet, row, block.name)):
                found[Unfilled(sheet=block.sheet, what=f"{row}: {text}", reason=reason)] = None
        return list(found)

    def _asked(self, block: Block, column: int, read: Mapping[Spot, Asked], told: Mapping[int, str]) -> Asked:
        votes = [asked for row in block.rows if (asked := read.get(Spot(block.sheet, row, column)))]
        sheet = self._book[block.sheet]
        over = rows.headings(sheet, block, column)
        label = search_key(" ".join(rows.nearest(sheet, block, column).split()))
        return self._columns.asked(votes, over, told.get(column), self._labels.get(label))

    def _put(self, cell: Cell, asked: Asked, sender: Sender) -> str | None:
        """Write what a sender states; says why the cell stays empty (a key of `[unfilled]`)."""
        table, levels = self._table(asked.period)
        own = {line.receipt.sender for line in sender.lines}
        of_unit = [(number, line) for number, line in enumerate(table.lines) if line.receipt.sender in own]
        if not any((name, asked.period) in self._reported or not asked.period for name in own):
            return "report"
        stated: list[tuple[Line, Column, Entry]] = []
        for number, line in of_unit:
            column, entry = self._entry(asked, line, levels.lines[number])
            if entry is not None:
                stated.append((line, column, entry))
        if not stated:
            is_elsewhere = any(Column(indicator=asked.indicator or "") in line.entries for _, line in of_unit)
            return "level" if is_elsewhere else "value"
        line, column, entry = stated[0]
        if len({other.value for _, _, other in stated}) > 1:
            figures = tuple(figure for _, _, other in stated for figure in other.figures)
            entry = Entry(value=None, figures=figures, doubts=(Doubt.SEVERAL,))
        self._write(cell, entry, asked.factor)
        place = Placed(sheet=cell.parent.title, cell=cell.coordinate, line=line, column=column, entry=entry)
        self.placed.append(place)
        return "several" if entry.value is None else None

    def _entry(self, asked: Asked, line: Line, of_levels: Line) -> tuple[Column, Entry | None]:
        """What a row of the table states of the level that a column asks for."""
        flat = Column(indicator=asked.indicator or "")
        own = line.receipt.document.issuer_level
        if asked.level is None:
            return flat, line.entries.get(flat)
        column = replace(flat, level=asked.level)
        if column in of_levels.entries:
            return column, of_levels.entries[column]
        has_levels = any(one.indicator == flat.indicator and one.level for one in of_levels.entries)
        is_own = not has_levels and own in {None, asked.level}
        return flat, line.entries.get(flat) if is_own else None

    def _of_period(self, period: str | None) -> tuple[Table, Table]:
        """The table of a period, with a column an indicator, and with one for each level."""
        whole = self._contents.table
        levels = whole.of(period) if period is not None and len(whole.periods) > 1 else whole
        return levels.flat(), levels

    def _write(self, cell: Cell, entry: Entry, factor: Decimal) -> None:
        """Write a value; a doubtful one is shaded and says why."""
        if entry.value is not None:
            value = entry.value / factor
            cell.value = int(value) if value == int(value) else float(value)
        if entry.doubts:
            cell.fill = PatternFill("solid", fgColor=DOUBTFUL.removeprefix("#"))
            reasons = "; ".join(self._patterns.messages.say("doubt", doubt) for doubt in entry.doubts)
            cell.comment = Comment(reasons, "baocao")


def _labels(table: Table, patterns: Patterns) -> dict[str, str]:
    """The columns of the table by their labels, those that no other column has."""
    stated = {column.indicator for column in table.columns}
    labels = [(search_key(row.label), row.id) for row in patterns.rows(Indicator) if row.id in stated]
    counts = Counter(label for label, _ in labels)
    return {label: one for label, one in labels if counts[label] == 1}
