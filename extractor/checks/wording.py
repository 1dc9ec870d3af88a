"""Numbers, days and periods as a clerk writes them, for the sentences of checks."""

import re
from decimal import ROUND_HALF_UP, Decimal

from extractor.rules import Messages

CENT = Decimal("0.01")
"""To how many decimals a number is told; the record has all of them."""

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_PERIODS = (
    ("quarter", re.compile(r"(?P<year>\d{4})-Q(?P<part>[1-4])")),
    ("first_half", re.compile(r"(?P<year>\d{4})-H1")),
    ("second_half", re.compile(r"(?P<year>\d{4})-H2")),
    ("months", re.compile(r"(?P<year>\d{4})-(?P<part>\d{1,2})M")),
    ("month", re.compile(r"(?P<year>\d{4})-(?P<part>\d{2})")),
    ("year", re.compile(r"(?P<year>\d{4})")),
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def said(value: Decimal | str | int | None) -> str:
    """A number as it is written in Vietnamese (1204.5 is `1.204,5`), a day as `17/4/2024`; text as it is."""
    if isinstance(value, Decimal) and int(value.as_tuple().exponent) < int(CENT.as_tuple().exponent):
        value = value.quantize(CENT, ROUND_HALF_UP)
    if isinstance(value, Decimal | int):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    found = _DAY.fullmatch(value or "")
    if found is not None:
        year, month, day = found.groups()
        return "/".join(part for part in (day, month, year) if part)
    return value or ""


def period(label: str, messages: Messages) -> str:
    """A period by its label: `2024-H1` is "6 tháng đầu năm 2024"; a range stays as it is printed."""
    for name, pattern in _PERIODS:
        found = pattern.fullmatch(label)
        if found is not None:
            parts = found.groupdict()
            number = parts.get("part", "")
            part = _ROMAN[number] if name == "quarter" else number.lstrip("0")
            return messages.say("check", "period", name, year=parts["year"], part=part)
    return label
