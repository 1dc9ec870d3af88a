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
    actors: dict[int, int] = {}
    patients: dict[int, int] = {}
    for number, (first, second) in enumerate(pairwise(mentions)):
        said = second.trigger
        if said is None:
            _coordinate(result, mentions, number, links, report)
            continue
        actor = actors.get(number, number)
        if first.record.kind == "pinpoint" or not _in_one_clause(first, said.start, report):
            continue
        if not said.is_passive:
            actors[number + 1] = actor
        if said.relation not in links:
            continue
        if said.is_passive:
            acting, other = number + 1, patients.get(number, number)
            patients[acting] = other
        else:
            acting, other = actor, number + 1
        is_taken = result[acting].relates_to is not None and not said.is_passive
        if is_taken:  # one document that does two things has the first; the second stands at its object
            result[other] = msgspec.structs.replace(result[other], relates_to=result[acting].id)
            continue
        if not said.is_passive:
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
    is_broken = report.rule("citation_context", "relation_break").compiled.search(gap)
    return is_broken is None and ";" not in gap and ". " not in gap and "\n\n" not in gap
