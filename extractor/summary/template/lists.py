"""The sheets behind a filled form: what stays empty, where each value comes from, and who sent what."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from extractor.rules import Patterns
from extractor.summary import listings
from extractor.summary.contents import Contents
from extractor.summary.totals import Placed
from extractor.writers.cells import printable, shortened
from extractor.writers.vocabulary import vocabulary

LINK = "internal:"

_UNFILLED = (20, 60, 60)


def add(
    book: Workbook,
    unfilled: Iterable[tuple[str, str, str]],
    placed: Iterable[Placed],
    contents: Contents,
    patterns: Patterns,
) -> None:
    """Add the sheets; `unfilled` are sheet, column or row, and a key of `[unfilled]`."""
    messages = patterns.messages
    heads = [messages.say("unfilled", name) for name in ("sheet", "what", "why")]
    rows = [(sheet, what, messages.say("unfilled", reason)) for sheet, what, reason in unfilled]
    _list(book.create_sheet(messages.say("sheet", "unfilled")), heads, rows, _UNFILLED)
    lists: tuple[tuple[str, Sequence[str], listings.Rows], ...] = (
        ("sources", listings.SOURCES, listings.sources(placed, patterns)),
        ("sent", listings.SENT, listings.sent(contents, vocabulary(messages, patterns))),
    )
    for name, columns, listed in lists:
        widths = [listings.WIDTHS.get(column, listings.WIDTH) for column in columns]
        heads = [messages.say("total", column) for column in columns]
        _list(book.create_sheet(messages.say("sheet", name)), heads, listed, widths)


def _list(sheet: Worksheet, heads: Sequence[str], rows: listings.Rows, widths: Sequence[int]) -> None:
    """Write a list with a heading; a text is never run as a formula."""
    for number, row in enumerate([heads, *rows], 1):
        for column, value in enumerate(row, 1):
            _cell(sheet, number, column, value)
    for column, width in enumerate(widths, 1):
        head = sheet.cell(1, column)
        head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _cell(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str) and value.startswith(LINK):
        place = value.removeprefix(LINK)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
        cell.value, cell.style = place, "Hyperlink"
    elif isinstance(value, str):
        cell.value = shortened(printable(value))
    elif isinstance(value, int | float | Decimal):
        cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
