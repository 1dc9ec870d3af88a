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
from extractor.grammar import symbols
from extractor.organisations import (
    Organisation,
    agencies_of,
    agency_of,
    canonical,
    is_central_city,
    local_codes,
    with_place,
)
from extractor.report import Report
from extractor.resolve.identity import Identity, identify
from extractor.resolve.seats import path
from extractor.rules import Patterns
from extractor.rules.lists import DocType, Relation

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
    """An issuer for each mention; members of a list have that of its head or its tail.

    Nothing is carried to a document whose issuer is printed but was not read.
    """
    found = [_issuer(mention, header, report.patterns) for mention in mentions]
    # A programme or law that is named in passing does not end a list.
    members = [number for number, mention in enumerate(mentions) if mention.record.kind != "named"]
    pairs = [
        (one, other, _one_list(mentions[one], mentions[other], report)) for one, other in pairwise(members)
    ]
    for one, other, is_one in reversed(pairs):
        _carry(found, mentions, other, one, is_one=is_one)
    local = local_codes(report.patterns)
    printed: set[str] = set()
    was_one = False
    for one, other, is_one in pairs:
        issuer = found[one]
        printed = printed if was_one else set()
        was_one = is_one
        if issuer is not None and issuer.source == "text":
            printed |= {issuer.name}
        # The Party's code TW is that of several bodies; two issuers in one list leave the next one open.
        is_local = not local.isdisjoint(mentions[one].codes[:1])
        _carry(found, mentions, one, other, is_one=is_one and is_local and len(printed) <= 1)
    return found


def _carry(
    found: list[Issuer | None], mentions: list[Mention], source: int, target: int, *, is_one: bool
) -> None:
    issuer = found[source]
    if is_one and found[target] is None and issuer is not None and not mentions[target].is_unread:
        found[target] = msgspec.structs.replace(issuer, source="carried")


def _issuer(mention: Mention, header: Header, patterns: Patterns) -> Issuer | None:
    if mention.issuer is not None:
        return _named(mention.issuer, mention, header, patterns, "text")
    by_symbol = _by_symbol(mention, header, patterns)
    before = mention.before
    # One code may be that of a central body and of its branches: Cục Thuế, Bảo hiểm xã hội.
    is_branch = before is not None and by_symbol is not None and before.body == by_symbol.name
    if mention.is_unread:
        is_sure = bool(mention.codes) and mention.codes[0] in header.codes
        return by_symbol if by_symbol is not None and (by_symbol.is_central or is_sure) else None
    if before is not None and (by_symbol is None or is_branch):
        return _named(before, mention, header, patterns, "carried")
    if by_symbol is None and mention.is_own_act and mention.codes[:1] == header.codes[:1] != ():
        own = _own(header, patterns)
        return msgspec.structs.replace(own, source="header") if own else None
    return by_symbol


def _named(
    organisation: Organisation, mention: Mention, header: Header, patterns: Patterns, source: str
) -> Issuer:
    near = mention.near
    if near is not None and not header.seat.unit(organisation.level or ""):
        organisation = organisation._replace(place=near.place, above=organisation.above or near.above)
    name, known = canonical(organisation, header.seat)
    if not organisation.place and is_central_city(organisation.tier, header.seat):
        organisation = organisation._replace(level="tinh")
    if organisation.level == "trung_uong":
        return Issuer(name=name, level=organisation.level, source=source, is_central=True)
    where = path(organisation, header.seat, header.fields.get("date"), patterns) if known else None
    place = where.words if where is not None and where.is_one else None
    return Issuer(name=name, level=organisation.level, source=source, place=place)


def _by_symbol(mention: Mention, header: Header, patterns: Patterns) -> Issuer | None:
    """The issuer that an agency code identifies: a central one, or a department of the report's province."""
    sole = _sole(mention.record.doc_type, patterns) if mention.record.kind == "named" else None
    if sole:
        return Issuer(name=sole, level="trung_uong", source="symbol", is_central=True)
    code = mention.codes[0].rstrip("0123456789") or mention.codes[0] if mention.codes else None
    if code is None or code in local_codes(patterns):
        return None
    agencies = agencies_of(code, patterns, header.fields.get("date"))
    levels = {agency.level for agency in agencies} & ISSUING
    if len(levels) != 1:
        return _own(header, patterns) if code in header.codes else None
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


def own_identity(header: Header, report: Report) -> Identity:
    """The identity of the report itself, as its letterhead gives it: the key of citations of it."""
    serial, symbol = header.fields.get("number"), header.fields.get("symbol")
    if not (serial and symbol):
        return identify(None, None, None, place=None, is_central=False)
    before, after = (header.fields["spans"].get(field) for field in ("number", "symbol"))
    between = report.document.raw[before.end : after.start] if before and after else ""
    joint = "-" if "-" in between else "/"
    issuer = _own(header, report.patterns)
    return identify(
        symbols.number(serial, None, symbol, joint=joint),
        None,
        header.fields.get("date"),
        place=issuer.place if issuer else None,
        is_central=issuer is not None and issuer.level == "trung_uong",
    )


def _own(header: Header, patterns: Patterns) -> Issuer | None:
    """The report's own issuer, for a symbol with the same code as the report's own."""
    name, level = header.fields.get("issuer"), header.fields.get("issuer_level")
    if not name:
        return None
    own = Organisation(0, 0, name, level)
    where = path(own, header.seat, header.fields.get("date"), patterns)
    place = where.words if where is not None and where.is_one else None
    return Issuer(name=name, level=level, source="symbol", place=place)


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
