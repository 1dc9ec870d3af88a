"""The register: documents with their day and title, to look citations up in. Nothing printed is changed.

A number alone is no identity (468/QĐ-TTg is of 2016 and of 2021): an entry is a citation's where number and
day agree, or where the number has its year and so stands once. That a number is absent proves nothing.
"""

from collections import defaultdict
from functools import lru_cache

from extractor.grammar.symbols import key_number
from extractor.records import CitationRecord
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import DocType, Programme, Registered
from extractor.text.fold import normal, search_key

LAWS = frozenset({"luat", "bo_luat"})
"""Types that are one to who looks a law up."""


@lru_cache(KEPT)
def _entries(patterns: Patterns) -> dict[str, list[Registered]]:
    found: dict[str, list[Registered]] = defaultdict(list)
    for row in patterns.rows(Registered):
        found[key_number(normal(row.number))].append(row)
    return found


@lru_cache(KEPT)
def _programmes(patterns: Patterns) -> dict[str, str]:
    rows = patterns.rows(Programme)
    return {search_key(name): row.number for row in rows for name in (row.name, *row.words)}


def entry(citation: CitationRecord, patterns: Patterns) -> Registered | None:
    """The entry of the document that a citation means; None where that is not certain."""
    rows = _rows(citation, patterns)
    same_day = [row for row in rows if row.date and row.date == citation.date]
    if len(same_day) == 1:
        return same_day[0]
    return rows[0] if citation.year and len(rows) == 1 else None


def other_day(citation: CitationRecord, patterns: Patterns) -> Registered | None:
    """The entry that has another day than a citation for what must be one document: of the same year."""
    if citation.date is None:
        return None
    year = citation.year or citation.date[:4]
    rows = [row for row in _rows(citation, patterns) if row.date[:4] == year]
    return rows[0] if len(rows) == 1 and not rows[0].date.startswith(citation.date) else None


def stands_for(citation: CitationRecord, patterns: Patterns) -> str | None:
    """The number of the document that a programme's name stands for."""
    return _programmes(patterns).get(search_key(" ".join((citation.text or "").split()))) or None


def _rows(citation: CitationRecord, patterns: Patterns) -> list[Registered]:
    """The entries with a citation's number; local numbers are none of a central register's."""
    if not citation.number or citation.serial is None or "@" in (citation.key or ""):
        return []
    rows = _entries(patterns).get(key_number(normal(citation.number)), [])
    types = _types(patterns)
    return [row for row in rows if types.get(row.doc_type.lower(), citation.doc_type) in _alike(citation)]


def _alike(citation: CitationRecord) -> frozenset[str | None]:
    """The types that an entry may have: the Assembly numbers laws and resolutions apart, with one symbol."""
    return LAWS if citation.doc_type in LAWS else frozenset({citation.doc_type})


@lru_cache(KEPT)
def _types(patterns: Patterns) -> dict[str, str]:
    return {row.label.lower(): row.id for row in patterns.rows(DocType)}
