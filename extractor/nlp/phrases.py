"""Catalogues and organisations in a text: spaCy's PhraseMatcher over the lexer's tokens.

A hit tells which row of which list a stretch of the view is a phrase of; the same stretch may be a phrase of
several rows (`quá hạn` of dossiers resolved late and of dossiers pending and overdue).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from extractor.nlp.doc import make_pattern, vocab
from extractor.rules import Patterns
from extractor.rules.lists import Agency, Dimension, Indicator, Phrase

INDICATOR, CONTEXT, EXCLUDED, DIMENSION, ORGANISATION = (
    "indicator",
    "context",
    "excluded",
    "dimension",
    "organisation",
)


class Hit(NamedTuple):
    """A phrase in the view: its list, the row's id (`level:tinh` for a dimension) and its span."""

    kind: str
    id: str
    start: int
    end: int


class Hits:
    """The hits of a text by kind, in order of position."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._by_kind: dict[str, list[Hit]] = defaultdict(list)
        for hit in sorted(hits, key=lambda hit: hit.start):
            self._by_kind[hit.kind].append(hit)

    def within(self, kind: str, start: int, end: int) -> list[Hit]:
        """The hits of a kind that lie in a stretch of the view."""
        hits = self._by_kind[kind]
        first = bisect_left(hits, start, key=lambda hit: hit.start)
        found = []
        for hit in hits[first:]:
            if hit.start >= end:
                break
            if hit.end <= end:
                found.append(hit)
        return found


@cache
def _matcher(patterns: "_Key") -> PhraseMatcher:
    """The PhraseMatcher over all lists; built once a process for one set of patterns."""
    matcher = PhraseMatcher(vocab(), attr="LOWER")
    phrases: dict[str, set[str]] = defaultdict(set)
    for row in patterns.patterns.rows(Indicator):
        phrases[f"{INDICATOR}|{row.id}"].update(row.words)
        phrases[f"{CONTEXT}|{row.id}"].update(row.context)
        phrases[f"{EXCLUDED}|{row.id}"].update(row.excludes)
    for dimension in patterns.patterns.rows(Dimension):
        phrases[f"{DIMENSION}|{dimension.dimension}:{dimension.id}"].update(dimension.words)
    for agency in patterns.patterns.rows(Agency):
        if agency.level in {"trung_uong", "tinh"} and " " in agency.name:
            phrases[f"{ORGANISATION}|{agency.name}"].add(agency.name)
    for label, words in phrases.items():
        matcher.add(label, [make_pattern(word) for word in sorted(words)])
    return matcher


class _Key:
    """Patterns as the key of a cache: two sets are the same when their files are."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.patterns.digest == self.patterns.digest

    def __hash__(self) -> int:
        return hash(self.patterns.digest)


def find_phrases(doc: Doc, patterns: Patterns) -> Hits:
    """All phrases of the catalogues and organisations in a text."""
    hits = []
    for key, first, last in _matcher(_Key(patterns))(doc):
        kind, _, name = vocab().strings[key].partition("|")
        span = doc[first:last]
        hits.append(Hit(kind, name, span.start_char, span.end_char))
    return Hits(hits)


@cache
def _change_matcher(patterns: _Key) -> Matcher:
    """The Matcher for clauses that state a change: a word of change, then at once the figure."""
    matcher = Matcher(vocab())
    between = {"IS_ALPHA": True, "OP": "?"}
    for row in patterns.patterns.rows(Phrase, "changes"):
        for word in row.words:
            lead = [{"LOWER": part.lower_} for part in make_pattern(word)]
            matcher.add(
                row.id, [[*lead, between, {"TAG": "figure"}], [*lead, between, between, {"TAG": "figure"}]]
            )
    return matcher


def find_changes(doc: Doc, clauses: Iterable[tuple[int, int]], patterns: Patterns) -> dict[int, str]:
    """The figures that are changes, by their offset in the view, with the id of the word (`up`, `down`).

    `clauses` are the stretches of the view that hold a count; only those are looked at.
    """
    matcher = _change_matcher(_Key(patterns))
    found: dict[int, str] = {}
    for start, end in clauses:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        for key, _, last in matcher(span):
            found[span[last - 1].idx] = vocab().strings[key]
    return found
