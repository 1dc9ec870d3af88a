"""Citations made whole: what a list's members carry, whose document it is, and which mentions are one.

The issuer is the one named after the number; else the one that the symbol identifies; else the one that
speaks before ("UBND tỉnh đã ban hành ..."), the one that closes the list ("... của UBND tỉnh"), or the one
that another mention of the same number and date has. It is never guessed: what stays open is `partial`.
"""

from collections import defaultdict
from itertools import pairwise

import msgspec

from extractor.finders.citations import JOINT, Mention
from extractor.finders.header import Header
from extractor.organisations import Organisation, agency_of, canonical, is_central_city, with_place
from extractor.records import CitationRecord, DateRecord
from extractor.report import Report
from extractor.resolve.identity import identify
from extractor.rules import Patterns
from extractor.rules.lists import DocType

LOCAL_BODIES = frozenset({"UBND", "HĐND"})
BETWEEN = frozenset({"sua_doi_bo_sung", "thay_the", "bai_bo"})
LIST_GAP = 400
"""How far apart in the view the members of one list may begin."""


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Who issued a document: name, level, source; `place` as written when it identifies a local body."""

    name: str
    level: str | None
    source: str
    place: str | None = None
    is_central: bool = False


def resolve(
    mentions: list[Mention], dates: list[DateRecord], header: Header, report: Report
) -> tuple[list[CitationRecord], list[DateRecord]]:
    """The citations with issuer, date, identity and links, and the dates that belong to them marked."""
    dated = {record.start: record for record in dates if record.kind == "date"}
    issuers = _issuers(mentions, header, report)
    citations = [
        _whole(mention, issuer, dated.get(mention.dated) if mention.dated is not None else None, header)
        for mention, issuer in zip(mentions, issuers, strict=True)
    ]
    citations = _agree(citations)
    citations = _short_forms(citations)
    citations = _relations(citations, mentions, report)
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


def _issuers(mentions: list[Mention], header: Header, report: Report) -> list[Issuer | None]:
    """An issuer for each mention, lists filled from their tail."""
    found = [_issuer(mention, header, report.patterns) for mention in mentions]
    for (number, first), (_, second) in reversed(list(pairwise(enumerate(mentions)))):
        following = found[number + 1]
        if found[number] is None and following is not None and _one_list(first, second, report):
            found[number] = msgspec.structs.replace(following, source="carried")
    return found


def _issuer(mention: Mention, header: Header, patterns: Patterns) -> Issuer | None:
    if mention.issuer is not None:
        return _named(mention.issuer, header, "text")
    by_symbol = _by_symbol(mention, header, patterns)
    if by_symbol is not None:
        return by_symbol
    if mention.before is not None:
        return _named(mention.before, header, "carried")
    return None


def _named(organisation: Organisation, header: Header, source: str) -> Issuer:
    name, known = canonical(organisation, header.seat)
    if not organisation.place and is_central_city(organisation.tier, header.seat):
        organisation = organisation._replace(level="tinh")
    central = organisation.level == "trung_uong"
    tier = organisation.tier or (header.seat.province_type if organisation.level == "tinh" else "")
    place = organisation.place or header.seat.unit(organisation.level or "")
    where = f"{tier} {place}" if place else None
    if organisation.above and where:
        where = f"{where} {organisation.above}"
    return Issuer(
        name=name,
        level=organisation.level,
        source=source,
        place=where if known and not central else None,
        is_central=central,
    )


def _by_symbol(mention: Mention, header: Header, patterns: Patterns) -> Issuer | None:
    """The issuer that an agency code identifies: a central one, or a department of the report's province."""
    if mention.record.kind == "named" and mention.record.doc_type in {"luat", "bo_luat", "hien_phap"}:
        return Issuer(name="Quốc hội", level="trung_uong", source="symbol", is_central=True)
    code = mention.codes[0].rstrip("0123456789") or mention.codes[0] if mention.codes else None
    if code is None or code in LOCAL_BODIES:
        return None
    agency = agency_of(code, patterns, header.fields.get("date"))
    if agency is None or agency.level not in {"trung_uong", "tinh"}:
        return _own(header) if code in header.codes else None
    if agency.level == "trung_uong":
        names = [agency.name]
        if any(row.id == mention.record.doc_type and row.group == JOINT for row in patterns.rows(DocType)):
            others = (agency_of(other, patterns, header.fields.get("date")) for other in mention.codes[1:])
            names += [other.name for other in others if other is not None]
        return Issuer(name=", ".join(names), level="trung_uong", source="symbol", is_central=True)
    if agency.level == "tinh" and header.seat.province:
        name, _ = with_place(agency, header.seat)
        place = f"{header.seat.province_type} {header.seat.province}"
        return Issuer(name=name, level="tinh", source="symbol", place=place)
    return None


def _own(header: Header) -> Issuer | None:
    """The report's own issuer, for a symbol with the same code as the report's own."""
    name, level = header.fields.get("issuer"), header.fields.get("issuer_level")
    if not name:
        return None
    place = header.seat.unit(level or "")
    tiers = {"tinh": header.seat.province_type, "huyen": header.seat.district_type}
    where = f"{tiers.get(level or '', header.seat.commune_type)} {place}" if place else None
    return Issuer(name=name, level=level, source="symbol", place=where)


def _one_list(first: Mention, second: Mention, report: Report) -> bool:
    """Whether two neighbours are members of one list: same sentence and same issuing body in the symbol."""
    if second.start - first.start > LIST_GAP or not first.codes or not second.codes:
        return False
    same_body = first.codes[0] == second.codes[0]
    return same_body and report.sentences.around(first.start) == report.sentences.around(second.start)


def _whole(
    mention: Mention, issuer: Issuer | None, date: DateRecord | None, header: Header
) -> CitationRecord:
    record = mention.record
    value = date.date if date else None
    is_self = record.kind == "self" or (
        record.number is None and record.symbol is not None and record.symbol == header.fields.get("symbol")
    )
    identity = identify(
        record.number if record.kind != "short" else None,
        record.year,
        value,
        place=issuer.place if issuer else None,
        is_central=issuer is not None and issuer.is_central,
    )
    status = (
        "partial"
        if record.kind == "short" or (record.kind == "named" and not identity.key)
        else identity.status
    )
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


def _agree(citations: list[CitationRecord]) -> list[CitationRecord]:
    """Fill issuer and key from another mention of the same number whose date does not contradict."""
    known: dict[str, list[CitationRecord]] = defaultdict(list)
    for citation in citations:
        if citation.number and citation.key_status == "complete":
            known[citation.number].append(citation)
    result = []
    for citation in citations:
        others = [
            other for other in known.get(citation.number or "", []) if citation.date in {None, other.date}
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


def _short_forms(citations: list[CitationRecord]) -> list[CitationRecord]:
    """Point a short form to the full mention of the same type and serial; several candidates are doubt."""
    full: dict[tuple[str | None, str | None], dict[str | None, CitationRecord]] = defaultdict(dict)
    for citation in citations:
        if citation.kind in {"full", "elided"} and citation.serial:
            full[citation.doc_type, citation.serial.lstrip("0")].setdefault(citation.number, citation)
    result = []
    for citation in citations:
        if citation.kind == "short":
            meant = list(full.get((citation.doc_type, (citation.serial or "").lstrip("0")), {}).values())
            if len(meant) == 1:
                target = meant[0]
                citation = msgspec.structs.replace(  # noqa: PLW2901 - the resolved record takes its place
                    citation,
                    resolves_to=target.id,
                    issuer=citation.issuer or target.issuer,
                    issuer_level=citation.issuer_level or target.issuer_level,
                    issuer_source=citation.issuer_source or ("carried" if target.issuer else None),
                    key=target.key,
                    key_status=target.key_status,
                )
            elif meant:
                citation = msgspec.structs.replace(citation, key_status="ambiguous")  # noqa: PLW2901 - likewise
        result.append(citation)
    return result


def _relations(
    citations: list[CitationRecord], mentions: list[Mention], report: Report
) -> list[CitationRecord]:
    """In `A sửa đổi, bổ sung B` the relation is A's, with B at its other end."""
    result = list(citations)
    for number in range(1, len(result)):
        first, second = result[number - 1], result[number]
        same = report.sentences.around(mentions[number - 1].start) == report.sentences.around(
            mentions[number].start
        )
        if second.relation in BETWEEN and same:
            result[number - 1] = msgspec.structs.replace(
                first, relation=second.relation, relates_to=second.id
            )
            result[number] = msgspec.structs.replace(second, relation=None)
    return result
