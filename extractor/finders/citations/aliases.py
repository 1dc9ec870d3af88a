"""Short names that a report gives to a document, `(sau đây gọi tắt là Đề án tinh gọn)`, and their uses."""

from bisect import bisect_right
from collections import defaultdict

import regex

from extractor.finders.citations.mention import Mention, Reader
from extractor.records import CitationRecord
from extractor.report import Report

FAR = 400
"""How far behind a document its short name may be given."""


def find(report: Report, reader: Reader, mentions: list[Mention]) -> list[Mention]:
    """The uses of short names that are no citations by themselves, as mentions of kind `short`.

    A name is a document's when it begins with a type of document; given twice, the last one before counts.
    """
    text = report.view.text
    starts = [mention.start for mention in mentions]
    given: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for found in reader.context["alias"].compiled.finditer(text):
        owner = mentions[bisect_right(starts, found.start()) - 1] if starts else None
        is_near = owner is not None and 0 <= found.start() - owner.start < FAR
        if owner is not None and is_near and reader.names_type(found["alias"]):
            given[found["alias"]].append((found.start("alias"), owner))
    if not given:
        return []
    names = sorted(given, key=len, reverse=True)
    uses = regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(regex.escape, names))})(?!\p{{L}})")
    result = []
    for use in uses.finditer(text):
        owners = [owner for start, owner in given[use[0]] if start <= use.start()]
        if owners and not _is_cited(report, *use.span()):
            result.append(_use(report, owners[-1], *use.span()))
    return result


def _is_cited(report: Report, start: int, end: int) -> bool:
    """Whether a citation stands in a stretch of the view already."""
    before = report.lexed.at(start)
    lexemes = [*report.lexed.between(start, end), *([before] if before else [])]
    return any(lexeme.reading == "citation" for lexeme in lexemes)


def _use(report: Report, owner: Mention, start: int, end: int) -> Mention:
    record = CitationRecord(
        **report.place(start, end),
        rule="alias",
        kind="short",
        doc_type=owner.record.doc_type,
        full_start=report.view.raw_span(start, start + 1)[0],
        full_end=report.view.raw_span(start, end)[1],
        sentence=report.sentence(start),
    )
    return Mention(record, start, end, alias_of=owner.start)
