"""What a sheet of totals looks like: its columns, their headings from above, and the lines of its head."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from xlsxwriter.worksheet import Worksheet

from extractor.aggregate.rates import WHOLE_TIME, over_time
from extractor.aggregate.table import Column, Table
from extractor.rules import Patterns
from extractor.rules.forms import OfficialForm
from extractor.rules.lists import Indicator, Theme
from extractor.summary.styles import LINE, Styles
from extractor.text.fold import search_key
from extractor.writers.vocabulary import Vocabulary

DEPTH = 2
"""The rows of headings that a sheet has at least."""

LETTERS = 10
"""The letters that a narrow column holds in a line."""


class Layout(Struct, frozen=True, kw_only=True):
    """The sheet's `name` and title, its columns, the path of headings over each and what stands below them.

    `number` is the one that is printed on an official form.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    headings: tuple[tuple[str, ...], ...]
    feet: tuple[str, ...]
    number: str = ""

    @property
    def depth(self) -> int:
        """The rows of headings without that of the feet."""
        return max(DEPTH, *(len(path) for path in self.headings))


def of_theme(
    name: str, columns: Sequence[Column], table: Table, patterns: Patterns, words: Vocabulary
) -> Layout:
    """The sheet of a theme: sub-themes, labels, or periods below these; units of measure as feet."""
    indicators = patterns.indicators
    listed = over_time(columns, table, patterns)
    return Layout(
        name=name,
        title=patterns.messages.say("summary", "title", theme=name).upper(),
        columns=tuple(listed),
        headings=tuple(_path(column, indicators, patterns, words) for column in listed),
        feet=tuple(words.value("unit", indicators[column.indicator].unit) for column in listed),
    )


def of_form(form: OfficialForm) -> Layout:
    """The sheet of an official form."""
    return Layout(
        name=form.id,
        title=form.title.upper(),
        columns=tuple(Column(indicator=column.indicator) for column in form.columns),
        headings=tuple(column.heading for column in form.columns),
        feet=tuple(column.place for column in form.columns),
        number=form.number,
    )


def write_headings(sheet: Worksheet, layout: Layout, top: int, first: int, styles: Styles) -> None:
    """The headings from row `top` and column `first` on; equal ones beside each other are merged."""
    depth = layout.depth
    _level(sheet, [*enumerate(layout.headings, first)], top, depth, styles)
    for at, foot in enumerate(layout.feet, first):
        sheet.write_string(top + depth, at, foot, styles.unit)
    for row in range(depth):
        # A merged cell does not make its rows higher.
        sheet.set_row(top + row, LINE * _lines(layout, row))


def _lines(layout: Layout, row: int) -> int:
    """The lines that the longest heading of a row needs in the width that it has."""
    widths: dict[tuple[str, ...], int] = {}
    for path in layout.headings:
        widths[path[: row + 1]] = widths.get(path[: row + 1], 0) + LETTERS
    ending = {path: width for path, width in widths.items() if len(path) == row + 1}
    return max((1 + len(path[-1]) // width for path, width in ending.items()), default=1)


def _level(
    sheet: Worksheet, columns: Iterable[tuple[int, tuple[str, ...]]], row: int, rows: int, styles: Styles
) -> None:
    """Write the first headings of some paths over so many rows, and below them the rest of each."""
    for head, run in groupby(columns, key=lambda column: column[1][:1]):
        paths = list(run)
        deeper = [(at, path[1:]) for at, path in paths if len(path) > 1]
        if len(deeper) == len(paths):
            _merged(sheet, row, row, paths[0][0], paths[-1][0], head[0], styles)
            _level(sheet, deeper, row + 1, rows - 1, styles)
            continue
        for at, _ in paths:
            _merged(sheet, row, row + rows - 1, at, at, head[0], styles)


def _merged(
    sheet: Worksheet, top: int, bottom: int, left: int, right: int, text: str, styles: Styles
) -> None:
    if (top, left) == (bottom, right):
        sheet.write_string(top, left, text, styles.heading)
    else:
        sheet.merge_range(top, left, bottom, right, text, styles.heading)


def _path(
    column: Column, indicators: Mapping[str, Indicator], patterns: Patterns, words: Vocabulary
) -> tuple[str, ...]:
    label = indicators[column.indicator].label
    if column.level:
        label = f"{label} ({words.value('level', column.level)})"
    fitting = [t for t in patterns.rows(Theme) if "." in t.id and column.indicator.startswith(t.id)]
    head = max(fitting, key=lambda theme: len(theme.id)).label if fitting else None
    if column.period is None:
        return (head, label) if head else (label,)
    whole = patterns.messages.say("summary", "whole_time")
    period = whole if column.period == WHOLE_TIME else words.value("period_label", column.period)
    named = f"{head}: {label}" if head and search_key(head) not in search_key(label) else label
    return (named, period)
