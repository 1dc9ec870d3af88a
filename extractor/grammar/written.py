"""Numbers and days as a Vietnamese clerk writes them."""

import re
from decimal import Decimal

from extractor.grammar.numbers import rounded

CENT = Decimal("0.01")
"""To how many decimals a number is told; the record has all of them."""

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_BETWEEN = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")


def said(value: Decimal | str | int | None) -> str:
    """A number as it is written in Vietnamese (1204.5 is `1.204,5`), a day as `17/4/2024`; text as it is.

    `90-92.5` is the room between two numbers, `90–92,5`.
    """
    if isinstance(value, Decimal) and int(value.as_tuple().exponent) < int(CENT.as_tuple().exponent):
        value = rounded(value, CENT)
    if isinstance(value, Decimal | int):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    found = _DAY.fullmatch(value or "")
    if found is not None:
        year, month, day = found.groups()
        return "/".join(part for part in (day, month, year) if part)
    bounds = _BETWEEN.fullmatch(value or "")
    if bounds is not None:
        return "–".join(said(Decimal(bound)) for bound in bounds.groups())
    return value or ""
