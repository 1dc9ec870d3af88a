"""What is printed around a document's number: type word, day, issuer and subject, before it or after."""

from typing import NamedTuple

import regex

from extractor.lexer import Lexeme
from extractor.organisations import Organisation, Organisations, local_codes
from extractor.report import Report
from extractor.rules import Rule
from extractor.rules.book import Match

_AND = regex.compile(r",? (?:và )?| ?- ?|, ")
_BULLET = regex.compile(r"\s*(?:[-+*•–]|\p{L}[.)]|\d{1,2}[.)])\s")

LEAD = 60
"""How far before a number its type word may begin."""

LEAD_IN = 12
"""How many items of a list may stand between its lead-in and a document."""

SUBJECT = 420
"""How long a subject may be."""

SPOKEN = 600
"""How far before a document the body that speaks of it may be named."""

DAYS = frozenset({"day", "blank", "short_year", "day_month", "month"})
"""The values of dates that may be the day of a document."""

DAY_WORD = len("ngày ")
"""How far into a line its first day may begin."""


class Day(NamedTuple):
    """Where a citation ends with its day, the raw offset of the day, and whether it says `cùng ngày`."""

    end: int
    start: int | None
    is_shared: bool = False


class Around:
    """The view around citations, with what is the same for all of a report."""

    def __init__(self, report: Report, organisations: Organisations) -> None:
        self.report, self.organisations = report, organisations
        self.text = report.view.text
        self.context: dict[str, Rule] = {rule.id: rule for rule in report.patterns.rules("citation_context")}
        self._local = local_codes(report.patterns)
        self._leads: dict[int, Match | None] = {}
        self._days: set[int] = set()

    def lead(self, position: int) -> Match | None:
        """The type word, urgency and "số" before a number; the citation before asks for them too."""
        if position not in self._leads:
            search = self.context["lead"].compiled.search
            self._leads[position] = search(self.text, max(0, position - LEAD), position)
        return self._leads[position]

    def day(self, start: int, end: int) -> Day:
        """The day of the document at `start`..`end`.

        A day belongs to the document before it; one that is free may stand before its document.
        """
        following = self.report.lexed.between(end, end + LEAD)
        after = following[0] if following and self._is_day(following[0]) else None
        gap = self.context["date"].compiled.match(self.text[end : after.start]) if after else None
        if after is not None and gap is not None:
            self._days.add(after.start)
            return Day(after.end, self._raw(after), is_shared=gap["same"] is not None)
        before = self._day_before(start)
        if before is None:
            return Day(end, None)
        self._days.add(before.start)
        return Day(end, self._raw(before))

    def _raw(self, lexeme: Lexeme) -> int:
        return self.report.view.raw_span(lexeme.start, lexeme.end)[0]

    def _is_day(self, lexeme: Lexeme) -> bool:
        return lexeme.reading == "date" and lexeme.value in DAYS

    def _day_before(self, start: int) -> Lexeme | None:
        line, _ = self.report.sentences.line(start)
        before = self.report.lexed.between(max(line, start - 3 * LEAD), start)
        lexeme = before[-1] if before else None
        if lexeme is None or not self._is_day(lexeme) or lexeme.start in self._days:
            return None
        if self.context["governed_day"].compiled.search(self.text, line, lexeme.start):
            return None
        if self._fits("date_before", lexeme.end, start):
            begins = self.context["listed_day"].compiled.search(self.text, line, lexeme.start)
            return lexeme if begins or lexeme.start - line <= DAY_WORD else None
        comma = _AND.match(self.text, lexeme.end)
        issuer = self.organisations.at(comma.end()) if comma else None
        return lexeme if issuer is not None and self._fits("head", issuer.end, start) else None

    def _fits(self, rule: str, start: int, end: int) -> bool:
        return self.context[rule].fits(self.text, start, end)

    def issuer(self, end: int, more: int, codes: tuple[str, ...]) -> tuple[int, Organisation | None]:
        """The organisation after "của", with up to `more` that issued jointly: where it ends."""
        following = self.text[end : end + LEAD]
        match = self.context["issuer"].compiled.match(following)
        mention = self.organisations.at(end + match.end()) if match else None
        if mention is None:
            own = (
                self.context["own_tier"].compiled.match(following)
                if codes[:1] and codes[0] in self._local
                else None
            )
            if own is None:
                return end, None
            return end + own.end("tier"), self._own(codes[0], own["tier"], end + own.start("tier"))
        for _ in range(more):
            comma = _AND.match(self.text, mention.end)
            other = self.organisations.at(comma.end()) if comma else None
            if other is None or other.level != mention.level:
                break
            mention = mention._replace(body=f"{mention.body}, {other.body}", end=other.end)
        return mention.end, mention

    def names_issuer(self, end: int) -> bool:
        """Whether words behind a document say whose it is, read or not."""
        return self._fits("unread_issuer", end, end + LEAD)

    def issuer_before(self, start: int, codes: tuple[str, ...]) -> Organisation | None:
        """The nearest organisation before that speaks of its documents, in the sentence or its lead-in."""
        line, _ = self.report.sentences.line(start)
        sentence, _ = self.report.sentences.around(start)
        found = self._speaking(max(line, sentence, start - SPOKEN), start, codes)
        if found is None and (lead_in := self._lead_in(line, start)):
            found = self._speaking(*lead_in, codes)
        return found

    def is_own_act(self, start: int) -> bool:
        """Whether the sentence begins with the act itself, `Ban hành các Kế hoạch …`: the report's own."""
        sentence, _ = self.report.sentences.around(start)
        line, _ = self.report.sentences.line(start)
        first = max(sentence, line)
        return start - first <= SPOKEN and self._fits("own_act", first, start)

    def _speaking(self, first: int, last: int, codes: tuple[str, ...]) -> Organisation | None:
        for mention in self.organisations.before(last, first):
            fits = not codes or mention.body == codes[0] or codes[0] not in self._local
            if self.context["generic_body"].compiled.search(self.text, mention.end, last):
                return None
            is_addressed = self.context["addressed"].compiled.search(self.text, first, mention.start)
            if fits and self._fits("head_issues" if is_addressed else "head", mention.end, last):
                return mention
        return self._own_unit(first, last) if codes[:1] == ("UBND",) else None

    def _lead_in(self, line: int, start: int) -> tuple[int, int] | None:
        """The line with a colon above the items of a list, of which the citation's line is one."""
        if not _BULLET.match(self.text, line, start):
            return None
        for _ in range(LEAD_IN):
            if line == 0:
                return None
            line, end = self.report.sentences.line(line - 1)
            if self.text[line:end].rstrip().endswith(":"):
                return line, end
            if not _BULLET.match(self.text, line, end):
                return None
        return None

    def _own_unit(self, first: int, start: int) -> Organisation | None:
        """The committee of a unit that its type alone names: `Huyện đã ban hành Kế hoạch …`."""
        match = self.context["own_unit"].compiled.search(self.text, first, start)
        if match is None or self.organisations.before(start, match.start()):
            return None
        return self._own("UBND", match["tier"], match.start())

    def _own(self, body: str, tier: str, start: int) -> Organisation:
        tier = tier.lower()
        level = self.organisations.level(tier)
        return Organisation(start, start + len(tier), body, level, tier=tier, rule="own_unit")

    def near(self, issuer: Organisation | None) -> Organisation | None:
        """The unit of the same kind that is named before in the line: `Tại huyện Vân Canh, UBND huyện …`."""
        if issuer is None or issuer.place or not issuer.tier:
            return None
        line, _ = self.report.sentences.line(issuer.start)
        before = (place for place in self.organisations.places if line <= place.start < issuer.start)
        same = [place for place in before if place.tier and place.tier.lower() == issuer.tier.lower()]
        return same[-1] if same else None

    def subject(self, end: int) -> str | None:
        """What the document is about, until its clause ends or the next document is named."""
        _, stop = self.report.sentences.around(max(0, end - 1))
        stop = min(stop, end + SUBJECT)
        following = [
            lexeme.start
            for lexeme in self.report.lexed.between(end, stop)
            if lexeme.reading == "citation" and lexeme.value != "pinpoint"
        ]
        if following:
            lead = self.lead(following[0])
            stop = min(stop, lead.start() if lead else following[0])
        match = self.context["subject"].compiled.match(self.text[end:stop])
        if match is None:
            return None
        what = str(match["what"])
        cut = self.context["subject_end"].compiled.search(what)
        return " ".join((what[: cut.start()] if cut else what).split()).strip(" ,.") or None
