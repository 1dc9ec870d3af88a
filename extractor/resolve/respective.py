"""Figures that are told one after the other: "cấp tỉnh, cấp xã lần lượt là 99,59% và 99,80%"."""

from bisect import bisect_left
from collections.abc import Mapping

import regex

from extractor.finders.figures import Mention
from extractor.report import Report
from extractor.rules import Rule

Span = tuple[int, int]

LONGEST = 160
"""How far before the word, in code points of the view, its items may begin."""


def respective(report: Report, mentions: list[Mention], rules: Mapping[str, Rule]) -> dict[int, Span]:
    """The item that each such figure is about, by the number of its mention; spans of the view.

    So many figures follow the word, so many items stand before it; the first may have other words before.
    """
    text = report.view.text
    found: dict[int, Span] = {}
    starts = [mention.start for mention in mentions]
    for word in rules["respectively"].finditer(report.view.places) if mentions else ():
        first = bisect_left(starts, word.end())
        told = _told(mentions, first, text, rules["told"].compiled)
        begin = max(report.sentences.around(word.start())[0], word.start() - LONGEST)
        items = _items(text, begin, word.start(), rules["between_items"].compiled)
        is_next = told and text[word.end() : starts[first]].strip(" :") == ""
        if is_next and 1 < len(told) <= len(items):
            found.update(zip(told, items[-len(told) :], strict=True))
    return found


def _told(mentions: list[Mention], first: int, text: str, between: "regex.Pattern[str]") -> list[int]:
    """The figures from one on that follow each other with nothing but their units between."""
    told: list[int] = []
    for index in range(first, len(mentions)):
        if told and not between.fullmatch(text[mentions[index - 1].end : mentions[index].start]):
            break
        told.append(index)
    return told


def _items(text: str, start: int, end: int, between: "regex.Pattern[str]") -> list[Span]:
    """The items of a list that ends a stretch, each a span."""
    spans, at = [], start
    for gap in between.finditer(text, start, end):
        spans.append((at, gap.start()))
        at = gap.end()
    return [*spans, (at, end)]
