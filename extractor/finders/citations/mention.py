"""One mention of a document: its number or name, and the fields that are printed around it."""

from functools import lru_cache
from typing import Any, NamedTuple

import regex

from extractor.finders.citations.around import LEAD, Around, Day
from extractor.finders.citations.pinpoints import pinned, provisions_of, unowned
from extractor.finders.citations.triggers import Trigger, trigger
from extractor.grammar import symbols
from extractor.lexer import Lexeme
from extractor.organisations import Organisation, Organisations
from extractor.parts import Repair
from extractor.records import CitationRecord
from extractor.report import Report
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import DRAFTING, Agency, DocType, Phrase
from extractor.text.fold import search_key

_LETTERS = regex.compile(r"[^\W\d_]+")
GENERIC = "van_ban"
LETTER = "cong_van"
LETTER_SHORT = "citation.letter_short"
"""The rule of letters without their drafting unit."""

PARTY = "dang_doan_the"
"""The level of the Party's bodies; a row whose name lists several is a code that they share."""

PROGRAMME = "citation.programme"
"""The rule of programmes that are known by a number."""

JOINT = "lien_tich"
"""The group of types whose symbols name all issuers and no drafting unit."""

BACK = frozenset({"short", "self", "that"})
"""The values of lexemes that speak of a document named elsewhere; they are the kinds of their records."""

MENDED = frozenset({"citation.normative", "citation.lost_hyphen"})
"""The rules whose symbols begin with a type for certain, hyphen or not."""


class Mention(NamedTuple):
    """A citation as printed, with what the resolvers need.

    `start` and `full_end` are offsets of the view; `codes` the agency codes of the symbol; `dated` the raw
    offset of its day; `issuer` the organisation named after it, `before` the one before it, `near` the
    unit of that one's kind named last; `trigger` what is said of it; `alias_of` where the mention begins
    that was given this short name; `shares_day` where its day is that of the members before it too;
    `is_unread` where an issuer is printed behind it that no rule reads; `is_own_act` where its sentence
    begins with the act of issuing it.
    """

    record: CitationRecord
    start: int
    full_end: int
    codes: tuple[str, ...] = ()
    dated: int | None = None
    issuer: Organisation | None = None
    before: Organisation | None = None
    near: Organisation | None = None
    trigger: Trigger | None = None
    alias_of: int | None = None
    shares_day: bool = False
    is_unread: bool = False
    is_own_act: bool = False


class _Known(NamedTuple):
    """What the lists say of types and agencies.

    Types by code and by word; the codes that several bodies share, and of agencies that issue documents; the
    right form of an abbreviation by the print that lost a mark.
    """

    by_code: dict[str, str]
    by_word: dict[str, str]
    shared: frozenset[str]
    issuing: frozenset[str]
    right: dict[str, str]


@lru_cache(KEPT)
def joint_types(patterns: Patterns) -> frozenset[str]:
    """The types of documents that several bodies issue."""
    return frozenset(row.id for row in patterns.rows(DocType) if row.group == JOINT)


@lru_cache(KEPT)
def _known(patterns: Patterns) -> _Known:
    types = patterns.rows(DocType)
    agencies = [row for row in patterns.rows(Agency) if row.level != DRAFTING]
    by_code = {code: row.id for row in reversed(types) for code in row.abbr}
    plain = ((word, row.id) for row in patterns.rows(Phrase, "plain_letters") for word in row.words)
    return _Known(
        by_code=dict(sorted(by_code.items(), key=lambda entry: -len(entry[0]))),
        by_word={word.lower(): row.id for row in types for word in (row.label, *row.words)},
        shared=frozenset(row.code for row in agencies if row.level == PARTY and "," in row.name),
        issuing=frozenset(code for row in agencies for code in (row.code, *row.variants)),
        right=dict(plain),
    )


class Reader:
    """Reads the citations of a report, in order of position."""

    def __init__(self, report: Report, organisations: Organisations) -> None:
        self.report, self.text = report, report.view.text
        self.around = Around(report, organisations)
        self.context = self.around.context
        self.known = _known(report.patterns)
        self.taken: list[tuple[int, int]] = []

    def mention(self, lexeme: Lexeme) -> Mention:
        """One citation with everything that is printed around it."""
        around = self.around
        start, type_word, urgency = self._lead(lexeme)
        fields = self._number(lexeme, type_word)
        codes = fields.pop("codes")
        kind = self._kind(lexeme, start, type_word)
        day = around.day(start, lexeme.end) if lexeme.rule != PROGRAMME else Day(lexeme.end, None)
        full_end, issuer = around.issuer(day.end, self._joint(fields["doc_type"], codes), codes)
        before = around.issuer_before(start, codes) if kind != "named" else None
        parts = pinned(self.report, self.context, start, full_end, self.taken)
        said = trigger(self.text, parts.start, self.report.patterns)
        record = CitationRecord(
            **{**self.report.place(start, lexeme.end), **fields},
            rule=lexeme.rule,
            kind=kind,
            subject=None if kind in BACK else around.subject(parts.end),
            pinpoints=parts.provisions,
            relation=said.relation if said else None,
            urgency=urgency,
            full_start=self.report.view.raw_span(start, start + 1)[0],
            full_end=self.report.view.raw_span(start, full_end)[1],
            sentence=self.report.sentence(lexeme.start),
        )
        self.taken.append((parts.start, parts.end))
        near = around.near(issuer or before)
        return Mention(
            record,
            start,
            full_end,
            codes,
            day.start,
            issuer,
            before,
            near,
            said,
            shares_day=day.is_shared,
            is_unread=issuer is None and around.names_issuer(day.end),
            is_own_act=issuer is None and before is None and around.is_own_act(start),
        )

    def names_type(self, name: str) -> bool:
        """Whether a name begins with a type of document."""
        words = name.lower().split()
        return any(" ".join(words[:count]) in self.known.by_word for count in range(1, len(words) + 1))

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

    def _lead(self, lexeme: Lexeme) -> tuple[int, str | None, str | None]:
        """Where the citation begins, its type word if one stands at it, and how urgent it is."""
        if "type" in lexeme.groups:
            return min(lexeme.start, lexeme.groups["type"][0]), self._word(lexeme, "type"), None
        start = lexeme.start
        match = self.around.lead(start)
        if match is None:
            return start, None, None
        urgency = search_key(match["urgent"]).replace(" ", "_") if match["urgent"] else None
        if match["type"] and not (match["gap"] or "").strip():
            return int(match.start("type")), str(match["type"]), urgency
        return (int(match.start("so")) if match["so"] else start), None, urgency

    def _number(self, lexeme: Lexeme, type_word: str | None) -> dict[str, Any]:
        """Type, number and its parts, with the repairs that its print needed."""
        printed, serial = self._word(lexeme, "symbol"), self._word(lexeme, "serial")
        year, name = self._word(lexeme, "year"), self._word(lexeme, "name")
        by_word = self.known.by_word.get(" ".join((type_word or "").lower().split()))
        if printed is None:
            cut = "/".join(filter(None, (serial, year))) or None
            number = name if lexeme.rule == PROGRAMME else cut if serial else None
            codes = tuple(_LETTERS.findall(number or "")) if lexeme.rule == PROGRAMME else ()
            return {
                "doc_type": by_word,
                "number": number,
                "number_raw": number,
                "serial": serial,
                "year": year,
                "codes": codes,
            }
        right = _LETTERS.sub(lambda word: self.known.right.get(word[0], word[0]), printed)
        symbol = symbols.parse(right.lstrip("/- "), self.known.by_code, mend=lexeme.rule in MENDED)
        doc_type = by_word if by_word not in {None, GENERIC} else None
        symbol = self._of_letter(symbol, doc_type)
        doc_type = doc_type or self._type_by_symbol(symbol, lexeme.rule)
        joint = "-" if lexeme.rule == "citation.party" or printed.lstrip()[:1] == "-" else "/"
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
            "symbol": symbol.text,
            "repairs": _repairs(raw, clean, lost_hyphen=symbol.lost_hyphen),
            "codes": symbol.codes,
        }

    def _of_letter(self, symbol: symbols.Symbol, doc_type: str | None) -> symbols.Symbol:
        """The symbol of a letter whose agency's code is that of a type too: `1940/CT-HKDCN` of a Cục Thuế."""
        code = symbol.type_code
        if code is None or code not in self.known.issuing:
            return symbol
        if doc_type == LETTER or (doc_type is None and not self.known.issuing.intersection(symbol.codes)):
            return symbol._replace(type_code=None, codes=(code, *symbol.codes))
        return symbol

    def _type_by_symbol(self, symbol: symbols.Symbol, rule: str) -> str | None:
        if symbol.type_code is not None:
            return self.known.by_code[symbol.type_code]
        if symbol.text.startswith("QH"):
            return "luat"
        return LETTER if len(symbol.codes) > 1 or rule == LETTER_SHORT else None

    def _kind(self, lexeme: Lexeme, start: int, type_word: str | None) -> str:
        if lexeme.value in BACK:
            return lexeme.value
        if self.context["annex_caption"].compiled.search(self.text, max(0, start - LEAD), start):
            return "self"
        is_named = "name" in lexeme.groups and "core2" not in lexeme.groups
        if is_named or lexeme.rule == "citation.constitution":
            return "named"
        return "full" if type_word else "elided"

    def _joint(self, doc_type: str | None, codes: tuple[str, ...]) -> int:
        """How many issuers beside the first a document may have.

        A joint document has as many as its symbol has codes; a code of several bodies (`TW`) may have two.
        """
        if doc_type in joint_types(self.report.patterns):
            return len(codes) - 1
        return int(not self.known.shared.isdisjoint(codes[:1]))


def _repairs(raw: str, clean: str | None, *, lost_hyphen: bool) -> tuple[Repair, ...]:
    """The difference in form between print and value, which no reader would dispute."""
    if clean is None or raw == clean:
        return ()
    reason = (
        "lost_hyphen" if lost_hyphen else "inner_space" if any(char.isspace() for char in raw) else "form"
    )
    return (Repair(field="number", from_=raw, to=clean, reason=reason, applied=True),)
