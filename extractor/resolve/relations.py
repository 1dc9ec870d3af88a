"""What one cited document does to another: `A sửa đổi, bổ sung B`, `A được thay thế bằng B`."""

from itertools import pairwise

import msgspec

from extractor.finders.citations import Mention
from extractor.finders.citations.lists import joined
from extractor.records import CitationRecord
from extractor.report import Report
from extractor.rules.lists import Relation


def related(citations: list[CitationRecord], mentions: list[Mention], report: Report) -> list[CitationRecord]:
    """The citations with both ends of each relation: it is that of the document that acts."""
    links = {row.id for row in report.patterns.rows(Relation) if row.links}
    result = list(citations)
    patients: dict[int, int] = {}
    for number, (first, second) in enumerate(pairwise(mentions)):
        said = second.trigger
        if said is None:
            _coordinate(result, mentions, number, links, report)
        elif said.relation in links and _in_one_clause(first, said.start, report):
            if said.is_passive:
                acting, other = number + 1, patients.get(number, number)
                patients[acting] = other
            else:
                acting, other = number, number + 1
                result[other] = msgspec.structs.replace(result[other], relation=None)
            result[acting] = msgspec.structs.replace(
                result[acting], relation=said.relation, relates_to=result[other].id
            )
    return result


def _coordinate(
    result: list[CitationRecord], mentions: list[Mention], number: int, links: set[str], report: Report
) -> None:
    """Give a further member of a list the relation of this report to the member before: `Căn cứ A; B`."""
    first, second = mentions[number], mentions[number + 1]
    said = first.trigger
    relation = said.relation if said else result[number].relation
    if relation is None or relation in links:
        return
    if joined(first, second, report) and "." not in report.view.text[first.full_end : second.start]:
        result[number + 1] = msgspec.structs.replace(result[number + 1], relation=relation)


def _in_one_clause(first: Mention, start: int, report: Report) -> bool:
    """Whether no clause ends between a document and the trigger behind it."""
    gap = report.view.text[first.full_end : start]
    return ";" not in gap and ". " not in gap and "\n\n" not in gap
