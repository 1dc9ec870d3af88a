"""The level of administration that a figure is about: province, district, commune, or all of the unit.

The nearest words win: the figure's own clause, the units that it counts, its total, the subject of its
sentence, the headings, the group of its rows. A figure of which nothing is said is about the reporting unit:
about all its levels where the report gives other figures by level, else about its own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import msgspec

from extractor.finders.columns import is_total
from extractor.finders.figures import Mention
from extractor.finders.header import Header
from extractor.nlp.hits import Hit, Hits, Said
from extractor.outline import Heading
from extractor.parts import TableCell
from extractor.records import FigureRecord
from extractor.report import Report
from extractor.resolve.cells import Cells
from extractor.resolve.scopes import Scope, Scopes
from extractor.resolve.sourced import HEADING, REPORT, SENTENCE, TABLE, TEXT, TOTAL, UNIT, Sourced
from extractor.rules.lists import Dimension

LEVEL, ALONE = "level", "level_alone"
ALL, OWN = "all", "own"
CENTRAL = "trung_uong"
DISTRICT = "huyen"
STOPS = ("\n", ";", ". ")
PARENTHESES = re.compile(r"[()]")
DIVIDED = 3
"""So many figures of other levels make a report one that gives its figures by level; fewer are asides."""


class Levels:
    """The levels of the figures of a report, asked for in their order."""

    def __init__(self, report: Report, hits: Hits, cells: Cells, scopes: Scopes, header: Header) -> None:
        self.report, self.hits, self.cells, self.scopes, self.header = report, hits, cells, scopes, header
        rows = report.patterns.rows(Dimension)
        self._alone = {word: row.id for row in rows if row.dimension == ALONE for word in row.words}
        self._tiers = report.patterns.ids("tier_words")
        self._subject: tuple[int, str] | None = None
        self._others = 0

    def of(
        self,
        mention: Mention,
        scope: Scope,
        said: Sequence[Said],
        above: Sequence[Heading],
        head: FigureRecord | None,
    ) -> Sourced:
        """What the words around a figure say of its level; `said` is of its own words, the nearest first."""
        place = mention.record.table
        spoken = self._spoken(said) if place is None else first(LEVEL, said)
        if place is None:
            spoken = spoken or self._labelled(scope)
            self._keep(scope, spoken)
        if spoken == OWN:
            spoken = self._own or DISTRICT
        if spoken is not None and spoken not in {ALL, self._own}:
            self._others += DIVIDED if head is not None else 1
        counted = None if spoken not in {None, ALL} else self._counted(mention.record)
        carried = self._carried(mention.start) if place is None else None
        told = (
            (counted, UNIT),
            (spoken, TEXT),
            (head.level if head is not None else None, TOTAL),
            (carried, SENTENCE),
        )
        for level, source in told:
            if level:
                return Sourced(level, source)
        if headed := self._headed(above):
            return Sourced(headed, HEADING)
        grouped = self._grouped(place) if place else None
        return Sourced(grouped, TABLE) if grouped else Sourced()

    def completed(self, records: list[FigureRecord]) -> list[FigureRecord]:
        """The figures, those of which nothing is said with the level of the reporting unit."""
        is_divided = self._others >= DIVIDED and self._own != "xa"
        own = ALL if is_divided else self._own
        if own is None:
            return records
        return [
            record
            if record.level
            else msgspec.structs.replace(record, level=own, basis=record.basis | {LEVEL: REPORT})
            for record in records
        ]

    @cached_property
    def _own(self) -> str | None:
        level = self.header.fields.get("issuer_level")
        return str(level) if level and level != CENTRAL else None

    def _spoken(self, said: Sequence[Said]) -> str | None:
        """What both sides of a figure's clause say; `toàn tỉnh có 07 đơn vị cấp huyện` is about districts."""
        values = [value for hits in said if (value := first(LEVEL, [hits]))]
        return next((value for value in values if value != ALL), None) or next(iter(values), None)

    def _labelled(self, scope: Scope) -> str | None:
        """The level that is all of a figure's label: `(huyện 2.361, xã 4.481)`."""
        return self._alone.get(scope.own.lower())

    def _counted(self, record: FigureRecord) -> str | None:
        """The level of the units that a figure counts: `22 xã, thị trấn`."""
        return self._tiers.get((record.unit_raw or "").split(",")[0].lower())

    def _keep(self, scope: Scope, spoken: str | None) -> None:
        """Remember a level that is said before its number: it may be the subject of what follows."""
        if spoken is not None and LEVEL in self.hits.within(scope.before):
            self._subject = scope.before[1], spoken

    def _carried(self, position: int) -> str | None:
        """The level before, up to the end of its sentence, part or parenthesis."""
        if self._subject is None:
            return None
        start, level = self._subject
        text = self.report.view.text
        if any(text.find(stop, start, position) >= 0 for stop in STOPS):
            return None
        depth = 0
        for mark in PARENTHESES.findall(text, start, position):
            depth += 1 if mark == "(" else -1
            if depth < 0:
                return None
        return level

    def _headed(self, above: Sequence[Heading]) -> str | None:
        """What the nearest heading says that speaks of one level only."""
        if LEVEL not in self.hits.kinds:
            return None
        for heading in reversed(above):
            hits = self.hits.above((heading.start, heading.end)).get(LEVEL, [])
            levels = {hit.id for hit in longest(hits)}
            if levels:
                return levels.pop() if len(levels) == 1 else None
        return None

    def _grouped(self, place: TableCell) -> str | None:
        """The level of the group of rows that a cell is in; a row of totals is over all of them."""
        groups = self._groups[place.id]
        # The nearest row above whose label names a level heads the group.
        group = bisect_left(groups, (place.row,))
        if group == 0:
            return None
        label = self.cells.label(place)
        return ALL if label is not None and self._is_total(label.text) else groups[group - 1][1]

    def total_row(self, place: TableCell) -> int | None:
        """The row whose figures a cell's row is a part of: the head of its group, else the row of totals."""
        label = self.cells.label(place)
        groups = self._groups[place.id]
        at = bisect_left(groups, (place.row,))
        is_head = at < len(groups) and groups[at][0] == place.row
        if label is None or is_head or self._is_total(label.text):
            return None
        labels = self.cells.labels(place.id)
        totals = [row for row, cell in labels if self._is_total(cell.text)]
        if at:
            head = groups[at - 1][0]
            return None if any(head < row < place.row for row in totals) else head
        return totals[0] if len(totals) == 1 else None

    def _is_total(self, text: str) -> bool:
        return is_total(text.strip(), self.report.patterns)

    @cached_property
    def _groups(self) -> dict[str, list[tuple[int, str]]]:
        """For each table the rows whose labels name a level, with it."""
        span = self.report.view.span
        return {
            name: [
                (row, level)
                for row, cell in self.cells.labels(name)
                if (level := first(LEVEL, [self.hits.within(span(cell.start, cell.end))]))
            ]
            for name in self.report.tables
        }


def first(name: str, said: Sequence[Said]) -> str | None:
    """The value of a dimension that the first of some stretches says which says any."""
    for hits in said:
        if name in hits:
            return longest(hits[name])[-1].id
    return None


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits in order, of those that overlap the first and of these the longest: "toàn tỉnh tiếp nhận"."""
    if len(hits) < 2:  # noqa: PLR2004 - one hit has none to overlap
        return hits
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept
