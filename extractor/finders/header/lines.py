"""The lines of a view as the header finders read them: text, span, and whether white space stands above."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from extractor.report import Report
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Phrase
from extractor.text.fold import search_key

ENOUGH_LETTERS = 4
_PART = re.compile(r"[^\t| ](?:[^\t|]*[^\t| ])?")


class Line(NamedTuple):
    """A line of the view; `gap` tells that an empty line stands before it in the raw text."""

    text: str
    start: int
    end: int
    gap: bool

    @property
    def is_capitals(self) -> bool:
        """Whether the line is set in capitals, as titles and posts are."""
        letters = sum(map(str.isalpha, self.text))
        return letters >= ENOUGH_LETTERS and sum(map(str.isupper, self.text)) >= 0.9 * letters


def lines_of(report: Report) -> Iterator[Line]:
    """The lines of the flowing part that are no rows of a table; a tab or `|` parts two columns."""
    text, raw, start, before = report.view.text, report.document.raw, 0, 0
    while start < report.view.flow:
        end = text.find("\n", start)
        end = report.view.flow if end < 0 or end > report.view.flow else end
        if end > start:
            first, last = report.view.raw_span(start, end)
            if report.table_at(first) is None:
                gap = raw.count("\n", before, first) > 1
                for part in _PART.finditer(text, start, end):
                    yield Line(part[0], part.start(), part.end(), gap)
            before = last
        start = end + 1


class Words:
    """The closed words by which parts of a letterhead are known, by their id in `header_words.tsv`."""

    def __init__(self, rows: Iterable[Phrase]) -> None:
        self._words = {row.id: tuple(sorted(row.words, key=len, reverse=True)) for row in rows}
        self._lowered = {name: tuple(map(str.lower, words)) for name, words in self._words.items()}
        self._keys = {name: [_key(word) for word in words] for name, words in self._words.items()}

    def begins(self, name: str, text: str) -> bool:
        """Whether a text begins with one of the words, as written."""
        return text.startswith(tuple(self._words.get(name, ())))

    def among(self, name: str, text: str) -> bool:
        """Whether a text is one of the words, whatever its case and marks."""
        return _key(text) in self._keys.get(name, ())

    def inside(self, name: str, text: str) -> tuple[int, int] | None:
        """Where the longest of the words stands in a text, whatever its case, as (start, end)."""
        lowered = text.lower()
        for word in self._lowered.get(name, ()):
            at = lowered.find(word)
            if at >= 0:
                return at, at + len(word)
        return None

    def all(self, name: str) -> tuple[str, ...]:
        """The words with one id."""
        return self._words.get(name, ())


@lru_cache(KEPT)
def header_words(patterns: Patterns) -> Words:
    """The words of `header_words.tsv`."""
    return Words(patterns.rows(Phrase, "header_words"))


def _key(text: str) -> str:
    return "".join(char for char in search_key(text) if char.isalnum())
