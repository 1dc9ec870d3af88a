"""A field of a record as it stands in a cell of a workbook: a number, a text or nothing."""

import math
import re
from typing import Any

import msgspec

from extractor.records import Successor
from extractor.writers.vocabulary import Vocabulary

CELL_LENGTH = 32_767
"""UTF-16 units that a cell of Excel holds."""

EXACT_DIGITS = 15
"""Digits that Excel keeps of a number; a longer one stays text."""

NUMBERS_AS_TEXT = frozenset({"value", "low", "high", "stated", "computed", "difference"})
"""Fields of exact decimals, which records hold as strings."""

RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula where a file is text (OWASP, CSV injection)."""

_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

Cell = int | float | str | None


def cell(field: str, value: object, words: Vocabulary) -> Cell:
    """What a cell shows of a field's value; nested values as JSON text, yes and no and labels in words."""
    match value:
        case None | () | {} if not value:  # an empty pattern matches every mapping
            return None
        case bool():
            return words.value("boolean", "true" if value else "false")
        case int() | float():
            return value if math.isfinite(value) else None
        case str():
            return _number(value) if field in NUMBERS_AS_TEXT else words.value(field, value)
        case dict() if all(isinstance(part, str) for part in value.values()):
            named = (
                f"{words.value(f'{field}_of', key)}: {words.value(field, part)}"
                for key, part in value.items()
            )
            return "; ".join(named)
        case _:
            return _nested(value, words)


def _number(text: str) -> Cell:
    if not _DECIMAL.fullmatch(text) or sum(map(str.isdigit, text)) > EXACT_DIGITS:
        return text
    return float(text) if "." in text else int(text)


def _successor(unit: Successor, words: Vocabulary) -> str:
    """`xã Nghi Lộc, tỉnh Nghệ An (17827)`; a part is said to be one."""
    name = ", ".join(part for part in (unit.name, unit.province) if part) + f" ({unit.code})"
    return name if unit.whole else f"{words.value('successor', 'part')} {name}"


def inert(text: str) -> str:
    """A text as CSV may hold it: with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(RUN) else text


def printable(text: str) -> str:
    """The text without what a workbook may not hold, all line breaks as one line feed."""
    if text.isprintable():  # then there is nothing of either
        return text
    return _FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text))


def shortened(text: str, length: int = CELL_LENGTH) -> str:
    """The text, cut to the length of a cell with a mark at its end where it is longer."""
    if len(text) * 2 <= length or len(text.encode("utf-16-le")) // 2 <= length:
        return text
    units = text.encode("utf-16-le")[: (length - 1) * 2]
    return units.decode("utf-16-le", errors="ignore") + "…"


def _nested(value: Any, words: Vocabulary) -> str:  # noqa: ANN401 - any nested part of a record
    """A list of words as words, one of units as their names, anything else as JSON text."""
    if isinstance(value, tuple) and all(isinstance(part, Successor) for part in value):
        return "; ".join(_successor(part, words) for part in value)
    plain = msgspec.to_builtins(value)
    if isinstance(plain, list | tuple) and all(isinstance(part, str) for part in plain):
        return "; ".join(plain)
    return msgspec.json.encode(plain).decode()
