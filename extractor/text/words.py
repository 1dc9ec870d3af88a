"""Whole words of a list in a text, whatever their case and the placement of their tones."""

from functools import cache, lru_cache
from itertools import islice, takewhile

import regex

from extractor.text.fold import normal

Words = tuple[str, ...]

SEEN = 1 << 12
"""How many texts are kept in normal form: one text is asked for many words."""


def holds(text: str, words: Words) -> bool:
    """Whether any of the words stands in the text, not inside another word."""
    return bool(words) and _pattern(words).search(_normal(text)) is not None


def after(text: str, words: Words) -> str | None:
    """What follows the longest of the words that the text begins with; None when it begins with none.

    Normalising keeps the number of code points of composed text, so that the rest is as printed.
    """
    found = _pattern(words).match(_normal(text)) if words else None
    return None if found is None else text[found.end() :].lstrip()


def first_word(text: str) -> str:
    """The letters that a text begins with."""
    return "".join(takewhile(str.isalpha, text))


def says_something(text: str) -> bool:
    """Whether a text has more than one letter."""
    return len(list(islice(filter(str.isalpha, text), 2))) > 1


_normal = lru_cache(SEEN)(normal)


@cache
def _pattern(words: Words) -> "regex.Pattern[str]":
    """The longest first; a word that ends with a stop may touch the next one (`TP.Vinh`)."""
    ordered = sorted({normal(word) for word in words}, key=lambda word: (-len(word), word))
    any_of = "|".join(
        regex.escape(word, literal_spaces=True) + (r"(?![\p{L}\d])" if word[-1].isalnum() else "")
        for word in ordered
    )
    return regex.compile(rf"(?<![\p{{L}}\d])(?:{any_of})", regex.IGNORECASE)
