"""The header of a report by Nghị định 30/2020/NĐ-CP, from the letterhead, else from the body, saying which.

A field carries its source in `basis`: `letterhead`, `body` (opening or closing sentence), `symbol` (out of
the document's own symbol) or `unit` (the parent of the issuing unit).
"""

from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import Any

import msgspec

from extractor.finders.header import seats
from extractor.finders.header.letterhead import (
    LETTERHEAD_LINES,
    NAMES_ABOVE,
    Letterhead,
    date_value,
    read_letterhead,
)
from extractor.finders.header.lines import Line, header_words, lines_of
from extractor.finders.header.signature import read_signature
from extractor.grammar import symbols
from extractor.organisations import Organisation, Organisations, Seat, agency_of, canonical, with_place
from extractor.parts import FieldSpan
from extractor.records import DocumentRecord
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import DocType
from extractor.text.places import Places

NAMES = 1 << 8
"""How many names of issuers are kept."""

OPENING_LINES = 60
"""How far down the sentence may stand that says who reports."""


NEAR = 12
"""So close behind a number, in characters, stands the day of the document."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The header fields, the issuer's seat, where the own number stands in the view, its agency codes."""

    fields: dict[str, Any]
    seat: Seat
    own_number: tuple[int, int] | None = None
    year: int | None = None
    codes: tuple[str, ...] = ()

    def on(self, record: DocumentRecord) -> DocumentRecord:
        """The record with these fields in it."""
        return msgspec.structs.replace(record, **self.fields)


def find(report: Report, organisations: Organisations) -> Header:
    """The header of a report."""
    words, lines = header_words(report.patterns), list(lines_of(report))
    letterhead = read_letterhead(report, lines, words)
    draft = _Draft(report, letterhead.fields, letterhead.spans)
    draft.basis = dict.fromkeys(letterhead.fields, "letterhead")
    speaker = _at_head(organisations, lines) if not letterhead.fields.get("issuer") else None
    speaker = speaker or _speaker(report, organisations, lines)
    seat = _seat(report, organisations, speaker, letterhead)
    seat = _issuer(draft, speaker, seat)
    _type_and_subject(draft, lines)
    _parent(draft, seat)
    _addressees(draft, seat)
    signature = read_signature(report, lines, words)
    draft.fields |= signature.fields
    draft.spans |= signature.spans
    draft.fields |= {"province": seat.province, "district": seat.district, "commune": seat.commune}
    spans = {key: draft.spans.get(key) for key, value in draft.fields.items() if value}
    fields = {**draft.fields, "basis": draft.basis, "spans": spans}
    symbol = draft.fields.get("symbol")
    codes = symbols.parse(symbol, _type_codes(report)).codes if symbol else ()
    return Header(
        fields=fields,
        seat=seat,
        own_number=letterhead.own_number,
        year=_year(report, draft.fields),
        codes=tuple(codes[:1]),
    )


def is_classified(report: Report) -> bool:
    """Whether a line of the letterhead is a stamp of state secrecy (Luật 29/2018/QH14, Điều 8)."""
    stamps = [word for word in header_words(report.patterns).all("classified") if word in report.view.text]
    return bool(stamps) and any(
        line.text.strip() in stamps for line in islice(lines_of(report), LETTERHEAD_LINES)
    )


class _Draft:
    """Fields, spans and sources while they are collected."""

    def __init__(self, report: Report, fields: dict[str, Any], spans: dict[str, FieldSpan | None]) -> None:
        self.report = report
        self.fields = dict(fields)
        self.spans = dict(spans)
        self.basis: dict[str, str] = {}

    def set(self, name: str, value: object, source: str, span: tuple[int, int] | None = None) -> None:
        """Set a field that is not known yet."""
        if value and not self.fields.get(name):
            self.fields[name] = value
            self.basis[name] = source
            self.spans[name] = self.report.field(*span) if span else None


def _seat(
    report: Report, organisations: Organisations, speaker: Organisation | None, letterhead: Letterhead
) -> Seat:
    """The province, district and commune that a report comes from: printed at its head, else mostly named."""
    names = (letterhead.fields.get("issuer"), letterhead.fields.get("issuer_parent"))
    mentions = [mention for name in names if name and (mention := _mention(name, report))]
    if not mentions and speaker is not None:
        mentions = [speaker]
    day = str(letterhead.fields.get("date") or _last_day(report) or "")
    seat = seats.completed(seats.of_mentions(mentions), day)
    return seats.completed(seats.mostly_named(seat, organisations.places), day)


def _last_day(report: Report) -> str | None:
    """The last day on which a document that the report names was issued: the report is not older than that.

    A day after the year that the report is about is a slip.
    """
    ends = [lexeme.end for lexeme in report.lexed.having("citation")]
    year = str(_year(report, {}) or "")
    days = []
    for lexeme in report.lexed.having("date"):
        before = bisect_right(ends, lexeme.start)
        if lexeme.value == "day" and before and lexeme.start - ends[before - 1] < NEAR:
            days.append(date_value(report, lexeme))
    return max((day for day in days if day and day[:4] <= year), default=None)


def _mention(name: str, report: Report) -> Organisation | None:
    return _named(name, report.patterns)


@lru_cache(NAMES)
def _named(name: str, patterns: Patterns) -> Organisation | None:
    """The organisation that a name begins with; the same few are asked for again and again."""
    found = Organisations(Places(name), patterns).mentions
    return found[0] if found else None


def _issuer(draft: _Draft, speaker: Organisation | None, seat: Seat) -> Seat:
    """Name the issuer: printed, else by the opening or closing sentence, else by the symbol."""
    report = draft.report
    if not draft.fields.get("issuer") and speaker is not None:
        draft.set("issuer", canonical(speaker, seat)[0], "body", (speaker.start, speaker.end))
        draft.fields["issuer_level"] = speaker.level
    symbol = draft.fields.get("symbol")
    if not draft.fields.get("issuer") and symbol:
        codes = symbols.parse(symbol, _type_codes(report)).codes
        agency = agency_of(codes[0], report.patterns, None) if codes else None
        if agency is not None and agency.level in {"tinh", "trung_uong"}:
            draft.set("issuer", with_place(agency, seat)[0], "symbol")
    issuer = draft.fields.get("issuer")
    mention = _mention(issuer, report) if issuer else None
    if mention is not None:
        name, _ = canonical(mention, seat)
        draft.fields["issuer"] = name
        draft.fields["issuer_level"] = mention.level
        seat = _narrow(seat, mention.level)
    parent = _mention(str(draft.fields.get("issuer_parent") or ""), report)
    if issuer and not draft.fields.get("issuer_level") and parent is not None:
        draft.fields["issuer_level"] = parent.level
    return seat


def _narrow(seat: Seat, level: str | None) -> Seat:
    """A seat without the units below the issuer's level: a province's report names many districts."""
    if level == "trung_uong":
        return Seat()
    if level == "tinh":
        seat = msgspec.structs.replace(seat, district=None, commune=None)
    elif level == "huyen":
        seat = msgspec.structs.replace(seat, commune=None)
    return seat


def _at_head(organisations: Organisations, lines: list[Line]) -> Organisation | None:
    """The organisation that is all of one of the first lines, up to a comma: `UBND xã Nhân Cơ, tỉnh ...`."""
    for line in lines[:NAMES_ABOVE]:
        mention = organisations.at(line.start)
        if mention is not None and (mention.end >= line.end or line.text[mention.end - line.start] == ","):
            return mention
    return None


def _speaker(report: Report, organisations: Organisations, lines: list[Line]) -> Organisation | None:
    """The organisation that says "báo cáo" in the opening sentences, or in the closing formula."""
    for rule in report.patterns.rules("header"):
        if rule.value not in {"opening", "closing"}:
            continue
        chosen = lines[:OPENING_LINES] if rule.value == "opening" else lines
        for line in chosen:
            for match in rule.compiled.finditer(line.text):
                if match["speaker"] is None:
                    continue
                start = line.start + match.start("speaker")
                mention = organisations.at(start)
                if mention is not None and mention.end <= line.start + match.end("speaker") + 1:
                    return mention
    return None


def _type_and_subject(draft: _Draft, lines: list[Line]) -> None:
    """The type and subject where no title says them: out of the symbol and the closing formula."""
    report = draft.report
    closing = next(rule for rule in report.patterns.rules("header") if rule.value == "closing")
    if draft.fields.get("symbol"):
        code = symbols.parse(draft.fields["symbol"], _type_codes(report)).type_code
        draft.set("doc_type", _type_of(report, code) if code else None, "symbol")
    types = {row.label.lower(): row.id for row in report.patterns.rows(DocType)}
    for line in reversed(lines):
        match = closing.compiled.search(line.text)
        if match is None:
            continue
        opening = line.text[: match.start("subject")].lower()
        named = [kind for label, kind in types.items() if label in opening]
        draft.set("doc_type", named[0] if named else None, "body")
        at = line.start + match.start("subject")
        subject = match["subject"].strip()
        draft.set("subject", subject[:1].upper() + subject[1:], "body", (at, at + len(match["subject"])))
        break
    for rule in report.patterns.rules("header"):
        if rule.value != "opening" or draft.fields.get("doc_type"):
            continue
        for match in (rule.compiled.search(line.text) for line in lines[:OPENING_LINES]):
            if match is not None:
                said = match[0][match.end("speaker") - match.start() :].lower()
                named = [kind for label, kind in types.items() if label in said]
                draft.set("doc_type", named[0] if named else None, "body")


def _parent(draft: _Draft, seat: Seat) -> None:
    """The parent of a department or office: the People's Committee of its level."""
    issuer = str(draft.fields.get("issuer") or "")
    parent = draft.fields.get("issuer_parent")
    if parent:
        mention = _mention(str(parent), draft.report)
        draft.fields["issuer_parent"] = canonical(mention, seat)[0] if mention else parent
    else:
        above = _committee_above(issuer, draft.fields.get("issuer_level"), seat)
        draft.set("issuer_parent", f"UBND {above}" if above else None, "unit")


def _addressees(draft: _Draft, seat: Seat) -> None:
    """Name the addressees as issuers are named: "Ủy ban nhân dân tỉnh" is "UBND tỉnh Kon Tum"."""
    printed = draft.fields.get("addressees") or ()
    named = ((name, _mention(name, draft.report)) for name in printed)
    draft.fields["addressees"] = tuple(
        f"{canonical(mention, seat)[0]}{name[mention.end :]}" if mention and mention.start == 0 else name
        for name, mention in named
    )


def _committee_above(issuer: str, level: str | None, seat: Seat) -> str | None:
    """The unit whose committee is above an office of its level; a committee itself has none in a letterhead.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 2. A body of the Party has none of these above it.
    """
    if issuer.startswith(("UBND", "HĐND")):
        return None
    if level == "tinh":
        return f"{seat.province_type} {seat.province}" if seat.province else None
    if level == "huyen":
        return f"{seat.district_type} {seat.district}" if seat.district else None
    return None


def _year(report: Report, fields: dict[str, Any]) -> int | None:
    """The year that a report is about: of its own date, else the one that its dates mostly name."""
    if fields.get("date"):
        return int(fields["date"][:4])
    years = Counter(
        int(report.view.text[slice(*lexeme.groups["year"])])
        for lexeme in report.lexed.having("date")
        if lexeme.value in {"day", "month", "quarter", "year", "months"}
        and "year" in lexeme.groups
        and lexeme.groups["year"][1] - lexeme.groups["year"][0] == len("2024")
    )
    often = [year for year, count in years.items() if count > 1]
    return max(often or years, default=None)


def _type_codes(report: Report) -> list[str]:
    return [code for row in report.patterns.rows(DocType) for code in row.abbr]


def _type_of(report: Report, code: str) -> str | None:
    return next((row.id for row in report.patterns.rows(DocType) if code in row.abbr), None)
