"""Whether the letterhead fits the report: its symbol the issuer, its days the title, its annexes."""

from collections.abc import Iterator, Sequence

import msgspec

from extractor.checks.build import check
from extractor.checks.references import symbol_doubts
from extractor.grammar.dates import by_calendar, by_cut_off
from extractor.model import Severity
from extractor.records import CheckRecord, CitationRecord, DateRecord, DocumentRecord
from extractor.report import Report

GRAINS = frozenset({"month", "quarter", "months"})
"""Periods whose days a rule gives; a year has its own in many regimes."""

RANGE = "range"


def run(
    dates: Sequence[DateRecord], citations: Sequence[CitationRecord], document: DocumentRecord, report: Report
) -> list[CheckRecord]:
    """HEADER, PERIOD and ANNEX for one report."""
    return [*_symbol(document, report), *_period(dates, document, report), *_annexes(citations, report)]


def _symbol(document: DocumentRecord, report: Report) -> Iterator[CheckRecord]:
    """HEADER where the symbol of the report is that of another body than the one that issues it."""
    place = document.spans.get("symbol") or document.spans.get("number")
    if place is None or not document.issuer:
        return
    own = CitationRecord(
        start=place.start,
        end=place.end,
        text=place.text,
        doc_type=document.doc_type,
        symbol=document.symbol,
        issuer=document.issuer,
        issuer_source="text",
    )
    for doubt in symbol_doubts(own, report.patterns):
        yield msgspec.structs.replace(
            doubt, rule="HEADER", severity=Severity.WARNING, stated=document.symbol, members=()
        )


def _period(dates: Sequence[DateRecord], document: DocumentRecord, report: Report) -> Iterator[CheckRecord]:
    """PERIOD where the days that a report states are neither those of the calendar nor of the decree."""
    stated = (document.period_start, document.period_end)
    titled = next((one for one in dates if one.label == document.period_label and one.grain in GRAINS), None)
    spans = (one for one in dates if one.grain == RANGE and (one.start_date, one.end_date) == stated)
    days = next(spans, None)
    if titled is None or days is None or not (titled.start_date and titled.end_date):
        return
    bounds = titled.start_date, titled.end_date
    usual = [by_cut_off(*bounds)[:2], by_calendar(*bounds)[:2]]
    if stated not in usual:
        first, last = next((one for one in usual if one[0] == stated[0]), usual[0])
        yield check(
            report.patterns.messages,
            "PERIOD",
            members=[days],
            severity=Severity.WARNING,
            stated=document.period_end if first == stated[0] else document.period_start,
            computed=last if first == stated[0] else first,
            label=titled.text,
            days=days.text,
        )


def _annexes(citations: Sequence[CitationRecord], report: Report) -> Iterator[CheckRecord]:
    """ANNEX where a numbered annex is said to go with the report and does not stand in it."""
    view, rule = report.view, report.rule("clauses", "clause.annexed")
    headings = report.rule("clauses", "clause.annex_heading").compiled.finditer(view.text)
    present = {heading["number"] for heading in headings}
    cited = [
        (view.at(one.full_start or one.start or 0), view.at(one.full_end or one.end or 0))
        for one in citations
    ]
    for found in rule.compiled.finditer(view.text):
        if found["number"].lstrip("0") in present or any(
            start <= found.start() <= end for start, end in cited
        ):
            continue
        start, end = view.raw_span(*found.span("core"))
        doubt = check(
            report.patterns.messages, "ANNEX", members=[], severity=Severity.INFO, annex=found["core"]
        )
        yield msgspec.structs.replace(doubt, start=start, end=end, text=report.document.raw[start:end])
