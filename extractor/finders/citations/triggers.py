"""Trigger words: what is said of a document right before it is named."""

from functools import lru_cache
from typing import NamedTuple

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Phrase, Relation
from extractor.text.fold import lower

LONGEST = 100
"""How far before a document its trigger may begin."""


class Trigger(NamedTuple):
    """A relation and where its words begin in the view; `is_passive` where the document acts on the other."""

    relation: str
    start: int
    is_passive: bool


@lru_cache(KEPT)
def _triggers(patterns: Patterns) -> list[tuple[str, str, bool]]:
    """All trigger words, the longest first: of `sửa đổi, bổ sung` and `bổ sung` the first is meant."""
    active = ((word, row.id, False) for row in patterns.rows(Relation) for word in row.words)
    passive = ((word, row.id, True) for row in patterns.rows(Phrase, "passives") for word in row.words)
    return sorted((*active, *passive), key=lambda entry: -len(entry[0]))


@lru_cache(KEPT)
def _fillers(patterns: Patterns) -> tuple[str, ...]:
    return next((row.words for row in patterns.rows(Phrase, "fillers")), ())


def trigger(text: str, start: int, patterns: Patterns) -> Trigger | None:
    """The trigger that ends at `start` of a view, but for words such as `các` between."""
    before = lower(text[max(0, start - LONGEST) : start]).rstrip(" :\n")
    for filler in _fillers(patterns):
        before = before.removesuffix(f" {filler}").rstrip(" :\n")
    first = max(0, start - LONGEST)
    for word, relation, is_passive in _triggers(patterns):
        if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
            return Trigger(relation, first + len(before) - len(word), is_passive)
    return None
