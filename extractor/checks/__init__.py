"""From records to doubts: whether what a report states can be right. Nothing printed is ever changed."""

from collections.abc import Iterator

from extractor.checks import (
    arithmetic,
    columns,
    counts,
    letterhead,
    means,
    numbers,
    parts,
    places,
    rates,
    references,
    restated,
    spelled,
    staffing,
)
from extractor.records import CheckRecord, DocumentRecord, Records, numbered
from extractor.report import Report


def run(report: Report, document: DocumentRecord, records: Records) -> list[CheckRecord]:
    """All checks of one document, in order of position, with the ids `k1`, `k2`, ..."""
    patterns, figures = report.patterns, records.figures
    sums = arithmetic.run(figures, document, patterns)
    cells = columns.run(figures, report)
    doubted = {check.members[0] for check in (*sums, *cells)}
    found = [
        *staffing.run(records.staffing, patterns),
        *places.run(records.staffing, document, patterns),
        *sums,
        *parts.run(figures, report, doubted),
        *means.run(figures, patterns),
        *restated.run(figures, records.staffing, report),
        *rates.run(figures, patterns),
        *cells,
        *counts.run(figures, report),
        *spelled.run(figures, report.document.raw, patterns),
        *_of_references(report, document, records),
    ]
    return numbered("k", found)


def of_references(report: Report, document: DocumentRecord, records: Records) -> list[CheckRecord]:
    """The checks that need no more than the header, citations and dates."""
    return numbered("k", [*_of_references(report, document, records)])


def _of_references(report: Report, document: DocumentRecord, records: Records) -> Iterator[CheckRecord]:
    yield from letterhead.run(records.dates, records.citations, document, report)
    yield from references.run(records.citations, records.dates, document, report.patterns)
    yield from numbers.run(records.citations, report.patterns)
