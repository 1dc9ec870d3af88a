"""The catalogue's row that a figure is a value of, chosen by the words around it.

The figure's own clause comes first, then the total whose part it is, then the beginning of its line and its
nearest heading. Rows that share a phrase are told apart by their context; of equals none is chosen.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import msgspec

from extractor.finders.figures import Mention
from extractor.nlp.hits import CONTEXT, EXCLUDED, INDICATOR, UNIT, Hit, Hits, Said
from extractor.outline import Heading
from extractor.records import FigureRecord
from extractor.report import Report
from extractor.resolve.catalogue import catalogue_of
from extractor.resolve.levels import longest
from extractor.resolve.scopes import Scope, Scopes, Span
from extractor.resolve.sourced import HEADING, SENTENCE, TEXT, TOTAL, Sourced
from extractor.text.words import says_something

SEPARATORS = " ,;.:\n"
UNIT_LENGTH = 10
"""How long a unit that begins a label may be, `hồ sơ`, `TTHC`; what stands behind is none of it."""

ZERO = "zero_stated"
"""The kind of "không có" and "chưa phát sinh": a zero in words."""


class Around(NamedTuple):
    """The stretches that tell rows with the same words apart; those `behind` where none before does."""

    before: Sequence[Span]
    behind: Sequence[Span] = ()


class Indicators:
    """The indicators of the figures of a report."""

    def __init__(self, report: Report, hits: Hits, scopes: Scopes) -> None:
        self.report, self.hits, self.scopes = report, hits, scopes
        self.catalogue = catalogue_of(report.patterns)
        self.rows = self.catalogue.rows

    def of(
        self,
        record: FigureRecord,
        said: list[Said],
        around: Around,
        scope: Scope,
        head: FigureRecord | None,
    ) -> Sourced:
        """The row of a figure with the unit that it counts; `said` is of its own words, the nearest first."""
        own = self.named(record, said, around) or self._joined(record, scope)
        whole = head.indicator if head is not None else None
        if whole is not None and not self._fits(record, whole):
            whole = None
        if own is not None:
            # A part is no wider than its total: "trực tuyến 1.022 (cấp huyện tiếp nhận 271)".
            is_wider = whole in self.catalogue.narrower.get(own, ())
            return Sourced(whole, TOTAL) if is_wider else Sourced(own, TEXT)
        if record.table is not None:
            return Sourced(whole, TOTAL)
        speaks = self._speaks(scope)
        is_below = head is not None and self.report.view.at(head.end or 0) < scope.line[0]
        if not speaks and (head is None or is_below):
            sentence, _ = self.report.sentences.around(scope.before[1])
            line_start = self.hits.within((max(scope.line[0], sentence), scope.before[0]))
            chosen = self._named(record, line_start, around)
            if chosen is not None:
                return Sourced(chosen, SENTENCE)
        if head is not None:
            return Sourced(whole, TOTAL)
        above = self.report.outline.above(scope.before[1])[-1:]
        # Words of its own that name nothing are another matter than the heading's, not so below a lead-in.
        meant = (h for h in above if not speaks or h.text.endswith(":"))
        named = (self._named(record, self.hits.above((h.start, h.end)), around) for h in meant)
        return Sourced(next(named, None), HEADING)

    def could_be(self, record: FigureRecord, said: list[Said]) -> frozenset[str]:
        """All rows that a figure's own words may name, the nearest first, whatever the context asks for."""
        for hits in said:
            excluded = {hit.id for hit in hits.get(EXCLUDED, ())}
            fitting = [
                h for h in hits.get(INDICATOR, ()) if h.id not in excluded and self._fits(record, h.id)
            ]
            if fitting:
                best = max(fitting, key=lambda hit: (hit.end - hit.start, hit.end))
                return frozenset(h.id for h in fitting if (h.start, h.end) == (best.start, best.end))
        return frozenset()

    def named(self, record: FigureRecord, said: Sequence[Said], around: Around) -> str | None:
        """The row that the first of some stretches names which names any."""
        return next(filter(None, (self._named(record, hits, around) for hits in said)), None)

    def of_share(
        self, part: FigureRecord, beside: Collection[str | None], guessed: Sourced, named: str | None
    ) -> Sourced:
        """The row of a rate that is the share of a figure: "trực tuyến 1.945 hồ sơ, đạt 94,28%".

        `beside` are the rows of the other parts of the figure's total, `named` is the rate that the words of
        the figure name. What is `guessed` of the words around stays where the rate's own words say it, or
        where nobody knows what the figure is.
        """
        name = part.indicator
        if guessed.source == TEXT or name is None:
            return guessed
        if part.basis.get("indicator") == TOTAL:
            return Sourced(named, TEXT) if named else guessed if guessed.source == TOTAL else Sourced()
        rates = [rate for rate, ways in self.catalogue.rates.items() if (name,) in ways]
        if len(rates) == 1:
            return Sourced(rates[0], TEXT)
        ways = self.catalogue.rates.get(guessed.value or "", frozenset())
        is_one_of_several = any(name in way and not {*way}.isdisjoint({*beside} - {name}) for way in ways)
        return Sourced() if is_one_of_several else guessed

    def whole_of(self, record: FigureRecord, part: FigureRecord, behind: Said, around: Around) -> Sourced:
        """The row of a count that another is a part of: "61 hồ sơ thanh toán trực tuyến trên 98 hồ sơ"."""
        own = self._named(record, behind, around)
        whole = self.rows[part.indicator].whole if part.indicator else ""
        return Sourced(own or whole or None, TEXT)

    def whole(self, own: str | None, part: FigureRecord | None) -> str | None:
        """A denominator's row: never that of its numerator, or somebody would add them up."""
        if part is None or part.kind != "numerator":
            return own
        return (self.rows[part.indicator].whole or None) if part.indicator else None

    def counted(
        self,
        mention: Mention,
        scope: Scope,
        said: list[Said],
        label: Span,
        above: Sequence[Heading],
        head: FigureRecord | None,
        before: Sequence[FigureRecord],
    ) -> FigureRecord:
        """The figure with the unit that it most likely counts, for choosing the indicator only.

        "Số từ kỳ trước chuyển qua: 21" counts what its total counts, else what was counted last before it;
        "06 quyết định, trong đó TTHC mới ban hành 14, bãi bỏ 09" names what the parts count. In a table the
        `label` of the row may begin with it. `before` is the figure before; what a heading counts is only a
        guess, which the figure's own words may deny.
        """
        record = mention.record
        if record.unit is not None or record.unit_raw is not None:
            return record
        if record.table is not None:
            start, end = label
            units = self._counted_in((start, min(start + UNIT_LENGTH, end)))
            return msgspec.structs.replace(record, unit=next(iter(units), None))
        if head is not None and head.unit is not None:
            joined = [one.unit for one in before if one.part_of == head.id and one.unit]
            unit = next(iter([*self._counted_in(self._first_words(scope)), *joined]), head.unit)
            return msgspec.structs.replace(record, unit=unit)
        if units := self._counted_in((scope.line[0], mention.start)):
            return msgspec.structs.replace(record, unit=units[0])
        counts = (units for h in reversed(above) if (units := self._counted_in((h.start, h.end))))
        guess = msgspec.structs.replace(record, unit=next(counts, [None])[0])
        return guess if self.could_be(guess, said) else record

    def _first_words(self, scope: Scope) -> Span:
        """The stretch that a figure's label begins with, as long as a unit may be."""
        start = self.report.view.text.find(scope.own[:1], *scope.before) if scope.own else scope.before[0]
        return start, min(start + UNIT_LENGTH, scope.before[1])

    def _counted_in(self, span: Span) -> list[str]:
        """The units in a stretch that indicators count, the last first."""
        units = longest(self.hits.within(span).get(UNIT, []))
        return [hit.id for hit in reversed(units) if hit.id in self.catalogue.units]

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

    def _named(self, record: FigureRecord, said: Said, around: Around) -> str | None:
        """The row that the words of a stretch name; those `around` tell rows with the same words apart."""
        if INDICATOR not in said:
            return None
        excluded = {hit.id for hit in said.get(EXCLUDED, ())}
        fitting = [hit for hit in said[INDICATOR] if hit.id not in excluded and self._fits(record, hit.id)]
        fitting = self._in_context(fitting, around, self.catalogue.told if record.unit else frozenset())
        if len(fitting) < 2:  # noqa: PLR2004 - one hit is not told apart from others
            return fitting[0].id if fitting else None
        fitting = self._after_comma(self._of_side(record, fitting))
        # "không có hồ sơ giải quyết quá hạn": what there is none of is named last.
        is_zero = record.kind == ZERO
        longest_hit = max(fitting, key=lambda hit: (is_zero * hit.end, hit.end - hit.start, hit.end))
        best = self._narrowest(longest_hit, fitting)
        tied = {hit.id for hit in fitting if (hit.start, hit.end) == (best.start, best.end)}
        # Of rows that the same words name, one whose context stands there is meant; else none is guessed.
        sure = {name for name in tied if self.rows[name].context} or tied
        return sure.pop() if len(sure) == 1 else None

    def _joined(self, record: FigureRecord, scope: Scope) -> str | None:
        """The row whose words stand on both sides of the number: "tổng số 1.947 TTHC"."""
        names = self.catalogue.phrases.get(f"{scope.own} {record.unit_raw}".lower(), ())
        return next((name for name in names if self._fits(record, name)), None)

    def _narrowest(self, hit: Hit, hits: list[Hit]) -> Hit:
        """The hit behind one that names a part of it: "đã giải quyết đúng hạn"."""
        for other in hits:
            if other.start >= hit.end and other.id in self.catalogue.narrower.get(hit.id, ()):
                return other
        return hit

    def _after_comma(self, hits: list[Hit]) -> list[Hit]:
        """The hits behind the last comma between them: "thanh toán trực tuyến tăng mạnh, đã số hóa 30".

        Words before a colon stay: they are what the line is about.
        """
        text, last = self.report.view.text, max(hits, key=lambda hit: hit.end)
        first = min(hit.end for hit in hits)
        comma = text.rfind(", ", first, last.start)
        if comma < 0 or ":" in text[first:comma]:
            return hits
        return [hit for hit in hits if hit.start > comma]

    def _of_side(self, record: FigureRecord, hits: list[Hit]) -> list[Hit]:
        """The hits before the stroke for a numerator: "Hồ sơ trực tuyến/hồ sơ tiếp nhận mới: 2.371/2.799"."""
        first = min(hit.end for hit in hits)
        stroke = self.report.view.text.find("/", first, max(hit.start for hit in hits))
        return (
            [hit for hit in hits if hit.start < stroke] if record.kind == "numerator" and stroke > 0 else hits
        )

    def _in_context(self, hits: list[Hit], around: Around, told: frozenset[str]) -> list[Hit]:
        """Of rows that share a phrase, those whose context stands nearest before, in the cells, or behind."""
        needing = {hit.id for hit in hits if self.rows[hit.id].context and hit.id not in told}
        if not needing:
            return hits
        contexts: list[Hit] = []
        for spans in (around.before, around.behind):
            said = (hit for span in spans for hit in self.hits.above(span).get(CONTEXT, ()))
            contexts = contexts or [hit for hit in said if hit.id in needing]
        nearest = max(contexts, key=lambda hit: (hit.end, hit.end - hit.start), default=None)
        span = (nearest.start, nearest.end) if nearest else None
        keep = {hit.id for hit in contexts if (hit.start, hit.end) == span}
        return [hit for hit in hits if hit.id not in needing or hit.id in keep]

    def _fits(self, record: FigureRecord, name: str) -> bool:
        """Whether a figure may be a value of a row by its kind and unit."""
        row = self.rows[name]
        if record.kind == "delta" or (record.unit_raw or "").lower() in map(str.lower, row.excludes):
            return False
        if record.kind == "rate" or row.unit == "%":
            return record.kind == "rate" and row.unit == "%"
        if record.unit is None and record.unit_raw:
            return False  # what is counted is printed, and no list knows it
        whole = record.kind != "count" or row.aggregation != "sum" or "." not in (record.value or "")
        # "bình quân mỗi ngày 71 hồ sơ": what is counted for each of something is printed without it.
        counted = row.unit.partition("/")[0]
        return whole and not {row.unit, counted}.isdisjoint(
            {record.unit or row.unit, self.catalogue.alike.get(record.unit or "")}
        )
