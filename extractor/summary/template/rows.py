"""The tables of a form: rows that name senders, rows that look so, and what stands over the columns."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from extractor.finders.columns import COLUMN_NUMBER, NUMBERING, is_total
from extractor.rules import Patterns
from extractor.summary.template.columns import Headings, Spot
from extractor.summary.template.units import Names, Sender

NAMED_COLUMNS = 4
"""The unit of a row is named in one of so many first columns."""

_PLACEHOLDER = re.compile(r"[.…\-–—_\s]*")


class Block(NamedTuple):
    """A table of a form: rows of senders below headings that begin at `top`; `name` is the column of names.

    `unknown` are rows beside them that look like rows to fill, each with its text and why it is not filled
    (a key of `[unfilled]`).
    """

    sheet: str
    top: int
    name: int
    rows: Mapping[int, Sender]
    unknown: tuple[tuple[int, str, str], ...]

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return min((*self.rows, *(row for row, _, _ in self.unknown)))

    @property
    def last(self) -> int:
        """The last row of the table."""
        return max((*self.rows, *(row for row, _, _ in self.unknown)))


class Row(NamedTuple):
    """A row of a sheet by its texts in the first columns, and the column of the last of them."""

    number: int
    texts: tuple[str, ...]
    name: int


def is_open(value: object) -> bool:
    """Whether a cell is to be filled: it is empty or holds dots or a dash to write over."""
    return value is None or (isinstance(value, str) and _PLACEHOLDER.fullmatch(value) is not None)


def across(book: Workbook, names: Names) -> list[tuple[str, str]]:
    """The rows that name several senders side by side, by sheet: units have to stand below one another."""
    return [
        (sheet.title, ", ".join(one.unit.full_name for one in found))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        if len(found := _side_by_side(row, names)) > 1
    ]


def _side_by_side(row: Sequence[object], names: Names) -> list[Sender]:
    texts = [cell.value for cell in row if isinstance(cell, Cell) and isinstance(cell.value, str)]
    one_each = (names.in_row([text]) for text in texts)
    sure = {found[0].key: found[0] for found in one_each if len(found) == 1}
    return list(names.only_below(sure))


def blocks(book: Workbook, names: Names, patterns: Patterns) -> Iterator[Block]:
    """The tables of all sheets that have rows of senders."""
    for sheet in book.worksheets:
        yield from _blocks(sheet, names, patterns)


def _blocks(sheet: Worksheet, names: Names, patterns: Patterns) -> Iterator[Block]:
    listed = [
        row for cells in sheet.iter_rows(max_col=min(NAMED_COLUMNS, sheet.max_column)) if (row := _row(cells))
    ]
    groups = names.groups([(row.number, row.texts) for row in listed])
    found: dict[int, Sender] = {}
    doubtful: dict[int, tuple[str, str]] = {}
    columns: dict[int, int] = {}
    for row in listed:
        if len(_side_by_side(sheet[row.number], names)) > 1 or not _is_below_headings(sheet, row):
            continue
        columns[row.number] = row.name
        meant = names.in_row(row.texts, groups.get(row.number))
        if len(meant) == 1:
            found[row.number] = meant[0]
        elif reason := "ambiguous" if meant else _like_one(sheet, row, names, patterns):
            doubtful[row.number] = (_said(row), reason)
    texts = {row.number: row.texts for row in listed}
    for number in _less_sure({n: (one, texts[n]) for n, one in found.items()}, names):
        doubtful[number] = (", ".join(texts[number]), "ambiguous")
        del found[number]
    if not found:
        unknown = tuple((n, text, why) for n, (text, why) in doubtful.items())
        if any(names.is_unit(text) for _, text, _ in unknown):
            yield Block(sheet.title, 1, max(columns[n] for n in doubtful), {}, unknown)
        return
    top, run = 1, [min(found)]
    for before, at in pairwise(sorted(found)):
        between = [
            n for n in range(before + 1, at) if n not in doubtful and _is_heading(sheet, n, columns[at])
        ]
        if between:
            yield _block(sheet, top, run, found, doubtful, columns, between[0] - 1)
            top, run = before + 1, []
        run.append(at)
    yield _block(sheet, top, run, found, doubtful, columns, sheet.max_row)


def _like_one(sheet: Worksheet, row: Row, names: Names, patterns: Patterns) -> str | None:
    """Why a row that names no sender stays empty, where it looks like a row to fill."""
    if any(is_total(text, patterns) for text in row.texts):
        return None if any(_is_formula(cell.value) for cell in sheet[row.number]) else "total"
    return "row" if names.is_unit(_said(row)) or _is_numbered(sheet, row) else None


def _less_sure(rows: Mapping[int, tuple[Sender, tuple[str, ...]]], names: Names) -> list[int]:
    """The rows whose name only resembles that of a sender that another row names too."""
    named: dict[str, list[int]] = {}
    for number, (one, _) in rows.items():
        named.setdefault(one.key, []).append(number)
    less: list[int] = []
    for numbers in named.values():
        printed = {n: rows[n][1] for n in numbers}
        whole = {n for n in numbers if any(names.is_whole(text, rows[n][0]) for text in printed[n])}
        if whole or len(set(printed.values())) > 1:
            less += [n for n in numbers if n not in whole and len(numbers) > 1]
    return less


def _block(
    sheet: Worksheet,
    top: int,
    run: Sequence[int],
    found: Mapping[int, Sender],
    doubtful: Mapping[int, tuple[str, str]],
    columns: Mapping[int, int],
    bottom: int,
) -> Block:
    # Rows before the first that is known belong to it where nothing but such rows stands between.
    first = run[0]
    while first - 1 in doubtful and first - 1 >= top:
        first -= 1
    unknown = tuple((n, *doubtful[n]) for n in sorted(doubtful) if first <= n <= bottom)
    return Block(sheet.title, top, max(columns[n] for n in run), {n: found[n] for n in run}, unknown)


def _row(cells: Sequence[object]) -> Row | None:
    named = [
        cell
        for cell in cells
        if isinstance(cell, Cell)
        and isinstance(cell.value, str)
        and not (is_open(cell.value) or _is_formula(cell.value))
    ]
    words = [cell for cell in named if not NUMBERING.fullmatch(str(cell.value).strip())]
    if not words:
        return None
    return Row(words[0].row, tuple(str(cell.value).strip() for cell in words), words[-1].column)


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _said(row: Row) -> str:
    return ", ".join(row.texts)


def _is_numbered(sheet: Worksheet, row: Row) -> bool:
    """Whether a number stands before the name, as in a list of units."""
    before = [sheet.cell(row.number, column).value for column in range(1, row.name)]
    own = row.texts[0].partition(" ")
    return (
        any(isinstance(value, int | float) for value in before)
        or any(isinstance(value, str) and NUMBERING.fullmatch(value.strip()) for value in before)
        or (bool(own[2]) and own[0][:1].isdigit() and NUMBERING.fullmatch(own[0]) is not None)
    )


def _is_below_headings(sheet: Worksheet, row: Row) -> bool:
    """Whether anything stands above the cells at the right of the name: a title names units too."""
    return (
        any(
            isinstance(cell, Cell) and (isinstance(cell.value, str) or cell.comment is not None)
            for cells in sheet.iter_rows(1, row.number - 1, row.name + 1, sheet.max_column)
            for cell in cells
        )
        if row.number > 1 and row.name < sheet.max_column
        else False
    )


def _is_heading(sheet: Worksheet, row: int, name: int) -> bool:
    """Whether a row between rows of units begins a table of its own: it has words over the columns."""
    values = [cell.value for cell in sheet[row][name:] if cell.value is not None]
    return bool(values) and all(
        isinstance(value, str) and not _is_formula(value) and not is_open(value) for value in values
    )


def open_spots(book: Workbook, block: Block) -> Iterator[Spot]:
    """The cells to fill of the rows that name senders."""
    sheet = book[block.sheet]
    for row in block.rows:
        for column in open_columns(sheet, row, block.name):
            yield Spot(block.sheet, row, column)


def open_columns(sheet: Worksheet, row: int, name: int) -> Iterator[int]:
    """The columns at the right of the names in which a row has cells to fill."""
    for cell in sheet[row][name:]:
        if isinstance(cell, Cell) and is_open(cell.value):
            yield cell.column


def headings(sheet: Worksheet, block: Block, column: int) -> Headings:
    """What stands over a column of a table, and over the table as a whole."""
    own: list[str] = []
    titles: list[str] = []
    for row in range(block.first - 1, block.top - 1, -1):
        texts = dict(_texts(sheet, row))
        over = next(
            (text for (first, last), text in texts.items() if first <= column <= last and first > block.name),
            None,
        )
        if over is not None and not COLUMN_NUMBER.fullmatch(over.strip()):
            own.append(over)
        if len(texts) == 1 and over is None:
            titles.extend(texts.values())
    titles += [sheet.title] if block.top == 1 or not titles else []
    if block.top > 1:
        titles += [text for row in range(1, block.top) for _, text in _alone(sheet, row)]
    return Headings(tuple(own), tuple(titles))


def area(sheet: Worksheet, block: Block) -> str:
    """The cells of a table with the rows of its headings, as a reference: `A4:H20`."""
    first = block.first
    while first > block.top and any(end > block.name for (_, end), _ in _texts(sheet, first - 1)):
        if not any(start > block.name for (start, _), _ in _texts(sheet, first - 1)):
            break  # a title over the whole width
        first -= 1
    return f"A{first}:{get_column_letter(sheet.max_column)}{block.last}"


def nearest(sheet: Worksheet, block: Block, column: int) -> str:
    """The nearest text over a column, a letter or number where there is no other."""
    found = headings(sheet, block, column).own
    if found:
        return found[0]
    above = (sheet.cell(row, column).value for row in range(block.first - 1, block.top - 1, -1))
    return next((value for value in above if isinstance(value, str) and value.strip()), "")


def _alone(sheet: Worksheet, row: int) -> list[tuple[tuple[int, int], str]]:
    texts = list(_texts(sheet, row))
    return texts if len(texts) == 1 else []


def _texts(sheet: Worksheet, row: int) -> Iterable[tuple[tuple[int, int], str]]:
    """The texts of a row with their first and last column, a merged cell in each of its rows."""
    merged = [area for area in sheet.merged_cells.ranges if area.min_row <= row <= area.max_row]
    for area in merged:
        value = sheet.cell(area.min_row, area.min_col).value
        if isinstance(value, str) and value.strip():
            yield (area.min_col, area.max_col), value
    inside = {column for area in merged for column in range(area.min_col, area.max_col + 1)}
    for cell in sheet[row]:
        if cell.column not in inside and isinstance(cell.value, str) and cell.value.strip():
            yield (cell.column, cell.column), cell.value
