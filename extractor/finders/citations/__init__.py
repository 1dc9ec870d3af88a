"""Citations: every document that a report names, with what is printed around its number.

The number or name is a lexeme; the type word and "số" stand before it, date, issuer and subject after it.
What is not printed at the mention (type and issuer of a list's later members, the place of `UBND tỉnh`, what
`Nghị định này` means) is filled by `resolve`, each field with its source.
"""

from extractor.finders.citations import aliases, lists, pinpoints
from extractor.finders.citations.mention import Mention, Reader, joint_types
from extractor.organisations import Organisations
from extractor.records import numbered
from extractor.report import Report

__all__ = ["Mention", "find", "joint_types"]


def find(report: Report, organisations: Organisations, own_number: tuple[int, int] | None) -> list[Mention]:
    """All mentions in order of position but the document's own number, which stands at `own_number`."""
    reader = Reader(report, organisations)
    mentions = [
        reader.mention(lexeme)
        for lexeme in report.lexed.having("citation")
        if lexeme.value != pinpoints.PINPOINT and (lexeme.start, lexeme.end) != own_number
    ]
    mentions = lists.completed(mentions, report)
    mentions += aliases.find(report, reader, mentions)
    mentions += reader.bare()
    ordered = sorted(mentions, key=lambda mention: (mention.record.start or 0, mention.record.end or 0))
    records = numbered("c", [mention.record for mention in ordered])
    return [mention._replace(record=record) for mention, record in zip(ordered, records, strict=True)]
