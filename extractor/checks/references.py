"""Whether citations can be right: dates after the report, years that disagree, symbols of another issuer.

Nothing is looked up outside the report but the register; Nghị định 30/2020/NĐ-CP says how numbers and
symbols are made.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from extractor import register
from extractor.checks.build import check
from extractor.grammar import dates as calendar
from extractor.model import Severity
from extractor.records import CheckRecord, CitationRecord, DateRecord, DocumentRecord
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import DRAFTING, Agency, DocType, Registered
from extractor.text.fold import search_key
from extractor.text.slips import is_one_letter

OWN = frozenset({"self", "that"})
"""Kinds of mentions that have no number and date of their own."""

FORM_FIELDS = frozenset({"number", "symbol"})
LETTER = "cong_van"

_PIECES = re.compile(r"\s*[/,]\s*")
_CODES = re.compile(r"[-/]")
_CLOSED = re.compile(r"\s+")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def run(
    citations: Sequence[CitationRecord],
    dates: Sequence[DateRecord],
    document: DocumentRecord,
    patterns: Patterns,
) -> list[CheckRecord]:
    """REF_FUTURE, REF_DATE, REF_FORMAT and REF_SYMBOL_ISSUER for the citations of one report."""
    impossible = {date.citation: date for date in dates if date.status == "invalid" and date.citation}
    own_day = calendar.last_citable(document.date, document.period_end)
    found: list[CheckRecord] = []
    for citation in citations:
        if citation.kind in OWN:
            continue
        if citation.id in impossible:
            found.append(_impossible(citation, impossible[citation.id], patterns))
        elif late := _future(citation, citations, own_day, patterns):
            found.append(late)
        elif citation.year and citation.date and not citation.date.startswith(citation.year):
            found.append(_years(citation, patterns))
        elif registered := register.other_day(citation, patterns):
            found.append(_registered(citation, registered, patterns))
        found += _forms(citation, patterns)
        found += symbol_doubts(citation, patterns)
    return found


def _future(
    citation: CitationRecord, others: Sequence[CitationRecord], limit: str | None, patterns: Patterns
) -> CheckRecord | None:
    late = [day for day in (citation.year, citation.date) if day and limit and calendar.is_after(day, limit)]
    if not late:
        return None
    same = [
        other.number
        for other in others
        if other.number != citation.number
        and (other.serial, other.symbol) == (citation.serial, citation.symbol)
        and other.year
        and not calendar.is_after(other.year, limit or "")
    ]
    proposal = max(same, key=same.count) if same and citation.year in late else None
    return check(
        patterns.messages,
        "REF_FUTURE",
        "proposal" if proposal else "text",
        members=[citation],
        stated=late[0],
        computed=limit,
        proposal=proposal,
        document=citation.text,
    )


def _years(citation: CitationRecord, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "REF_DATE",
        members=[citation],
        severity=Severity.WARNING,
        stated=citation.date,
        computed=citation.year,
        document=citation.text,
    )


def _registered(citation: CitationRecord, entry: Registered, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "REF_DATE",
        "register",
        members=[citation],
        severity=Severity.WARNING,
        stated=citation.date,
        computed=entry.date,
        proposal=entry.date,
        document=citation.text,
        title=entry.title,
    )


def _impossible(citation: CitationRecord, date: DateRecord, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "REF_DATE",
        "impossible",
        members=[citation],
        stated=date.text,
        document=citation.text,
    )


def _forms(citation: CitationRecord, patterns: Patterns) -> list[CheckRecord]:
    """REF_FORMAT for a number that was mended; one that is only spaced or set lower is not worth a word."""
    return [
        check(
            patterns.messages,
            "REF_FORMAT",
            members=[citation],
            severity=Severity.INFO,
            stated=repair.from_,
            computed=repair.to,
            proposal=repair.to,
        )
        for repair in citation.repairs
        if repair.field in FORM_FIELDS
        and repair.from_
        and repair.to
        and _CLOSED.sub("", repair.from_.translate(_LOWERED)) != repair.to
    ]


def symbol_doubts(citation: CitationRecord, patterns: Patterns) -> list[CheckRecord]:
    """REF_SYMBOL_ISSUER where the issuer stands in the text, has a code, and the symbol has another."""
    known = _known(patterns)
    if not citation.symbol or not citation.issuer or citation.issuer_source != "text":
        return []
    parts = _CODES.split(citation.symbol)
    has_type = len(parts) > 1 and parts[0] in known.types and citation.doc_type != LETTER
    codes = parts[1:] if has_type else parts
    issuer = search_key(citation.issuer)
    right = known.named(issuer)
    keys = [search_key(code) for code in codes]
    if not right or any(not one.codes.isdisjoint(keys) for one in right):
        return []
    if any(key in issuer.split() for key in keys):
        return []
    meant = next((one.agency for one in known.agencies if keys[0] in one.codes), None)
    own = (one.agency.code for one in right)
    near = next((code for code in own if is_one_letter(search_key(code), keys[0])), None)
    if not near and (meant is None or issuer.startswith(search_key(meant.name))):
        return []  # "VP" is the office of whatever body it is of
    proposal = (citation.number or citation.symbol).replace(codes[0], near) if near else None
    return [
        check(
            patterns.messages,
            "REF_SYMBOL_ISSUER",
            "proposal" if near else "text",
            members=[citation],
            severity=Severity.WARNING if meant else Severity.ERROR,
            stated=citation.issuer,
            computed=meant.name if meant else right[0].agency.name,
            proposal=proposal,
            document=citation.text,
            code=codes[0],
            right=right[0].agency.code,
        )
    ]


class _Coded(NamedTuple):
    """An agency with the search keys of its names, of which a row may list several, and of its codes."""

    agency: Agency
    names: frozenset[str]
    codes: frozenset[str]


class _Known:
    """The agencies of the lists, and the abbreviations of types of documents."""

    def __init__(self, patterns: Patterns) -> None:
        self.types = {abbr for row in patterns.rows(DocType) for abbr in row.abbr}
        self.agencies = [
            _Coded(
                row,
                frozenset(map(search_key, _PIECES.split(row.name))),
                frozenset(map(search_key, (row.code, *row.variants))),
            )
            for row in patterns.rows(Agency)
        ]
        self._issuing: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.agencies):
            for name in one.names if one.agency.level != DRAFTING else ():
                self._issuing[name].append(number)

    def named(self, issuer: str) -> list[_Coded]:
        """The agencies that issue documents whose name an issuer (search key) begins with."""
        heads = accumulate(issuer.split(" "), lambda head, word: f"{head} {word}")
        found = {number for head in heads for number in self._issuing.get(head, ())}
        if not found:  # bodies that are called by their codes: UBND tỉnh
            head = issuer.partition(" ")[0]
            found = {number for number, one in enumerate(self.agencies) if head in one.codes}
        return [self.agencies[number] for number in sorted(found)]


@lru_cache(KEPT)
def _known(patterns: Patterns) -> _Known:
    return _Known(patterns)
