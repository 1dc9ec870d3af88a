"""What a report says beside its figures, item by item: advantages, results, difficulties, proposals, tasks.

The kind of an item is told by the nearest heading above it that names one. Where a heading names two
("khó khăn, kiến nghị") an item's own first words decide. Words: `patterns/lists/passage_words.tsv`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from extractor.finders.header import Header
from extractor.organisations import Organisations
from extractor.outline import Heading
from extractor.records import PassageRecord, numbered
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import PassageKind
from extractor.text.words import after, holds

CLOSING, PROPOSAL, TASK = "closing", "kien_nghi", "nhiem_vu"
AHEAD = frozenset({PROPOSAL, TASK})
"""What is asked for or planned: nothing that has been."""

LONGEST_HEADING = 160
"""A heading of more code points is a paragraph with a number, and names nothing."""

SHORTEST = 12
"""An item of fewer code points says nothing by itself."""

NEAR = 40
"""How far from the beginning of a proposal the body may stand to which it goes."""

_JOINED = regex.compile(r"[,;] | (?i:và) (?=\p{L})")
_MARK = regex.compile(
    r"\s*(?:[-+*•–]\s*|\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)/-]+\s*|[a-zđ][.)]\s+|\p{Lu}[.)-]\s+)?"
)


class _Under(NamedTuple):
    """The kinds that the heading above names, in their order in it, and the headings below that one."""

    kinds: tuple[PassageKind, ...]
    below: tuple[Heading, ...]


def find(report: Report, organisations: Organisations, header: Header) -> list[PassageRecord]:
    """The passages of a report in order of position."""
    kinds = report.patterns.rows(PassageKind)
    closing = tuple(word for row in kinds if row.id == CLOSING for word in row.words)
    end = _end(report, header)
    found = []
    for start, stop in _lines(report.view.text, end):
        body = _MARK.match(report.view.text, start, stop)
        first = body.end() if body else start
        text = report.view.text[first:stop].rstrip()
        if len(text) < SHORTEST or report.table_at(report.view.raw_span(first, first + 1)[0]):
            continue
        above = report.outline.above(first)
        if _is_heading(report, start, stop) or holds(text, closing):
            continue
        under = _under(above, kinds)
        kind = _kind(text, under.kinds)
        if kind is None:
            continue
        stop = first + len(text)  # noqa: PLW2901 - without the blanks at its end
        place = report.place(first, stop)
        found.append(
            PassageRecord(
                **place,
                kind=kind,
                addressee=_addressee(report, (first, stop), under.below, organisations)
                if kind == PROPOSAL
                else None,
                org=header.fields.get("issuer"),
                rule=f"passage.{kind}",
            )
        )
    return numbered("g", found)


def _end(report: Report, header: Header) -> int:
    """Where the recipients and signatures begin."""
    spans = header.fields.get("spans", {})
    names = ("recipients", "signing_authority", "signer_role", "signer_name")
    half = len(report.view.text) // 2
    starts = [report.view.at(span.start) for name in names if (span := spans.get(name))]
    return min((start for start in starts if start > half), default=report.view.flow)


def _lines(text: str, end: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < end:
        stop = text.find("\n", start)
        stop = end if stop < 0 or stop > end else stop
        if "\t" not in text[start:stop]:
            yield start, stop
        start = stop + 1


def _is_heading(report: Report, start: int, stop: int) -> bool:
    """Whether a line only heads what follows: a heading or lead-in that is all of it."""
    above = report.outline.above(stop)
    own = above[-1] if above and above[-1].start >= start else None
    text = report.view.text[start:stop].rstrip()
    return text.endswith(":") or (own is not None and own.end >= start + len(text))


def _under(above: Sequence[Heading], kinds: Sequence[PassageKind]) -> _Under:
    """What the nearest heading says that says anything."""
    for number in range(len(above) - 1, -1, -1):
        text = above[number].text
        named = [row for row in kinds if row.id != CLOSING and _names(text, row)]
        if named and len(text) <= LONGEST_HEADING:
            return _Under(tuple(named), tuple(above[number:]))
    return _Under((), ())


def is_ahead(above: Sequence[Heading], patterns: Patterns) -> bool:
    """Whether what stands below some headings, outermost first, is only asked for or planned.

    Under "Nhân lực và kiến nghị" it may be either.
    """
    rows = patterns.rows(PassageKind)
    under = _under(above, rows)
    if not under.kinds or any(row.id not in AHEAD for row in under.kinds):
        return False
    parts = _JOINED.split(_MARK.sub("", under.below[0].text, count=1))
    return all(any(_names(part, row) for row in rows if row.id in AHEAD) for part in parts)


def _names(text: str, row: PassageKind) -> bool:
    return holds(text, row.words) and not holds(text, row.excludes)


def _kind(text: str, kinds: Sequence[PassageKind]) -> str | None:
    """The kind of an item below a heading that names some."""
    if not kinds:
        return None
    if len(kinds) == 1:
        return kinds[0].id
    opened = next((row.id for row in kinds if row.opening and after(text, row.opening) is not None), None)
    if opened is not None:
        return opened
    closed = [row.id for row in kinds if not row.opening]
    return closed[0] if closed else kinds[0].id


def _addressee(
    report: Report, item: tuple[int, int], below: Sequence[Heading], organisations: Organisations
) -> str | None:
    """The body to which a proposal goes: named at its beginning, else in the headings above it."""
    start, stop = item
    for begin, end in [(start, min(stop, start + NEAR)), *((h.start, h.end) for h in reversed(below))]:
        named = [one for one in organisations.mentions if begin <= one.start < end]
        if named:
            text: str = report.view.text[named[0].start : named[0].end]
            return text
    return None
