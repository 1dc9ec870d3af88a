"""Dates and times of a sheet: from days since an epoch to the text that their number format shows.

Names of months and weekdays depend on the language of the machine; a date whose format asks for them is
shown in digits, in the order of Vietnamese dates.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet knows no time zone
DAYS_OF_1900 = 60  # before 1900-03-01 Excel counts a 29 February that never was
MOST_DAYS = 2_958_464  # 9999-12-30; a day later may be rounded up beyond all dates
SECONDS_A_DAY = 86_400
ELAPSED = {"[h]": 3600, "[m]": 60, "[s]": 1}

PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|(?P<elapsed>\[(?:h+|m+|s+)\])|\[[^\]]*\]?'
    r"|(?P<code>y+|m+|d+|h+|s+|AM/PM|A/P)|\.0+|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
IN_DIGITS = (("d", "%d"), ("m", "%m"), ("y", "%Y"))
NAMED = re.compile(r"m{3,}|d{3,}")


class Part(NamedTuple):
    """A code of a date format, `n` for minutes; or, where that is empty, text that is shown as it is."""

    code: str
    text: str


def parts(section: str) -> tuple[Part, ...]:
    """The parts of a section of a number format; empty when it shows no date and no time."""
    found = [_part(match) for match in PART.finditer(section)]
    codes = [at for at, part in enumerate(found) if part.code]
    for early, late in pairwise(codes):
        # Minutes are written like months: they stand after hours or before seconds.
        if found[late].code[0] == "m" and found[early].code.strip("[]")[0] == "h":
            found[late] = Part("n" * len(found[late].code), "")
        elif found[early].code[0] == "m" and found[late].code[0] == "s":
            found[early] = Part("n" * len(found[early].code), "")
    return tuple(found) if codes else ()


def shown(days: Decimal, found: Sequence[Part], *, since_1904: bool) -> str | None:
    """Days since the epoch as the parts of a format show them; None where Excel shows no date either."""
    unit = next((ELAPSED[part.code] for part in found if part.code in ELAPSED), None)
    if unit is None and not 0 <= days <= MOST_DAYS:
        return None
    seconds = round(abs(days) * SECONDS_A_DAY)
    if unit is not None:
        texts = {"n": f"{seconds // 60 % 60:02}", "s": f"{seconds % 60:02}", "[": str(seconds // unit)}
        sign = "-" if days < 0 else ""
        return sign + "".join(texts.get(part.code[:1], part.text) for part in found)
    epoch = EPOCH_1904 if since_1904 else EPOCH + timedelta(days=days < DAYS_OF_1900)
    return printed(epoch + timedelta(seconds=seconds), found)


def printed(time: datetime, found: Sequence[Part]) -> str:
    """A time as the parts of a format show it."""
    codes = {part.code for part in found}
    if any(NAMED.match(code) for code in codes):
        letters = {code[:1] for code in codes}
        return time.strftime("/".join(form for letter, form in IN_DIGITS if letter in letters))
    half = "ap" in codes
    return "".join(_texts(time, found, half=half)).strip()


def _part(match: re.Match[str]) -> Part:
    kind = match.lastgroup
    if kind is None:
        return Part("", "")
    text = match[kind]
    match kind:
        case "elapsed":
            return Part(text[:2].lower() + "]", "")
        case "code":
            return Part("ap" if "/" in text else text.lower(), "")
        case _:
            return Part("", text)


def _texts(time: datetime, found: Sequence[Part], *, half: bool) -> Iterator[str]:
    hour = (time.hour % 12 or 12) if half else time.hour
    values = {"m": time.month, "d": time.day, "h": hour, "n": time.minute, "s": time.second}
    for code, text in found:
        if not code:
            yield text
        elif code == "ap":
            yield f"{time:%p}"
        elif code[0] == "y":
            yield f"{time.year:04}" if len(code) > 2 else f"{time.year % 100:02}"  # noqa: PLR2004 - "yy"
        else:
            yield f"{values[code[0]]:0{min(len(code), 2)}}"
