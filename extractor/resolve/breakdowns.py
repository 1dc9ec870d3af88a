"""Which figures are parts of which: "2.705 hồ sơ, trong đó cấp huyện 1.744, cấp xã 961".

A parenthesis, "trong đó", "chia theo" and their like open the parts of the figure before them; a line that
ends with them opens the lines below, down to the next line with its own kind of bullet.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

import regex

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

PARTS = frozenset({"count", "rate", "money", "measure", "numerator"})
TOTALS = frozenset({"count", "rate", "money", "measure", "denominator"})
STOP = ". "

_ASIDE = regex.compile(r"\([^()\n]*\)")
_NAMED = regex.compile(r"[,;.:] ([^,;.:()]{3,})$")
_BULLET = regex.compile(r"\s*(?:([-+*•])|(\p{L})[.)]|(\d)[\d.]*[.)/]?\s)")


class _Group(NamedTuple):
    """A line that ends with a lead-in: its bullet, figures and totals, and the figures of each line below."""

    bullet: str
    members: list[int]
    totals: list[int]
    lines: list[list[int]]


class Breakdowns:
    """The totals of the figures of a report, by their numbers among the mentions."""

    def __init__(
        self, report: Report, mentions: list[Mention], rules: dict[str, "regex.Pattern[str]"]
    ) -> None:
        self.report, self.mentions, self.rules = report, mentions, rules
        asides = catalogue_of(report.patterns).asides
        self.text = report.view.text
        self.heads: dict[int, int] = {}
        self.named = {index for index in range(1, len(mentions)) if self._is_named(index)}
        lines: dict[Span, list[int]] = {}
        for index, mention in enumerate(mentions):
            if mention.record.table is None and mention.record.unit not in asides:
                lines.setdefault(report.sentences.line(mention.start), []).append(index)
        for members in lines.values():
            self._parts(members)
        self._below(lines)

    def share_of(self, index: int) -> int | None:
        """For a rate that follows its fraction the number of the numerator."""
        if index < FRACTION or self.mentions[index].record.kind != "rate":
            return None
        if self.mentions[index - 1].record.kind != "denominator":
            return None
        between = self.text[self.mentions[index - 1].end : self.mentions[index].start]
        follows = len(between) <= RATE_WITHIN and self.rules["share"].match(between)
        return index - FRACTION if follows else None

    def shared(self, index: int) -> int | None:
        """For a rate the number of the figure whose share it is: the fraction or count that it follows."""
        numerator = self.share_of(index)
        if numerator is not None or index == 0 or self.mentions[index].record.kind != "rate":
            return numerator
        part, rate = self.mentions[index - 1], self.mentions[index]
        if part.record.kind != "count" or part.record.table or rate.record.table:
            return None
        between = self.text[part.end : rate.start]
        if between.lstrip().startswith(")") and (total := self._root(index - 1)) != index - 1:
            # "353 TTHC (toàn trình 187, một phần 166), chiếm 86,52%" is the share of the 353.
            closed = between[between.index(")") + 1 :]
            return total if self.rules["share_of_count"].match(closed) else None
        if self.is_whole(index - 1):
            return index - FRACTION if self.rules["share"].match(between) else None
        return index - 1 if self.rules["share_of_count"].match(between) else None

    def is_whole(self, index: int) -> bool:
        """Whether a count is what the count before it is out of."""
        if index == 0 or any(self.mentions[at].record.kind != "count" for at in (index - 1, index)):
            return False
        part, whole = self.mentions[index - 1], self.mentions[index]
        units = {part.record.unit, whole.record.unit} - {None}
        is_alike = len(units) < 2 and not (part.record.table or whole.record.table)  # noqa: PLR2004 - one or none
        between = self.text[part.end : whole.start]
        return is_alike and self.rules["out_of"].fullmatch(between) is not None

    def _is_named(self, index: int) -> bool:
        """Whether a figure alone in its parenthesis is what the words before that name.

        "nộp trực tuyến (802 hồ sơ), gửi bưu điện (12)", but not "phản ánh (11 đã xử lý)" nor "17 xã (85%)".
        """
        previous, mention = self.mentions[index - 1], self.mentions[index]
        if self.text[mention.start - 1 : mention.start] != "(" or mention.record.table:
            return False
        start = max(previous.end, self.report.sentences.line(mention.start)[0])
        own = self.text[start : mention.start - 1].removeprefix(f" {previous.record.unit_raw}")
        said = _NAMED.search(own)
        rest = self.text[mention.end : mention.end + RATE_WITHIN].lstrip()
        behind = rest.removeprefix(mention.record.unit_raw or "").lstrip()
        return said is not None and says_something(said[1]) and behind.startswith((")", ",", ";"))

    def _below(self, lines: dict[Span, list[int]]) -> None:
        """The figures of the lines below one that ends with "trong đó:" are parts of that line's total."""
        groups: list[_Group] = []
        opened: list[_Group] = []
        end = 0
        for line, members in lines.items():
            if self.text[end : line[0]].strip():
                opened = []  # a line without figures stands between
            bullet = self._bullet(line)
            bullets = [group.bullet for group in opened]
            if bullet in bullets:
                opened = opened[: bullets.index(bullet)]
            if opened:
                opened[-1].lines.append(members)
            end = line[1]
            if self.rules["leads"].search(self.text, self.mentions[members[-1]].end, end):
                opened.append(_Group(bullet, members, self._totals(members, end), []))
                groups.append(opened[-1])
        for group in groups:
            totals = self._divided(group)
            for index in (index for members in group.lines for index in members):
                total = self._like(totals, index)
                if index not in self.heads and total is not None:
                    self.heads[index] = total

    def _divided(self, group: "_Group") -> list[int]:
        """The totals of a group of lines, that figure last which the lines add up to.

        "2.705 hồ sơ: cấp huyện 1.744, cấp xã 961, trong đó:" says not which it divides.
        """
        parts = [self.mentions[members[0]].record for members in group.lines]
        sums = list(accumulate(Decimal(part.value or 0) for part in parts if part.kind == "count"))[1:]
        wholes = [n for n in group.members if self.mentions[n].record.kind == "count"]
        meant = [n for n in wholes if Decimal(self.mentions[n].record.value or 0) in sums]
        return [*group.totals, *meant[:1]]

    def _bullet(self, line: Span) -> str:
        """What a line begins with: its mark, or the kind of its number."""
        found = _BULLET.match(self.text, *line)
        if found is None:
            return ""
        return found[1] or ("a" if found[2] else "1")

    def _totals(self, members: Sequence[int], end: int) -> list[int]:
        """The figures of a line whose parts follow it, the likeliest last.

        "Tiếp nhận 18.716, tăng 8% so với 2023 (17.204). Chia theo cấp:" divides what the sentence before
        begins with, any other lead-in the figure right before it.
        """
        last = members[-1]
        between = self.text[self.mentions[last].end : end]
        if STOP in between:
            return list(reversed(self._sentence(members)))
        return [*members[:-1], self._root(last) if ")" in between else last]

    def _sentence(self, members: Sequence[int]) -> list[int]:
        """The figures of the last sentence that has any, without parts."""
        start, _ = self.report.sentences.around(self.mentions[members[-1]].start)
        return [n for n in members if self.mentions[n].start >= start and n not in self.heads]

    def _like(self, totals: Sequence[int], index: int) -> int | None:
        """The last of some totals that a figure may be a part of, of the same kind and unit."""
        part = self.mentions[index].record
        for total in reversed(totals):
            whole = self.mentions[total].record
            if whole.kind == part.kind and _same_unit(whole, part):
                return total
        return None

    def _parts(self, members: list[int]) -> None:
        """Walk the figures of one line: a parenthesis or "trong đó" opens the parts of the figure before."""
        open_heads: list[tuple[list[int], int]] = []
        previous: int | None = None
        side_by_side = 0
        for at, index in enumerate(members):
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
                # After "6.842 (huyện 2.361, xã 4.481), trong đó" the total stands before the parenthesis.
                totals = self._group(previous) if closed is None else closed
                if opened and STOP in between[: opened.start()]:
                    totals = list(reversed(self._sentence(members[:at])))
                if opened and any(self.mentions[total].record.kind in TOTALS for total in totals):
                    open_heads.append((totals, 1 if opened[0] == "(" else 0))
                    side_by_side = 0
            if open_heads and mention.record.kind in PARTS:
                head = self._part_of(open_heads[-1][0], index)
                if head is not None:
                    self.heads[index] = head
                    side_by_side += 1
            elif self.rules["within"].match(self.text, 0, mention.start):
                open_heads = [([index], 0)]
                side_by_side = 0
            previous = index

    def _part_of(self, totals: Sequence[int], index: int) -> int | None:
        """The total of a part: of its kind, else the last one that may have its unit."""
        alike = self._like(totals, index)
        if alike is not None:
            return alike
        last = self.mentions[totals[-1]].record
        return totals[-1] if _same_unit(last, self.mentions[index].record) else None

    def _group(self, index: int) -> list[int]:
        """A figure, with its fraction where it is the rate of one: both have parts."""
        numerator = self.share_of(index)
        return [index] if numerator is None else [numerator, numerator + 1, index]

    def _root(self, index: int) -> int:
        """The total of a part's total, as far as there is one."""
        while index in self.heads:
            index = self.heads[index]
        return index

    def _between(self, start: int, end: int) -> str:
        """The text between two figures without what opens nothing: numbers of items, "(1)", and "(cũ)"."""
        text: str = _ASIDE.sub(lambda found: " " * len(found[0]), self.text[start:end])
        for lexeme in self.report.lexed.between(start, end):
            if lexeme.reading == "ordinal":
                first, last = lexeme.start - start, lexeme.end - start
                if text[:first].endswith("(") and text[last:].startswith(")"):
                    first, last = first - 1, last + 1
                text = text[:first] + " " * (last - first) + text[last:]
        return text

    def _close(self, open_heads: list[tuple[list[int], int]], between: str) -> list[int] | None:
        """A closing parenthesis ends its parts, and its totals are given; the end of a sentence ends all."""
        closed = None
        for _ in range(between.count(")")):
            if open_heads and open_heads[-1][1]:
                closed, _ = open_heads.pop()
        if STOP in between:
            open_heads.clear()
        return closed


def _same_unit(total: FigureRecord, part: FigureRecord) -> bool:
    return part.unit is None or total.unit is None or part.unit == total.unit
