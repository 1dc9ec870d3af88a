"""Folding of Vietnamese text: the normal form of matching views, and the key of searches.

The same syllable is written with its tone on either vowel of `oa`, `oe`, `uy` (hoà, hòa). The normal form
has it on the first one, as administrative texts mostly do; it never changes the number of code points of
composed text. Sources: Quyết định 1989/QĐ-BGDĐT (the new placement), Unicode Standard Annex 15.
"""

import unicodedata

import regex

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SECOND_VOWEL = regex.compile(r"(?i)(?<![q])([ou])([àáãảạèéẽẻẹỳýỹỷỵ])(?!\p{L})")
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("–—−‐‑", "-"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("ÐƉ", "Đ"),
        "ð": "đ",
        "\u00a0": " ",
    }
)
_PAIRS = {("o", "a"), ("o", "e"), ("u", "y")}


def old_placement(text: str) -> str:
    """The text (NFC) with the tone on the first vowel of an open `oa`, `oe`, `uy`: `hoà` becomes `hòa`."""

    def moved(match: regex.Match[str]) -> str:
        first, second = match[1], match[2]
        parts = unicodedata.normalize("NFD", second)
        base, tone = parts[0], "".join(mark for mark in parts[1:] if mark in _TONES)
        if (first.lower(), base.lower()) not in _PAIRS or not tone:
            return str(match[0])
        return unicodedata.normalize("NFC", first + tone) + base

    result: str = _SECOND_VOWEL.sub(moved, text)
    return result


def normal(text: str) -> str:
    """The normal form that rules and lists are matched in.

    NFC, the old tone placement, plain hyphens and quotes, and Đ for the letters that look like it.
    """
    return plain(unicodedata.normalize("NFC", text))


def plain(text: str) -> str:
    """The normal form of text that is NFC already; code point for code point."""
    return old_placement(text.translate(_PLAIN))


def search_key(text: str) -> str:
    """Lower case without any marks, `đ` as `d`: what a user types who types no diacritics."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in letters if not unicodedata.combining(char))
