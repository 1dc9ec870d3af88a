"""A case of another project: what is printed, and what is read in it, in our notation."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import regex

Raw = Mapping[str, Any]
"""A case as it lies in its file."""

NO_DATE = frozenset({"no day", "no period"})
"""Nothing in the text is a date."""


class Case(NamedTuple):
    """What is printed, what others read in it, and the sentence into which it is put to be read here.

    `today` is the date of the report when the case leaves the year to be understood.
    """

    id: str
    form: str
    group: str
    printed: str
    carrier: str
    wanted: frozenset[str]
    today: str | None = None


def timex(value: str) -> str:
    """A TIMEX value, where `XXXX` is a year to be taken from the report."""
    value = regex.sub(r"T\d\d:.*$", "", value).replace("XXXX", "-")
    if " (day blank)" in value:
        return "blank " + value.removesuffix(" (day blank)")
    if value.startswith("P"):
        return f"duration {value}"
    if value.startswith("--W"):
        return "recurring P1W"
    kind = "day" if regex.match(r"(?:\d{4}|-)-\d\d-\d\d", value) else "period"
    return f"{kind} {value.replace('/', '..')}"
