"""The sheet of findings that goes back to the sender: what stands where and does not fit, room to answer."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from extractor.grammar.written import said
from extractor.records import CheckRecord, DocumentRecord
from extractor.rules import Messages
from extractor.writers.cells import printable, shortened
from extractor.writers.vocabulary import Vocabulary
from extractor.writers.workbook import SHADES, save

COLUMNS = (
    ("number", 6), ("issuer", 30), ("path", 34), ("page", 8), ("severity", 12), ("message", 70), ("text", 34),
    ("stated", 16), ("computed", 16), ("answer", 40),
)  # fmt: skip
"""The columns of the sheet and their widths."""

FONT = "Times New Roman"
ANSWER = 60
"""How high a row is, so that an answer can be written by hand."""


def write(
    path: Path,
    found: Iterable[tuple[DocumentRecord, CheckRecord]],
    messages: Messages,
    words: Vocabulary,
) -> None:
    """Write the workbook; raises CannotWriteError where the file cannot be written."""
    book = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    sheet = book.add_worksheet(messages.say("sheet", "checks"))
    font = {
        "font_name": FONT,
        "font_size": 12,
        "border": 1,
        "text_wrap": True,
        "valign": "top",
    }
    bold = {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DCE6F1"}
    head = book.add_format(font | bold)
    plain = {
        shade: book.add_format(font | ({"bg_color": SHADES[shade]} if shade in SHADES else {}))
        for shade in ("", *SHADES)
    }
    title = book.add_format({"font_name": FONT, "font_size": 14, "bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, messages.say("checklist", "title"), title)
    for column, (name, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, messages.say("checklist", name), head)
    for number, (document, doubt) in enumerate(found, 1):
        row = number + 1
        sheet.set_row(row, ANSWER)
        values = _values(number, document, doubt, words)
        for column, (name, _) in enumerate(COLUMNS):
            style = plain[doubt.severity if name == "severity" and doubt.severity in SHADES else ""]
            sheet.write_string(row, column, shortened(printable(values[name])), style)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    save(book, path)


def _said(value: str | None, doubt: CheckRecord) -> str:
    """A number or day as it is written in Vietnamese, a year or a name as it is."""
    return said(value if value is None or doubt.difference is None else Decimal(value))


def _values(number: int, document: DocumentRecord, doubt: CheckRecord, words: Vocabulary) -> dict[str, str]:
    return {
        "number": str(number),
        "issuer": document.issuer or "",
        "path": doubt.path or document.path,
        "page": str(doubt.page or ""),
        "severity": words.value("severity", doubt.severity),
        "message": doubt.message,
        "text": " ".join((doubt.text or "").split()),
        "stated": _said(doubt.stated, doubt),
        "computed": _said(doubt.computed, doubt),
        "answer": "",
    }
