"""Lists of documents: what stands once for several members, `Kế hoạch số 12, 13/KH-UBND`."""

import msgspec

from extractor.finders.citations.mention import Mention
from extractor.grammar import symbols
from extractor.report import Report

SERIALS = frozenset({"citation.short", "citation.serial_and_year", "citation.serial_of_list"})
"""The rules of numbers that lack their symbol."""


def completed(mentions: list[Mention], report: Report) -> list[Mention]:
    """The mentions (in order of position) with the symbol of the last member and the type of the first."""
    found = list(mentions)
    for number in range(1, len(found)):
        first, second = found[number - 1], found[number]
        if second.record.doc_type is None and first.record.doc_type and joined(first, second, report):
            kind = "elided" if second.record.kind == "short" else second.record.kind
            record = msgspec.structs.replace(second.record, doc_type=first.record.doc_type, kind=kind)
            found[number] = second._replace(record=record)
    for number in reversed(range(1, len(found))):
        first, second = found[number - 1], found[number]
        if not joined(first, second, report):
            continue
        if first.record.rule in SERIALS and second.record.kind == "elided":
            found[number - 1] = _with_symbol(first, second)
        if second.shares_day and first.dated is None:
            found[number - 1] = found[number - 1]._replace(dated=second.dated, shares_day=True)
    return found


def joined(first: Mention, second: Mention, report: Report) -> bool:
    """Whether the second mention follows the first as a further member of a list."""
    gap = report.view.text[first.full_end : second.start]
    return report.rule("citation_context", "list_gap").compiled.search(gap) is not None


def _with_symbol(first: Mention, second: Mention) -> Mention:
    record, symbol = first.record, second.record.symbol
    same_form = (record.year is None) == (second.record.year is None)
    if symbol is None or record.serial is None or not same_form:
        return first
    joint = "-" if (second.record.number or "").startswith(f"{second.record.serial}-") else "/"
    number = symbols.number(record.serial, record.year, symbol, joint=joint)
    kind = "full" if record.kind == "short" else record.kind
    record = msgspec.structs.replace(record, kind=kind, number=number, symbol=symbol)
    return first._replace(record=record, codes=second.codes)
