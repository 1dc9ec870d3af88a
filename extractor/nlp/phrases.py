"""Catalogues and organisations in a text: spaCy's PhraseMatcher over the lexer's tokens.

A hit tells which row of which list a stretch of the view is a phrase of; the same stretch may be a phrase of
several rows (`quá hạn` of dossiers resolved late and of dossiers pending and overdue).
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from extractor.nlp.doc import make_pattern, vocab
from extractor.nlp.hits import CONTEXT, DIMENSION, EXCLUDED, INDICATOR, ORGANISATION, UNIT, Hit, Hits
from extractor.rules import Patterns
from extractor.rules.lists import Agency, Dimension, Indicator, Measure, Phrase

LEVEL = "level"
"""The id of words after which a change is told by its ends: "tăng từ 12% lên 15%"."""


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
    for measure in patterns.patterns.rows(Measure, "lists/units"):
        if measure.kind == "count":
            phrases[f"{UNIT}|{measure.id}"].update(measure.words)
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
    rows = patterns.patterns.rows(Phrase, "changes")
    ends = [word for row in rows if row.id == LEVEL for word in row.words]
    between = {"IS_ALPHA": True, "LOWER": {"NOT_IN": ends}, "OP": "?"}
    for row in rows:
        if row.id == LEVEL:
            continue
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
