"""Expectations stated as text read aloud: days of months in words, numbers in digits before a unit."""

from collections.abc import Iterator

import regex

from corpus.bench.said import number

_UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_OTHER = {"mốt": 1, "tư": 4, "lăm": 5, "mười": 10}
_WORD = "(?:" + "|".join([*_UNITS, *_OTHER, "mươi"]) + ")"
_WORDS = rf"{_WORD}(?: {_WORD})*?"
_DAYS = regex.compile(
    rf"ngày (?P<day>{_WORDS})(?: đến ngày (?P<last>{_WORDS}))? tháng (?P<month>{_WORDS})(?!\p{{L}}| {_WORD})"
)
_GROUPED = r"\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*"
_NUMBER = regex.compile(rf"(?<![\d\p{{L}}]){_GROUPED}(?![\d,])|(?<![\d\p{{L}}])\d+(?:,\d+)?")


def small(words: str) -> int:
    """The number up to 99 that words say."""
    value = 0
    for word in words.split():
        if word == "mươi":
            value *= 10
        else:
            value += _OTHER[word] if word in _OTHER else _UNITS.index(word)
    return value


def spoken_days(text: str) -> set[str]:
    """The days that a spoken text names without a year, the ends of a range each for itself."""
    return set(_found_days(text))


def _found_days(text: str) -> Iterator[str]:
    for found in _DAYS.finditer(text):
        days = [found["day"], *([found["last"]] if found["last"] else [])]
        yield from (f"day --{small(found['month']):02d}-{small(day):02d}" for day in days)


def numbers(text: str) -> set[str]:
    """The numbers that a spoken text keeps in digits, grouped or with a decimal comma."""
    return {f"number {number(_value(found[0]))}" for found in _NUMBER.finditer(text)}


def _value(digits: str) -> str:
    groups = regex.split("[., ]", digits)
    whole = len(groups) > 2 or ("," not in digits and len(groups) > 1)  # noqa: PLR2004 - two marks can only group
    return "".join(groups) if whole else digits.replace(",", ".")
