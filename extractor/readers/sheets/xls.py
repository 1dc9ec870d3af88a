"""XLS: values by python-calamine, their looks by the records of the file itself."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from extractor.model import Document
from extractor.readers import ole
from extractor.readers.faults import BrokenError
from extractor.readers.limits import Limits
from extractor.readers.sheets import biff, formats
from extractor.readers.sheets.compose import reading
from extractor.readers.sheets.dates import EPOCH
from extractor.readers.sheets.grid import Cells, Filled, Merge, visible
from extractor.readers.sheets.items import Book, Hidden, Sheet
from extractor.readers.sniff import Format

Value = str | float | bool | date | time | timedelta

DAY = timedelta(days=1)


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a workbook; a sheet is its name, and then lines and tables from top to bottom."""
    return reading(name, Format.XLS, limits, lambda: _book(data, limits))


def _book(data: bytes, limits: Limits) -> Book:
    # The looks come first: they tell how far a sheet reaches before all its places are unfolded.
    looks = biff.looks(ole.stream(data, ("Workbook",)), limits.cells)
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)), looks, limits)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise BrokenError from error


def _sheets(workbook: CalamineWorkbook, looks: list[biff.Looks], limits: Limits) -> Book:
    sheets, hidden = [], Hidden()
    for at, (about, look) in enumerate(zip(workbook.sheets_metadata, looks, strict=False)):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(at)
        cells = _cells(sheet, look)
        if about.visible != SheetVisibleEnum.Visible:
            hidden = hidden._replace(sheets=hidden.sheets + any(cell.text for cell in cells.values()))
            continue
        shown = visible(cells, _merges(sheet), look.hidden_rows, look.hidden_cols, limits.cells)
        hidden = hidden._replace(cells=hidden.cells + shown.unseen)
        sheets.append(Sheet(about.name, shown.slots))
    return Book(sheets, hidden)


def _cells(sheet: CalamineSheet, look: biff.Looks) -> Cells:
    """The cells of a sheet that hold text or are ruled."""
    cells = {place: Filled("", ruled=True) for place, style in look.styles.items() if style.ruled}
    cells |= {place: Filled(text, look.styles[place].ruled) for place, text in look.errors.items()}
    first = sheet.start[1] if sheet.start else 0
    for row, values in enumerate(sheet.iter_rows()):
        for col, value in enumerate(values, first):
            style = look.styles.get((row, col))
            text = _text(value, style.format if style else formats.GENERAL)
            if text:
                cells[row, col] = Filled(text, style is not None and style.ruled)
    return cells


def _merges(sheet: CalamineSheet) -> Iterator[Merge]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield Merge(top, left, bottom + 1, right + 1)


def _text(value: Value, code: str) -> str:
    """What a cell shows for a value."""
    match value:
        case str():
            return value.strip()
        case bool():
            return str(value).upper()
        case int() | float():
            return formats.shown(Decimal(repr(value)), code)
        case _:
            return formats.shown(_days(value), code)


def _days(value: date | time | timedelta) -> Decimal:
    """Days since the epoch, as a sheet keeps dates and times."""
    match value:
        case datetime():
            passed = value - EPOCH
        case date():
            passed = datetime.combine(value, time()) - EPOCH
        case time():
            passed = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        case _:
            passed = value
    return Decimal(passed // timedelta(seconds=1)) / Decimal(DAY // timedelta(seconds=1))
