"""A field of a record as it stands in a cell of a workbook: a number, a text or nothing."""

import re
from typing import Any

from extractor.parts import Successor
from extractor.records import TABLES
from extractor.writers.flat import Kind, as_json, columns, flat, number
from extractor.writers.vocabulary import Vocabulary

CELL_LENGTH = 32_767
"""UTF-16 units that a cell of Excel holds."""

NUMBERS_AS_TEXT = frozenset({"stated", "computed"}) | {
    column.name for table in TABLES for column in columns(table) if column.kind == Kind.EXACT
}
"""Fields of exact decimals, which records hold as strings, and two that hold numbers or words."""

RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula where a file is text (OWASP, CSV injection)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

Cell = int | float | str | None


def cell(field: str, value: object, words: Vocabulary) -> Cell:
    """What a cell shows of a field's value; nested values as JSON text, yes and no and labels in words."""
    match value:
        case bool():
            return words.value("boolean", "true" if value else "false")
        case str():
            return number(value) if field in NUMBERS_AS_TEXT else words.value(field, value)
        case dict() if value and all(isinstance(part, str) for part in value.values()):
            named = (
                f"{words.value(f'{field}_of', key)}: {words.value(field, part)}"
                for key, part in value.items()
            )
            return "; ".join(named)
        case tuple() if value:
            return _listed(value, words)
        case _:
            return flat(value)


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


def _listed(value: tuple[Any, ...], words: Vocabulary) -> str:
    """A list of words as words, one of units as their names, anything else as JSON text."""
    if all(isinstance(part, Successor) for part in value):
        return "; ".join(_successor(part, words) for part in value)
    return "; ".join(value) if all(isinstance(part, str) for part in value) else as_json(value)
