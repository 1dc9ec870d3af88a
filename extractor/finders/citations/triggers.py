"""Trigger words: what is said of a document right before it is named."""

from collections import defaultdict
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
def _triggers(patterns: Patterns) -> dict[str, list[tuple[str, str, bool]]]:
    """The triggers by their last word, the longest first: of `sửa đổi, bổ sung` and `bổ sung` the first."""
    active = ((word, row.id, False) for row in patterns.rows(Relation) for word in row.words)
    passive = ((word, row.id, True) for row in patterns.rows(Phrase, "passives") for word in row.words)
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for entry in sorted((*active, *passive), key=lambda entry: -len(entry[0])):
        found[entry[0].rsplit(" ", 1)[-1]].append(entry)
    return found


@lru_cache(KEPT)
def _fillers(patterns: Patterns) -> dict[str, list[str]]:
    """The words that may stand between, by their last word."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in patterns.rows(Phrase, "fillers"):
        for word in sorted(row.words, key=len, reverse=True):
            found[word.rsplit(" ", 1)[-1]].append(word)
    return found


@lru_cache(KEPT)
def _negations(patterns: Patterns) -> frozenset[str]:
    rows = patterns.rows(Phrase, "negations")
    return frozenset(word for row in rows for word in row.words)


def trigger(text: str, start: int, patterns: Patterns) -> Trigger | None:
    """The trigger that ends at `start` of a view, but for words such as `các` between."""
    first = max(0, start - LONGEST)
    before = lower(text[first:start]).rstrip(" :\n")
    for filler in _fillers(patterns).get(_last(before), ()):
        if before.endswith(f" {filler}"):
            before = before.removesuffix(filler).rstrip(" :\n")
            break
    for word, relation, is_passive in _triggers(patterns).get(_last(before), ()):
        if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
            if _last(before[: -len(word)]) in _negations(patterns):
                return None
            return Trigger(relation, first + len(before) - len(word), is_passive)
    return None


def _last(text: str) -> str:
    """The last word of a text, with the lines broken at any white space."""
    return next(iter(text.rsplit(None, 1)[-1:]), "")
