"""How one report writes: its way with numbers, rates, days and layout, drawn once and kept throughout."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corpus.made.generator.passage import Passage, join, marked, plain
from extractor.grammar.dates import Span, iso

PADDED_BELOW = 10
GROUPED_FROM = 1000
EARLY_MONTHS = 2
"""Nghị định 30/2020: days below 10 and the months 1 and 2 have a zero before them."""

MIXED = 0.3
SPELLED = 0.06
WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


class Style(Struct, frozen=True, kw_only=True):
    """The habits of a writer."""

    thousands: Literal[".", ""]
    decimal: Literal[",", "."]
    places: int
    is_mixed: bool
    is_padded: bool
    is_spelled: bool
    repeats_units: bool
    says_zero: bool
    percent: Literal["%", " %"]
    long_days: bool
    headings: Literal["roman", "arabic"]
    letterhead: Literal["stacked", "flattened", "absent"]


def drawn(rng: Random) -> Style:
    """The style of one report."""
    return Style(
        thousands=rng.choice((".", ".", ".", "")),
        decimal=rng.choice((",", ",", ",", ".")),
        places=rng.choice((0, 1, 2, 2)),
        is_mixed=rng.random() < MIXED,
        is_padded=rng.random() < 1 - MIXED,
        is_spelled=rng.random() < MIXED,
        repeats_units=rng.random() < 1 - MIXED,
        says_zero=rng.random() < 1 - MIXED,
        percent=rng.choice(("%", "%", "%", " %")),
        long_days=rng.random() < MIXED,
        headings=rng.choice(("roman", "arabic")),
        letterhead=rng.choice(("stacked", "stacked", "flattened", "flattened", "absent")),
    )


def count(value: int, style: Style, rng: Random) -> str:
    """A whole number as it is printed."""
    digits = bare(value, style, rng)
    is_spelled = 0 < value < PADDED_BELOW and style.is_spelled and rng.random() < SPELLED
    return f"{digits} ({WORDS[value]})" if is_spelled else digits


def bare(value: int, style: Style, rng: Random) -> str:
    """A whole number in digits alone, as the cells of tables have it."""
    if value < PADDED_BELOW:
        return f"{value:02d}" if style.is_padded else str(value)
    mark = style.thousands
    if style.is_mixed and value >= GROUPED_FROM:
        mark = rng.choice((".", ""))
    return f"{value:,}".replace(",", mark)


def rate(numerator: int, denominator: int, places: int) -> Decimal:
    """The share in per cent, rounded to so many places."""
    return (100 * Decimal(numerator) / Decimal(denominator)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )


def percent(value: Decimal, style: Style) -> str:
    """A share as it is printed, its trailing zeros kept but for whole numbers."""
    whole = value.to_integral_value()
    digits = str(whole) if value == whole else str(value)
    return digits.replace(".", style.decimal) + style.percent


def short_day(day: date) -> str:
    """A day in digits, with zeros where the rule wants them."""
    month = f"{day.month:02d}" if day.month <= EARLY_MONTHS else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def long_day(day: date) -> str:
    """A day with the words for month and year."""
    month = f"{day.month:02d}" if day.month <= EARLY_MONTHS else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def dated(day: date, role: str, style: Style, rng: Random) -> Passage:
    """A day in running text; `ngày` stands before it."""
    is_long = style.long_days and rng.random() < MIXED
    text = long_day(day) if is_long else short_day(day)
    value = iso(day.year, day.month, day.day)
    return marked(text, "dates", kind="date", date=value, role=role)


def data_days(span: Span, style: Style, rng: Random) -> tuple[Passage, str]:
    """The stretch of days that the figures cover, and its label."""
    first, last = (date.fromisoformat(day or "") for day in span[:2])
    in_digits = replace(style, long_days=False)
    days = [dated(day, "data_period", in_digits, rng) for day in (first, last)]
    word = rng.choice(("từ ngày ", "từ ngày ", "từ "))
    to = " đến ngày " if "ngày" in word else " đến "
    text = join([plain(word), days[0], plain(to), days[1]])
    label = "-".join(f"{day.day}/{day.month}/{day.year}" for day in (first, last))
    fields = {"kind": "period", "label": label, "start_date": span.start, "end_date": span.end}
    whole = marked(text.text, "dates", **fields, basis="stated", role="data_period")
    return Passage(text.text, (*whole.marks, *text.marks)), label
