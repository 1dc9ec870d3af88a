"""Figures made whole: what each measures, at which level, by which channel, for whom and for when.

Each dimension is taken from the nearest words that govern the number: its own clause, else the total whose
part it is, else the lead-in and headings above, else the header. What the words do not say stays null.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from extractor.finders.figures import Mention
from extractor.finders.header import Header
from extractor.finders.passages import is_ahead
from extractor.nlp.hits import ORGANISATION, UNIT, Hits, Said
from extractor.outline import Heading
from extractor.parts import TableCell
from extractor.records import FigureRecord
from extractor.report import Report
from extractor.resolve import siblings
from extractor.resolve.breakdowns import FRACTION
from extractor.resolve.catalogue import catalogue_of
from extractor.resolve.cells import Cells
from extractor.resolve.fields import Fields
from extractor.resolve.indicators import ZERO, Around, Indicators
from extractor.resolve.levels import Levels, first, longest
from extractor.resolve.periods import Periods
from extractor.resolve.scopes import Scope, Scopes, Span
from extractor.resolve.sourced import EARLIER, REPORT, SENTENCE, TARGET, TEXT, TOTAL, Sourced
from extractor.text.words import after, says_something

UNDERSTOOD, CHANGED, ASIDE = 0.98, 0.94, 0.9
"""How often a value is right whose unit its context gives, that is a change, that stands aside."""

_ITEM = re.compile(r"\(\d\)")

OWN = ("channel", "timeliness")
"""How dossiers came or were done is said on the label's side: what follows may be a part's label."""

TARGETED = 160
"""How far before a figure the words may begin that make it a target, or a value of before."""

SYSTEM = "source_system"
ADDED = frozenset({"count", "money", "measure", "rate"})
"""Kinds of figures whose rows are parts of a row of totals; a rate is that of a part."""

CHANGING = frozenset({"count", "rate", "money", "measure", "delta"})


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
    groups = [
        *siblings.of_text(resolver.records),
        *siblings.of_tables(resolver.records, report.tables),
        *siblings.of_rows(resolver.records),
    ]
    records = siblings.consistent(resolver.records, resolver.could_be, groups, report.patterns)
    records = _rows_joined(resolver.levels.completed(records), resolver.levels)
    return _paired(records, mentions, resolver.scopes)


def _rows_joined(records: list[FigureRecord], levels: Levels) -> list[FigureRecord]:
    """The figures, those in rows of a table that are parts of another row joined to that row's."""
    cells = {(r.table.id, r.table.row, r.table.col): r for r in records if r.table}
    joined = []
    for record in records:
        place = record.table
        row = levels.total_row(place) if place and record.kind in ADDED else None
        total = cells.get((place.id, row, place.col)) if place and row is not None else None
        is_part = total is not None and (total.kind, total.unit) == (record.kind, record.unit)
        joined.append(msgspec.structs.replace(record, part_of=total.id) if total and is_part else record)
    return joined


class _Words(NamedTuple):
    """What speaks of a figure: `said` the hits of its words, nearest first, `of_level` those for its level.

    `spans` are the stretches of its words, `line` is where its line begins, `total` the number of its total.
    """

    mention: Mention
    scope: Scope
    spans: list[Span]
    said: list[Said]
    of_level: list[Said]
    label: str | None
    line: int
    total: int | None


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
        self.cells = Cells(report)
        self.fields = Fields(report)
        self.levels = Levels(report, hits, self.cells, self.scopes, header)
        self.indicators = Indicators(report, hits, self.scopes)
        self.records: list[FigureRecord] = []
        self.asked: list[tuple[FigureRecord, list[Said]]] = []
        self._targets: dict[tuple[str, int], bool] = {}
        self._ahead: dict[int | None, bool] = {}

    def _words(self, index: int) -> _Words:
        """The words that speak of a figure: in its cells, or on both sides of it in its clause."""
        mention = self.mentions[index]
        place, item = mention.record.table, None
        cells = self.cells.words(place) if place else []
        if place and cells and not self.cells.is_note(place):
            scope, spans = self.scopes.of_cell(index), self.cells.spans(place)
            said = [self.hits.above(span) for span in spans]
            label: str | None = self._cell_label(cells)
        else:
            scope = self.scopes.of(index)
            label, spans = self.scopes.label(index, scope), self._sides(scope)
            is_told = self.report.view.text[slice(*scope.before)].rstrip().endswith(":")
            if mention.record.kind == ZERO and not is_told:
                spans = [scope.after, scope.before]  # "tất cả trong hạn, không có hồ sơ quá hạn"
            # "64 TTHC sửa đổi, bổ sung và 11": a phrase may go on where the next label might begin.
            said = [
                self.hits.within(self.hits.reach(span, scope.until)) for span in self._apart(spans, scope)
            ]
            item = self.scopes.items.get(index)
            if item is not None:
                label, said = self.report.view.text[slice(*item)], [self.hits.within(item), *said]
            mention = self._classified(mention, scope)
        line, total = scope.line[0], scope.head
        numerator = self.scopes.share_of(index)
        if numerator is not None:
            scope = self.scopes.of(numerator)
            spans = [spans[0], self._sides(scope)[0]]
            said = [said[0], self.hits.within(spans[1])]
            total = scope.head if total is None else total
        of_level = said if item is None else said[:1]
        return _Words(mention, scope, spans, said, of_level, label, line, total)

    def _apart(self, spans: list[Span], scope: Scope) -> list[Span]:
        """The sides of a clause, what only heads it last: "Thanh toán trực tuyến: có 2.614 hồ sơ có phí"."""
        start, end = scope.before
        colon = self.report.view.text.rfind(":", start, end)
        if spans[0] != scope.before or colon < 0 or not self._says((colon + 1, end)):
            return spans
        return [(colon + 1, end), scope.after, (start, colon)]

    def take(self, index: int) -> None:
        """Resolve one figure and keep it."""
        words = self._words(index)
        mention, scope, said = words.mention, words.scope, words.said
        place = mention.record.table
        head = self.records[words.total] if words.total is not None else None
        above = self.report.outline.above(mention.start)
        level = self.levels.of(mention, scope, words.of_level, above, head)
        indicator = self._indicator(index, words, above, head)
        columns = self.cells.heading_spans(place) if place else ()
        period, days = self.periods.of((words.line, mention.start), mention.last, head, columns, above)
        body = self._organisation(said)
        sources = {"indicator": indicator, "level": level, "period": period, "org": body}
        if self._is_target(mention) or self._is_ahead(above):
            sources[TARGET] = Sourced(TARGET, TEXT)
        if self._is_earlier(mention):
            sources[EARLIER] = Sourced(EARLIER, TEXT)
        fields: dict[str, Any] = {
            "label": words.label,
            "level": level.value,
            "indicator": indicator.value,
            "org": body.value,
            "field": self.fields.of(mention.start, mention.end),
            "sentence": self.report.sentence(mention.start),
            "basis": {name: told.source for name, told in sources.items() if told.value and told.source},
            **self._dimensions(said, above, mention, head),
            **self._unit(mention, indicator.value, head),
            **self._change(mention, index),
            **days,
        }
        if mention.record.unit in self.catalogue.asides:
            fields["confidence"] = ASIDE
        if head is not None and head.kind != "rate" and fields.get("kind", mention.record.kind) != "delta":
            fields["part_of"] = head.id
        self.records.append(msgspec.structs.replace(mention.record, **fields))

    def _indicator(
        self, index: int, words: _Words, above: Sequence[Heading], head: FigureRecord | None
    ) -> Sourced:
        """The row that a figure is a value of: by its words, else by the figures that it belongs to."""
        mention, scope, said = words.mention, words.scope, words.said
        around = self._around(words, above)
        place = mention.record.table
        label = self.cells.label_span(place) if place else scope.line
        counted = self.indicators.counted(mention, scope, said, label, above, head, self.records[-1:])
        self.asked.append((counted, said))
        indicator = self.indicators.of(counted, said, around, scope, head)
        if mention.record.kind == ZERO and indicator.source in {SENTENCE, TOTAL} and self._says(scope.after):
            indicator = Sourced()  # what is not there has a name of its own
        if mention.record.kind == "denominator":
            part = self.records[-1] if self.records else None
            indicator = indicator._replace(value=self.indicators.whole(indicator.value, part))
        if self.scopes.is_whole(index):
            behind = self.hits.within(scope.after)
            indicator = self.indicators.whole_of(counted, self.records[-1], behind, around)
        share = self.scopes.shared(index)
        if share is None:
            return indicator
        whole = self.records[share].part_of
        beside = [one.indicator for one in self.records if whole is not None and one.part_of == whole]
        sides = [self.hits.within(span) for span in self._sides(self.scopes.of(share))]
        named = self.indicators.named(counted, sides, around)
        return self.indicators.of_share(self.records[share], beside, indicator, named)

    def could_be(self, index: int) -> frozenset[str]:
        """The rows that the own words of a figure name, whatever their context."""
        return self.indicators.could_be(*self.asked[index])

    def _around(self, words: _Words, above: Sequence[Heading]) -> Around:
        """The stretches that tell apart rows with the words of a figure."""
        place, scope = words.mention.record.table, words.scope
        if place:
            return Around([self.cells.caption(place), *words.spans])
        headed = [(heading.start, heading.end) for heading in above]
        return Around([*headed, (scope.line[0], scope.before[1])], [scope.after])

    def _says(self, span: Span) -> bool:
        return says_something(self.report.view.text[slice(*span)])

    def _is_target(self, mention: Mention) -> bool:
        """Whether a figure is what has to be reached: "(tỉnh giao 90%)"."""
        place = mention.record.table
        if place is not None and self._is_of_targets(place):
            return True
        line, _ = self.report.sentences.line(mention.start)
        start = max(line, mention.first - TARGETED)
        return self.scopes.clauses["target"].before(self.report.view.places, start, mention.first) is not None

    def _is_ahead(self, above: Sequence[Heading]) -> bool:
        """Whether the headings above say that what follows is asked for or planned."""
        nearest = above[-1].start if above else None
        if nearest not in self._ahead:
            self._ahead[nearest] = is_ahead(above, self.report.patterns)
        return self._ahead[nearest]

    def _is_earlier(self, mention: Mention) -> bool:
        """Whether a figure of a sentence is one of before: "tăng từ 83% lên 88%", "tháng trước là 94%"."""
        if mention.record.table is not None:
            return False
        start = max(0, mention.first - TARGETED)
        return (
            self.scopes.clauses["earlier"].before(self.report.view.places, start, mention.first) is not None
        )

    def _is_of_targets(self, place: TableCell) -> bool:
        """Whether the headings of a cell's column say that it holds what has to be reached."""
        column = place.id, place.col
        if column not in self._targets:
            heading, text = self.scopes.rules["target_heading"], self.report.view.text
            spans = self.cells.heading_spans(place)
            self._targets[column] = any(heading.search(text[slice(*span)]) for span in spans)
        return self._targets[column]

    def _organisation(self, said: list[Said]) -> Sourced:
        """A ministry or department that the clause itself names, else the issuer."""
        text, aside = self.report.view.text, self.scopes.rules["not_subject"]
        bodies = [hit for hits in said for hit in reversed(hits.get(ORGANISATION, []))]
        named = next((hit.id for hit in bodies if not aside.match(text, 0, hit.start)), None)
        return Sourced(named, TEXT) if named else Sourced(self.header.fields.get("issuer"), REPORT)

    def _sides(self, scope: Scope) -> list[Span]:
        """The two sides of the clause, the one with the label first.

        "Tổng số 41 hồ sơ quá hạn" has it behind the number.
        """
        label_before = scope.label_before and after(scope.own, self.catalogue.totals) != ""
        return [scope.before, scope.after] if label_before else [scope.after, scope.before]

    def _cell_label(self, words: list[Span]) -> str:
        """What cells with these raw spans say: that of a figure's row first, its nearest heading last."""
        return " | ".join(self.report.document.raw[start:end] for start, end in words)

    def _dimensions(
        self, said: list[Said], above: Sequence[Heading], mention: Mention, head: FigureRecord | None
    ) -> dict[str, Any]:
        """Channel, timeliness and source system, the nearest words first."""
        own = said if mention.record.table else said[:1]
        found: dict[str, Any] = {name: first(name, own) for name in OWN}
        system = first(SYSTEM, said)
        if system is None:
            system = head.source_system if head is not None else self._heading(SYSTEM, above)
        return {**found, SYSTEM: system}

    def _heading(self, name: str, above: Sequence[Heading]) -> str | None:
        """What the nearest heading that says anything of a dimension says."""
        if name not in self.hits.kinds:
            return None
        return first(name, [self.hits.above((heading.start, heading.end)) for heading in reversed(above)])

    def _classified(self, mention: Mention, scope: Scope) -> Mention:
        """A figure of things counted by a classifier, "máy quét 03 chiếc", counts what its label names.

        The words of an indicator, "13 mới", are no unit.
        """
        record = mention.record
        if record.unit is None and (record.unit_raw or "").lower() in self.catalogue.phrases:
            return mention._replace(record=msgspec.structs.replace(record, unit_raw=None))
        if record.unit not in self.catalogue.classifiers or record.table is not None:
            return mention
        named = longest(self.hits.within(scope.before).get(UNIT, []))
        unit = named[-1].id if named else record.unit
        return mention._replace(record=msgspec.structs.replace(record, unit=unit))

    def _unit(self, mention: Mention, indicator: str | None, head: FigureRecord | None) -> dict[str, Any]:
        record, text = mention.record, self.report.view.text
        if record.unit is not None or record.unit_raw is not None:
            return {}
        rows = self.catalogue.rows
        # "91,79% (246/268)": what a rate is of is no rate.
        unit = rows[indicator].unit if indicator is not None and indicator in rows else None
        unit = unit or (head.unit if head is not None and head.kind != "rate" else None)
        if not unit:
            return {}
        # "do lỗi đồng bộ dữ liệu (1); do trích đo (2)" may number items; counts are printed as "(01)".
        may_number = _ITEM.fullmatch(text, max(0, mention.start - 1), mention.end + 1) is not None
        return {"unit": unit, "confidence": max(record.confidence, 0 if may_number else UNDERSTOOD)}

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
        value = f"-{value}" if change == "down" and value != "0" else value
        return {"kind": "delta", "value": value, "confidence": min(mention.record.confidence, CHANGED)}

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
