"""Is this text spelt as Vietnamese is? The share of well-formed syllables tells."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

MINIMUM_WORDS = 30
"""Fewer words say nothing about a text."""

ONSETS = (
    "",
    *("b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph"),
    *("qu", "r", "s", "t", "th", "tr", "v", "x"),
)

# Each nucleus, a glide before it included, with the endings that it takes; "-" is the open syllable.
RHYMES = {
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "iê": "c m n ng p t u",
    "o": "- c i m n ng p t",
    "oo": "c ng",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "uô": "c i m n ng t",
    "ư": "- a c i m n ng t u",
    "ươ": "c i m n ng p t u",
    "y": "- ch n nh t u",
    "yê": "m n ng t u",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng t",
    "oe": "- n o t",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
}

STOPS = ("c", "ch", "p", "t")
"""Endings that take the acute or the dot below and no other tone."""

STOP_TONES = frozenset("\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}")
TONES = STOP_TONES | frozenset("\N{COMBINING GRAVE ACCENT}\N{COMBINING TILDE}\N{COMBINING HOOK ABOVE}")

_ENDINGS = {
    nucleus + ending.strip("-"): ending for nucleus, endings in RHYMES.items() for ending in endings.split()
}
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹₀-₉]+")
_TWO_WORDS = 5  # the letters of two words without the blank between them, or more
_ABBREVIATION = 3  # an all-capital word up to this long is an abbreviation, no syllable


def is_syllable(word: str) -> bool:
    """Tell whether one word is a well-formed Vietnamese syllable, in any case and Unicode form."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
    if len(tones) > 1:
        return False
    endings = [_ENDINGS[bare[len(onset) :]] for onset in ONSETS if _splits(bare, onset)]
    return any(ending not in STOPS or not STOP_TONES.isdisjoint(tones) for ending in endings)


class Spelling(NamedTuple):
    """How many words a text has, how many of them are well-formed syllables, and how many are odd.

    Odd is a longer word with Vietnamese letters that is no syllable: a name of another language, or two
    words without the blank between them.
    """

    words: int
    good: int
    odd: int

    @property
    def quality(self) -> float | None:
        """The share of words, 0 to 1, that are well-formed syllables; None where there are too few words."""
        return self.good / self.words if self.words >= MINIMUM_WORDS else None

    def plus(self, other: "Spelling") -> "Spelling":
        """Give the counts of both texts together."""
        return Spelling(self.words + other.words, self.good + other.good, self.odd + other.odd)


def spelling(text: str) -> Spelling:
    """Count a text's words."""
    counts = [(counted, times) for counted, times in Counter(map(_counted, text.split())).items()]
    return Spelling(
        words=sum(counted.words * times for counted, times in counts),
        good=sum(counted.good * times for counted, times in counts),
        odd=sum(counted.odd * times for counted, times in counts),
    )


def quality(text: str) -> float | None:
    """Give the share of words, 0 to 1, that are well-formed syllables; None where there are too few words."""
    return spelling(text).quality


@lru_cache(maxsize=1 << 15)
def _counted(token: str) -> Spelling:
    """Count the words in what stands between two blanks."""
    words = [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", token))
        if len(word) > _ABBREVIATION or not word.isupper()
    ]
    bad = [word for word in words if not is_syllable(word)]
    odd = sum(len(word) >= _TWO_WORDS and not word.isascii() and not word.isupper() for word in bad)
    return Spelling(len(words), len(words) - len(bad), odd)


def _splits(bare: str, onset: str) -> bool:
    return bare.startswith(onset) and bare[len(onset) :] in _ENDINGS
