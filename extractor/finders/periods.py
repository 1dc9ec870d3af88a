"""Dates, periods, durations and recurring times, each from one lexeme; ranges from two dates.

Reporting months, quarters and years run by the cut-off of Nghị định 09/2019/NĐ-CP; an explicit range wins.
A month or quarter without a year takes the year that the report is about, never a later one.
"""

import re
from collections.abc import Callable
from typing import Any

import msgspec

from extractor.grammar import dates
from extractor.grammar.number_words import number
from extractor.lexer import Lexeme
from extractor.records import DateRecord, numbered
from extractor.report import Report
from extractor.rules.lists import Phrase

_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_GRAINS = {
    "năm": "year",
    "quý": "quarter",
    "tháng": "month",
    "tuần": "week",
    "ngày": "day",
    "giờ": "hour",
    "phút": "minute",
}
_DURATIONS = {"năm": "P{}Y", "tháng": "P{}M", "tuần": "P{}W", "ngày": "P{}D", "giờ": "PT{}H", "phút": "PT{}M"}
_RECURRING = {"year": "P1Y", "quarter": "P3M", "month": "P1M", "week": "P1W", "day": "P1D"}
LIKELY = 0.9


def find(report: Report, year: int | None) -> list[DateRecord]:
    """All dates and periods; `year` is the one that the report is about, for months that state none."""
    parts = _Parts(report, year)
    found = [
        msgspec.structs.replace(record, **report.place(lexeme.start, lexeme.end), rule=lexeme.rule)
        for lexeme in report.lexed.having("date")
        if (record := _READERS[lexeme.value](parts, lexeme)) is not None
    ]
    return numbered("d", found + _ranges(report, found))


NO_YEAR = 2049
"""The year before which two digits are read in a report that tells none of its own."""


class _Parts:
    """The named parts of a lexeme as text and as numbers."""

    def __init__(self, report: Report, year: int | None) -> None:
        self.text = report.view.text
        self.report_year = year
        self._words = {
            word: int(row.id) for row in report.patterns.rows(Phrase, "number_words") for word in row.words
        }

    def word(self, lexeme: Lexeme, name: str) -> str | None:
        span = lexeme.groups.get(name)
        return self.text[slice(*span)] if span else None

    def number(self, lexeme: Lexeme, name: str) -> int | None:
        word = self.word(lexeme, name)
        if not word:
            return None
        return int(word) if word.isdigit() else number(word.lower(), self._words)

    def year(self, lexeme: Lexeme) -> int | None:
        year = self.number(lexeme, "year")
        if year is not None and year < 100:  # noqa: PLR2004 - two digits
            return dates.full_year(year, (self.report_year or NO_YEAR) + 1)
        return year or self.report_year


def _day(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    day, month, year = (parts.number(lexeme, name) or 0 for name in ("day", "month", "year"))
    if not dates.is_real(year, month, day):
        return DateRecord(grain="day", status="invalid", label=parts.text[lexeme.start : lexeme.end])
    return DateRecord(grain="day", date=dates.iso(year, month, day))


def _short_year(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    day, month = (parts.number(lexeme, name) or 0 for name in ("day", "month"))
    year = dates.full_year(parts.number(lexeme, "year") or 0, (parts.report_year or NO_YEAR) + 1)
    if not dates.is_real(year, month, day):
        return DateRecord(grain="day", status="invalid", label=parts.text[lexeme.start : lexeme.end])
    return DateRecord(grain="day", date=dates.iso(year, month, day), confidence=LIKELY)


def _blank(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    year, month = parts.number(lexeme, "year") or 0, parts.number(lexeme, "month")
    value = dates.iso(year, month)
    if month:
        return DateRecord(grain="month", date=value, status="partial")
    return DateRecord(grain="year", date=value, status="blank")


def _day_month(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    day, month = (parts.number(lexeme, name) or 0 for name in ("day", "month"))
    if parts.report_year is None or not dates.is_real(parts.report_year, month, day):
        return DateRecord(grain="day", status="partial", label=f"--{month:02d}-{day:02d}")
    return DateRecord(
        grain="day", date=dates.iso(parts.report_year, month, day), status="partial", confidence=LIKELY
    )


def _day_of_list(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    """The first of several days; its month and year stand after the last one."""
    day, month, year = (
        parts.number(lexeme, "day") or 0,
        parts.number(lexeme, "month") or 0,
        parts.year(lexeme),
    )
    last = parts.number(lexeme, "month2")
    month = month or last or 0
    if year is not None and last is not None and month > last:
        year -= 1  # "28/12 - 03/01/2022" begins in the year before
    if year is None or not dates.is_real(year, month, day):
        return DateRecord(grain="day", status="partial", label=f"--{month:02d}-{day:02d}")
    return DateRecord(grain="day", date=dates.iso(year, month, day), status="partial")


def _month(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    month, year = parts.number(lexeme, "month") or 0, parts.year(lexeme)
    if year is None:
        return DateRecord(kind="period", grain="month", status="partial", label=f"tháng {month:02d}")
    return _period(dates.months(year, month, month), f"{year}-{month:02d}", "month")


def _months(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    count, year = parts.number(lexeme, "count") or 0, parts.year(lexeme)
    if year is None:
        return DateRecord(kind="period", grain="months", status="partial", label=f"{count}M")
    half = count == 6  # noqa: PLR2004 - half of twelve months
    if "last" in lexeme.groups:
        label = f"{year}-H2" if half else f"{year}-last{count}M"
        return _period(dates.months(year, 13 - count, 12), label, "months")
    return _period(dates.months(year, 1, count), f"{year}-H1" if half else f"{year}-{count}M", "months")


def _month_range(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    last_year = parts.number(lexeme, "year2") or 0
    first_year = parts.number(lexeme, "year") or last_year
    first, last = parts.number(lexeme, "month") or 1, parts.number(lexeme, "month2") or 1
    if (first_year, first) > (last_year, last):
        return None
    span = dates.Span(
        dates.months(first_year, first, first).start, dates.months(last_year, last, last).end, dates.CUT_OFF
    )
    return _period(span, f"{first_year}-{first:02d}..{last_year}-{last:02d}", "months")


def _quarter(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    word = parts.word(lexeme, "quarter") or "I"
    quarter = _QUARTERS.get(word) or parts.number(lexeme, "quarter") or 1
    year = parts.year(lexeme)
    if year is None:
        return DateRecord(kind="period", grain="quarter", status="partial", label=f"Q{quarter}")
    return _period(dates.quarter(year, quarter), f"{year}-Q{quarter}", "quarter")


def _year(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    year = parts.number(lexeme, "year") or 0
    return _period(dates.reporting_year(year), str(year), "year")


def _years(parts: _Parts, lexeme: Lexeme) -> DateRecord | None:
    first, last = parts.number(lexeme, "year") or 0, parts.number(lexeme, "year2") or 0
    if first > last:
        return None
    school = lexeme.rule == "period.school_year"
    span = dates.SCHOOL_YEAR if school else dates.calendar_years(first, last)
    return _period(span, f"{first}-{last}", "years")


def _duration(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    grain, count = parts.word(lexeme, "grain") or "", parts.word(lexeme, "count") or ""
    label = _DURATIONS[grain].format(count.lstrip("0").replace(",", ".") or "0")
    return DateRecord(kind="duration", grain=_GRAINS[grain], label=label)


def _recurring(parts: _Parts, lexeme: Lexeme) -> DateRecord:
    grain = _GRAINS[parts.word(lexeme, "grain") or "năm"]
    return DateRecord(kind="recurring", grain=grain, label=_RECURRING[grain])


def _period(span: dates.Span, label: str, grain: str) -> DateRecord:
    return DateRecord(
        kind="period", start_date=span.start, end_date=span.end, basis=span.basis, label=label, grain=grain
    )


_READERS: dict[str, Callable[[_Parts, Lexeme], DateRecord | None]] = {
    "day": _day,
    "short_year": _short_year,
    "blank": _blank,
    "day_month": _day_month,
    "day_of_list": _day_of_list,
    "month": _month,
    "months": _months,
    "month_range": _month_range,
    "quarter": _quarter,
    "year": _year,
    "years": _years,
    "duration": _duration,
    "recurring": _recurring,
}


def _ranges(report: Report, found: list[DateRecord]) -> list[DateRecord]:
    """The spans between two dates that are records already."""
    by_end = {record.end: record for record in found if record.kind == "date"}
    others = bytearray(b"\x01") * len(report.view.text)
    for lexeme in report.lexed.having("date") if by_end else ():
        others[lexeme.start : lexeme.end] = bytes(lexeme.end - lexeme.start)
    ranges = []
    for rule in report.patterns.rules("ranges"):
        for match in rule.finditer(report.view.places, others):
            first = by_end.get(report.view.raw_span(*match.span("from"))[1])
            last = by_end.get(report.view.raw_span(*match.span("to"))[1]) if rule.value == "range" else None
            if first is None or first.date is None or (rule.value == "range" and last is None):
                continue
            ranges.append(_range(report, match.span(), rule.id, first, last))
    return ranges


def _slashed(day: DateRecord) -> str:
    """A day as printed, `15-12-2022` and `15.12.2022` with strokes: the hyphen stands between two days."""
    text = day.text or ""
    return re.sub(r"\s*[-./]\s*", "/", text) if text[-1:].isdigit() else text


def _range(
    report: Report, span: tuple[int, int], rule: str, first: DateRecord, last: DateRecord | None
) -> DateRecord:
    place: dict[str, Any] = report.place(*span)
    if last is None:
        return DateRecord(
            **place, rule=rule, kind="period", grain="range", label=f"{first.date}/..", start_date=first.date
        )
    return DateRecord(
        **place,
        rule=rule,
        kind="period",
        grain="range",
        label=f"{_slashed(first)}-{_slashed(last)}",
        start_date=first.date,
        end_date=last.date,
    )
