"""The period that a figure is about, and the one that the whole report is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from extractor.finders.header import Header
from extractor.grammar import dates as calendar
from extractor.outline import Heading
from extractor.records import DateRecord, FigureRecord
from extractor.report import Report
from extractor.resolve.sourced import HEADING, REPORT, TABLE, TEXT, TOTAL, Sourced
from extractor.rules.lists import Dimension, Phrase
from extractor.text.words import holds

Span = tuple[int, int]

_CLAUSE_END = re.compile(r"[,.;:()\n]")
_STOP = re.compile(r"; ?|\. ")
_PARENTHESES = re.compile(r"[()]")
FIELDS = ("period", "period_label", "period_start", "period_end", "cumulative")
GRAINS = frozenset({"year", "quarter", "month", "months", "range", "years"})
OWNED = 40
"""How far behind a figure the period may begin that it is said to be of."""

COMPARED = 24
"""How far before a period the word may begin that compares with it."""

OPENING = 2_500
"""How far from the beginning of the view the days may stand that the whole report covers."""


class Periods:
    """The periods of a report by their place in the view."""

    def __init__(self, report: Report, dates: list[DateRecord], header: Header) -> None:
        self.report = report
        periods = [
            (report.view.at(record.start), record)
            for record in dates
            if record.kind == "period"
            and record.grain in GRAINS
            and record.start is not None
            and not record.footnote
        ]
        cited = _subject_spans(report, dates)
        rows = report.patterns.rows(Phrase, "date_roles")
        self._words = {row.id: tuple(word.lower() for word in row.words) for row in rows}
        ends = {at: report.view.at(record.end or 0) for at, record in periods}
        asides = {at for at, one in periods if self._is_aside(at, ends[at], is_cell=one.table is not None)}
        self._compared = [record for at, record in periods if at in asides]
        self._compared_ends = [ends[at] for at, _ in periods if at in asides]
        self._periods = [
            (at, record)
            for at, record in periods
            if (record.grain == "range" or not _inside(at, cited)) and at not in asides
        ]
        self._starts = [at for at, _ in self._periods]
        self._passing = self._behind_figures()
        self._of_period = report.rule("clauses", "clause.of_period").compiled
        self._kept: dict[Span, DateRecord | None] = {}
        headings = report.outline.headings if periods else ()
        named = {heading.start: self._nearest(heading.start, heading.end) for heading in headings}
        self._headed = {start: record for start, record in named.items() if record is not None}
        self._header = header
        self.whole = self.of_report()

    @cached_property
    def _cumulative(self) -> list[int]:
        """Where the words end in the view that say that a figure counts from the beginning of a period."""
        rows = (row for row in self.report.patterns.rows(Dimension) if row.dimension == "cumulative")
        words = (re.escape(word.lower()) for row in rows for word in row.words)
        return sorted(found.end() for word in words for found in re.finditer(word, self.report.view.lowered))

    def _behind_figures(self) -> dict[int, int]:
        """The periods behind a figure of their sentence, with its end: they tell of its rest alone.

        `nhận mới 874 hồ sơ, ít hơn tháng 8 là 22 hồ sơ. Đã giải quyết 871 hồ sơ`: the last is not of August.
        """
        figures = [lexeme.start for lexeme in self.report.lexed.having("figure")]
        found = {}
        for at, record in self._periods:
            start, end = self.report.sentences.around(at)
            if record.grain != "range" and bisect_left(figures, start) < bisect_left(figures, at):
                found[at] = end
        return found

    def _is_aside(self, at: int, end: int, *, is_cell: bool) -> bool:
        """Whether a period tells of other data: what is compared with, carried over from, or planned.

        `tăng 5% so với cùng kỳ năm 2024`, `từ năm 2023 chuyển sang 469 hồ sơ`, `theo kế hoạch năm 2025`;
        but a column headed `Dự toán năm 2026` holds the plan of that year.
        """
        lowered = self.report.view.lowered
        before = lowered[max(0, at - COMPARED) : at].rstrip()
        behind = lowered[end : end + COMPARED].lstrip()
        other = self._words["comparison"] if is_cell else self._words["comparison"] + self._words["named"]
        clause = _CLAUSE_END.split(behind, maxsplit=1)[0]
        return before.endswith(other) or holds(clause, self._words["carried"])

    def _beside(self, position: int) -> DateRecord | None:
        """The compared period whose own figure this is: `tăng 12% so với năm 2023 (2.850 ca)`."""
        index = bisect_right(self._compared_ends, position) - 1
        if index < 0:
            return None
        between = self.report.view.text[self._compared_ends[index] : position]
        return self._compared[index] if between.strip() in {"(", "là", "(là", "(đạt"} else None

    def _owner(self, end: int) -> DateRecord | None:
        """The period that a figure is said to be of, right behind it: `46 hồ sơ của tháng 8`."""
        index = bisect_left(self._starts, end)
        if index == len(self._starts) or self._starts[index] > end + OWNED:
            return None
        between = self.report.view.text[end : self._starts[index]]
        return self._periods[index][1] if self._of_period.fullmatch(between) else None

    def of(
        self,
        before: Span,
        end: int,
        head: FigureRecord | None,
        cells: Sequence[Span],
        above: Sequence[Heading],
    ) -> tuple[Sourced, dict[str, Any]]:
        """The period fields of a figure: of its own line, its total, the headings, else the whole report.

        Its label with its source comes first.

        `before` is the line up to the figure, which ends at `end`. `cells` are the headings of its column,
        the nearest first; the period printed there is its own. `above` are the headings above it, outermost
        first.
        """
        in_cells = next(filter(None, map(self._named, cells)), None)
        in_line = None if in_cells else self._owner(end) or self._beside(before[1]) or self._nearest(*before)
        if not (in_cells or in_line) and head is not None and head.period_label:
            fields = {name: getattr(head, name) for name in FIELDS}
            return Sourced(head.period_label, TOTAL), fields
        headed = (self._headed.get(heading.start) for heading in reversed(above)) if self._headed else ()
        told = (
            (in_cells, TABLE),
            (in_line, TEXT),
            (next(filter(None, headed), None), HEADING),
            (self.whole or self.titled, REPORT),
        )
        record, source = next(((one, name) for one, name in told if one is not None), (None, None))
        if record is None:
            return Sourced(), {}
        _, position = before
        since = self._since(before) or next(filter(None, map(self._since, cells)), None)
        if since is None and source == REPORT:
            spans = ((heading.start, heading.end) for heading in reversed(above))
            since = next(filter(None, map(self._since, spans)), None)
        is_cumulative = since is not None
        fields = {
            "period": record.id,
            "period_label": record.label,
            "period_start": record.start_date,
            "period_end": record.end_date,
            "cumulative": True if is_cumulative else None,
        }
        if since is not None and (source == REPORT or self._follows(since, record, position)):
            fields |= self._counted_from(since, record)
        return Sourced(fields["period_label"], source), fields

    def _since(self, span: Span) -> int | None:
        """Where the last words in a stretch end that say that a figure counts from some beginning."""
        last = bisect_right(self._cumulative, span[1])
        found = self._cumulative[last - 1] if last else -1
        return found if found > span[0] else None

    def _follows(self, since: int, record: DateRecord, position: int) -> bool:
        """Whether words stand behind a period, in the sentence of the figure: of both they are meant."""
        start, _ = self.report.sentences.around(position)
        return start <= since and self.report.view.at(record.start or 0) < since

    def _counted_from(self, since: int, record: DateRecord) -> dict[str, Any]:
        """The span up to the end of a record: "lũy kế từ ngày 01/7" or from the beginning of its year."""
        (rule,) = (one for one in self.report.patterns.rules("clauses") if one.value == "since")
        found = rule.compiled.match(self.report.view.text, since)
        if found is None or not record.end_date:
            return _since_new_year(record)
        if found["count"]:
            # "Lũy kế 9 tháng" in September begins with the year, "lũy kế 3 tháng" nobody knows when.
            is_year = int(found["count"]) == int(record.end_date[5:7])
            unknown = dict.fromkeys(("period", "period_label", "period_start"))
            return _since_new_year(record) if is_year else unknown
        year = found["year"] or record.end_date[:4]
        try:
            start = date(int(year), int(found["month"]), int(found["day"])).isoformat()
        except ValueError:
            return _since_new_year(record)
        return {"period": None, "period_label": f"{start}/..", "period_start": start}

    def of_report(self) -> DateRecord | None:
        """The explicit span of days that the report says its data cover, near its beginning.

        Under a heading only one that its line calls the days of the data: other spans there are events.
        """
        headings = self.report.outline.headings
        body = headings[0].start if headings else OPENING
        said = self._words["data"]
        for at, record in self._periods:
            if record.grain != "range" or at > OPENING or not record.end_date:
                continue
            if self.titled is not None and _days(record) > 2 * _days(self.titled):
                continue  # "từ 01/7/2025 đến 30/9/2025" in a report on September
            line, _ = self.report.sentences.line(at)
            until = self.report.view.lowered[line : self.report.view.at(record.end or 0)]
            if at < body or any(word in until for word in said):
                return record
        return None

    def header_fields(self) -> dict[str, Any]:
        """The reporting period of the document: the days it states, else the period in its subject."""
        record = self.titled or self.whole
        if record is None:
            return {}
        days = self.whole or record
        # "Tháng 9/2025, từ ngày 01/9/2025 đến ngày 30/9/2025" is that month.
        beside = self._between(*self.report.sentences.line(self.report.view.at(record.start or 0)))
        near = [one for one in (*self._in_subject, *beside) if one.grain != "range"]
        named = (one for one in near if _end_alike(one, record))
        return {
            "period_label": next(named, record).label if record.grain == "range" else record.label,
            "period_start": days.start_date,
            "period_end": days.end_date,
        }

    @cached_property
    def titled(self) -> DateRecord | None:
        """The first period in the report's subject; what follows it is mostly the plan for the next."""
        # What was done stands before what is planned: "năm 2023 và phương hướng năm 2024".
        ranges = [record for record in self._in_subject if record.grain == "range" and record.end_date]
        return next(iter(ranges or self._in_subject), None)

    @cached_property
    def _in_subject(self) -> list[DateRecord]:
        """The periods that the report's subject names."""
        subject = self._header.fields.get("spans", {}).get("subject")
        if subject is None:
            return []
        return self._between(self.report.view.at(subject.start), self.report.view.at(subject.end))

    def _between(self, start: int, end: int) -> list[DateRecord]:
        return [record for at, record in self._periods if start <= at < end]

    def _named(self, span: Span) -> DateRecord | None:
        """The period of a heading; kept, as all figures below it ask for it."""
        if span not in self._kept:
            self._kept[span] = self._nearest(*span)
        return self._kept[span]

    def _nearest(self, start: int, end: int) -> DateRecord | None:
        """The last period in a stretch of the view; an explicit range wins over what it explains.

        One in a parenthesis that closes again is about the figures inside: `(quý I: 77), tăng 12%`.
        """
        first = bisect_left(self._starts, start)
        if first == len(self._starts) or self._starts[first] >= end:
            return None
        inside = [
            (at, record)
            for at, record in self._periods[first : bisect_left(self._starts, end)]
            if self._passing.get(at, end) >= end
        ]
        ranges = [(at, record) for at, record in inside if record.grain == "range" and record.end_date]
        if ranges and not self._is_left(ranges[-1][0], inside[-1]):
            return ranges[-1][1]
        text = self.report.view.text
        stops = [start, *(start + found.end() for found in _STOP.finditer(text[start:end])), end]
        usable = (
            record
            for at, record in reversed(inside)
            if (record.start_date or record.grain == "years")
            and not _leaves(text[at:end])
            and self._reaches(at, end, stops)
        )
        return next(usable, None)

    def _is_left(self, at: int, last: tuple[int, DateRecord]) -> bool:
        """Whether a later sentence has its own period: "Từ 01/7 đến 18/9 ... Riêng trong tháng 9, ..."."""
        return bool(last[1].start_date) and self.report.sentences.around(last[0])[0] > at

    def _reaches(self, at: int, position: int, stops: Sequence[int]) -> bool:
        """Whether a period is about what follows its clause: not one of several that divide it.

        "trong đó quý I tăng 7%, quý II tăng 8%. Khu vực I tăng 4%" is about both quarters in the end.
        """
        clause = bisect_right(stops, at) - 1
        if stops[clause + 1] >= position:
            return True
        first, last = (bisect_left(self._starts, stop) for stop in stops[clause : clause + 2])
        return last - first == 1


def _leaves(text: str) -> bool:
    """Whether a stretch closes a parenthesis that was open before it."""
    depth = 0
    for mark in _PARENTHESES.findall(text):
        depth += 1 if mark == "(" else -1
        if depth < 0:
            return True
    return False


def _days(period: DateRecord) -> int:
    """How many days a period has; 0 where an end is not known."""
    if not (period.start_date and period.end_date):
        return 0
    return (date.fromisoformat(period.end_date) - date.fromisoformat(period.start_date)).days


def _end_alike(named: DateRecord, days: DateRecord) -> bool:
    """Whether a period that is named ends in the month in which a span of days does."""
    ends = (named.end_date, days.end_date)
    return None not in ends and len({(end or "")[:7] for end in ends}) == 1


def _since_new_year(record: DateRecord) -> dict[str, Any]:
    """The months of the year up to the end of a report's period: `lũy kế từ đầu năm` in a monthly report."""
    if not record.end_date:
        return {}
    end = date.fromisoformat(record.end_date)
    by_cut_off = end.day < calendar.FIRST_DAY
    span = (
        calendar.months(end.year, 1, end.month)
        if by_cut_off
        else calendar.calendar_months(end.year, end.month)
    )
    return {
        "period": None,
        "period_label": calendar.months_label(end.year, end.month),
        "period_start": span.start,
        "period_end": span.end,
    }


def _subject_spans(report: Report, dates: list[DateRecord]) -> list[tuple[int, int]]:
    """Stretches after a cited document's date up to the end of its clause: its subject, not our data."""
    spans = []
    for record in dates:
        if record.role == "cited" and record.end is not None and not record.footnote:
            start = report.view.at(record.end)
            stop = min(
                (at for mark in ";.\n" if (at := report.view.text.find(mark, start)) >= 0), default=start
            )
            spans.append((start, stop))
    return spans


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
