"""The workbook of totals: a sheet a theme to sign, charts, and the lists that show where it comes from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import xlsxwriter
from msgspec.structs import replace
from xlsxwriter.utility import xl_cell_to_rowcol

from extractor.aggregate.derive import completed
from extractor.aggregate.staff import staff_table
from extractor.aggregate.table import Table
from extractor.errors import UsageError
from extractor.rules import Patterns
from extractor.rules.forms import OfficialForm
from extractor.rules.lists import Indicator
from extractor.summary import listings, totals
from extractor.summary.arrangement import Group, by_level, groups, themes
from extractor.summary.contents import Contents
from extractor.summary.layout import Layout, of_form, of_theme
from extractor.summary.styles import Styles
from extractor.summary.totals import A4, Placed, Setting
from extractor.writers.vocabulary import Vocabulary
from extractor.writers.workbook import save

LISTED = ("charts", "sent", "outline", "changes", "persons", "checks", "citations", "passages", "sources")
"""The sheets beside the tables, by their keys in `[sheet]`."""

SHEET_NAME = 31
"""Characters that Excel gives the name of a sheet."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

CHART = {"width": 1100, "height": 420}
CHART_ROWS = 22


def write(
    path: Path, contents: Contents, patterns: Patterns, words: Vocabulary, form: OfficialForm | None = None
) -> None:
    """Write the workbook, with a sheet a theme or with that of an official form.

    Raises CannotWriteError where the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(path, options)
    styles, messages = Styles(book), patterns.messages
    taken = {messages.say("sheet", name).lower() for name in LISTED}
    placed: list[Placed] = []
    for table, rows, made in _sheets(contents, form, patterns, words):
        layout = replace(made, name=_unused(made.name, taken))
        setting = Setting(table=table, patterns=patterns, styles=styles, words=words)
        placed += totals.write(book.add_worksheet(layout.name), layout, rows, setting)
    _charts(book, placed, patterns, words)
    lists: dict[str, tuple[Iterable[str], listings.Rows]] = {
        "sent": (listings.SENT, listings.sent(contents, words)),
        "outline": (contents.outline.columns, contents.outline.itertuples(index=False, name=None)),
        "changes": (
            ("indicator_name", "level", "units", "before", "now", "difference", "percent"),
            listings.changes(contents, patterns),
        ),
        "persons": (contents.staffing.columns, contents.staffing.itertuples(index=False, name=None)),
        "checks": (("unit_name", "severity", "message", "text", "page", "path"), listings.doubts(contents)),
        "citations": (contents.citations.columns, contents.citations.itertuples(index=False, name=None)),
        "passages": (contents.passages.columns, contents.passages.itertuples(index=False, name=None)),
        "sources": (listings.SOURCES, listings.sources(placed, patterns)),
    }
    if contents.outline.empty:
        del lists["outline"]
    book.constant_memory = True  # for the sheets of lists: a row is put down when the next begins
    for name, (fields, listed) in lists.items():
        sheet = book.add_worksheet(messages.say("sheet", name)[:SHEET_NAME])
        listings.write(sheet, list(fields), listed, messages, styles, words)
    book.constant_memory = False
    save(book, path)


def _sheets(
    contents: Contents, form: OfficialForm | None, patterns: Patterns, words: Vocabulary
) -> Iterator[tuple[Table, Sequence[Group], Layout]]:
    """The tables to sign, each with its rows and its looks."""
    if form is not None and any(column.staff for column in form.columns):
        table = staff_table(contents.staff, contents.doubted, form)
        if not table.lines:
            raise UsageError("form_without_rows", form=form.id)
        yield table, by_level(table, words), of_form(form)
    elif form is not None:
        layout = of_form(form)
        table = completed(contents.table.flat(), layout.columns, patterns)
        yield table, groups(table, contents.missing), layout
    else:
        rows = groups(contents.table, contents.missing)
        for label, columns in themes(contents.table.columns, patterns).items():
            yield contents.table, rows, of_theme(label, columns, contents.table, patterns, words)


def _unused(label: str, taken: set[str]) -> str:
    """The label as the name of a sheet, with a number where another has it; Excel knows no case."""
    plain = _FORBIDDEN.sub(" ", label).strip(" '") or "…"
    name, number = plain[:SHEET_NAME], 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: SHEET_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


def _charts(
    book: xlsxwriter.Workbook, placed: Sequence[Placed], patterns: Patterns, words: Vocabulary
) -> None:
    """A bar for each unit and charted rate; the chart reads the cells of the table."""
    charted = [row for row in patterns.rows(Indicator) if row.chart]
    sheet = None
    for number, indicator in enumerate(charted):
        cells = [one for one in placed if one.column.indicator == indicator.id]
        if not cells:
            continue
        series = {one.column: [other for other in cells if other.column == one.column] for one in cells}
        if sheet is None:
            sheet = book.add_worksheet(patterns.messages.say("sheet", "charts"))
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.fit_to_pages(1, 0)
        chart = book.add_chart({"type": "column"})
        for column, one in series.items():
            (first, at), (last, _) = xl_cell_to_rowcol(one[0].cell), xl_cell_to_rowcol(one[-1].cell)
            name = words.value("period_label", column.period) if column.period else indicator.label
            chart.add_series(
                {
                    "name": name,
                    "categories": [one[0].sheet, first, 1, last, 1],
                    "values": [one[0].sheet, first, at, last, at],
                }
            )
        chart.set_title({"name": indicator.label, "name_font": {"name": "Times New Roman", "size": 13}})
        chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
        chart.set_y_axis({"min": 0, "max": 100})
        chart.set_size(CHART)
        sheet.insert_chart(number * CHART_ROWS, 0, chart)
