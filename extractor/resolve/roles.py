"""What a date or period is there for: issue, cited, deadline, data, reporting period, subject, event.

A reporting period runs by the cut-off of Nghị định 09/2019/NĐ-CP only in a report made under it: one
that names the decree, that states days with that cut-off, or whose subject is administrative procedures and
states no days. Any other report, and any period that a report only speaks of, follows the calendar.
"""

from collections.abc import Iterable

import msgspec

from extractor.finders.header import Header
from extractor.grammar import dates as calendar
from extractor.records import DateRecord
from extractor.report import Report
from extractor.rules.lists import Phrase

REACH = 30
"""How many characters before a date its role may be said."""

SPANS = frozenset({"year", "quarter", "month", "months"})


def assign(dates: list[DateRecord], header: Header, report: Report) -> list[DateRecord]:
    """The dates and periods with their roles, and the periods with the bounds that their role gives them."""
    words = {row.id: row.words for row in report.patterns.rows(Phrase, "date_roles")}
    ranges = [record for record in dates if record.grain == "range"]
    by_decree = _is_by_decree(ranges, header, report, words)
    own = _own_labels(dates, header)
    issue = header.fields.get("spans", {}).get("date")
    assigned = []
    for record in dates:
        if record.kind == "date" and record.role is None:
            is_issue = issue is not None and record.start == issue.start
            role = "issue" if is_issue else _date_role(record, ranges, report, words)
            assigned.append(msgspec.structs.replace(record, role=role))
        elif record.kind == "period":
            assigned.append(_period(record, own, by_decree=by_decree, report=report))
        else:
            assigned.append(record)
    return assigned


def ahead(dates: list[DateRecord], own_day: str | None, period_end: str | None) -> list[DateRecord]:
    """The dates, those of cited documents that are later than the report (ISO days) marked as `future`."""
    limit = calendar.last_citable(own_day, period_end)
    return [
        msgspec.structs.replace(record, status="future")
        if limit and record.citation and record.date and calendar.is_after(record.date, limit)
        else record
        for record in dates
    ]


def _is_by_decree(
    ranges: Iterable[DateRecord], header: Header, report: Report, words: dict[str, tuple[str, ...]]
) -> bool:
    """Whether a report's periods have the cut-off of the decree."""
    stated = [record.end_date for record in ranges if record.end_date]
    cut_off = f"-{calendar.FIRST_DAY - 1:02d}"
    if any(end.endswith(cut_off) for end in stated):
        return True
    if any(word.lower() in report.view.lowered for word in words["decree"]):
        return True
    subject = str(header.fields.get("subject") or "").lower()
    return not stated and any(word.lower() in subject for word in words["under_decree"])


def _own_labels(dates: list[DateRecord], header: Header) -> set[str]:
    """The labels of the periods in the title."""
    subject = header.fields.get("spans", {}).get("subject")
    if subject is None:
        return set()
    return {
        record.label
        for record in dates
        if record.kind == "period"
        and record.label
        and record.start is not None
        and subject.start <= record.start < subject.end
    }


def _date_role(
    record: DateRecord, ranges: list[DateRecord], report: Report, words: dict[str, tuple[str, ...]]
) -> str:
    at = record.start or 0
    if any((span.start or 0) <= at < (span.end or 0) for span in ranges):
        return "data_period"
    position = report.view.at(at)
    line, _ = report.sentences.line(position)
    before = " ".join(report.view.lowered[max(line, position - REACH) : position].split())
    for role in ("deadline", "data_period"):
        if any(before.endswith(word) for word in words[role]):
            return role
    return "event"


def _period(record: DateRecord, own: set[str], *, by_decree: bool, report: Report) -> DateRecord:
    if record.grain == "range":
        return msgspec.structs.replace(record, role="data_period")
    is_own = _is_own(record, own, by_decree=by_decree, report=report)
    changed = msgspec.structs.replace(record, role="reporting_period" if is_own else "subject")
    if record.grain not in SPANS or (is_own and by_decree) or not (record.start_date and record.end_date):
        return changed
    span = calendar.by_calendar(record.start_date, record.end_date)
    return msgspec.structs.replace(changed, start_date=span.start, end_date=span.end, basis=span.basis)


def _is_own(record: DateRecord, own: set[str], *, by_decree: bool, report: Report) -> bool:
    """Whether a report is about a period: one of its title, or a month or quarter not compared with."""
    if record.label in own:
        return True
    # A year is named for many reasons, a term or a plan too; a month or quarter hardly for another.
    if record.grain in {"year", "years"}:
        return False
    at = report.view.at(record.start or 0)
    if report.outline.heads(at):
        return True
    before = " ".join(report.view.lowered[max(0, at - REACH) : at].split())
    rows = (row for row in report.patterns.rows(Phrase, "date_roles") if row.id == "comparison")
    return by_decree and not any(before.endswith(word) for row in rows for word in row.words)
