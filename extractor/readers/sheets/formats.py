"""Number formats: what a sheet shows for a number that it holds.

`0.634` under the format `0.0%` is shown as `63,4%`. Marks are those of Vietnamese settings, a dot between
groups and a comma before decimals, whatever the settings of the machine that wrote the file. A format that is
not understood (fractions, conditions, digits in several places) shows the number as if it had none.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from extractor.readers.sheets import dates

GENERAL = "General"
# ECMA-376 part 1, 18.8.30; where the format is one of the machine's settings, that of Vietnam.
BUILTIN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;(#,##0.00)", 41: "#,##0;-#,##0;-", 42: "#,##0;-#,##0;-",
    43: "#,##0.00;-#,##0.00;-", 44: "#,##0.00;-#,##0.00;-", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
    49: "@",
}  # fmt: skip

KEPT = 15  # digits that Excel keeps of a number; the rest is the noise of binary fractions
LONGEST = 10  # digits that Excel shows of a number without a format
MOST_WHOLE = Decimal(10) ** KEPT

MARK = re.compile(r'("[^"]*"?|\\.|\[[^\]]*\]?)|;', re.DOTALL)
# What a format shows as it is, and what it does not show; elapsed time alone stands in brackets and counts.
PLAIN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE | re.DOTALL)
TIME = re.compile(r"[ymdhs]", re.IGNORECASE)
STRANGE = re.compile(r"E[+-]|/|@", re.IGNORECASE)
CONDITION = re.compile(r"\[[<>=]")
PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]?|\[[^\]]*\]?'
    r"|(?P<general>General)|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<percent>%)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_EXACT = Context(prec=KEPT, rounding=ROUND_HALF_UP)


class Section(NamedTuple):
    """How numbers of one sign are shown: before, the digits as in `#,##0.0`, after; or the parts of a date.

    `digits` is "" where only text is shown, None where the format is not understood.
    """

    before: str
    digits: str | None
    after: str
    percent: int
    date: tuple[dates.Part, ...]


UNKNOWN = Section("", None, "", 0, ())


class Places(NamedTuple):
    """The digits of a format: the power of ten left out, the last place, the fewest units and decimals."""

    scale: int
    last: Decimal
    grouped: bool
    units: int
    decimals: int


class Format(NamedTuple):
    """The sections of a number format by the sign of the number; `signed` says that one stands for all."""

    positive: Section
    negative: Section
    zero: Section
    signed: bool


def shown(value: Decimal, code: str, *, since_1904: bool = False) -> str:
    """The text that a sheet shows for a number under a number format."""
    value = _EXACT.create_decimal(value)
    form = parsed(code or GENERAL)
    section = form.positive if value > 0 else form.negative if value < 0 else form.zero
    if section.date:
        return dates.shown(value, section.date, since_1904=since_1904) or general(value)
    try:
        digits = _filled(abs(value) * 100**section.percent, section.digits)
    except InvalidOperation:  # more digits than any sheet shows
        digits = None
    if digits is None:
        return general(value)
    sign = "-" if value < 0 and form.signed and digits.strip("0,.") else ""
    return sign + (section.before + digits + section.after).strip()


def general(value: Decimal) -> str:
    """A number without a format: whole numbers in full, others with as many decimals as Excel shows."""
    if abs(value) < MOST_WHOLE:
        rounded = round(value, max(LONGEST - max(value.adjusted() + 1, 1), 0))
        if value == value.to_integral_value():
            return str(int(value))
        if rounded:
            text = f"{rounded:f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
    return f"{value.normalize():E}".replace(".", ",")


@lru_cache(maxsize=1024)
def parsed(code: str) -> Format:
    """A number format by its sections; one that is missing is stood for by the first."""
    cuts = [found.start() for found in MARK.finditer(code) if found[1] is None]
    starts = [0, *(cut + 1 for cut in cuts)]
    sections = [_section(code[start:end]) for start, end in zip(starts, [*cuts, len(code)], strict=True)]
    positive, negative, zero, *_ = [*sections, sections[0], sections[0]]
    if len(sections) == 2:  # noqa: PLR2004 - the second is for negative numbers, the first for zero too
        zero = positive
    return Format(positive, negative, zero, signed=len(sections) == 1)


def _section(code: str) -> Section:
    bare = PLAIN.sub("", code)
    if TIME.search(bare):
        return Section("", None, "", 0, dates.parts(code))
    if STRANGE.search(bare) or CONDITION.search(code):
        return UNKNOWN
    before, after, digits, percent = "", "", "", 0
    for piece in PIECE.finditer(code):
        kind = piece.lastgroup
        text = piece[kind] if kind else ""
        if kind in {"number", "general"}:
            if digits:
                return UNKNOWN
            digits = GENERAL if kind == "general" else text
            continue
        percent += kind == "percent"
        before, after = (before, after + text) if digits else (before + text, after)
    return Section(before, digits, after, percent, ())


def _filled(value: Decimal, digits: str | None) -> str | None:
    """A number that is not negative in the digits of a format such as `#,##0.0#`."""
    if not digits:
        return digits
    if digits == GENERAL:
        return general(value)
    form = _places(digits)
    value = value.scaleb(form.scale).quantize(form.last, ROUND_HALF_UP)
    units, _, decimals = (f"{value:,f}" if form.grouped else f"{value:f}").partition(".")
    units = (units if form.units else units.lstrip("0")).replace(",", ".")
    decimals = decimals[: form.decimals] + decimals[form.decimals :].rstrip("0")
    return units.zfill(form.units) + ("," + decimals if decimals else "")


@lru_cache(maxsize=1024)
def _places(digits: str) -> Places:
    whole, _, fraction = digits.partition(".")
    bare = whole.rstrip(",")
    return Places(
        scale=-3 * (len(whole) - len(bare)),
        last=Decimal(1).scaleb(-len(fraction)),
        grouped="," in bare,
        units=bare.count("0"),
        decimals=fraction.rfind("0") + 1,
    )
