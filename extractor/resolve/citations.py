"""Citations made whole: issuer, date, identity, what later mentions mean, and how documents are related."""

import re
from collections import defaultdict

import msgspec

from extractor import register
from extractor.finders.citations import Mention, joint_types
from extractor.finders.header import Header
from extractor.grammar.identifiers import to_iri, to_urn
from extractor.records import CitationRecord, DateRecord
from extractor.report import Report
from extractor.resolve.identity import identify, named
from extractor.resolve.issuers import Issuer, issuers
from extractor.resolve.references import NAMING, referred
from extractor.resolve.relations import related
from extractor.rules import Patterns

_KEY_PARTS = re.compile(r"[@#]?[^@#]+")


def resolve(
    mentions: list[Mention], dates: list[DateRecord], header: Header, report: Report
) -> tuple[list[CitationRecord], list[DateRecord]]:
    """The citations with issuer, date, identity and links, and the dates that belong to them marked."""
    dated = {record.start: _day(record) for record in dates}
    citations = [
        _whole(mention, issuer, dated.get(mention.dated) if mention.dated is not None else None, header)
        for mention, issuer in zip(mentions, issuers(mentions, header, report), strict=True)
    ]
    citations = _agree(citations)
    citations = [
        _named(citation, mention, report.patterns)
        for citation, mention in zip(citations, mentions, strict=True)
    ]
    citations = referred(citations, mentions, header, report)
    citations = related(citations, mentions, report)
    citations = [_known(citation, report.patterns) for citation in citations]
    owners = {
        mention.dated: c.id
        for mention, c in zip(mentions, citations, strict=True)
        if mention.dated is not None
    }
    marked = [
        msgspec.structs.replace(record, citation=owners[record.start], role="cited")
        if record.kind == "date" and record.start in owners
        else record
        for record in dates
    ]
    return citations, marked


def _day(record: DateRecord) -> str | None:
    """The day that a date gives to its document (ISO); of a month its label, which is one too."""
    return record.label if record.grain == "month" and record.kind == "period" else record.date


def _whole(mention: Mention, issuer: Issuer | None, value: str | None, header: Header) -> CitationRecord:
    record = mention.record
    is_self = record.kind == "self" or (
        record.number is None and record.symbol is not None and record.symbol == header.fields.get("symbol")
    )
    identity = identify(
        record.number if record.kind in NAMING or record.kind == "self" else None,
        record.year,
        value,
        place=issuer.place if issuer else None,
        is_central=issuer is not None and issuer.is_central,
    )
    is_blank = identity.status == "blank" and record.symbol is not None
    status = "blank" if is_blank else "partial" if not identity.key else identity.status
    return msgspec.structs.replace(
        record,
        kind="self" if is_self else record.kind,
        date=value,
        issuer=issuer.name if issuer else None,
        issuer_level=issuer.level if issuer else None,
        issuer_source=issuer.source if issuer else None,
        key=identity.key,
        key_status=status,
    )


def _named(citation: CitationRecord, mention: Mention, patterns: Patterns) -> CitationRecord:
    """The citation with the names that the web of law has for it, where its identity is complete."""
    if citation.key_status != "complete" or not (citation.key and citation.number and citation.doc_type):
        return citation
    name = named(
        citation.key,
        number=citation.number,
        year=citation.year,
        codes=mention.codes if citation.doc_type in joint_types(patterns) else mention.codes[:1],
        measure=citation.doc_type.replace("_", "-"),
        patterns=patterns,
    )
    if name is None:
        return citation
    iri = to_iri(name, is_normative=citation.year is not None)
    return msgspec.structs.replace(citation, urn=to_urn(name), uri=iri)


def _known(citation: CitationRecord, patterns: Patterns) -> CitationRecord:
    """The citation with what the register knows of its document."""
    if citation.kind == "named":
        return msgspec.structs.replace(citation, resolves_to_number=register.stands_for(citation, patterns))
    found = register.entry(citation, patterns)
    return msgspec.structs.replace(citation, registered_title=found.title or None) if found else citation


def _agree(citations: list[CitationRecord]) -> list[CitationRecord]:
    """Complete a key by that of another mention of the same number which says all that this one says."""
    known: dict[tuple[str | None, str], list[CitationRecord]] = defaultdict(list)
    for citation in citations:
        if citation.number and citation.key_status == "complete":
            known[citation.doc_type, citation.number].append(citation)
    result = []
    for citation in citations:
        others = [
            other
            for other in known.get((citation.doc_type, citation.number or ""), [])
            if citation.date in {None, other.date}
            and citation.issuer in {None, other.issuer}
            and _extends(other.key or "", citation.key or "")
        ]
        keys = {other.key for other in others}
        if citation.key_status == "partial" and citation.kind != "short" and len(keys) == 1:
            other = others[0]
            changes: dict[str, object] = {"key": other.key, "key_status": "complete"}
            if citation.issuer is None:
                changes |= {
                    "issuer": other.issuer,
                    "issuer_level": other.issuer_level,
                    "issuer_source": "carried",
                }
            citation = msgspec.structs.replace(citation, **changes)  # noqa: PLW2901 - the filled record takes its place
        result.append(citation)
    return result


def _extends(whole: str, part: str) -> bool:
    """Whether a key has the number of another, and its place and year where that has them."""
    return set(_KEY_PARTS.findall(part)) <= set(_KEY_PARTS.findall(whole))
