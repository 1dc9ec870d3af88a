"""What a short text says of time: the heading of a form's column, or the period that a person types."""

import re

from extractor.finders.header import Header
from extractor.grammar import dates
from extractor.organisations import Seat
from extractor.pipeline import Wanted, find, read_report
from extractor.readers import plain
from extractor.records import DateRecord, DocumentRecord
from extractor.rules import Patterns

_MONTH = re.compile(r"(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})")


def dates_in(text: str, patterns: Patterns, year: int | None = None) -> tuple[DateRecord, ...]:
    """The dates and periods in a text; those without a year are of the one that is given."""
    report = read_report(plain.of_text(text), patterns, wanted=Wanted.REFERENCES)
    head = Header(fields={}, seat=Seat(), year=year)
    return find(report, DocumentRecord(), wanted=Wanted.REFERENCES, head=head)[1].dates


def period_label(typed: str, patterns: Patterns) -> str:
    """The label of a period as a person types it: `09/2025`, `quý III/2025`, `2025-Q3`.

    What names no period, or several, comes back as it is: it may be a label.
    """
    month = _MONTH.fullmatch(typed.strip())
    if month is not None and dates.is_real(int(month["year"]), int(month["month"]), 1):
        return dates.iso(int(month["year"]), int(month["month"]))
    periods = [one for one in dates_in(typed, patterns) if one.kind == "period"]
    label = periods[0].label if len(periods) == 1 and periods[0].start_date else None
    return label or typed.strip()
