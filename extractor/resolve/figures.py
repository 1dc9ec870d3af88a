"""Figures made whole: what each measures, at which level, by which channel, for whom and for when.

Each dimension is taken from the nearest words that govern the number: its own clause, else the total whose
part it is, else the lead-in and headings above, else the header. What the words do not say stays null.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import msgspec

from extractor.finders.figures import Mention
from extractor.finders.header import Header
from extractor.nlp.hits import CONTEXT, EXCLUDED, INDICATOR, ORGANISATION, UNIT, Hit, Hits, Said
from extractor.outline import Heading
from extractor.records import FigureRecord
from extractor.report import Report
from extractor.resolve.catalogue import catalogue_of
from extractor.resolve.cells import Cells
from extractor.resolve.periods import Periods
from extractor.resolve.scopes import FRACTION, Scope, Scopes, Span
from extractor.rules.lists import Indicator
from extractor.text.words import after, says_something

DIMENSIONS = ("level", "channel", "timeliness", "source_system")
INHERITED_BY_PARTS = ("level", "source_system")
CHANGING = frozenset({"count", "rate", "money", "measure", "delta"})
SEPARATORS = " ,;.:\n"
ALL_LEVELS = "all"


def resolve(
    mentions: list[Mention],
    periods: Periods,
    hits: Hits,
    changes: dict[int, str],
    header: Header,
    report: Report,
) -> list[FigureRecord]:
    """The figures with everything that the words around them say."""
    resolver = _Resolver(mentions, periods, hits, changes, header, report)
    for index in range(len(mentions)):
        resolver.take(index)
    return _paired(resolver.records, mentions, resolver.scopes)


class _Resolver:
    """Works through the figures in order; a part takes from the total before it."""

    def __init__(
        self,
        mentions: list[Mention],
        periods: Periods,
        hits: Hits,
        changes: dict[int, str],
        header: Header,
        report: Report,
    ) -> None:
        self.mentions, self.hits, self.header, self.report = mentions, hits, header, report
        self.changes = dict(changes)
        self.scopes = Scopes(report, mentions)
        self.periods = periods
        self.catalogue = catalogue_of(report.patterns)
        self.rows = self.catalogue.rows
        self.cells = Cells(report)
        self.records: list[FigureRecord] = []

    @cached_property
    def _levels(self) -> dict[str, list[tuple[int, str]]]:
        """For each table the rows whose labels name a level, with it."""
        return {
            name: [
                (row, level)
                for row, cell in self.cells.labels(name)
                if (
                    level := _dimension(
                        "level", [self.hits.within(self.report.view.span(cell.start, cell.end))]
                    )
                )
            ]
            for name in self.report.tables
        }

    def take(self, index: int) -> None:
        """Resolve one figure and keep it."""
        mention = self.mentions[index]
        place = mention.record.table
        words = self.cells.words(place) if place else []
        if place and words:
            scope, spans = self.scopes.of_cell(index), self.cells.spans(place)
            said = [self.hits.above(span) for span in spans]
            label: str | None = self._cell_label(words)
        else:
            scope = self.scopes.of(index)
            label, spans = self.scopes.label(index, scope), self._sides(scope)
            said = [self.hits.within(span) for span in spans]
            mention = self._classified(mention, scope)
        line, _ = scope.line
        numerator = self.scopes.share_of(index)
        if numerator is not None:
            scope = self.scopes.of(numerator)
            spans = [spans[0], self._sides(scope)[0]]
            said = [said[0], self.hits.within(spans[1])]
        head = self.records[scope.head] if scope.head is not None else None
        above = self.report.outline.above(mention.start)
        around = spans if mention.record.table else [(scope.line[0], scope.before[1])]
        fields: dict[str, Any] = {"label": label}
        fields |= self._dimensions(said, above, mention, head)
        counted = self._counted(mention, scope, above, head)
        fields["indicator"] = self._indicator(counted, said, around, scope, head)
        if mention.record.kind == "denominator":
            fields["indicator"] = self._whole(fields["indicator"])
        fields |= self._unit(mention.record, fields["indicator"], head)
        fields |= self._change(mention, index)
        own = self.cells.heading_spans(place) if place else ()
        fields |= self.periods.of((line, mention.start), head, own, above)
        fields["sentence"] = self.report.sentence(mention.start)
        fields["org"] = self._organisation(said) or self.header.fields.get("issuer")
        if head is not None and head.kind != "rate" and fields.get("kind", mention.record.kind) != "delta":
            fields["part_of"] = head.id
        self.records.append(msgspec.structs.replace(mention.record, **fields))

    def _counted(
        self, mention: Mention, scope: Scope, above: Sequence[Heading], head: FigureRecord | None
    ) -> FigureRecord:
        """The figure with the unit that it most likely counts, for choosing the indicator only.

        "Số từ kỳ trước chuyển qua: 21" counts what its total counts, else what was counted last before it.
        """
        record = mention.record
        if record.unit is not None or record.unit_raw is not None or record.table is not None:
            return record
        if head is not None and head.unit is not None:
            return msgspec.structs.replace(record, unit=head.unit)
        for span in [(scope.line[0], mention.start), *((h.start, h.end) for h in reversed(above))]:
            units = _longest(self.hits.within(span).get(UNIT, []))
            usable = [hit for hit in units if hit.id in self.catalogue.units]
            if usable:
                return msgspec.structs.replace(record, unit=usable[-1].id)
        return record

    def _organisation(self, said: list[Said]) -> str | None:
        """A ministry or department that the clause itself names."""
        return next((hits[ORGANISATION][-1].id for hits in said if ORGANISATION in hits), None)

    def _sides(self, scope: Scope) -> list[Span]:
        """The two sides of the clause, the one with the label first."""
        return [scope.before, scope.after] if scope.label_before else [scope.after, scope.before]

    def _cell_label(self, words: list[Span]) -> str:
        """What cells with these raw spans say: that of a figure's row first, its nearest heading last."""
        return " | ".join(self.report.document.raw[start:end] for start, end in words)

    def _group_level(self, mention: Mention) -> str | None:
        """The level of the group of rows that a cell is in; a row of totals is over all of them."""
        place = mention.record.table
        if place is None:
            return None
        groups = self._levels[place.id]
        # The nearest row above whose label names a level heads the group.
        group = bisect_left(groups, (place.row,))
        if group == 0:
            return None
        label = self.cells.label(place)
        is_total = label is not None and after(label.text, self.catalogue.totals) is not None
        return ALL_LEVELS if is_total else groups[group - 1][1]

    def _dimensions(
        self, said: list[Said], above: Sequence[Heading], mention: Mention, head: FigureRecord | None
    ) -> dict[str, Any]:
        """Level, channel, timeliness and source system, the nearest words first."""
        own = said if mention.record.table else said[:1]
        found: dict[str, Any] = {}
        for name in DIMENSIONS:
            is_inherited = name in INHERITED_BY_PARTS
            # How dossiers came or were done is said on the label's side: what follows may be a part's label.
            value = _dimension(name, said if is_inherited else own)
            if value is None and is_inherited:
                value = getattr(head, name) if head is not None else self._heading(name, above)
            found[name] = value
        found["level"] = found["level"] or self._group_level(mention) or self._own_level()
        return found

    def _own_level(self) -> str | None:
        """The level of a unit that has only one: a commune, or a department of a province."""
        level = self.header.fields.get("issuer_level")
        if level == "xa" or (level == "tinh" and self.header.fields.get("issuer_parent")):
            return str(level)
        return None

    def _heading(self, name: str, above: Sequence[Heading]) -> str | None:
        """What the nearest heading that says anything of a dimension says."""
        if name not in self.hits.kinds:
            return None
        return _dimension(
            name, (self.hits.above((heading.start, heading.end)) for heading in reversed(above))
        )

    def _indicator(
        self,
        record: FigureRecord,
        said: list[Said],
        around: list[Span],
        scope: Scope,
        head: FigureRecord | None,
    ) -> str | None:
        """The catalogue's row whose phrase names the figure."""
        for hits in said:
            chosen = self._named(record, hits, around)
            if chosen is not None:
                return chosen
        if head is not None:
            return head.indicator
        if record.table is not None:
            return None
        if not self._speaks(scope):
            line_start = self.hits.within((scope.line[0], scope.before[0]))
            chosen = self._named(record, line_start, around)
            if chosen is not None:
                return chosen
        above = self.report.outline.above(scope.before[1])[-1:]
        named = (self._named(record, self.hits.above((h.start, h.end)), around) for h in above)
        return next(named, None)

    def _speaks(self, scope: Scope) -> bool:
        """Whether a figure's own clause has words of its own, beyond those that only introduce it."""
        start, end = scope.before
        if start > scope.line[0] and self.report.view.text[start - 1] not in SEPARATORS:
            return False  # the figure before stands inside this one's label: "ở 03 cấp chính quyền là 472"
        own = self.report.view.text[start:end]
        said = self.hits.within(scope.before)
        for hit in (hit for kind in self.catalogue.dimensions for hit in said.get(kind, ())):
            own = own[: hit.start - start] + " " * (hit.end - hit.start) + own[hit.end - start :]
        return says_something(self.scopes.trimmed(own))

    def _whole(self, own: str | None) -> str | None:
        """The denominator's indicator: never that of its numerator, or somebody would add them up."""
        part = self.records[-1] if self.records else None
        if part is None or part.kind != "numerator" or part.indicator is None:
            return own
        return self.rows[part.indicator].whole or None

    def _named(self, record: FigureRecord, said: Said, around: Sequence[Span]) -> str | None:
        """The row that the words of a stretch name; those `around` tell rows with the same words apart."""
        if INDICATOR not in said:
            return None
        excluded = {hit.id for hit in said.get(EXCLUDED, ())}
        fitting = [
            hit for hit in said[INDICATOR] if hit.id not in excluded and self._fits(record, self.rows[hit.id])
        ]
        fitting = self._in_context(fitting, around, self.catalogue.told if record.unit else frozenset())
        if len(fitting) < 2:  # noqa: PLR2004 - one hit is not told apart from others
            return fitting[0].id if fitting else None
        best = max(fitting, key=lambda hit: (hit.end - hit.start, hit.end))
        tied = {hit.id for hit in fitting if (hit.start, hit.end) == (best.start, best.end)}
        # Of rows that the same words name, one whose context stands there is meant; else none is guessed.
        sure = {name for name in tied if self.rows[name].context} or tied
        return sure.pop() if len(sure) == 1 else None

    def _fits(self, record: FigureRecord, row: Indicator) -> bool:
        if record.kind in {"delta", "blank"}:
            return False
        if record.kind == "rate" or row.unit == "%":
            return record.kind == "rate" and row.unit == "%"
        whole = record.kind != "count" or row.aggregation != "sum" or "." not in (record.value or "")
        return whole and (record.unit is None or record.unit == row.unit)

    def _in_context(self, hits: list[Hit], spans: Sequence[Span], told: frozenset[str]) -> list[Hit]:
        """Of rows that share a phrase, the one whose context stands nearest before, or in the cells."""
        needing = {hit.id for hit in hits if self.rows[hit.id].context and hit.id not in told}
        if not needing:
            return hits
        said = (hit for span in spans for hit in self.hits.within(span).get(CONTEXT, ()))
        contexts = [hit for hit in said if hit.id in needing]
        nearest = max(contexts, key=lambda hit: (hit.end, hit.end - hit.start), default=None)
        keep = nearest.id if nearest else None
        return [hit for hit in hits if hit.id not in needing or hit.id == keep]

    def _classified(self, mention: Mention, scope: Scope) -> Mention:
        """A figure of things counted by a classifier, "máy quét 03 chiếc", counts what its label names."""
        record = mention.record
        if record.unit not in self.catalogue.classifiers or record.table is not None:
            return mention
        named = _longest(self.hits.within(scope.before).get(UNIT, []))
        unit = named[-1].id if named else record.unit
        return mention._replace(record=msgspec.structs.replace(record, unit=unit))

    def _unit(self, record: FigureRecord, indicator: str | None, head: FigureRecord | None) -> dict[str, Any]:
        if record.unit is not None or record.unit_raw is not None:
            return {}
        if head is not None and head.unit is not None:
            return {"unit": head.unit}
        return {"unit": self.rows[indicator].unit} if indicator in self.rows else {}

    def _change(self, mention: Mention, index: int) -> dict[str, Any]:
        """A figure after a word of change is a difference; falling makes it negative.

        So is one of another kind of thing joined to it: "giảm 02 vụ, 03 người".
        """
        if mention.record.kind not in CHANGING:
            return {}
        change = self.changes.get(mention.first) or self._joined_change(mention, index)
        if change is None:
            return {}
        self.changes[mention.first] = change
        value = mention.record.value or "0"
        return {"kind": "delta", "value": f"-{value}" if change == "down" and value != "0" else value}

    def _joined_change(self, mention: Mention, index: int) -> str | None:
        """The change of the figure before, where this one is joined to it and counts something else."""
        change = self.changes.get(self.mentions[index - 1].first) if index else None
        if change is None:
            return None
        before, own = self.mentions[index - 1], mention.record
        if before.record.kind != "count" or own.kind != "count":
            return None
        if before.record.unit is None or before.record.unit == own.unit or not own.unit_raw:
            return None
        between = self.report.view.text[before.end : mention.start]
        return change if self.scopes.rules["joined"].fullmatch(between) else None


def _paired(records: list[FigureRecord], mentions: list[Mention], scopes: Scopes) -> list[FigureRecord]:
    """Bind numerator, denominator and the rate that follows them."""
    result = list(records)
    for index in range(len(result) - 1):
        if result[index].kind != "numerator" or result[index + 1].kind != "denominator":
            continue
        members = [index, index + 1]
        after_it = index + FRACTION
        if after_it < len(result) and result[after_it].kind == "rate":
            if scopes.share_of(after_it) == index:
                members.append(after_it)
        elif index and result[index - 1].kind == "rate":
            between = scopes.text[mentions[index - 1].end : mentions[index].start]
            if between.strip() == "(":  # "95,5% (1.200/1.250)"
                members.append(index - 1)
        ids = tuple(result[member].id for member in members)
        for member in members:
            result[member] = msgspec.structs.replace(
                result[member], pair=tuple(name for name in ids if name != result[member].id)
            )
    return result


def _dimension(name: str, said: Iterable[Said]) -> str | None:
    """The value of a dimension that the first of some stretches says which says any."""
    for hits in said:
        if name in hits:
            return _longest(hits[name])[-1].id
    return None


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits that lie in no other one, in order."""
    if len(hits) < 2:  # noqa: PLR2004 - one hit has none to lie in
        return hits
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
