"""Pinpoints: the article, clause, point or annex that a citation means, before its document or after it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.grammar.provisions import Names, Part, expand, places
from extractor.lexer import Lexeme
from extractor.parts import Pinpoint
from extractor.report import Report
from extractor.rules import KEPT, Patterns, Rule
from extractor.rules.lists import Phrase

PINPOINT = "pinpoint"
"""The value of lexemes that name a part of a document."""
REACH = 400
"""How far from a document its parts may begin."""


class Pinned(NamedTuple):
    """The provisions, and the stretch of the view that they and the document take together."""

    provisions: tuple[Pinpoint, ...]
    start: int
    end: int


@lru_cache(KEPT)
def _names(patterns: Patterns) -> tuple[dict[str, str], Names]:
    """The levels by their words, and the names in their order."""
    levels = patterns.rows(Phrase, "text_parts")
    marks = {row.id: row.words for row in patterns.rows(Phrase, "point_marks")}
    by_word = {word: row.id for row in levels for word in row.words}
    return by_word, Names(
        [row.id for row in levels], marks["letters"], frozenset(marks["range"]), frozenset(marks["joint"])
    )


def pinned(
    report: Report, context: dict[str, Rule], start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Pinned:
    """The parts named right before the document at `start`..`end` of the view, else those right after it.

    The parts in `taken`, stretches of the documents before, are theirs.
    """
    before = _before(report, context, start, taken[-1][1] if taken else 0)
    if before:
        return Pinned(_provisions(report, before, start), before[0].start, end)
    after = _after(report, context, end)
    if after:
        return Pinned(_provisions(report, after, after[-1].end), start, after[-1].end)
    return Pinned((), start, end)


def unowned(report: Report, context: dict[str, Rule], taken: Sequence[tuple[int, int]]) -> list[list[Lexeme]]:
    """The chains of parts that stand at no document, `taken` being the stretches of those that do."""
    owned = iter(sorted(taken))
    stretch = next(owned, None)
    chains: list[list[Lexeme]] = []
    for lexeme in report.lexed.having("citation"):
        while stretch and stretch[1] <= lexeme.start:
            stretch = next(owned, None)
        if lexeme.value != PINPOINT or (stretch and stretch[0] <= lexeme.start):
            continue
        if chains and context["pinpoint_gap"].fits(report.view.text, chains[-1][-1].end, lexeme.start):
            chains[-1].append(lexeme)
        else:
            chains.append([lexeme])
    return chains


def provisions_of(report: Report, chain: Sequence[Lexeme]) -> tuple[Pinpoint, ...]:
    """The provisions that a chain of parts names."""
    return _provisions(report, chain, chain[-1].end)


def _before(report: Report, context: dict[str, Rule], start: int, free: int) -> list[Lexeme]:
    found: list[Lexeme] = []
    at, gap = start, "pinpoint_to"
    for lexeme in reversed(report.lexed.between(max(free, start - REACH), start)):
        if lexeme.value != PINPOINT or not context[gap].fits(report.view.text, lexeme.end, at):
            break
        found.append(lexeme)
        at, gap = lexeme.start, "pinpoint_gap"
    return found[::-1]


def _after(report: Report, context: dict[str, Rule], end: int) -> list[Lexeme]:
    """The parts after a document, unless they are those of the next one."""
    found: list[Lexeme] = []
    at, gap = end, "pinpoint_after"
    for lexeme in report.lexed.between(end, end + REACH):
        if lexeme.reading == "citation" and lexeme.value != PINPOINT:
            break
        if lexeme.value != PINPOINT or not context[gap].fits(report.view.text, at, lexeme.start):
            break
        found.append(lexeme)
        at, gap = lexeme.end, "pinpoint_gap"
    if not found:
        return []
    text = report.view.text
    joint = context["pinpoint_after"].compiled.match(text[end : found[0].start])
    is_firm = joint is not None and joint["firm"] is not None and text[at : at + 1] in {",", ";", ")", "."}
    following = context["pinpoint_owner"].compiled.match(text[at : at + REACH])
    return [] if following and not is_firm else found


def _provisions(report: Report, chain: Sequence[Lexeme], end: int) -> tuple[Pinpoint, ...]:
    by_word, names = _names(report.patterns)
    text = report.view.text
    stops = [*(lexeme.start for lexeme in chain[1:]), end]
    parts = []
    for lexeme, stop in zip(chain, stops, strict=True):
        level = by_word.get(text[slice(*lexeme.groups["level"])].lower())
        named = places(text[slice(*lexeme.groups["place"])], names)
        if level and named:
            gap = text[lexeme.end : stop].replace(";", " ; ").split()
            to_next = not names.ranges.isdisjoint(gap)
            parts.append(Part(level, named, to_next, not names.joints.isdisjoint(gap)))
    return tuple(Pinpoint(**found) for found in expand(parts, names))
