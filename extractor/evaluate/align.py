"""Which record stands for which entry of gold.

Relaxed pairs overlap, one to one, the best overlap first; a strict pair has the same start and end. Source:
the exact and partial boundary matching of SemEval-2013 Task 9 (Segura-Bedmar and others, 2013).
"""

from collections.abc import Iterable, Sequence

from extractor.evaluate.gold import Entry, Span
from extractor.records import Place, StaffingRecord


def by_overlap(entries: Sequence[Entry], records: Sequence[Place]) -> dict[int, int]:
    """Pairs (index of the entry: index of the record) of overlapping spans, the best overlap first."""
    candidates: list[tuple[float, int, int]] = []
    for number, entry in enumerate(entries):
        for at, (start, end) in enumerate(map(span, records)):
            shared = min(entry.end, end) - max(entry.start, start)
            if shared > 0:
                whole = max(entry.end, end) - min(entry.start, start)
                candidates.append((-shared / whole, number, at))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, number, at in sorted(candidates):
        if number not in pairs and at not in used:
            pairs[number] = at
            used.add(at)
    return pairs


def by_row(entries: Sequence[Entry], records: Sequence[Place]) -> dict[int, int]:
    """Pairs of rows that have a cell with the same start."""
    at_start = {start: at for at, record in enumerate(records) for start in _starts(record)}
    pairs: dict[int, int] = {}
    for number, entry in enumerate(entries):
        for start in entry.starts:
            if start in at_start:
                pairs[number] = at_start[start]
                break
    return pairs


def span(record: Place) -> Span:
    """Start and end of a record; nowhere, when it has no place."""
    return (-1, -1) if record.start is None or record.end is None else (record.start, record.end)


def meets(place: Span, spans: Iterable[Span]) -> bool:
    """Whether a span overlaps any of the others."""
    return any(min(place[1], end) > max(place[0], start) for start, end in spans)


def _starts(record: Place) -> list[int]:
    cells = record.cells if isinstance(record, StaffingRecord) else ()
    starts = [cell.start for cell in cells if cell]
    return starts if record.start is None else [record.start, *starts]
