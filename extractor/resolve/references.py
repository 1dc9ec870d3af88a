"""What short, later and pointing mentions mean: `Nghị định 61`, `Quyết định nói trên`, `Luật này`, `Điều 5`.

A mention is resolved only to one document; several candidates are doubt and stay open.
"""

from bisect import bisect_left
from collections import defaultdict

import msgspec

from extractor.finders.citations import Mention
from extractor.finders.header import Header
from extractor.records import CitationRecord
from extractor.report import Report

NAMING = frozenset({"full", "elided", "named"})
"""Kinds of mentions that say which document they mean."""

POINTING = frozenset({"self", "that", "pinpoint"})


def referred(
    citations: list[CitationRecord], mentions: list[Mention], header: Header, report: Report
) -> list[CitationRecord]:
    """The citations with `resolves_to`, key and issuer of the document that each later mention means."""
    by_serial: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    by_type: dict[str | None, list[int]] = defaultdict(list)
    at = {mention.start: number for number, mention in enumerate(mentions)}
    for number, citation in enumerate(citations):
        if citation.kind in NAMING:
            by_type[citation.doc_type].append(number)
            by_type[None].append(number)
            if citation.serial:
                by_serial[citation.doc_type, citation.serial.lstrip("0")].append(number)
    result = list(citations)
    for number, (citation, mention) in enumerate(zip(citations, mentions, strict=True)):
        if citation.kind == "short" and mention.alias_of is not None:
            meant = [at[mention.alias_of]]
        elif citation.kind == "short":
            meant = by_serial[citation.doc_type, (citation.serial or "").lstrip("0")]
            meant = [index for index in meant if citation.year in {None, citations[index].year}]
        elif citation.kind in POINTING and not citation.number:
            if citation.kind == "self" and citation.doc_type == header.fields.get("doc_type"):
                continue
            before = by_type[None if citation.kind == "pinpoint" else citation.doc_type]
            meant = _nearest(before[: bisect_left(before, number)], number, mentions, report)
        else:
            continue
        result[number] = _pointed(citation, [result[index] for index in meant])
    return result


def _nearest(before: list[int], number: int, mentions: list[Mention], report: Report) -> list[int]:
    """The last document before; where it stands in another sentence, all that this sentence names."""
    if not before:
        return []
    last = before[-1]
    sentence = report.sentences.around(mentions[last].start)
    if sentence == report.sentences.around(mentions[number].start):
        return [last]
    return [index for index in before if report.sentences.around(mentions[index].start) == sentence]


def _pointed(citation: CitationRecord, meant: list[CitationRecord]) -> CitationRecord:
    """A mention with what it means; of several documents none is chosen."""
    kind = "that" if citation.kind == "self" else citation.kind
    if not meant:
        return msgspec.structs.replace(citation, kind=kind)
    if len({target.key or target.text for target in meant}) > 1:
        return msgspec.structs.replace(citation, kind=kind, key_status="ambiguous")
    target = meant[0]
    return msgspec.structs.replace(
        citation,
        kind=kind,
        doc_type=citation.doc_type or target.doc_type,
        resolves_to=target.resolves_to or target.id,
        issuer=citation.issuer or target.issuer,
        issuer_level=citation.issuer_level or target.issuer_level,
        issuer_source=citation.issuer_source or ("carried" if target.issuer else None),
        key=target.key,
        key_status=target.key_status,
        urn=target.urn,
        uri=target.uri,
    )
