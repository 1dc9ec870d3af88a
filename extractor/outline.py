"""The outline of a report: headings and the lead-ins of bullets as a tree, by their printed numbers.

Numbering in real reports is unreliable, so a number tells only how deep a heading is, never which one
comes next. A numbered line that is a whole paragraph is an item, not a heading: it closes what is deeper
than itself and heads nothing. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II.
"""

from bisect import bisect_right
from functools import lru_cache
from itertools import zip_longest

import regex
from msgspec import Struct

from extractor.lexer import Lexed
from extractor.rules import KEPT, Patterns
from extractor.text.view import View

LONGEST_HEADING = 260
LONGEST_TITLE = 80
"""The longest bullet that heads other bullets without a colon, in characters."""

PART, ROMAN, DASH = 0, 2, 7
"""Depths of `patterns/headings.toml` that the outline treats in a way of their own."""

NO_FIGURES = frozenset({"date", "citation"})
"""Readings of numbers that count nothing; they are the same whatever else is looked for."""

_DIGITS = regex.compile(r"\d+")
_LEAD_IN = regex.compile(r"[^.;:]{2,160}:")


class Heading(Struct, frozen=True, kw_only=True):
    """A heading or lead-in: its depth (0 is outermost), its text as matched, and its span in the view."""

    level: int
    text: str
    start: int
    end: int


class Outline:
    """The headings of a view in order, and the path of headings above any position."""

    def __init__(self, view: View, lexed: Lexed, patterns: Patterns) -> None:
        self.headings: list[Heading] = []
        self._starts: list[int] = []
        self._paths: list[tuple[Heading, ...]] = []
        self._texts: list[tuple[str, ...]] = []
        levels, pattern = _marks(patterns)
        stack: list[tuple[int, Heading | None]] = []
        lines = _lines(view.text, view.flow)
        for (start, end), below in zip_longest(lines, lines[1:]):
            mark = pattern.match(view.text[start:end])
            level = levels[mark.lastgroup] if mark else None
            if level is None or (level == ROMAN and lexed.at(start)):
                continue
            stack = _opened(stack, level)
            titled = level == PART and below and _is_title(view.text[slice(*below)], pattern)
            heading = _heading(view.text, start, below[1] if titled else end, level)
            if heading is None and level >= DASH and below:
                under = pattern.match(view.text[slice(*below)])
                opened = {level, *(depth for depth, _ in stack)}
                opens = under is not None and levels[under.lastgroup or ""] not in opened
                heading = _titled(view.text, start, end, level, lexed) if opens else None
            if heading is not None:
                self.headings.append(heading)
            stack.append((level, heading))
            self._starts.append(start)
            path = tuple(above for _, above in stack if above is not None)
            self._paths.append(path)
            self._texts.append(tuple(above.text for above in path))
        self._heading_starts = [heading.start for heading in self.headings]

    def above(self, position: int) -> tuple[Heading, ...]:
        """The headings above a position of the view, outermost first, its own line's lead-in among them."""
        index, count = self._above(position)
        return self._paths[index][:count] if count else ()

    def heads(self, position: int) -> bool:
        """Whether a position of the view is in a heading or lead-in."""
        index = bisect_right(self._heading_starts, position) - 1
        return index >= 0 and position < self.headings[index].end

    def path(self, position: int) -> tuple[str, ...]:
        """The texts of the headings above a position of the view."""
        index, count = self._above(position)
        return self._texts[index][:count] if count else ()

    def _above(self, position: int) -> tuple[int, int]:
        """The number of the path in which a position stands, and how many of its headings are above it."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or not (path := self._paths[index]):
            return index, 0
        # Only the last, the lead-in of its own line, may end behind the position.
        return index, len(path) - (path[-1].end > position)


@lru_cache(KEPT)
def _marks(patterns: Patterns) -> "tuple[dict[str, int], regex.Pattern[str]]":
    """Any mark of a heading, the first of the book that fits, in a group; and the depth that each has."""
    rules = {f"mark{number}": rule for number, rule in enumerate(patterns.rules("headings"))}
    any_of = "|".join(f"(?P<{name}>{rule.source})" for name, rule in rules.items())
    return {name: int(rule.value) for name, rule in rules.items()}, regex.compile(any_of, regex.VERSION1)


def _opened(stack: list[tuple[int, Heading | None]], level: int) -> list[tuple[int, Heading | None]]:
    """What stays open when a line of this depth begins.

    Numbers have a depth of their own; bullets have the depth in which their marks appear: the first mark
    below a heading is outermost, and its return closes what came under it.
    """
    if level < DASH:
        return [entry for entry in stack if entry[0] < level]
    levels = [entry[0] for entry in stack]
    return stack[: levels.index(level)] if level in levels else stack


def _lines(text: str, flow: int) -> list[tuple[int, int]]:
    lines, start = [], 0
    while start < flow:
        end = text.find("\n", start)
        end = flow if end < 0 or end > flow else end
        if "\t" not in text[start:end]:
            lines.append((start, end))
        start = end + 1
    return lines


def _titled(text: str, start: int, end: int, level: int, lexed: Lexed) -> Heading | None:
    """The heading that a bullet's line is, below which bullets of another kind begin: "* Hồ sơ tháng 9".

    A line with figures is an item whose parts follow.
    """
    line = text[start:end].rstrip()
    digits = (start + found.start() for found in _DIGITS.finditer(line))
    is_item = any((one := lexed.at(at)) is None or one.reading not in NO_FIGURES for at in digits)
    if is_item or len(line) > LONGEST_TITLE or line.endswith((".", ";", ",")):
        return None
    return Heading(level=level, text=" ".join(line.split()), start=start, end=end)


def _is_title(line: str, marks: "regex.Pattern[str]") -> bool:
    """Whether a line in capitals only is the name of the part that the line above counts."""
    return line.isupper() and len(line) <= LONGEST_HEADING and marks.match(line) is None


def _heading(text: str, start: int, end: int, level: int) -> Heading | None:
    """The heading that a line is or begins with; None for an item that is a whole paragraph."""
    line = text[start:end]
    is_whole = len(line) <= LONGEST_HEADING and not line.rstrip().endswith((".", ";", ","))
    if is_whole and level < DASH:
        return Heading(level=level, text=" ".join(line.split()), start=start, end=end)
    lead_in = _LEAD_IN.match(line)
    if lead_in is not None:
        return Heading(level=level, text=lead_in[0].strip(), start=start, end=start + lead_in.end())
    return None
