"""Catalogues and organisations in a text: spaCy's PhraseMatcher over the lexer's tokens.

A hit tells which row of which list a stretch of the view is a phrase of; the same stretch may be a phrase of
several rows (`quá hạn` of dossiers resolved late and of dossiers pending and overdue).
"""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from spacy.matcher import PhraseMatcher

from extractor.lexer import Lexed
from extractor.nlp.doc import make_doc, make_pattern, vocab, words_of
from extractor.nlp.hits import CHANGE, CONTEXT, EXCLUDED, INDICATOR, ORGANISATION, UNIT, Hit, Hits
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Agency, Dimension, Indicator, Measure, Phrase

LEVEL = "level"
"""The id of words after which a change is told by its ends: "tăng từ 12% lên 15%"."""

BETWEEN = 2
"""How many words may stand between a word of change and its figure."""


class _Matching(NamedTuple):
    """The matcher over all lists, all its words, the list and the row's id by its keys.

    `ends` are the words that end a change.
    """

    words: frozenset[str]
    matcher: PhraseMatcher
    meanings: dict[int, tuple[str, str]]
    ends: frozenset[str]


@lru_cache(KEPT)
def _matching(patterns: Patterns) -> _Matching:
    phrases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in patterns.rows(Indicator):
        phrases[INDICATOR, row.id].update(row.words)
        phrases[CONTEXT, row.id].update(row.context)
        phrases[EXCLUDED, row.id].update(row.excludes)
    for dimension in patterns.rows(Dimension):
        phrases[dimension.dimension, dimension.id].update(dimension.words)
    for measure in patterns.rows(Measure, "lists/units"):
        if measure.kind == "count":
            phrases[UNIT, measure.id].update(measure.words)
    for agency in patterns.rows(Agency):
        if agency.level in {"trung_uong", "tinh"} and " " in agency.name:
            phrases[ORGANISATION, agency.name].add(agency.name)
    changes = patterns.rows(Phrase, "changes")
    for change in changes:
        if change.id != LEVEL:
            phrases[CHANGE, change.id].update(change.words)
    matcher = PhraseMatcher(vocab(), attr="ORTH")
    meanings: dict[int, tuple[str, str]] = {}
    for meaning, words in phrases.items():
        label = "|".join(meaning)
        matcher.add(label, [make_pattern(word) for word in sorted(words)])
        meanings[vocab().strings[label]] = meaning
    return _Matching(
        words=frozenset(
            word for listed in phrases.values() for phrase in listed for word in words_of(phrase)
        ),
        matcher=matcher,
        meanings=meanings,
        ends=frozenset(word for row in changes if row.id == LEVEL for word in row.words),
    )


def find_phrases(lexed: Lexed, patterns: Patterns) -> Hits:
    """All phrases of the catalogues, organisations and words of change in a text."""
    matching = _matching(patterns)
    words, starts = lexed.tokens.words, lexed.view.places.starts
    hits = []
    for key, first, last in matching.matcher(make_doc(lexed.view.places, matching.words)):
        kind, name = matching.meanings[key]
        hits.append(Hit(kind, name, starts[first], starts[last - 1] + len(words[last - 1]), last))
    return Hits(hits)


def find_changes(lexed: Lexed, hits: Hits, patterns: Patterns) -> dict[int, str]:
    """The figures that are changes, by their offset in the view, with the id of the word (`up`, `down`).

    A figure follows its word of change at once, or after a word or two: "giảm khoảng 12 hồ sơ".
    """
    ends = _matching(patterns).ends
    words, _, readings = lexed.tokens
    starts = lexed.view.places.starts
    found: dict[int, str] = {}
    for hit in hits.all(CHANGE):
        for at in range(hit.after, min(hit.after + BETWEEN + 1, len(words))):
            if readings[at] == "figure":
                found[starts[at]] = hit.id
            if not words[at].isalpha() or words[at].lower() in ends:
                break
    return found
