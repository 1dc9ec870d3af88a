"""Periods as a clerk names them."""

import re

from extractor.rules.messages import Messages

_PERIODS = (
    ("quarter", re.compile(r"(?P<year>\d{4})-Q(?P<part>[1-4])")),
    ("first_half", re.compile(r"(?P<year>\d{4})-H1")),
    ("second_half", re.compile(r"(?P<year>\d{4})-H2")),
    ("months", re.compile(r"(?P<year>\d{4})-(?P<part>\d{1,2})M")),
    ("month", re.compile(r"(?P<year>\d{4})-(?P<part>\d{2})")),
    ("year", re.compile(r"(?P<year>\d{4})")),
)
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


def period_name(label: str, messages: Messages) -> str:
    """A period by its label: `2024-H1` is "6 tháng đầu năm 2024"; a range stays as it is printed."""
    for name, pattern in _PERIODS:
        found = pattern.fullmatch(label)
        if found is not None:
            parts = found.groupdict()
            number = parts.get("part", "")
            part = _ROMAN[number] if name == "quarter" else number.lstrip("0")
            return messages.say("value", "period", name, year=parts["year"], part=part)
    return label
