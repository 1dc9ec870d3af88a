"""Folding of Vietnamese text: the normal form of matching views, and the key of searches.

The same syllable is written with its tone on either vowel of `oa`, `oe`, `uy` (hoà, hòa). The normal form
has it on the first one, as administrative texts mostly do; it never changes the number of code points of
composed text. Sources: Quyết định 1989/QĐ-BGDĐT (the new placement), Unicode Standard Annex 15.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The first vowel stands first, as the engine leaps to it; only then is looked back for a `q`.
_SECOND_VOWEL = re.compile(r"([oOuU])(?<![qQ][oOuU])([àáãảạèéẽẻẹỳýỹỷỵÀÁÃẢẠÈÉẼẺẸỲÝỸỶỴ])(?![^\W\d_])")
_PLAIN = {
    **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("ÐƉ", "Đ"),
    "ð": "đ",
    "\u00a0": " ",
}
KEYS = 1 << 14
"""How many search keys are kept: the words of lists, and what reports say again and again."""

_PAIRS = {("o", "a"), ("o", "e"), ("u", "y")}


def old_placement(text: str) -> str:
    """The text (NFC) with the tone on the first vowel of an open `oa`, `oe`, `uy`: `hoà` becomes `hòa`."""
    return _SECOND_VOWEL.sub(lambda match: _moved(match[1], match[2]), text)


@lru_cache(KEYS)
def _moved(first: str, second: str) -> str:
    """Two vowels with the tone of the second on the first, where they are a pair that has it there."""
    parts = unicodedata.normalize("NFD", second)
    base, tone = parts[0], "".join(mark for mark in parts[1:] if mark in _TONES)
    if (first.lower(), base.lower()) not in _PAIRS or not tone:
        return first + second
    return unicodedata.normalize("NFC", first + tone) + base


def normal(text: str) -> str:
    """The normal form that rules and lists are matched in.

    NFC, the old tone placement, plain hyphens and quotes, and Đ for the letters that look like it.
    """
    return plain(unicodedata.normalize("NFC", text))


def plain(text: str) -> str:
    """The normal form of text that is NFC already; code point for code point."""
    # A replacement that finds nothing costs far less than a look at every character.
    for printed, meant in _PLAIN.items():
        text = text.replace(printed, meant)
    return old_placement(text)


def lower(text: str) -> str:
    """Lower case that keeps the number of code points (`İ` has none of its own)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(KEYS)
def search_key(text: str) -> str:
    """Lower case without any marks, `đ` as `d`: what a user types who types no diacritics."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))
