"""How Vietnamese offices write numbers: `1.786`, `4631`, `63,4`, `78.83`, `04`, `1 786`.

A dot groups thousands and a comma begins the decimals, yet spreadsheets with English settings print it the
other way round, so the unit decides: what can be counted has no decimals, a percentage no thousands.
Values are exact decimals, never binary floats.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = {".": re.compile(r"\d{1,3}(?:\.\d{3})+"), ",": re.compile(r"\d{1,3}(?:,\d{3})+")}


LONG = Context(prec=100_000)
"""Digits for numbers of any length that a damaged text may hold; the usual 28 are an error beyond."""


class Reading(NamedTuple):
    """The value of a printed number, and what else it may mean."""

    value: Decimal
    alternatives: tuple[Decimal, ...] = ()


def read(text: str, *, whole: bool = True) -> Reading:
    """Read digits with points, commas and spaces; `whole` says that the unit can only be counted.

    Raises ValueError for anything else.
    """
    if text.isdecimal():
        return Reading(Decimal(text))
    digits = text.replace(" ", "")
    is_negative = digits.startswith("-")
    digits = digits.lstrip("+-")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(text)
    reading = _read_unsigned(digits, whole=whole)
    if not is_negative:
        return reading
    return Reading(reading.value.copy_negate(), tuple(map(Decimal.copy_negate, reading.alternatives)))


def rounded(value: Decimal, last: Decimal, rounding: str = ROUND_HALF_UP) -> Decimal:
    """A number to the last digit that is wanted (`Decimal("0.01")`), however many digits it has."""
    return value.quantize(last, rounding, LONG)


def _read_unsigned(digits: str, *, whole: bool) -> Reading:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal = max(".", ",", key=digits.rfind)
        grouping = "," if decimal == "." else "."
        return Reading(Decimal(digits.replace(grouping, "").replace(decimal, ".")))
    mark = "." if dots else ","
    if not dots and not commas:
        return Reading(Decimal(digits))
    grouped = _GROUPED[mark].fullmatch(digits) is not None and not digits.startswith("0")
    as_whole, as_decimal = Decimal(digits.replace(mark, "")), _decimal(digits, mark)
    if as_decimal is None:
        return Reading(as_whole)
    if not grouped:
        return Reading(as_decimal)
    if whole:
        # "1.786 hồ sơ" is plain; "1,786 hồ sơ" is a spreadsheet's, and may mean a decimal elsewhere.
        return Reading(as_whole, (as_decimal,) if mark == "," else ())
    return Reading(as_decimal) if mark == "," else Reading(as_whole, (as_decimal,))


def _decimal(digits: str, mark: str) -> Decimal | None:
    return Decimal(digits.replace(mark, ".")) if digits.count(mark) == 1 else None


def read_rate(text: str) -> Reading:
    """Read the number of a percentage, which has no thousands: `12.345%` is a little over twelve."""
    digits = text.replace(" ", "")
    if digits.count(".") + digits.count(",") == 1:
        return Reading(Decimal(digits.replace(",", ".")))
    return read(digits, whole=False)


def decimals(text: str) -> int:
    """How many digits are printed after the decimal mark of a percentage."""
    head, mark, tail = text.replace(",", ".").rpartition(".")
    return len(tail) if mark and head else 0


def plain(value: Decimal) -> str:
    """The value as a string without exponent and without trailing zeros."""
    text = format(value.normalize(), "f")
    return "0" if text in {"-0", "0"} else text
