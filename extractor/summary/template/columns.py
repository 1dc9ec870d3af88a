"""What the columns of a form ask for: an indicator, of which period, level and unit, or why it is not told.

What a column is, is found as in any report: its empty cells are given numbers of their own, the form is read,
and each number tells what it would be. A column of another period, of one field of work, of what is planned
or has changed asks for no value of the table; the words of its headings say so where reading does not.
"""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.styles import Border, Side

from extractor.aggregate.receipts import State
from extractor.aggregate.table import BASE, STATED
from extractor.grammar.dates import months_label
from extractor.pipeline import Options, convert
from extractor.records import DateRecord, FigureRecord
from extractor.resolve.sourced import TABLE, TARGET, TEXT
from extractor.rules import Patterns
from extractor.rules.lists import Dimension, Indicator, Phrase, Theme
from extractor.summary.contents import Contents
from extractor.summary.stated import dates_in
from extractor.text.words import Words, after, holds

FIRST = 70_000_001
"""The first of the numbers that mark empty cells; no form holds such numbers."""

_DIGITS = len(str(FIRST))


class Spot(NamedTuple):
    """A cell of a workbook."""

    sheet: str
    row: int
    column: int


class Asked(Struct, frozen=True, kw_only=True):
    """What a column asks for: its values are those of the table divided by `factor`.

    `reason` says why it stays empty (a key of `[unfilled]`), else there is an indicator.
    """

    indicator: str | None = None
    period: str | None = None
    level: str | None = None
    unit: str | None = None
    factor: Decimal = Decimal(1)
    reason: str | None = None


class Headings(NamedTuple):
    """The texts over a column, the nearest first, and over the whole table, the nearest first."""

    own: tuple[str, ...]
    titles: tuple[str, ...]


class Span(NamedTuple):
    """A period by its label and its days; one that is printed `by_days` has no other name."""

    label: str | None
    start: str | None
    end: str | None
    by_days: bool = False


def probed(
    data: bytes, empty: Iterable[Spot], areas: Iterable[tuple[str, str]], options: Options
) -> dict[Spot, Asked]:
    """What each empty cell is, as the form is read once they hold numbers.

    `areas` are sheets and references of its tables: lines are drawn around them, as not every form has any.
    """
    book = load_workbook(io.BytesIO(data))
    lines = Border(*[Side(style="thin")] * 4)
    for sheet, area in areas:
        for row in book[sheet][area]:
            for cell in row:
                cell.border = lines
    spots = dict(enumerate(empty, FIRST))
    for number, place in spots.items():
        book[place.sheet].cell(place.row, place.column, number)
    stream = io.BytesIO()
    book.save(stream)
    read = convert(stream.getvalue(), "template.xlsx", options)
    found: dict[Spot, Asked] = {}
    for figure in read.records.figures:
        text = figure.value or ""
        spot = spots.get(int(text[:_DIGITS])) if text.isdigit() and not text[_DIGITS:].strip("0") else None
        if spot is not None:
            found[spot] = _asked(figure, Decimal(10) ** (len(text) - _DIGITS))
    return found


def _asked(figure: FigureRecord, factor: Decimal) -> Asked:
    is_level = figure.basis.get("level") in {TEXT, TABLE}
    reasons = {
        "target": TARGET in figure.basis,
        "field": figure.field is not None,
        "change": figure.kind not in STATED | {BASE},
    }
    return Asked(
        indicator=figure.indicator,
        level=figure.level if is_level else None,
        unit=figure.unit,
        factor=factor,
        reason=next((name for name, holds_so in reasons.items() if holds_so), None),
    )


class Columns:
    """The columns of a form beside the table that fills it."""

    def __init__(self, contents: Contents, patterns: Patterns) -> None:
        self._patterns = patterns
        self._table = contents.table
        self._indicators = patterns.indicators
        self._words = {row.id: row.words for row in patterns.rows(Phrase, "column_units")}
        self._compared = {row.id: row.words for row in patterns.rows(Phrase, "date_roles")}["comparison"]
        fields = tuple(word for row in patterns.rows(Phrase, "fields") for word in row.words)
        self._fields = fields
        self._of_fields = tuple(f"{before} {word}" for before in self._words["of_field"] for word in fields)
        dimensions = (row for row in patterns.rows(Dimension) if row.dimension == "cumulative")
        self._cumulative = tuple(word for row in dimensions for word in row.words)
        self._target = next(
            one for one in patterns.rules("clauses") if one.value == "target_heading"
        ).compiled
        counted = [receipt for receipt in contents.receipts if receipt.state == State.COUNTED]
        self._spans: dict[str, set[Span]] = {
            label: {
                Span(label, r.document.period_start, r.document.period_end)
                for r in counted
                if r.period == label and r.within is None
            }
            for label in contents.table.periods
        }
        self._read: dict[str, tuple[Span, ...]] = {}

    def asked(
        self, votes: Iterable[Asked], headings: Headings, told: str | None, labelled: str | None
    ) -> Asked:
        """What a column asks for.

        `votes` are what its cells were read as, `told` is the indicator that a note gives it, `labelled` the
        one whose label stands over it.
        """
        counts = Counter(votes)
        said = counts.most_common(1)[0][0] if counts else Asked()
        indicator = self._indicators.get(told or labelled or said.indicator or "")
        if indicator is None:
            return replace(said, indicator=None, reason=self._other(headings) or "heading")
        reason = said.reason or self._other(headings, indicator)
        is_read = told is None and labelled is None
        if is_read and reason is None and said.unit and said.unit != indicator.unit and indicator.unit:
            reason = "unit"
        if reason is not None:
            return replace(said, indicator=indicator.id, reason=reason)
        fits = self._periods(headings)
        several = "periods" if len(fits) > 1 else None
        if not fits:
            return replace(said, indicator=indicator.id, reason="period")
        return replace(said, indicator=indicator.id, period=fits[0], reason=several)

    def _other(self, headings: Headings, indicator: Indicator | None = None) -> str | None:
        """Why the words of the headings ask for something else than the indicator, if they do."""
        own = " | ".join(self._own(indicator)) if indicator is not None else ""
        over = [" ".join(text.split()) for text in headings.own]

        def says(texts: Iterable[str], words: Words) -> bool:
            return not holds(own, words) and any(holds(text, words) for text in texts)

        is_planned = any(
            self._target.search(text) or after(text, self._words["planned"]) is not None for text in over
        ) and not any(after(said, self._words["planned"]) is not None for said in own.split(" | "))
        of_field = any(
            holds(text, (word,)) and not holds(own, (word,)) for text in over for word in self._fields
        )
        reasons = {
            "target": is_planned,
            "field": of_field or says((*over, *headings.titles), self._of_fields),
            "change": says(over, self._words["change"]),
            "period": says(over, self._words["other_period"]) or says(over, self._compared),
            "unit": says(over, self._words["other_unit"]),
        }
        return next((name for name, holds_so in reasons.items() if holds_so), None)

    def _own(self, indicator: Indicator) -> tuple[str, ...]:
        """The words that are an indicator's own: they say nothing else of a column."""
        themes = (row.label for row in self._patterns.rows(Theme) if indicator.id.startswith(row.id))
        return (indicator.label, *indicator.words, *indicator.context, *themes)

    def _periods(self, headings: Headings) -> list[str | None]:
        """The periods of the table that the headings may mean; None is that of a table without any."""
        stated = next(filter(None, map(self._stated, headings.own)), ())
        since = any(holds(text, self._cumulative) for text in headings.own)
        if not stated:
            # A title names plans and other things beside: one of its periods has to be that of the table.
            stated = tuple(span for text in headings.titles for span in self._stated(text))
            since = since or any(holds(text, self._cumulative) for text in headings.titles)
        periods = self._table.periods
        if not stated and not since:
            return list(periods) or [None]
        return [label for label in periods if self._is(label, stated, since=since)]

    def _is(self, label: str, stated: tuple[Span, ...], *, since: bool) -> bool:
        days = {(span.start, span.end) for span in self._spans[label]} - {(None, None)}
        named = [one for one in stated if one.by_days or not since]
        if any((one.start, one.end) in days for one in named if one.start and one.end):
            return True
        if not since:
            return any(one.label == label for one in stated)
        ends = [(int(one.end[:4]), int(one.end[5:7])) for one in stated if one.end]
        if not stated:
            ends = [(int(label[:4]), month) for month in range(1, 13)] if label[:4].isdigit() else []
        return label in {months_label(year, month) for year, month in ends}

    def _stated(self, text: str) -> tuple[Span, ...]:
        """The periods that a text states; a month without a year is one of the table's last year."""
        if text not in self._read:
            year = self._year
            self._read[text] = tuple(_spans(dates_in(text, self._patterns, year), year))
        return self._read[text]

    @cached_property
    def _year(self) -> int | None:
        last = (self._table.periods or ("",))[-1]
        ends = [span.end[:4] for span in self._spans.get(last, ()) if span.end]
        year = next(iter(ends), last[:4])
        return int(year) if year.isdigit() else None


def _spans(dates: Iterable[DateRecord], year: int | None) -> Iterator[Span]:
    """Periods, and months that are only counted: "8 tháng" over a column are those of the year."""
    for one in dates:
        if one.kind == "period":
            yield Span(one.label, one.start_date, one.end_date, by_days=one.grain == "range")
        elif one.kind == "duration" and one.grain == "month" and year is not None:
            count = (one.label or "").removeprefix("P").removesuffix("M")
            if count.isdigit() and int(count) > 1:
                yield Span(months_label(year, int(count)), None, None)
