"""A citation as it is printed, without the words that no title of the index has.

`Quyết định số 999/QĐ-TTg ngày 1/1/2025 của Thủ tướng` asks for `Quyết định 999/QĐ-TTg Thủ tướng`.
The words are those of `patterns/lists/query_words.tsv`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from extractor.index.folding import folded
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import QueryWords

_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_BESIDE = re.compile(r"\d")


def without_joints(typed: str, patterns: Patterns) -> tuple[str, str]:
    """What is typed without what joins it, and the year that it names, or none.

    Only a text with a number besides its day and year is a citation; any other, and what stands in quotes,
    is left as it is.
    """
    words, day, year = _patterns(patterns)
    if '"' in typed:
        return typed, ""
    bare = " ".join(typed.split())
    keys = [folded(part) for part in bare.split()]
    key, parts = " ".join(keys), bare.split()
    if len(key.split()) != len(parts):
        return typed, ""
    dated = [found.span() for found in day.finditer(key)]
    years = [
        found["year"]
        for found in year.finditer(key)
        if not any(start < found.end() and found.start() < end for start, end in dated)
    ]
    cut = [False] * len(parts)
    for pattern in (day, year, words):
        for found in pattern.finditer(key):
            first = key.count(" ", 0, found.start())
            for index in range(first, first + found[0].count(" ") + 1):
                cut[index] = True
    kept = [part for part, gone in zip(parts, cut, strict=True) if not gone]
    return (" ".join(kept), years[-1] if years else "") if any(map(_BESIDE.search, kept)) else (typed, "")


@lru_cache(KEPT)
def _patterns(patterns: Patterns) -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":
    """What finds the words, the days and the years in a folded text."""
    (row, *_) = patterns.rows(QueryWords)
    words, days, months, years = map(_any, (row.words, row.days, row.months, row.years))
    day = rf"{days} (?:{_DAY}|\d{{1,2}} {months} \d{{1,2}}(?: {years} \d{{4}})?)"
    return _alone(words), _alone(day), _alone(rf"{years} (?P<year>(?:19|20)\d\d)")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(folded(word)) for word in words)})"


def _alone(pattern: str) -> "re.Pattern[str]":
    return re.compile(rf"(?<!\S){pattern}(?=[.,;:]*(?:\s|\Z))")
