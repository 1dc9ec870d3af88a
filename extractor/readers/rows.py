"""Rows of a table in a text: spans of cells in the raw text, before they become cells of a table."""

from typing import NamedTuple

MAX_SECTION = 100
"""A longer line alone between two rows, in characters, is prose between two tables."""


class Span(NamedTuple):
    """A stretch of raw text, in code points, end exclusive."""

    start: int
    end: int


class Row(NamedTuple):
    """One line of a table: the spans of its cells, stripped; `stop` is where the next line starts."""

    start: int
    stop: int
    cells: tuple[Span, ...]
    spanning: bool = False


class Grid(NamedTuple):
    """The rows of one table; `header_rows` where the text itself marks the end of the header."""

    rows: list[Row]
    header_rows: int | None = None
