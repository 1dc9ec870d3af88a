"""Short names that a report gives to a document, `(sau đây gọi tắt là Đề án tinh gọn)`, and their uses."""

import regex

from extractor.finders.citations.mention import Mention, Reader
from extractor.records import CitationRecord
from extractor.report import Report

FAR = 400
"""How far behind a document its short name may be given."""


def find(report: Report, reader: Reader, mentions: list[Mention]) -> list[Mention]:
    """The uses of short names that are no citations by themselves, as mentions of kind `short`."""
    text, alias = report.view.text, reader.context["alias"].compiled
    found: list[Mention] = []
    for given in alias.finditer(text):
        owners = [mention for mention in mentions if given.start() - FAR < mention.start < given.start()]
        if not owners:
            continue
        owner = max(owners, key=lambda mention: mention.start)
        name = regex.compile(rf"(?<!\p{{L}}){regex.escape(given['alias'])}(?!\p{{L}})")
        uses = (use.span() for use in name.finditer(text, given.start("alias")))
        found += [_use(report, owner, *span) for span in uses if not _is_cited(report, *span)]
    return found


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
