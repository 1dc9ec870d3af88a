"""Days and periods as values: ISO dates, partial dates, and the spans that months, quarters and years mean.

Administrative reports count a year from 15 December to 14 December and its months and quarters likewise
(Nghị định 09/2019/NĐ-CP, Điều 12); plan periods follow the calendar.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

CUT_OFF = "nd_09_2019"
CALENDAR = "calendar"
FIRST_DAY = 15
"""The first day of a reporting month, in the calendar month before."""

CLOSING, UNEVEN = 20, 3
"""How many days apart the data of one period may be closed, and by how many their spans may differ."""


class Span(NamedTuple):
    """First and last day, both included, ISO; `basis` names the rule that gave them."""

    start: str | None
    end: str | None
    basis: str


SCHOOL_YEAR = Span(None, None, CALENDAR)
"""A school year has no bounds of its own: each province sets its first and last day, year by year."""


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """The ISO form of a date that may lack its day or month."""
    parts = [f"{year:04d}"]
    if month is not None:
        parts.append(f"{month:02d}")
        if day is not None:
            parts.append(f"{day:02d}")
    return "-".join(parts)


def is_real(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]  # noqa: PLR2004 - months of a year


def last_citable(own_day: str | None, period_end: str | None) -> str | None:
    """The last day (ISO, partial) that a document can cite: its own, else the year after its period."""
    return own_day or (str(int(period_end[:4]) + 1) if period_end else None)


def is_after(day: str, limit: str) -> bool:
    """Whether an ISO day is later, as far as both are known: 2024-05 is not after 2024."""
    known = min(len(day), len(limit))
    return day[:known] > limit[:known]


def are_alike(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two spans of days are one reporting period: the same days, or begun and cut off otherwise.

    A month's data may be those of its days, from the 15th to the 14th, or from any other day of closing;
    but what is closed in the middle of a month or later is that month's.
    """
    if None in (*one, *other):
        return False
    (start, end), (other_start, other_end) = (
        tuple(date.fromisoformat(day or "") for day in span) for span in (one, other)
    )
    closed = [(day.year, day.month) for day in (end, other_end) if day.day >= FIRST_DAY - 1]
    if len(closed) == len((end, other_end)) and closed[0] != closed[1]:
        return False
    shifts = (start - other_start).days, (end - other_end).days
    return abs(shifts[0] - shifts[1]) <= UNEVEN and abs(shifts[1]) < CLOSING


def full_year(two_digits: int, pivot: int) -> int:
    """The year that two digits mean: the latest one not after `pivot`."""
    year = pivot // 100 * 100 + two_digits
    return year if year <= pivot else year - 100


def months(year: int, first: int, last: int) -> Span:
    """The reporting span from month `first` to month `last` of a year."""
    return Span(_opening(year, first), _closing(year, last), CUT_OFF)


def quarter(year: int, number: int) -> Span:
    """The reporting span of a quarter, 1 to 4."""
    return months(year, 3 * number - 2, 3 * number)


def reporting_year(year: int) -> Span:
    """The reporting span of a year."""
    return months(year, 1, 12)


def by_calendar(start: str, end: str) -> Span:
    """The whole calendar months of a reporting span, ISO days; a span without the cut-off stays as it is."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day == FIRST_DAY:
        first = first + timedelta(days=monthrange(first.year, first.month)[1] - FIRST_DAY + 1)
    if last.day == FIRST_DAY - 1:
        last = last.replace(day=monthrange(last.year, last.month)[1])
    return Span(first.isoformat(), last.isoformat(), CALENDAR)


def by_cut_off(start: str, end: str) -> Span:
    """The reporting span of whole calendar months, ISO days; any other span stays as it is."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return Span(start, end, CALENDAR)
    return Span(_opening(first.year, first.month), _closing(last.year, last.month), CUT_OFF)


def calendar_months(year: int, last: int) -> Span:
    """The calendar months of a year up to month `last`."""
    return Span(iso(year, 1, 1), iso(year, last, monthrange(year, last)[1]), CALENDAR)


def months_label(year: int, count: int) -> str:
    """What the first months of a year are called: `2025-10M`, half of it `2025-H1`, all of it `2025`."""
    return {6: f"{year}-H1", 12: str(year)}.get(count, f"{year}-{count}M")


def calendar_years(first: int, last: int) -> Span:
    """Whole calendar years, as plan periods and terms of office have them."""
    return Span(iso(first, 1, 1), iso(last, 12, 31), CALENDAR)


def _opening(year: int, month: int) -> str:
    before = date(year, month, 1) - timedelta(days=1)
    return before.replace(day=FIRST_DAY).isoformat()


def _closing(year: int, month: int) -> str:
    return date(year, month, FIRST_DAY - 1).isoformat()
