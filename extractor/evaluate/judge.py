"""Records against gold: which finding is right, which field of it, what is missed and what is false."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from extractor.evaluate import align
from extractor.evaluate.compare import document_number, readings, right, same
from extractor.evaluate.gold import Entry, Family, Fault, Field, Gold, Passed, Span
from extractor.pipeline import Result
from extractor.records import CheckRecord, CitationRecord, DateRecord, FigureRecord, Place, Records

LONG_SPOT = 400
"""A check's member of more characters (a table, an annex) does not say where the fault is."""

_LAW = re.compile(r"(bộ )?luật|pháp lệnh|hiến pháp|đề án|chương trình", re.IGNORECASE)


class Verdict(Struct, frozen=True, kw_only=True):
    """A scored field: what the record states, and whether that is right."""

    field: Field
    have: tuple[str | None, ...]
    ok: bool


class Judgement(Struct, frozen=True, kw_only=True):
    """An entry and the record that stands for it; a missed entry has no record, a false record no entry."""

    family: str
    entry: Entry | None = None
    record: Place | None = None
    verdicts: tuple[Verdict, ...] = ()

    @property
    def strict(self) -> bool:
        """Whether the record begins and ends where the entry does."""
        return bool(
            self.entry and self.record and align.span(self.record) == (self.entry.start, self.entry.end)
        )

    @property
    def identified(self) -> bool:
        """Whether it is a finding whose identity is right: the number, the value, the day."""
        found = self.entry is not None and self.record is not None
        return found and all(verdict.ok for verdict in self.verdicts if verdict.field.identifies)

    @property
    def whole(self) -> bool:
        """Whether it is a finding of which every field is right (instance level, as GROBID counts)."""
        return self.entry is not None and self.record is not None and all(v.ok for v in self.verdicts)


class Judged(Struct, frozen=True, kw_only=True):
    """All that can be said of one report's records.

    `cited` counts documents, not mentions: (right, found, in gold). `faults` says of each expected fault
    whether a check names it, `checks` of each check whether it names a fault, `passed` of each arithmetic
    that holds whether it was left alone. `inside` counts false figures read inside other numbers.
    """

    chars: int
    findings: tuple[Judgement, ...]
    header: tuple[Verdict, ...]
    cited: tuple[int, int, int]
    faults: tuple[tuple[Fault, bool], ...]
    checks: tuple[tuple[CheckRecord, bool], ...]
    passed: tuple[bool, ...]
    inside: int


def judge(result: Result, gold: Gold) -> Judged:
    """Judge the records of one report by its gold."""
    findings = tuple(judgement for family in gold.families for judgement in _findings(family, result.records))
    raised = [(check, spots) for check in result.records.checks if (spots := _spots(check, result.records))]
    checks = [(check, spots) for check, spots in raised if check.severity in gold.severities]
    return Judged(
        chars=result.document.chars,
        findings=findings,
        header=tuple(_verdict(field, result.document) for field in gold.header),
        cited=_cited(gold, result.records),
        faults=tuple(
            (fault, any(_names(check, spots, fault) for check, spots in raised))
            for fault in gold.faults
            if fault.expected
        ),
        checks=tuple(
            (check, any(_names(check, spots, fault) for fault in gold.faults)) for check, spots in checks
        ),
        passed=tuple(
            not any(_doubts(check, spots, passed) for check, spots in checks) for passed in gold.passed
        ),
        inside=sum(
            judgement.family == "figure"
            and judgement.entry is None
            and judgement.record is not None
            and align.meets(align.span(judgement.record), gold.others)
            for judgement in findings
        ),
    )


def _findings(family: Family, records: Records) -> Iterator[Judgement]:
    considered = list(_considered(family, records))
    pairs = (align.by_row if family.by_row else align.by_overlap)(family.entries, considered)
    for number, entry in enumerate(family.entries):
        record = considered[pairs[number]] if number in pairs else None
        verdicts = tuple(
            _verdict(field, record) for field in entry.fields if record is not None or field.needed
        )
        yield Judgement(family=family.name, entry=entry, record=record, verdicts=verdicts)
    used = set(pairs.values())
    for at, record in enumerate(considered):
        if at not in used and not _tolerated(family, record):
            yield Judgement(family=family.name, record=record)


def _considered(family: Family, records: Records) -> Iterator[Place]:
    for record in getattr(records, family.table):
        if (not family.kinds or record.kind in family.kinds) and not (family.prose and record.table):
            yield record


def _tolerated(family: Family, record: Place) -> bool:
    place, kind = align.span(record), _kind(record)
    by_law = family.laws and kind == "named" and _LAW.match(record.text or "")
    return (
        kind in family.tolerated
        or bool(by_law and not align.meets(place, family.unnamed))
        or (align.meets(place, family.neutral) and not align.meets(place, family.claimed))
    )


def _verdict(field: Field, record: object | None) -> Verdict:
    if record is None:
        return Verdict(field=field, have=(), ok=False)
    have = readings(field, record)
    return Verdict(field=field, have=have, ok=right(field, have))


def _cited(gold: Gold, records: Records) -> tuple[int, int, int]:
    """The documents that a report cites, each once, by their numbers."""
    want: set[str] = set()
    alias: dict[str, str] = {}
    for family in gold.families:
        for entry in family.entries if family.name == "citation" else ():
            numbers = [number for number in _numbers(entry) if "/" in number]
            if numbers and entry.kind != "self":
                want.add(numbers[-1])
                alias |= dict.fromkeys(numbers, numbers[-1])
    own = {"self", "that"}
    read = {document_number(record.number) for record in records.citations if record.kind not in own}
    have = {alias.get(number, number) for number in read if number and "/" in number}
    return len(want & have), len(have), len(want)


def _numbers(entry: Entry) -> Iterator[str]:
    for field in entry.fields:
        if field.measure == "citation.number":
            yield from (number for value in field.accepted if (number := document_number(value)))


def _spots(check: CheckRecord, records: Records) -> tuple[Span, ...]:
    """Where a check and its members are printed; too long ones say nothing."""
    by_id = {record.id: record for table in _members(records) for record in table}
    members: list[Place] = [by_id[member] for member in check.members if member in by_id]
    spots = [align.span(member) for member in members or [check]]
    for member in members:
        spots += [(cell.start, cell.end) for cell in getattr(member, "cells", ()) if cell]
    return tuple((start, end) for start, end in spots if start >= 0 and end - start <= LONG_SPOT)


def _members(records: Records) -> Sequence[Sequence[Place]]:
    return (records.citations, records.dates, records.figures, records.staffing)


def _names(check: CheckRecord, spots: tuple[Span, ...], fault: Fault) -> bool:
    return (
        check.rule in fault.rules
        and any(align.meets(spot, fault.spans) for spot in spots)
        and (fault.stated is None or same(fault.stated, check.stated))
    )


def _doubts(check: CheckRecord, spots: tuple[Span, ...], passed: Passed) -> bool:
    return check.rule in passed.rules and bool(passed.spans) and set(passed.spans) <= set(spots)


def _kind(record: Place) -> str | None:
    return record.kind if isinstance(record, CitationRecord | DateRecord | FigureRecord) else None
