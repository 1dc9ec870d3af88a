"""Who issued each cited document.

The issuer is the one named after the number; else the one that the symbol identifies; else the one that
speaks before ("UBND tỉnh đã ban hành ..."), or the one that closes the list ("... của UBND tỉnh"). It is
never guessed.
"""

from itertools import pairwise

import msgspec

from extractor.finders.citations import Mention, joint_types
from extractor.finders.citations.lists import joined
from extractor.finders.header import Header
from extractor.organisations import (
    Organisation,
    agencies_of,
    agency_of,
    canonical,
    is_central_city,
    with_place,
)
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import DocType, Relation

LOCAL_BODIES = frozenset({"UBND", "HĐND"})
ISSUING = frozenset({"trung_uong", "tinh"})
"""The levels whose agencies a code tells; below, too many share one."""

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
    """An issuer for each mention; members of a list have that of its head or its tail."""
    found = [_issuer(mention, header, report.patterns) for mention in mentions]
    lists = [_one_list(first, second, report) for first, second in pairwise(mentions)]
    for number in reversed(range(len(lists))):
        _carry(found, number + 1, number, is_one=lists[number])
    for number, is_one in enumerate(lists):
        # The Party's code TW is that of several bodies.
        is_local = bool(LOCAL_BODIES.intersection(mentions[number].codes[:1]))
        _carry(found, number, number + 1, is_one=is_one and is_local)
    return found


def _carry(found: list[Issuer | None], source: int, target: int, *, is_one: bool) -> None:
    issuer = found[source]
    if is_one and found[target] is None and issuer is not None:
        found[target] = msgspec.structs.replace(issuer, source="carried")


def _issuer(mention: Mention, header: Header, patterns: Patterns) -> Issuer | None:
    if mention.issuer is not None:
        return _named(mention.issuer, mention.near, header, "text")
    by_symbol = _by_symbol(mention, header, patterns)
    before = mention.before
    # One code may be that of a central body and of its branches: Cục Thuế, Bảo hiểm xã hội.
    is_branch = before is not None and by_symbol is not None and before.body == by_symbol.name
    if before is not None and (by_symbol is None or is_branch):
        return _named(before, mention.near, header, "carried")
    return by_symbol


def _named(organisation: Organisation, near: Organisation | None, header: Header, source: str) -> Issuer:
    if near is not None and not header.seat.unit(organisation.level or ""):
        organisation = organisation._replace(place=near.place, above=organisation.above or near.above)
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
    sole = _sole(mention.record.doc_type, patterns) if mention.record.kind == "named" else None
    if sole:
        return Issuer(name=sole, level="trung_uong", source="symbol", is_central=True)
    code = mention.codes[0].rstrip("0123456789") or mention.codes[0] if mention.codes else None
    if code is None or code in LOCAL_BODIES:
        return None
    agencies = agencies_of(code, patterns, header.fields.get("date"))
    levels = {agency.level for agency in agencies} & ISSUING
    if len(levels) != 1:
        return _own(header) if code in header.codes else None
    agency = next(agency for agency in agencies if agency.level in levels)
    if agency.level == "trung_uong":
        names = [agency.name]
        if mention.record.doc_type in joint_types(patterns):
            others = (agency_of(other, patterns, header.fields.get("date")) for other in mention.codes[1:])
            names += [other.name for other in others if other is not None]
        return Issuer(name=", ".join(names), level="trung_uong", source="symbol", is_central=True)
    if agency.level == "tinh" and header.seat.province:
        name, _ = with_place(agency, header.seat)
        place = f"{header.seat.province_type} {header.seat.province}"
        return Issuer(name=name, level="tinh", source="symbol", place=place)
    return None


def _sole(doc_type: str | None, patterns: Patterns) -> str | None:
    """The only body that issues documents of a type."""
    return next((row.issuer for row in patterns.rows(DocType) if row.id == doc_type), None) or None


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
    """Whether two neighbours are members of one list, with the same issuing body in their symbols."""
    if second.start - first.start > LIST_GAP or not first.codes or first.codes[:1] != second.codes[:1]:
        return False
    if second.before is not None and second.before.start >= first.full_end:
        return False
    links = {row.id for row in report.patterns.rows(Relation) if row.links}
    same_symbol = first.record.symbol == second.record.symbol
    amends = second.trigger is not None and second.trigger.relation in links and same_symbol
    return joined(first, second, report) or amends
