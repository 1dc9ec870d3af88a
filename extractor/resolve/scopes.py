"""The words that belong to a figure: its own clause, the total that it is a part of, the headings above.

All offsets are of the view.
"""

from bisect import bisect_left
from typing import NamedTuple

from extractor.finders.figures import Mention
from extractor.records import FigureRecord
from extractor.report import Report
from extractor.resolve.catalogue import catalogue_of
from extractor.text.words import says_something

Span = tuple[int, int]

FRACTION = 2
"""How many figures a fraction gives."""

RATE_WITHIN = 60
"""How far after its fraction a rate may stand, in code points of the view."""

LINE_WITHIN = 4000
"""How far before a figure the words of its line may stand."""


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
        asides = catalogue_of(report.patterns).asides
        self._others = [mention for mention in mentions if mention.record.unit not in asides]
        self._starts = [mention.start for mention in self._others]
        self._heads = self._breakdowns()

    def of_cell(self, index: int) -> Scope:
        """The scope of a figure whose words stand in other cells: the number alone."""
        start, end = self.mentions[index].start, self.mentions[index].end
        line = self._line(start)
        return Scope((start, start), (end, end), label_before=True, line=line, head=None)

    def of(self, index: int) -> Scope:
        """The scope of a figure in a sentence."""
        mention = self.mentions[index]
        line = self._line(mention.start)
        before = self._before(mention, line)
        after = self._after(mention, line)
        label_before = (
            any(map(str.isalpha, self.text[slice(*before)]))
            or self.rules["introduces"].search(self.text, *before) is not None
        )
        return Scope(before, after, label_before, line, self._heads.get(index))

    def _line(self, position: int) -> Span:
        """The line of a figure; of a very long one only what stands near before it."""
        start, end = self.report.sentences.line(position)
        return max(start, position - LINE_WITHIN), end

    def share_of(self, index: int) -> int | None:
        """For a rate that follows its fraction the index of the numerator."""
        if index < FRACTION or self.mentions[index].record.kind != "rate":
            return None
        if self.mentions[index - 1].record.kind != "denominator":
            return None
        between = self.text[self.mentions[index - 1].end : self.mentions[index].start]
        follows = len(between) <= RATE_WITHIN and self.rules["share"].match(between)
        return index - FRACTION if follows else None

    def label(self, index: int, scope: Scope) -> str | None:
        """What the report itself calls a figure with this scope."""
        for span in (scope.before, scope.after) if scope.label_before else (scope.after, scope.before):
            label = self.trimmed(self.text[slice(*span)])
            if says_something(label):
                return label
        above = self.report.outline.above(self.mentions[index].start)
        return self.trimmed(above[-1].text) if above else None

    def trimmed(self, text: str) -> str:
        """The text without the words around a label that do not belong to it."""
        opening = self.rules["opening"].match(text)
        text = text[opening.end() :] if opening else text
        closing = self.rules["closing"].search(text)
        return " ".join((text[: closing.start()] if closing else text).split())

    def _before(self, mention: Mention, line: Span) -> Span:
        """From the figure before, or the last stop, to the number."""
        start, tail = line[0], 0
        index = bisect_left(self._starts, mention.start)
        while index and self._others[index - 1].end > mention.start:
            index -= 1
        if index and self._others[index - 1].end >= start:
            start = self._others[index - 1].end
            tail = self.text.find(", ", start, mention.start) + 1
        # A stop may look at the number itself, so the number is shown to it.
        found = self.rules["stop"].finditer(self.text, start, mention.start + 1)
        stops = [stop.end() for stop in found if stop.end() <= mention.start]
        # Up to the first comma, or to an opening parenthesis, the words go with the figure before.
        start = stops[-1] if stops else max(start, tail)
        opened = self.text.rfind("(", start, mention.start)
        is_open = opened >= 0 and self.text.find(")", opened, mention.start) < 0
        return (opened + 1 if is_open and index else start), mention.start

    def _after(self, mention: Mention, line: Span) -> Span:
        """From the number, its unit included, to the next stop, or to where the next figure's words begin."""
        start, end = mention.end, line[1]
        if mention.last < start:
            spelled = self.rules["spelled"].match(self.text[mention.last : start])
            start = mention.last + (spelled.end() if spelled else 0)
        index = bisect_left(self._starts, mention.end)
        if index < len(self._others) and self._others[index].start < end:
            end = self._others[index].start
            own = self.rules["own_end"].search(self.text, mention.end, end)
            end = own.start() if own else end
        stop = self.rules["stop"].search(self.text, mention.end, end)
        end = stop.start() if stop else max(mention.end, end)
        colon = self.text.find(":", mention.end, end)
        return start, end if colon < 0 else colon

    def _breakdowns(self) -> dict[int, int]:
        """For each part of a breakdown the index of its total."""
        heads: dict[int, int] = {}
        lines: dict[Span, list[int]] = {}
        for index, mention in enumerate(self.mentions):
            if mention.record.table is None and mention in self._others:
                lines.setdefault(self.report.sentences.line(mention.start), []).append(index)
        for members in lines.values():
            self._parts(members, heads)
        self._below(lines, heads)
        return heads

    def _below(self, lines: dict[Span, list[int]], heads: dict[int, int]) -> None:
        """The figures of the lines below one that ends with "trong đó:" are parts of that line's total."""
        totals: list[int] = []
        end = 0
        for line, members in lines.items():
            if self.text[end : line[0]].strip():
                totals = []  # a line without figures stands between
            for index in members:
                kind = self.mentions[index].record.kind
                alike = [total for total in totals if self.mentions[total].record.kind == kind]
                if index not in heads and alike:
                    total = alike[-1]
                    if _same_unit(self.mentions[total].record, self.mentions[index].record):
                        heads[index] = total
            end = line[1]
            if self.rules["leads"].search(self.text, self.mentions[members[-1]].end, end):
                totals = [_root(index, heads) for index in members]

    def _parts(self, members: list[int], heads: dict[int, int]) -> None:
        """Walk the figures of one line: a parenthesis or "trong đó" opens the parts of the figure before."""
        open_heads: list[tuple[int, int]] = []
        previous: int | None = None
        side_by_side = 0
        for index in members:
            mention = self.mentions[index]
            if previous is not None:
                between = self._between(self.mentions[previous].end, mention.start)
                closed = self._close(open_heads, between)
                if ";" in between:
                    # Parts that commas divide end at a semicolon; parts that semicolons divide do not.
                    if side_by_side > 1 and open_heads and not open_heads[-1][1]:
                        open_heads.pop()
                    side_by_side = 0
                opened = self.rules["breakdown"].search(between)
                # After "6.842 (huyện 2.361, xã 4.481), trong đó" the total stands before the parenthesis,
                # after "gồm mới 503, kỳ trước 136. Chia theo lĩnh vực" before all parts.
                total = previous if closed is None else closed
                if opened and ". " in between[: opened.start()]:
                    total = _root(total, heads)
                if opened and _countable(self.mentions[total].record):
                    depth = 1 if opened[0] == "(" else 0
                    open_heads.append((total, depth))
                    side_by_side = 0
            if open_heads and mention.record.kind in {"count", "rate", "money", "measure", "numerator"}:
                head = open_heads[-1][0]
                if _same_unit(self.mentions[head].record, mention.record):
                    heads[index] = head
                    side_by_side += 1
            elif self.rules["within"].search(self.text, 0, mention.start):
                open_heads = [(index, 0)]
                side_by_side = 0
            previous = index

    def _between(self, start: int, end: int) -> str:
        """The text between two figures without the numbers of items, "(1)", which open and close nothing."""
        text = self.text[start:end]
        for lexeme in self.report.lexed.between(start, end):
            if lexeme.reading == "ordinal":
                first, last = lexeme.start - start, lexeme.end - start
                if text[:first].endswith("(") and text[last:].startswith(")"):
                    first, last = first - 1, last + 1
                text = text[:first] + " " * (last - first) + text[last:]
        return text

    def _close(self, open_heads: list[tuple[int, int]], between: str) -> int | None:
        """A closing parenthesis ends its parts, and its total is given; the end of a sentence ends all."""
        closed = None
        for _ in range(between.count(")")):
            if open_heads and open_heads[-1][1]:
                closed, _ = open_heads.pop()
        if ". " in between:
            open_heads.clear()
        return closed


def _countable(record: FigureRecord) -> bool:
    return record.kind in {"count", "rate", "money", "measure", "denominator"}


def _same_unit(total: FigureRecord, part: FigureRecord) -> bool:
    return part.unit is None or total.unit is None or part.unit == total.unit


def _root(index: int, heads: dict[int, int]) -> int:
    """The total of a part's total, as far as there is one."""
    while index in heads:
        index = heads[index]
    return index
