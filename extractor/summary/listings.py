"""The sheets beside the tables: plain lists with a heading, a filter and a frozen first row."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

from xlsxwriter.worksheet import Worksheet

from extractor.aggregate.receipts import State
from extractor.rules import Messages, Patterns
from extractor.summary.contents import Contents
from extractor.summary.styles import LINE, Styles, height
from extractor.summary.totals import A4, Placed
from extractor.writers.cells import printable, shortened
from extractor.writers.vocabulary import Vocabulary

WIDTHS = {
    "unit_name": 36,
    "state": 28,
    "because": 34,
    "label": 40,
    "indicator_name": 40,
    "issuer": 30,
    "key": 40,
    "addressee": 24,
    "item": 60,
    "blank": 60,
    "absent": 60,
    "text": 60,
    "sentence": 70,
    "message": 70,
    "subject": 50,
    "report": 36,
    "indicator": 40,
    "path": 34,
}
WIDTH = 16
SENT = ("unit_name", "state", "because", "period", "date", "path")
SOURCES = ("cell", "unit_name", "label", "value", "text", "sentence", "page", "place", "path")
"""The columns of `sent` and of `sources`."""

LINKS = 65_530
"""Links that a sheet of Excel holds; further cells are named without one."""

NAMED = {"level": "level", "kind": "kind", "theme": "theme", "doc_type": "doc_type", "severity": "severity"}
"""Columns of closed values, with the field that their names are those of."""

Rows = Iterable[Sequence[Any]]


def write(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Rows,
    messages: Messages,
    styles: Styles,
    words: Vocabulary,
) -> None:
    """Write a list; `columns` are keys of `[total]` in the messages. A text is never run as a formula."""
    widths = [WIDTHS.get(column, WIDTH) for column in columns]
    for at, column in enumerate(columns):
        sheet.set_column(at, at, widths[at])
        sheet.write_string(0, at, messages.say("total", column), styles.heading)
    number = 0
    sheet.set_row(0, 2 * LINE)
    for number, row in enumerate(rows, 1):
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            _cell(sheet, number, at, column, value, styles, words)
        sheet.set_row(
            number, height(zip(row, (WIDTHS.get(column, WIDTH) for column in columns), strict=True))
        )
    sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _cell(
    sheet: Worksheet, row: int, at: int, column: str, value: object, styles: Styles, words: Vocabulary
) -> None:
    if isinstance(value, str) and value.startswith("internal:"):
        place = value.removeprefix("internal:")
        if row <= LINKS:
            sheet.write_url(row, at, value, styles.get(border=1, font_color="#0000FF"), place)
        else:
            sheet.write_string(row, at, place, styles.text)
    elif isinstance(value, str):
        said = words.value(NAMED[column], value) if column in NAMED else value
        sheet.write_string(row, at, shortened(printable(said)), styles.text)
    elif isinstance(value, int | Decimal) or (isinstance(value, float) and isfinite(value)):
        sheet.write_number(row, at, value, styles.number(rate=value != int(value)))
    else:
        sheet.write_blank(row, at, None, styles.text)


def sent(contents: Contents, words: Vocabulary) -> Iterator[tuple[object, ...]]:
    """Who sent what, and who nothing: unit, what became of its report, why, period, day, file."""
    for unit in contents.missing:
        yield unit.full_name, words.value("state", "missing"), None, None, None, None
    for unit, label in contents.gaps:
        when = words.value("period_label", label)
        yield unit.full_name, words.value("state", "missing"), None, when, None, None
    ordered = sorted(contents.receipts, key=lambda receipt: (receipt.state == State.COUNTED, receipt.sender))
    for receipt in ordered:
        document = receipt.document
        period = words.value("period_label", receipt.period) if receipt.period else None
        state = words.value("state", receipt.state)
        because = receipt.because
        if document.path in contents.seated:
            because = "; ".join(filter(None, [because, words.value("state", "seated")]))
        yield receipt.sender, state, because, period, document.date, document.path


def doubts(contents: Contents) -> Iterator[tuple[object, ...]]:
    """The checks by sender: unit, weight, message, as printed, page, file."""
    for receipt, check in contents.checks:
        text = " ".join((check.text or "").split())
        yield receipt.sender, check.severity, check.message, text, check.page, check.path


def sources(placed: Iterable[Placed], patterns: Patterns) -> Iterator[tuple[object, ...]]:
    """Where each value stands: its cell as a link, unit, indicator, value, and its place in the report."""
    labels = patterns.indicators
    for one in placed:
        quoted = one.sheet.replace("'", "''")
        link = f"internal:'{quoted}'!{one.cell}"
        for figure in one.entry.figures:
            place = f"{figure.start}–{figure.end}"
            value = Decimal(figure.value or 0)
            yield (
                link, one.line.receipt.sender, labels[one.column.indicator].label, value, figure.text,
                figure.sentence, figure.page, place, figure.path,
            )  # fmt: skip


def changes(contents: Contents, patterns: Patterns) -> Iterator[tuple[object, ...]]:
    """What has changed since the earlier period, by indicator."""
    labels = patterns.indicators
    for indicator, *values in contents.change.itertuples(index=False, name=None):
        yield (labels[indicator].label, *values)
