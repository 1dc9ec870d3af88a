"""Moments as signing software prints them: a day, mostly with a clock time and the distance from UTC."""

import re
from datetime import datetime
from typing import NamedTuple

_MOMENT = re.compile(
    r"""(?<!\d)
    (?: (?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})
      | (?P<day2>\d{1,2})[-./](?P<month2>\d{1,2})[-./](?P<year2>\d{4}) )
    (?!\d)
    (?: \s+ (?P<clock>\d{1,2}:\d{2}(?::\d{2})?) (?: \s* (?P<zone>[+-]\d{2})[:']?(?P<minutes>\d{2})'? )? )?""",
    re.VERBOSE,
)


class Moment(NamedTuple):
    """A moment in ISO 8601, as exact as it is printed (`2024-03-02T08:15:00+07:00`), and where it stands."""

    iso: str
    start: int
    end: int


def moments(text: str) -> list[Moment]:
    """Find the moments in a text; days and times that do not exist are left out."""
    found = []
    for match in _MOMENT.finditer(text):
        year, month, day = (match[name] or match[f"{name}2"] for name in ("year", "month", "day"))
        iso = f"{year}-{month:0>2}-{day:0>2}"
        if match["clock"]:
            hour, _, rest = match["clock"].partition(":")
            iso += f"T{hour:0>2}:{rest}"
        if match["zone"]:
            iso += f"{match['zone']}:{match['minutes']}"
        try:
            datetime.fromisoformat(iso)
        except ValueError:
            continue
        found.append(Moment(iso, match.start(), match.end()))
    return found
