"""What the records say of a sentence, in a short notation that fits the expectations of others too.

    day 2024-04-17 · day --04-17 (no year) · day 2022-12-15..2024-03-14 (both ends included) · invalid
    blank 2024-01 (day left blank)
    period 2024 · 2024-02 · --02 · 2024-Q1 · Q1 · 2024-H1 · 2021..2030 · 2024-01..2024-09
    duration P20D · recurring P1W
    number 1200000 · rate 63.4 · money 7000 VND · money 7000 VND max · number 1..3 · money 1000..2000 VND
    spelled 33 · citation 36/2023/QĐ-UBND · khoan 2

A range also says its two ends, for those who read them as two.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

import regex
from msgspec import structs

from extractor.grammar.numbers import plain
from extractor.records import CheckRecord, CitationRecord, DateRecord, FigureRecord, Place, Records

_MONTHS = regex.compile(r"(?P<year>\d{4})-(?P<count>\d{1,2})M")
_YEARS = regex.compile(r"(?P<first>\d{4})-(?P<last>\d{4})")
_NO_YEAR = regex.compile(r"tháng (?P<month>\d\d)")
_BOUND = {"at_most": " max", "under": " max", "at_least": " min", "over": " min"}


class Stretch(NamedTuple):
    """The stretch of a text in which records are wanted."""

    start: int
    end: int

    def holds(self, record: Place) -> bool:
        """Whether a record stands in the stretch, if only in part."""
        start, end = record.start, record.end
        return start is not None and end is not None and start < self.end and end > self.start


def number(value: str | float) -> str:
    """A number as records print it."""
    return plain(Decimal(str(value)))


def said(records: Records, stretch: Stretch) -> set[str]:
    """All that the records in a stretch of the text say, and the checks wherever they stand."""
    return {
        *chain.from_iterable(dates(one) for one in records.dates if stretch.holds(one)),
        *chain.from_iterable(figures(one) for one in records.figures if stretch.holds(one)),
        *chain.from_iterable(citations(one) for one in records.citations if stretch.holds(one)),
        *checks(records.checks),
    }


def dates(record: DateRecord) -> Iterator[str]:
    """What a date, period, duration or recurring time says."""
    label = record.label or ""
    if record.kind in {"duration", "recurring"}:
        yield f"{record.kind} {label}"
    elif record.kind == "date":
        kind = record.status if record.status in {"invalid", "blank"} else "day"
        yield f"{kind} {record.date or label}"
    elif record.grain == "range":
        yield from ranged("day", record.start_date or "", record.end_date or "")
    else:
        yield from period(label)


def period(label: str) -> Iterator[str]:
    """What the label of a period says."""
    if found := _MONTHS.fullmatch(label):
        label = f"{found['year']}-01..{found['year']}-{int(found['count']):02d}"
    elif found := _YEARS.fullmatch(label):
        label = f"{found['first']}..{found['last']}"
    elif found := _NO_YEAR.fullmatch(label):
        label = f"--{found['month']}"
    if ".." in label:
        yield from ranged("period", *label.split("..", 1))
    else:
        yield f"period {label}"


def ranged(kind: str, first: str, last: str) -> Iterator[str]:
    """A range and its ends."""
    yield f"{kind} {first}..{last}"
    yield from (f"{kind} {end}" for end in (first, last) if end)


def figures(record: FigureRecord) -> Iterator[str]:
    """What a figure says: its number whatever its kind, and what else its kind adds."""
    value = f"{record.low}..{record.high}" if record.kind == "range" else record.value
    if value is None:
        return
    yield f"number {value}"
    if record.kind == "range":
        yield from (f"number {end}" for end in (record.low, record.high))
    if record.kind == "rate":
        yield f"rate {value}"
    if record.unit == "VND":
        yield f"money {value} VND"
        if record.qualifier in _BOUND:
            yield f"money {value} VND{_BOUND[record.qualifier]}"


def citations(record: CitationRecord) -> Iterator[str]:
    """What a citation says: its number and the parts of the places in it."""
    yield f"citation {record.number}"
    for pinpoint in record.pinpoints:
        yield from (f"{name} {part}" for name, part in structs.asdict(pinpoint).items() if part)


def checks(records: Iterable[CheckRecord]) -> Iterator[str]:
    """What words beside digits say, by the check that compares them."""
    yield from (f"spelled {one.computed}" for one in records if one.rule == "SPELLED")
