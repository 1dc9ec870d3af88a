"""The words that belong to a figure: its own clause, the total that it is a part of, the headings above.

All offsets are of the view.
"""

from bisect import bisect_left
from typing import NamedTuple

from extractor.finders.figures import Mention
from extractor.records import FigureRecord
from extractor.report import Report

Span = tuple[int, int]


class Scope(NamedTuple):
    """Where the words stand that say what a figure measures.

    `before` and `after` are its own clause on both sides of the number; `first` is the side on which its
    label stands; `head` is the index of the figure whose breakdown it is part of.
    """

    before: Span
    after: Span
    label_before: bool
    line: Span
    head: int | None


class Scopes:
    """The scopes of all figures of a report, in the order of the mentions."""

    def __init__(self, report: Report, mentions: list[Mention]) -> None:
        self.report = report
        self.text = report.view.text
        self.mentions = mentions
        self.rules = {rule.value: rule.compiled for rule in report.patterns.rules("clauses")}
        self._starts = [mention.start for mention in mentions]
        self._heads = self._breakdowns()

    def of(self, index: int) -> Scope:
        """The scope of one figure."""
        mention = self.mentions[index]
        line = self.report.sentences.line(mention.start)
        before = self._before(mention, line)
        after = self._after(mention, line)
        introduced = self.rules["introduces"].search(self.text, *before) is not None
        has_words = any(char.isalpha() for char in self.text[slice(*before)])
        return Scope(before, after, introduced or has_words, line, self._heads.get(index))

    def label(self, index: int) -> str | None:
        """What the report itself calls the figure."""
        scope = self.of(index)
        for span in (scope.before, scope.after) if scope.label_before else (scope.after, scope.before):
            label = self._trimmed(self.text[slice(*span)])
            if sum(char.isalpha() for char in label) > 1:
                return label
        above = self.report.outline.above(self.mentions[index].start)
        return self._trimmed(above[-1].text) if above else None

    def _trimmed(self, text: str) -> str:
        opening = self.rules["opening"].match(text)
        text = text[opening.end() :] if opening else text
        closing = self.rules["closing"].search(text)
        return " ".join((text[: closing.start()] if closing else text).split())

    def _before(self, mention: Mention, line: Span) -> Span:
        """From the figure before, or the last stop, to the number."""
        start = line[0]
        index = bisect_left(self._starts, mention.start)
        while index and self.mentions[index - 1].end > mention.start:
            index -= 1
        if index and self.mentions[index - 1].end >= start:
            start = self.mentions[index - 1].end
        stops = [found.end() for found in self.rules["stop"].finditer(self.text, start, mention.start)]
        return (stops[-1] if stops else start), mention.start

    def _after(self, mention: Mention, line: Span) -> Span:
        """From the number to the next stop or figure."""
        end = line[1]
        index = bisect_left(self._starts, mention.end)
        if index < len(self.mentions):
            end = min(end, self.mentions[index].start)
        stop = self.rules["stop"].search(self.text, mention.end, end)
        return mention.end, stop.start() if stop else max(mention.end, end)

    def _breakdowns(self) -> dict[int, int]:
        """For each part of a breakdown the index of its total."""
        heads: dict[int, int] = {}
        lines: dict[Span, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            if mention.record.table is None:
                lines.setdefault(self.report.sentences.line(mention.start), []).append(index)
        for members in lines.values():
            self._line(members, heads)
        return heads

    def _line(self, members: list[int], heads: dict[int, int]) -> None:
        """Walk the figures of one line: a parenthesis or "trong đó" opens the parts of the figure before."""
        open_heads: list[tuple[int, int]] = []
        previous: int | None = None
        for index in members:
            mention = self.mentions[index]
            if previous is not None:
                between = self.text[self.mentions[previous].end : mention.start]
                self._close(open_heads, between)
                opened = self.rules["breakdown"].search(between)
                if opened and _countable(self.mentions[previous].record):
                    depth = 1 if opened[0] == "(" else 0
                    open_heads.append((previous, depth))
            if open_heads and mention.record.kind in {"count", "rate", "money", "measure", "numerator"}:
                head = open_heads[-1][0]
                if _same_unit(self.mentions[head].record, mention.record):
                    heads[index] = head
            previous = index

    def _close(self, open_heads: list[tuple[int, int]], between: str) -> None:
        """A closing parenthesis ends its parts; the end of a sentence ends all."""
        for _ in range(between.count(")")):
            if open_heads and open_heads[-1][1]:
                open_heads.pop()
        if ". " in between:
            open_heads.clear()


def _countable(record: FigureRecord) -> bool:
    return record.kind in {"count", "rate", "money", "measure", "denominator"}


def _same_unit(total: FigureRecord, part: FigureRecord) -> bool:
    return part.unit is None or total.unit is None or part.unit == total.unit
