"""One mention of a document: its number or name, and the fields that are printed around it."""

from functools import lru_cache
from typing import Any, NamedTuple

import regex

from extractor.finders.citations.pinpoints import pinned, provisions_of, unowned
from extractor.finders.citations.triggers import Trigger, trigger
from extractor.grammar import symbols
from extractor.lexer import Lexeme
from extractor.organisations import Organisation, Organisations
from extractor.records import CitationRecord, Repair
from extractor.report import Report
from extractor.rules import KEPT, Patterns, Rule
from extractor.rules.book import Match
from extractor.rules.lists import DocType

_AND = regex.compile(r",? (?:và )?| ?- ?|, ")
LEAD = 60
"""How far before a number its type word may begin."""
GENERIC = "van_ban"
LETTER = "cong_van"
JOINT = "lien_tich"
"""The group of types whose symbols name all issuers and no drafting unit."""

BACK = frozenset({"short", "self", "that"})
"""The values of lexemes that speak of a document named elsewhere; they are the kinds of their records."""

MENDED = frozenset({"citation.normative", "citation.lost_hyphen"})
"""The rules whose symbols begin with a type for certain, hyphen or not."""


class Mention(NamedTuple):
    """A citation as printed, with what the resolver needs.

    `start` and `full_end` are offsets of the view; `codes` the agency codes of the symbol; `dated` the raw
    offset of the date that follows; `issuer` the organisation named after it, `before` the one before it;
    `trigger` what is said of it; `alias_of` where the mention begins that was given this short name.
    """

    record: CitationRecord
    start: int
    full_end: int
    codes: tuple[str, ...] = ()
    dated: int | None = None
    issuer: Organisation | None = None
    before: Organisation | None = None
    trigger: Trigger | None = None
    alias_of: int | None = None


class _Known(NamedTuple):
    """Types of documents by code and by word, those of several issuers, and the words of urgency."""

    by_code: dict[str, str]
    by_word: dict[str, str]
    joint: frozenset[str]


@lru_cache(KEPT)
def _known(patterns: Patterns) -> _Known:
    types = patterns.rows(DocType)
    return _Known(
        by_code={code: row.id for row in reversed(types) for code in row.abbr},
        by_word={word.lower(): row.id for row in types for word in (row.label, *row.words)},
        joint=frozenset(row.id for row in types if row.group == JOINT),
    )


class Reader:
    """What is the same for all citations of a report."""

    def __init__(self, report: Report, organisations: Organisations) -> None:
        self.report, self.organisations = report, organisations
        self.text = report.view.text
        self.context: dict[str, Rule] = {rule.id: rule for rule in report.patterns.rules("citation_context")}
        self.known = _known(report.patterns)
        self.leads: dict[int, Match | None] = {}
        self.taken: list[tuple[int, int]] = []

    def mention(self, lexeme: Lexeme) -> Mention:
        """One citation with everything that is printed around it."""
        start, type_word = self._lead(lexeme)
        fields = self._number(lexeme, type_word)
        codes = fields.pop("codes")
        end, dated = self._date(lexeme.end)
        full_end, issuer = self._issuer(end, self._joint(lexeme, fields["doc_type"], codes))
        parts = pinned(self.report, self.context, start, full_end)
        said = trigger(self.text, parts.start, self.report.patterns)
        record = CitationRecord(
            **{**self.report.place(start, lexeme.end), **fields},
            rule=lexeme.rule,
            kind=self._kind(lexeme, start, type_word),
            subject=self._subject(parts.end),
            pinpoints=parts.provisions,
            relation=said.relation if said else None,
            full_start=self.report.view.raw_span(start, start + 1)[0],
            full_end=self.report.view.raw_span(start, full_end)[1],
            sentence=self.report.sentence(lexeme.start),
        )
        self.taken.append((parts.start, parts.end))
        before = self._issuer_before(start, codes)
        return Mention(record, start, full_end, codes, dated, issuer, before, said)

    def bare(self) -> list[Mention]:
        """The articles of documents that are named elsewhere: `khoản 2 Điều 5` without its document."""
        found = []
        for chain in unowned(self.report, self.context, self.taken):
            start, end = chain[0].start, chain[-1].end
            provisions = provisions_of(self.report, chain)
            if not any(provision.dieu for provision in provisions):
                continue
            record = CitationRecord(
                **self.report.place(start, end),
                rule=chain[0].rule,
                kind="pinpoint",
                pinpoints=provisions,
                full_start=self.report.view.raw_span(start, start + 1)[0],
                full_end=self.report.view.raw_span(start, end)[1],
                sentence=self.report.sentence(start),
            )
            found.append(Mention(record, start, end))
        return found

    def _word(self, lexeme: Lexeme, group: str) -> str | None:
        span = lexeme.groups.get(group)
        return self.text[slice(*span)] if span else None

    def _lead(self, lexeme: Lexeme) -> tuple[int, str | None]:
        """Where the citation begins, and its type word if one stands at it."""
        if "type" in lexeme.groups:
            return min(lexeme.start, lexeme.groups["type"][0]), self._word(lexeme, "type")
        start = lexeme.start
        match = self._before(start)
        if match is None:
            return start, None
        if match["type"] and not (match["gap"] or "").strip():
            return int(match.start("type")), str(match["type"])
        return (int(match.start("so")) if match["so"] else start), None

    def _number(self, lexeme: Lexeme, type_word: str | None) -> dict[str, Any]:
        """Type, number and its parts, with the repairs that its print needed."""
        printed, serial = self._word(lexeme, "symbol"), self._word(lexeme, "serial")
        year, name = self._word(lexeme, "year"), self._word(lexeme, "name")
        by_word = self.known.by_word.get(" ".join((type_word or "").lower().split()))
        if printed is None:
            number = name if lexeme.rule == "citation.programme" else serial
            return {
                "doc_type": by_word,
                "number": number,
                "number_raw": number,
                "serial": serial,
                "year": year,
                "codes": (),
            }
        symbol = symbols.parse(printed, self.known.by_code, mend=lexeme.rule in MENDED)
        doc_type = by_word if by_word not in {None, GENERIC} else None
        doc_type = doc_type or self._type_by_symbol(symbol)
        joint = "-" if lexeme.rule == "citation.party" else "" if printed[:1] in "/- " else "/"
        clean = symbols.number(serial, year, symbol.text, joint=joint) if serial else None
        span = lexeme.groups.get(
            "core2", (lexeme.groups.get("serial", lexeme.groups["symbol"])[0], lexeme.end)
        )
        raw_start, raw_end = self.report.view.raw_span(*span)
        raw = self.report.document.raw[raw_start:raw_end]
        return {
            "doc_type": doc_type,
            "number": clean,
            "number_raw": raw,
            "serial": serial,
            "year": year,
            "symbol": symbol.text.lstrip("/-"),
            "repairs": _repairs(raw, clean, lost_hyphen=symbol.lost_hyphen),
            "codes": symbol.codes,
        }

    def _type_by_symbol(self, symbol: symbols.Symbol) -> str | None:
        if symbol.type_code is not None:
            return self.known.by_code[symbol.type_code]
        if symbol.text.startswith("QH"):
            return "luat"
        return LETTER if symbol.codes else None

    def _kind(self, lexeme: Lexeme, start: int, type_word: str | None) -> str:
        if lexeme.value in BACK:
            return lexeme.value
        if self.context["annex_caption"].compiled.search(self.text, max(0, start - LEAD), start):
            return "self"
        if "name" in lexeme.groups or lexeme.rule == "citation.constitution":
            return "named"
        return "full" if type_word else "elided"

    def _date(self, end: int) -> tuple[int, int | None]:
        """The day after the number: where it ends in the view, and where it begins in the raw text."""
        following = self.report.lexed.between(end, end + LEAD)
        lexeme = following[0] if following else None
        if lexeme is None or lexeme.value not in {"day", "blank", "short_year", "day_month"}:
            return end, None
        if self.context["date"].compiled.match(self.text[end : lexeme.start]) is None:
            return end, None
        return lexeme.end, self.report.view.raw_span(lexeme.start, lexeme.end)[0]

    def _issuer(self, end: int, more: int) -> tuple[int, Organisation | None]:
        """The organisation after "của", with up to `more` that issued jointly: where it ends."""
        match = self.context["issuer"].compiled.match(self.text[end : end + LEAD])
        mention = self.organisations.at(end + match.end()) if match else None
        if mention is None:
            return end, None
        for _ in range(more):
            comma = _AND.match(self.text, mention.end)
            other = self.organisations.at(comma.end()) if comma else None
            if other is None or other.level != mention.level:
                break
            mention = mention._replace(body=f"{mention.body}, {other.body}", end=other.end)
        return mention.end, mention

    def _joint(self, lexeme: Lexeme, doc_type: str | None, codes: tuple[str, ...]) -> int:
        """How many issuers beside the first a document may have.

        A joint document has as many as its symbol has codes; the Party's code `TW` may stand for two bodies.
        """
        if doc_type in self.known.joint:
            return len(codes) - 1
        return int(lexeme.rule == "citation.party")

    def _issuer_before(self, start: int, codes: tuple[str, ...]) -> Organisation | None:
        """The nearest organisation before, in the same sentence, that speaks of its documents."""
        line, _ = self.report.sentences.line(start)
        sentence, _ = self.report.sentences.around(start)
        for mention in self.organisations.before(start, max(line, sentence)):
            fits = not codes or mention.body == codes[0] or codes[0] not in {"UBND", "HĐND"}
            head = self.context["head"].compiled.match(self.text[mention.end : start])
            if fits and head is not None:
                return mention
        return self._own_unit(max(line, sentence), start) if codes[:1] == ("UBND",) else None

    def _own_unit(self, first: int, start: int) -> Organisation | None:
        """The committee of a unit that its type alone names: `Huyện đã ban hành Kế hoạch …`."""
        match = self.context["own_unit"].compiled.search(self.text, first, start)
        if match is None or self.organisations.before(start, match.start()):
            return None
        tier = match["tier"].lower()
        level = self.organisations.level(tier)
        return Organisation(match.start(), match.end("tier"), "UBND", level, tier=tier, rule="own_unit")

    def _subject(self, end: int) -> str | None:
        """What the document is about, until its clause ends or the next document is named."""
        _, stop = self.report.sentences.around(max(0, end - 1))
        following = [
            lexeme.start
            for lexeme in self.report.lexed.between(end, stop)
            if lexeme.reading == "citation" and lexeme.value != "pinpoint"
        ]
        if following:
            stop = min(stop, self._lead_start(following[0]))
        match = self.context["subject"].compiled.match(self.text[end:stop])
        if match is None:
            return None
        what = str(match["what"])
        cut = self.context["subject_end"].compiled.search(what)
        return " ".join((what[: cut.start()] if cut else what).split()).strip(" ,.") or None

    def _lead_start(self, position: int) -> int:
        match = self._before(position)
        return int(match.start()) if match else position

    def _before(self, position: int) -> Match | None:
        """The type word and "số" before a number; the citation before asks for them too."""
        if position not in self.leads:
            search = self.context["lead"].compiled.search
            self.leads[position] = search(self.text, max(0, position - LEAD), position)
        return self.leads[position]


def _repairs(raw: str, clean: str | None, *, lost_hyphen: bool) -> tuple[Repair, ...]:
    """The difference in form between print and value, which no reader would dispute."""
    if clean is None or raw == clean:
        return ()
    reason = (
        "lost_hyphen" if lost_hyphen else "inner_space" if any(char.isspace() for char in raw) else "form"
    )
    return (Repair(field="number", from_=raw, to=clean, reason=reason, applied=True),)
