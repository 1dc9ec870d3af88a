"""What one cited document does to another: `A sửa đổi, bổ sung B`, `A được thay thế bằng B`."""

from itertools import pairwise

import msgspec

from extractor.finders.citations import Mention
from extractor.records import CitationRecord
from extractor.report import Report
from extractor.rules.lists import Relation


def related(citations: list[CitationRecord], mentions: list[Mention], report: Report) -> list[CitationRecord]:
    """The citations with both ends of each relation: it is that of the document that acts."""
    links = {row.id for row in report.patterns.rows(Relation) if row.links}
    result = list(citations)
    for number, (first, second) in enumerate(pairwise(mentions)):
        said = second.trigger
        if said is None or said.relation not in links or not _in_one_clause(first, said.start, report):
            continue
        acting, other = (number + 1, number) if said.is_passive else (number, number + 1)
        if not said.is_passive:
            result[other] = msgspec.structs.replace(result[other], relation=None)
        result[acting] = msgspec.structs.replace(
            result[acting], relation=said.relation, relates_to=result[other].id
        )
    return result


def _in_one_clause(first: Mention, start: int, report: Report) -> bool:
    """Whether no clause ends between a document and the trigger behind it."""
    same = report.sentences.around(first.start) == report.sentences.around(start)
    return same and ";" not in report.view.text[first.full_end : start]
