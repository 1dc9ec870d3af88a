"""Document numbers: `36/2023/QĐ-UBND`, `18-NQ/TW`, `2136/UBND-NC4` and what is damaged in print.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 36-HD/VPTW for the Party's numbers.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

_HEAD = re.compile("[-/]")


class Symbol(NamedTuple):
    """A symbol in its parts: the type's abbreviation if it has one, and the agency and unit codes."""

    text: str
    type_code: str | None
    codes: tuple[str, ...]
    lost_hyphen: bool


def clean(text: str) -> str:
    """A printed number or part of one without spaces and with plain hyphens."""
    return "".join(text.split())


def parse(printed: str, type_codes: Collection[str], *, mend: bool = False) -> Symbol:
    """Take a symbol apart by its types, the longest first; with `mend`, a lost hyphen is put back."""
    text = clean(printed)
    code = _HEAD.split(text, maxsplit=1)[0]
    if code in type_codes and code != text:
        rest = text[len(code) :]
        if rest[0] == "/" and "-" in rest:  # TTLT/BNV-BTC, as some print it
            return Symbol(f"{code}-{rest[1:]}", code, _codes(rest[1:]), lost_hyphen=True)
        return Symbol(text, code, _codes(rest[1:]), lost_hyphen=False)
    for code in type_codes if mend and text not in type_codes else ():
        rest = text[len(code) :]
        if text.startswith(code) and rest[:1].isupper():
            return Symbol(f"{code}-{rest}", code, _codes(rest), lost_hyphen=True)
    return Symbol(text, None, _codes(text), lost_hyphen=False)


def number(serial: str, year: str | None, symbol: str, *, joint: str = "/") -> str:
    """The normalised number; `joint` stands between serial and symbol (`-` in the Party's numbers)."""
    middle = f"/{year}/" if year else joint
    return f"{serial}{middle}{symbol}"


def key_number(text: str) -> str:
    """The number for identity: no leading zeros."""
    return text.lstrip("0") or text


def _codes(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace("/", "-").split("-") if part)
