"""The identity of a cited document: equal keys for one document however written.

A number is not unique: every office begins at 1 each year, and the symbol `UBND` does not tell which of ten
thousand. The key is the number without leading zeros, with `@` the place where the symbol does not identify
the issuer, and with `#` the year of the date where the number has none.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.grammar.identifiers import DocumentName
from extractor.grammar.symbols import key_number
from extractor.organisations import agencies_of
from extractor.rules import Patterns
from extractor.text.fold import search_key

AUTHORITIES = 1 << 10
"""For how many codes the authority is kept."""

_PARTS = re.compile(r"[a-z0-9]+")


class Identity(NamedTuple):
    """A key and whether it is `complete`, `partial` or `blank`."""

    key: str | None
    status: str


def identify(
    number: str | None, year: str | None, date: str | None, *, place: str | None, is_central: bool
) -> Identity:
    """The key of a citation; `place` is the seat of a local issuer as written, None when unknown."""
    if not number:
        return Identity(None, "blank")
    key = key_number(number)
    complete = True
    if not is_central:
        if place:
            key += "@" + slug(place)
        else:
            complete = False
    if not year:
        if date:
            key += "#" + date[:4]
        else:
            complete = False
    return Identity(key, "complete" if complete else "partial")


def named(
    key: str, *, number: str, year: str | None, codes: tuple[str, ...], measure: str, patterns: Patterns
) -> DocumentName | None:
    """The name of a document with a complete key; None where its symbol tells no authority.

    The authority is that of the symbol, so that it is one however the issuer is written.
    """
    place = key.partition("@")[2].partition("#")[0] or None
    when = year or key.partition("#")[2]
    authorities = [_authority(code, patterns) for code in codes]
    if not authorities or not when:
        return None
    written = ".".join(filter(None, (slug(part) for part in key_number(number).replace("&", "").split("/"))))
    return DocumentName("+".join(authorities), slug(measure), when, written, place)


@lru_cache(AUTHORITIES)
def _authority(code: str, patterns: Patterns) -> str:
    """The agency of a code by its name; by the code where several share it."""
    agencies = {agency.name for agency in agencies_of(code.rstrip("0123456789"), patterns, None)}
    name = agencies.pop() if len(agencies) == 1 else code
    return slug(code if "," in name or "/" in name else name)


def slug(text: str) -> str:
    """A name in lower case without marks, words joined by hyphens: `tinh-ha-tinh`."""
    return "-".join(_PARTS.findall(search_key(text)))
