"""Values separated by commas, semicolons or tabs (CSV, TSV): known by the whole text, never by a name.

Prose has commas and semicolons everywhere. A text is taken for values only where every record has the same
number of them, none is followed by a space and none is the comma of a number in a sentence; what remains in
doubt stays plain text.

The raw text is built anew, with tabs between cells and without quotes: in the file itself the two counts of
`10,3` would be read as one number.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from extractor.model import Document, Problem
from extractor.readers.faults import TooLargeError
from extractor.readers.limits import Limits
from extractor.readers.sheets.compose import reading
from extractor.readers.sheets.items import Book, Sheet, Slot
from extractor.readers.sniff import Format

MARKS = (";", ",", "\t")
FEWEST_COLUMNS, FEWEST_ROWS, MOST_COLUMNS = 3, 2, 256
DECLARED = re.compile(r"sep=([,;|\t])(?:\r\n|\r|\n)", re.IGNORECASE)  # a first line of Excel's own
FIRST_LINE = re.compile(r"\s*([^\r\n]*)")
TAIL = re.compile(r"\d\S*\s+\S")  # what stands after the comma of a number that goes on as a sentence
QUOTED = re.compile(r'(?:\A|[\t\r\n])"')


class Values(NamedTuple):
    """The records of a text, blank lines as empty ones, and what separates their fields."""

    mark: str
    records: list[list[str]]


def read(raw: str, name: str, limits: Limits, problems: tuple[Problem, ...]) -> Document | None:
    """The document of separated values; None for any other text."""
    values = _declared(raw) or _found(raw)
    if values is None:
        return None
    form = Format.TSV if values.mark == "\t" else Format.CSV
    document = reading(name, form, limits, lambda: _book(values.records, limits))
    return replace(document, problems=(*problems, *document.problems))


def _declared(raw: str) -> Values | None:
    """The values of a text whose first line names what separates them."""
    line = DECLARED.match(raw)
    if line is None:
        return None
    try:
        return Values(line[1], list(_records(raw[line.end() :], line[1])))
    except csv.Error:
        return None


def _found(raw: str) -> Values | None:
    """The values of a text that is separated by the same mark throughout."""
    line = FIRST_LINE.match(raw)
    for mark in MARKS:
        # Tabs without quotes are read as plain text, with the file as it is.
        if (
            line is None
            or line[1].count(mark) < FEWEST_COLUMNS - 1
            or (mark == "\t" and not QUOTED.search(raw))
        ):
            continue
        records = _alike(raw, mark)
        if records is not None:
            return Values(mark, records)
    return None


def _alike(raw: str, mark: str) -> list[list[str]] | None:
    """The records of a text if they have the same number of fields and none begins with a space."""
    records: list[list[str]] = []
    width = 0
    try:
        for record in _records(raw, mark):
            width = width or len(record)
            if record and (len(record) != width or _is_prose(record, mark)):
                return None
            records.append(record)
    except csv.Error:
        return None
    filled = sum(map(bool, records))
    return records if filled >= FEWEST_ROWS and FEWEST_COLUMNS <= width <= MOST_COLUMNS else None


def _is_prose(record: list[str], mark: str) -> bool:
    """Whether a space follows a mark, or a comma stands in a number of a sentence: "đạt 12,5 ha"."""
    if any(field[:1].isspace() and not field.isspace() for field in record):
        return True
    return mark == "," and any(
        left[-1:].isdigit() and TAIL.match(right) is not None for left, right in pairwise(record)
    )


def _records(raw: str, mark: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(raw, newline=""), delimiter=mark, strict=True)


def _book(records: list[list[str]], limits: Limits) -> Book:
    """The records as one sheet without a name."""
    if sum(map(len, records)) > limits.cells:
        raise TooLargeError
    slots = [
        Slot(row, col, text)
        for row, record in enumerate(records)
        for col, field in enumerate(record)
        if (text := field.strip())
    ]
    return Book([Sheet("", slots)])
