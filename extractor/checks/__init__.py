"""From records to doubts: whether what a report states can be right. Nothing printed is ever changed."""

from extractor.checks import arithmetic, numbers, places, rates, references, spelled, staffing
from extractor.records import CheckRecord, DocumentRecord, Records, numbered
from extractor.report import Report


def run(report: Report, document: DocumentRecord, records: Records) -> list[CheckRecord]:
    """All checks of one document, in order of position, with the ids `k1`, `k2`, ..."""
    patterns = report.patterns
    found = [
        *staffing.run(records.staffing, patterns.messages),
        *places.run(records.staffing, document, patterns),
        *arithmetic.run(records.figures, document, patterns),
        *rates.run(records.figures, patterns),
        *spelled.run(records.figures, report.document.raw, patterns),
        *references.run(records.citations, records.dates, document, patterns),
        *numbers.run(records.citations, patterns),
    ]
    return numbered("k", found)
