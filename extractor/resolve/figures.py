"""Figures made whole: what each measures, at which level, by which channel, for whom and for when.

Each dimension is taken from the nearest words that govern the number: its own clause, else the total whose
part it is, else the lead-in and headings above, else the header. What the words do not say stays null.
"""

from typing import Any

import msgspec

from extractor.finders.figures import Mention
from extractor.finders.header import Header
from extractor.nlp.hits import CONTEXT, DIMENSION, EXCLUDED, INDICATOR, ORGANISATION, UNIT, Hit, Hits
from extractor.records import DateRecord, FigureRecord
from extractor.report import Report
from extractor.resolve.periods import Periods
from extractor.resolve.scopes import Scope, Scopes, Span
from extractor.rules.lists import Indicator

DIMENSIONS = ("level", "channel", "timeliness", "source_system")
INHERITED_BY_PARTS = ("level", "source_system")
CHANGING = frozenset({"count", "rate", "money", "measure", "delta"})
RATE_WITHIN = 60
"""How far after its fraction a rate may stand, in code points of the view."""


def resolve(
    mentions: list[Mention],
    dates: list[DateRecord],
    hits: Hits,
    changes: dict[int, str],
    header: Header,
    report: Report,
) -> list[FigureRecord]:
    """The figures with everything that the words around them say."""
    resolver = _Resolver(mentions, dates, hits, changes, header, report)
    for index in range(len(mentions)):
        resolver.take(index)
    return _paired(resolver.records, mentions, resolver.scopes)


class _Resolver:
    """Works through the figures in order; a part takes from the total before it."""

    def __init__(
        self,
        mentions: list[Mention],
        dates: list[DateRecord],
        hits: Hits,
        changes: dict[int, str],
        header: Header,
        report: Report,
    ) -> None:
        self.mentions, self.hits, self.changes, self.header, self.report = (
            mentions,
            hits,
            changes,
            header,
            report,
        )
        self.scopes = Scopes(report, mentions)
        self.periods = Periods(report, dates, header)
        self.rows = {row.id: row for row in report.patterns.rows(Indicator)}
        self.units = {row.unit for row in self.rows.values()}
        self.records: list[FigureRecord] = []

    def take(self, index: int) -> None:
        """Resolve one figure and keep it."""
        mention, scope = self.mentions[index], self.scopes.of(index)
        spans = self._cell_spans(mention) or self._sides(scope)
        head = self.records[scope.head] if scope.head is not None else None
        fields: dict[str, Any] = {"label": self._cell_label(mention) or self.scopes.label(index)}
        fields |= self._dimensions(spans, mention, head)
        counted = self._counted(mention, scope, head)
        fields["indicator"] = self._indicator(counted, spans, scope, head)
        fields |= self._unit(mention.record, fields["indicator"], head)
        fields |= self._change(mention)
        fields |= self.periods.of(mention.start, head)
        fields["sentence"] = self.report.sentence(mention.start)
        fields["org"] = self._organisation(spans) or self.header.fields.get("issuer")
        if head is not None and fields.get("kind", mention.record.kind) != "delta":
            fields["part_of"] = head.id
        self.records.append(msgspec.structs.replace(mention.record, **fields))

    def _counted(self, mention: Mention, scope: Scope, head: FigureRecord | None) -> FigureRecord:
        """The figure with the unit that it most likely counts, for choosing the indicator only.

        "Số từ kỳ trước chuyển qua: 21" counts what its total counts, else what was counted last before it.
        """
        record = mention.record
        if record.unit is not None or record.unit_raw is not None or record.table is not None:
            return record
        if head is not None and head.unit is not None:
            return msgspec.structs.replace(record, unit=head.unit)
        above = [(h.start, h.end) for h in reversed(self.report.outline.above(mention.start))]
        for start, end in [(scope.line[0], mention.start), *above]:
            units = _longest(self.hits.within(UNIT, start, end))
            usable = [hit for hit in units if hit.id in self.units]
            if usable:
                return msgspec.structs.replace(record, unit=usable[-1].id)
        return record

    def _organisation(self, spans: list[Span]) -> str | None:
        """A ministry or department that the clause itself names."""
        for start, end in spans:
            hits = self.hits.within(ORGANISATION, start, end)
            if hits:
                return hits[-1].id
        return None

    def _sides(self, scope: Scope) -> list[Span]:
        """The two sides of the clause, the one with the label first."""
        return [scope.before, scope.after] if scope.label_before else [scope.after, scope.before]

    def _cell_spans(self, mention: Mention) -> list[Span]:
        """For a figure in a cell: its row's first text cells and its column's headings."""
        return [self.report.view.span(*span) for span in self._cell_words(mention)]

    def _cell_label(self, mention: Mention) -> str | None:
        parts = [self.report.document.raw[slice(*span)] for span in self._cell_words(mention)]
        return " | ".join(parts) or None

    def _cell_words(self, mention: Mention) -> list[Span]:
        place = mention.record.table
        if place is None:
            return []
        table = self.report.tables[place.id]
        row = [c for c in table.cells if c.row == place.row and c.col < place.col and _is_words(c.text)]
        column = [
            c
            for c in table.cells
            if c.row < table.header_rows and c.col <= place.col < c.col + c.colspan and _is_words(c.text)
        ]
        return [(cell.start, cell.end) for cell in [*row[:1], *column]]

    def _dimensions(self, spans: list[Span], mention: Mention, head: FigureRecord | None) -> dict[str, Any]:
        """Level, channel, timeliness and source system, the nearest words first."""
        above = [(h.start, h.end) for h in reversed(self.report.outline.above(mention.start))]
        found: dict[str, Any] = {}
        for name in DIMENSIONS:
            value = self._dimension(name, spans)
            if value is None and head is not None and name in INHERITED_BY_PARTS:
                value = getattr(head, name)
            if value is None and name in INHERITED_BY_PARTS and head is None:
                value = self._dimension(name, above)
            found[name] = value
        found["level"] = found["level"] or self._own_level()
        return found

    def _own_level(self) -> str | None:
        """The level of a unit that has only one: a commune, or a department of a province."""
        level = self.header.fields.get("issuer_level")
        if level == "xa" or (level == "tinh" and self.header.fields.get("issuer_parent")):
            return str(level)
        return None

    def _dimension(self, name: str, spans: list[Span]) -> str | None:
        for start, end in spans:
            values = [hit for hit in self.hits.within(DIMENSION, start, end) if hit.id.startswith(f"{name}:")]
            longest = _longest(values)
            if longest:
                return longest[-1].id.partition(":")[2]
        return None

    def _indicator(
        self, record: FigureRecord, spans: list[Span], scope: Scope, head: FigureRecord | None
    ) -> str | None:
        """The catalogue's row whose phrase names the figure."""
        for span in spans:
            chosen = self._named(record, span, scope)
            if chosen is not None:
                return chosen
        if head is not None:
            return head.indicator
        if record.table is not None:
            return None
        line_start = (scope.line[0], scope.before[0])
        chosen = self._named(record, line_start, scope)
        if chosen is not None:
            return chosen
        above = self.report.outline.above(scope.before[1])
        return self._named(record, (above[-1].start, above[-1].end), scope) if above else None

    def _named(self, record: FigureRecord, span: Span, scope: Scope) -> str | None:
        fitting = [
            hit
            for hit in self.hits.within(INDICATOR, *span)
            if self._fits(record, self.rows[hit.id]) and not self._is_excluded(hit.id, span)
        ]
        fitting = self._in_context(fitting, scope)
        best = max(fitting, key=lambda hit: (hit.end - hit.start, hit.end), default=None)
        return best.id if best else None

    def _fits(self, record: FigureRecord, row: Indicator) -> bool:
        if record.kind in {"delta", "blank"}:
            return False
        if record.kind == "rate" or row.unit == "%":
            return record.kind == "rate" and row.unit == "%"
        return record.unit is None or record.unit == row.unit

    def _is_excluded(self, indicator: str, span: Span) -> bool:
        return any(hit.id == indicator for hit in self.hits.within(EXCLUDED, *span))

    def _in_context(self, hits: list[Hit], scope: Scope) -> list[Hit]:
        """Of rows that share a phrase, the one whose context stands nearest before."""
        needing = {hit.id for hit in hits if self.rows[hit.id].context}
        if not needing:
            return hits
        contexts = [
            hit for hit in self.hits.within(CONTEXT, scope.line[0], scope.before[1]) if hit.id in needing
        ]
        nearest = max(contexts, key=lambda hit: (hit.end, hit.end - hit.start), default=None)
        keep = nearest.id if nearest else None
        return [hit for hit in hits if hit.id not in needing or hit.id == keep]

    def _unit(self, record: FigureRecord, indicator: str | None, head: FigureRecord | None) -> dict[str, Any]:
        if record.unit is not None or record.unit_raw is not None:
            return {}
        if head is not None and head.unit is not None:
            return {"unit": head.unit}
        return {"unit": self.rows[indicator].unit} if indicator in self.rows else {}

    def _change(self, mention: Mention) -> dict[str, Any]:
        """A figure after a word of change is a difference; falling makes it negative."""
        if mention.record.start is None or mention.record.kind not in CHANGING:
            return {}
        change = self.changes.get(self.report.view.at(mention.record.start))
        if change is None:
            return {}
        value = mention.record.value or "0"
        return {"kind": "delta", "value": f"-{value}" if change == "down" and value != "0" else value}


def _paired(records: list[FigureRecord], mentions: list[Mention], scopes: Scopes) -> list[FigureRecord]:
    """Bind numerator, denominator and the rate that follows them."""
    result = list(records)
    for index in range(len(result) - 1):
        if result[index].kind != "numerator" or result[index + 1].kind != "denominator":
            continue
        members = [index, index + 1]
        if index + 2 < len(result) and result[index + 2].kind == "rate":
            between = scopes.text[mentions[index + 1].end : mentions[index + 2].start]
            if len(between) <= RATE_WITHIN and scopes.rules["share"].match(between):
                members.append(index + 2)
        ids = tuple(result[member].id for member in members)
        for member in members:
            result[member] = msgspec.structs.replace(
                result[member], pair=tuple(name for name in ids if name != result[member].id)
            )
    return result


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits that lie in no other one, in order."""
    return [
        hit
        for hit in hits
        if not any(
            o.start <= hit.start
            and hit.end <= o.end
            and o is not hit
            and (o.end - o.start > hit.end - hit.start)
            for o in hits
        )
    ]


def _is_words(text: str) -> bool:
    return sum(char.isalpha() for char in text) > 1
