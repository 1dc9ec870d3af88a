"""When two values are the same: numbers by value, document numbers by their parts, text by its words."""

import json
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from extractor.evaluate.gold import Field
from extractor.text.fold import search_key

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_BETWEEN_WORDS = re.compile(r"[^0-9a-z%]+")
_LOOSE = re.compile(r"(?<!\d)[^0-9a-z%]++|[^0-9a-z%]++(?!\d)")
_PADDING = re.compile(r"^0+(?=\d)")


def said(value: object) -> str | None:
    """A value of gold or of a record as text; nothing and the empty text are None, lists are JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        return f"{Decimal(str(value)):f}"
    if isinstance(value, str | int):
        return str(value)
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, sort_keys=True)


def document_number(number: str | None) -> str | None:
    """A document's number for comparison: no spaces, no padding, plain digits, any case."""
    if not number:
        return None
    plain = unicodedata.normalize("NFKC", number).upper().replace(" ", "").replace("–", "-")
    return _PADDING.sub("", plain)


def words(text: str) -> str:
    """Text for comparison: its letters and digits without case and marks, `_` between words."""
    return _BETWEEN_WORDS.sub("_", search_key(unicodedata.normalize("NFKC", text))).strip("_")


def same(want: str | None, have: str | None) -> bool:
    """Equal values: numbers by value, text by its letters, digits and what stands between two digits."""
    if want is None or have is None:
        return want is have
    if _NUMBER.fullmatch(want) and _NUMBER.fullmatch(have):
        return Decimal(want) == Decimal(have)
    return _letters(want) == _letters(have)


def _letters(text: str) -> str:
    folded = search_key(unicodedata.normalize("NFKC", text)).replace("–", "-")
    return _LOOSE.sub("", folded)


def readings(field: Field, record: object) -> tuple[str | None, ...]:
    """What a record states for a field, one reading for each attribute that may state it."""
    return tuple(_reading(record, attribute) for attribute in field.of)


def right(field: Field, stated: Iterable[str | None]) -> bool:
    """Whether one of the readings is accepted."""
    if not field.accepted:
        return True
    if field.of == ("number",):
        numbers = {document_number(value) for value in field.accepted}
        return any(document_number(value) in numbers for value in stated)
    return any(same(want, have) for want in field.accepted for have in stated)


def _reading(record: object, attribute: str) -> str | None:
    parts = [said(getattr(record, part, None)) for part in attribute.split("/")]
    return None if None in parts else "/".join(part for part in parts if part)
