"""The words that belong to a figure: its own clause, the total that it is a part of, the headings above.

All offsets are of the view.
"""

from bisect import bisect_left
from typing import NamedTuple

from extractor.finders.figures import Mention
from extractor.report import Report
from extractor.resolve.breakdowns import Breakdowns
from extractor.resolve.catalogue import catalogue_of
from extractor.resolve.respective import respective
from extractor.text.words import says_something

Span = tuple[int, int]

SEEN = 24
"""How much behind a figure the words may take that make what stands before it a stop."""

LINE_WITHIN = 4000
"""How far before a figure the words of its line may stand."""


class Scope(NamedTuple):
    """Where the words stand that say what a figure measures.

    `before` and `after` are its own clause on both sides of the number; `first` is the side on which its
    label stands; `head` is the index of the figure whose breakdown it is part of; the next one begins at
    `until`. `own` are the words before the number without those that do not belong to its label.
    """

    before: Span
    after: Span
    label_before: bool
    line: Span
    head: int | None
    until: int
    own: str = ""


class Scopes:
    """The scopes of all figures of a report, in the order of the mentions."""

    def __init__(self, report: Report, mentions: list[Mention]) -> None:
        self.report = report
        self.text = report.view.text
        self.mentions = mentions
        self.clauses = {rule.value: rule for rule in report.patterns.rules("clauses")}
        self.rules = {name: rule.compiled for name, rule in self.clauses.items()}
        asides = catalogue_of(report.patterns).asides
        self._others = [mention for mention in mentions if mention.record.unit not in asides]
        self._starts = [mention.start for mention in self._others]
        breakdowns = Breakdowns(report, mentions, self.rules)
        self._heads = breakdowns.heads
        self._named = {mentions[index].start for index in breakdowns.named}
        self.share_of, self.shared, self.is_whole = (
            breakdowns.share_of,
            breakdowns.shared,
            breakdowns.is_whole,
        )
        self.items = respective(report, mentions, self.clauses)

    def of_cell(self, index: int) -> Scope:
        """The scope of a figure whose words stand in other cells: the number alone."""
        start, end = self.mentions[index].start, self.mentions[index].end
        line = self._line(start)
        return Scope((start, start), (end, end), label_before=True, line=line, head=None, until=end)

    def of(self, index: int) -> Scope:
        """The scope of a figure in a sentence."""
        mention = self.mentions[index]
        line = self._line(mention.start)
        before = self._before(mention, line)
        after = self._after(mention, line)
        words, unit = self.text[slice(*before)], mention.record.unit_raw or ""
        # "tất cả đều trong hạn, 0 hồ sơ quá hạn": words that a comma ends are not the label where others are.
        is_apart = words.rstrip().endswith(",") and says_something(
            self.trimmed(self.text[slice(*after)]).removeprefix(unit)
        )
        label_before = not is_apart and (
            any(map(str.isalpha, words)) or self.rules["introduces"].match(self.text, *before) is not None
        )
        following = bisect_left(self._starts, mention.end)
        until = self._starts[following] if following < len(self._starts) else line[1]
        return Scope(
            before=before,
            after=after,
            label_before=label_before,
            line=line,
            head=self._heads.get(index),
            until=min(until, line[1]),
            own=self.trimmed(words),
        )

    def _line(self, position: int) -> Span:
        """The line of a figure; of a very long one only what stands near before it."""
        start, end = self.report.sentences.line(position)
        return max(start, position - LINE_WITHIN), end

    def label(self, index: int, scope: Scope) -> str | None:
        """What the report itself calls a figure with this scope."""
        behind = self.trimmed(self.text[slice(*scope.after)])
        for label in (scope.own, behind) if scope.label_before else (behind, scope.own):
            if says_something(label):
                return label
        above = self.report.outline.above(self.mentions[index].start)
        return self.trimmed(above[-1].text) if above else None

    def trimmed(self, text: str) -> str:
        """The text without the words around a label that do not belong to it."""
        opening = self.rules["opening"].match(text)
        text = text[opening.end() :] if opening else text
        closing = self.rules["closing"].match(text)
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
        # A stop may look at the number and its unit, so they are shown to it.
        found = self.rules["stop"].finditer(self.text, start, min(mention.end + SEEN, line[1]))
        stops = [stop.end() for stop in found if stop.end() <= mention.start]
        # Up to the first comma, or to an opening parenthesis, the words go with the figure before.
        start = stops[-1] if stops else max(start, tail)
        opened = self.text.rfind("(", start, mention.start)
        is_open = opened >= 0 and self.text.find(")", opened, mention.start) < 0
        is_open = is_open and mention.start not in self._named
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
