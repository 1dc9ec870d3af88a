"""Whether the citations of one report agree: near-identical numbers, one number with two days or issuers.

A body gives a number once a year (Nghị định 30/2020/NĐ-CP, Điều 15), so one number of one body has one day.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from extractor.checks.build import check
from extractor.model import Severity
from extractor.records import CheckRecord, CitationRecord
from extractor.rules import Patterns
from extractor.text.slips import is_digit_slip, is_transposed

FULL_DAY = len("2024-01-31")


def run(citations: Sequence[CitationRecord], patterns: Patterns) -> list[CheckRecord]:
    """REF_DATE, REF_NUMBER for documents that several citations seem to mean."""
    named = [citation for citation in citations if citation.number and citation.serial]
    return [*_days(named, patterns), *_near(named, patterns), *_issuers(named, patterns)]


def _days(citations: list[CitationRecord], patterns: Patterns) -> list[CheckRecord]:
    """One number of one body in one year with two days: the rarer one is doubted, else the later."""
    by_key: dict[tuple[str | None, str], list[CitationRecord]] = defaultdict(list)
    for citation in citations:
        if citation.key and citation.date and len(citation.date) == FULL_DAY:
            by_key[citation.doc_type, citation.key].append(citation)
    found = []
    for same in by_key.values():
        days = Counter(citation.date for citation in same)
        if len(days) < 2:  # noqa: PLR2004 - two days are needed to disagree
            continue
        right = days.most_common(1)[0][0]
        for citation in same:
            if citation.date != right:
                agreed = next(other for other in same if other.date == right)
                found.append(_other_day(citation, agreed, patterns))
                break
    return found


def _other_day(citation: CitationRecord, agreed: CitationRecord, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "REF_DATE",
        "days",
        members=[citation, agreed],
        severity=Severity.ERROR if citation.key_status == "complete" else Severity.WARNING,
        stated=citation.date,
        computed=agreed.date,
        proposal=agreed.date,
        document=citation.text,
    )


def _near(citations: list[CitationRecord], patterns: Patterns) -> list[CheckRecord]:
    """Two numbers that one slip tells apart and that nothing else does."""
    by_symbol: dict[tuple[str | None, ...], dict[str, list[CitationRecord]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for citation in citations:
        same = (citation.doc_type, citation.symbol, citation.year)
        by_symbol[same][citation.serial or ""].append(citation)
    found = []
    for serials in by_symbol.values():
        for one, other in combinations(serials, 2):
            if _is_slip(one, other, serials):
                odd, right = sorted((serials[one], serials[other]), key=_weight)
                found.append(_near_number(odd[0], right[0], patterns))
    return found


def _is_slip(one: str, other: str, serials: dict[str, list[CitationRecord]]) -> bool:
    """Whether two serials are likely one: digits swapped and no two days, or a digit changed on one day.

    The last digit tells numbers of one day apart as a rule, and so does any where a day has many numbers.
    """
    both = (*serials[one], *serials[other])
    days = {citation.date for citation in both if citation.date}
    issuers = {citation.issuer for citation in both if citation.issuer}
    if len(days) != 1 or len(issuers) > 1:
        return False
    of_day = [serial for serial, part in serials.items() if any(c.date in days for c in part)]
    is_alone = sorted(of_day) == sorted((one, other))
    is_changed = is_alone and one[-1:] == other[-1:] and is_digit_slip(one, other)
    return is_transposed(one, other) or is_changed


def _weight(part: list[CitationRecord]) -> tuple[int, bool, int]:
    """How much speaks for a number: how often it stands, with a day, and early."""
    return len(part), any(citation.date for citation in part), -(part[0].start or 0)


def _near_number(odd: CitationRecord, right: CitationRecord, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "REF_NUMBER",
        members=[odd, right],
        severity=Severity.WARNING,
        stated=odd.number,
        computed=right.number,
        proposal=right.number,
        document=odd.text,
    )


def _issuers(citations: list[CitationRecord], patterns: Patterns) -> list[CheckRecord]:
    """One number of one day with issuers of two levels: two bodies of one level may well have it."""
    by_day: dict[tuple[str | None, ...], dict[str, CitationRecord]] = defaultdict(dict)
    for citation in citations:
        if citation.date and citation.issuer and citation.issuer_source == "text":
            level = citation.issuer_level or ""
            by_day[citation.doc_type, citation.number, citation.date].setdefault(level, citation)
    return [
        check(
            patterns.messages,
            "REF_NUMBER",
            "issuers",
            members=[later, first],
            severity=Severity.WARNING,
            stated=later.issuer,
            computed=first.issuer,
            document=later.text,
        )
        for named in by_day.values()
        for first, later in list(combinations(named.values(), 2))[:1]
    ]
