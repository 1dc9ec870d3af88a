"""Text of the index as it is searched: in small letters without marks, numbers without leading zeros."""

import re

from extractor.text.fold import normal, search_key

LOST = "\ufffd"
"""What stands for a character that SQLite cannot keep."""

_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_LOST = re.compile("[\x00\ud800-\udfff]")


def folded(text: str) -> str:
    """The text as a user types who types no diacritics: `Quyết định 05/QĐ-UBND` is `quyet dinh 5/qd-ubnd`."""
    return _LEADING_ZEROS.sub("", search_key(normal(_LOST.sub(LOST, text))))


def storable(text: str | None) -> str | None:
    """The text as SQLite can keep it: without NUL and halves of surrogate pairs."""
    return None if text is None else _LOST.sub(LOST, text)
