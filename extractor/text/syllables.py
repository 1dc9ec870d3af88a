"""Is this text spelt as Vietnamese is? The share of well-formed syllables tells."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

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


def quality(text: str) -> float | None:
    """Give the share of words, 0 to 1, that are well-formed syllables; None where there are too few words."""
    counts = Counter(map(_counted, text.split())).items()
    words = sum(number * times for (number, _), times in counts)
    good = sum(number * times for (_, number), times in counts)
    return good / words if words >= MINIMUM_WORDS else None


@lru_cache(maxsize=1 << 15)
def _counted(token: str) -> tuple[int, int]:
    """Count the words in what stands between two blanks, and the well-formed syllables among them."""
    words = [
        word
        for word in _WORD.findall(unicodedata.normalize("NFC", token))
        if len(word) > _ABBREVIATION or not word.isupper()
    ]
    return len(words), sum(map(is_syllable, words))


def _splits(bare: str, onset: str) -> bool:
    return bare.startswith(onset) and bare[len(onset) :] in _ENDINGS
