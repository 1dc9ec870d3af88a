"""What an XLS file (MS-XLS, BIFF8) says of the looks of its cells; their values are read by python-calamine.

Number formats, lines and hidden rows and columns stand in records that no library at hand gives.
"""

from collections.abc import Iterator
from struct import error as StructError  # noqa: N812 - a name that says what has failed
from struct import unpack_from
from typing import NamedTuple

from extractor.readers.faults import BrokenError, EncryptedError, TooLargeError
from extractor.readers.sheets.formats import BUILTIN, GENERAL
from extractor.readers.sheets.styles import SIDES, Style

END, LOCKED, SHEET, FORMAT, XF = 0x0A, 0x2F, 0x85, 0x41E, 0xE0
ROW, COLUMNS = 0x208, 0x7D
# Records of one cell: its row, its column and its style. Of several in a row: styles, with or without values.
SINGLE = frozenset((0x06, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E))
SEVERAL = {0xBD: 6, 0xBE: 2}
BLANK = frozenset((0x201, 0xBE))
CONSTANT_ERROR, FORMULA = 0x205, 0x06
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
BEGIN, BIFF8 = 0x809, 0x600
LAST_COLUMN = 255


class Record(NamedTuple):
    """A record of a stream: what it is and its bytes."""

    kind: int
    data: bytes


class Looks(NamedTuple):
    """How a sheet looks: `styles` and the `errors` that show by row and column; hidden rows and columns."""

    styles: dict[tuple[int, int], Style]
    errors: dict[tuple[int, int], str]
    hidden_rows: list[int]
    hidden_cols: list[int]


def looks(stream: bytes, most: int) -> list[Looks]:
    """The looks of the sheets of a workbook of at most so many cells, in their order."""
    try:
        forms, sheets = _globals(stream)
        return [_sheet(stream, start, forms, most) for start in sheets]
    except (StructError, IndexError) as error:
        raise BrokenError from error


def _globals(stream: bytes) -> tuple[list[Style], list[int]]:
    """The styles that cells refer to by number, and where the sheets begin."""
    if unpack_from("<HHH", stream)[::2] != (BEGIN, BIFF8):
        raise BrokenError
    codes = dict(BUILTIN)
    forms: list[Style] = []
    sheets: list[int] = []
    for kind, data in _records(stream, 0):
        if kind == LOCKED:
            raise EncryptedError
        if kind == SHEET:
            sheets.append(unpack_from("<I", data)[0])
        elif kind == FORMAT:
            codes[unpack_from("<H", data)[0]] = _string(data[2:])
        elif kind == XF:
            number, borders = unpack_from("<H6xH", data, 2)
            forms.append(Style(codes.get(number, GENERAL), _drawn(borders) >= SIDES))
    if any(start >= len(stream) for start in sheets):
        raise BrokenError
    return forms, sheets


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """The records from a place on, to the end of the sheet or of the globals that begin there."""
    while start + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, start)
        yield Record(kind, stream[start + 4 : start + 4 + length])
        if kind == END:
            return
        start += 4 + length


def _sheet(stream: bytes, start: int, forms: list[Style], most: int) -> Looks:
    found = Looks({}, {}, [], [])
    bottom = right = 0
    for kind, data in _records(stream, start):
        for row, col, form in _cells(kind, data):
            found.styles[row, col] = forms[form]
            if kind not in BLANK:
                bottom, right = max(bottom, row + 1), max(right, col + 1)
        if len(found.styles) > most or bottom * right > most:
            raise TooLargeError
        error = _error(kind, data)
        if error:
            found.errors[unpack_from("<HH", data)] = error
        elif kind == ROW and unpack_from("<H", data, 12)[0] & 0x20:
            found.hidden_rows.append(unpack_from("<H", data)[0])
        elif kind == COLUMNS and unpack_from("<H", data, 8)[0] & 1:
            first, last = unpack_from("<HH", data)
            found.hidden_cols.extend(range(first, min(last, LAST_COLUMN) + 1))
    return found._replace(
        hidden_rows=sorted(set(found.hidden_rows)), hidden_cols=sorted(set(found.hidden_cols))
    )


def _cells(kind: int, data: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of the cells in a record."""
    if kind in SINGLE:
        yield unpack_from("<HHH", data)
    elif kind in SEVERAL:
        row, first = unpack_from("<HH", data)
        for at, place in enumerate(range(4, len(data) - 2, SEVERAL[kind])):
            yield row, first + at, unpack_from("<H", data, place)[0]


def _error(kind: int, data: bytes) -> str:
    """The error that a cell shows, "" for any other cell."""
    if kind == CONSTANT_ERROR and data[7:8] == b"\1":
        return ERRORS.get(data[6], "")
    if kind == FORMULA and data[12:14] == b"\xff\xff" and data[6:7] == b"\2":
        return ERRORS.get(data[8], "")
    return ""


def _drawn(borders: int) -> int:
    return sum(bool(borders >> shift & 0xF) for shift in (0, 4, 8, 12))


def _string(data: bytes) -> str:
    """A text with its length before it, one or two bytes a character."""
    length, wide = unpack_from("<HB", data)
    if wide & 1:
        return data[3 : 3 + length * 2].decode("utf-16-le", errors="replace")
    return data[3 : 3 + length].decode("latin-1")
