"""Who issued each cited document.

The issuer is the one named after the number; else the one that the symbol identifies; else the one that
speaks before ("UBND tỉnh đã ban hành ..."), or the one that closes the list ("... của UBND tỉnh"). It is
never guessed.
"""

from itertools import pairwise

import msgspec

from extractor.finders.citations import JOINT, Mention
from extractor.finders.header import Header
from extractor.organisations import Organisation, agency_of, canonical, is_central_city, with_place
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import DocType

LOCAL_BODIES = frozenset({"UBND", "HĐND"})
LIST_GAP = 400
"""How far apart in the view the members of one list may begin."""


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Who issued a document: name, level, source; `place` as written when it identifies a local body."""

    name: str
    level: str | None
    source: str
    place: str | None = None
    is_central: bool = False


def issuers(mentions: list[Mention], header: Header, report: Report) -> list[Issuer | None]:
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
