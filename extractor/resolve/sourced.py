"""A value with where it was taken from: figures say what told their indicator, level, period and body."""

from typing import NamedTuple

TEXT, UNIT, TOTAL, SENTENCE, HEADING, TABLE, REPORT = (
    "text",
    "unit",
    "total",
    "sentence",
    "heading",
    "table",
    "report",
)
"""The figure's own words, what it counts, its total, the words before in its line, a heading, the cells
around it, the report as a whole."""


TARGET = "target"
"""In the `basis` of a figure: it is what has to be reached, no result."""


EARLIER = "earlier"
"""In the `basis` of a figure: it is one of before, "tăng từ 83% lên 88%", "tháng trước là 94%"."""


class Sourced(NamedTuple):
    """A value, None where nothing tells it, and its source."""

    value: str | None = None
    source: str | None = None
