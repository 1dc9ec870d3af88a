"""Sentences of a matching view: from the end of one to the end of the next, never over a hard line break."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

import regex

_END = regex.compile(r"\n|(?:(?<=[\p{Ll}\d)\"%])[.!?]|\./\.)[ ](?=[\"(]?\p{Lu}|[-+•])")

_BREAK = re.compile("\n")


class Sentences:
    """Where the sentences of a text begin; a position is in the last one that begins at or before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _END.finditer(text))]
        self._texts: dict[int, str] = {}
        self._breaks = [-1, *(found.start() for found in _BREAK.finditer(text)), len(text)]

    def around(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position, as (start, end) without the white space around it."""
        index = bisect_right(self._starts, position) - 1
        start = self._starts[index]
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end

    def all(self) -> Iterator[tuple[int, int]]:
        """All sentences, as (start, end) with the white space behind them."""
        return pairwise([*self._starts, len(self._text)])

    def text(self, position: int) -> str:
        """The text of the sentence that holds a position; all that ask for one sentence share it."""
        index = bisect_right(self._starts, position)
        if index not in self._texts:
            start, end = self.around(position)
            self._texts[index] = self._text[start:end]
        return self._texts[index]

    def line(self, position: int) -> tuple[int, int]:
        """The line that holds a position, as (start, end) without its break."""
        index = bisect_left(self._breaks, position, 1, len(self._breaks) - 1)
        return self._breaks[index - 1] + 1, self._breaks[index]
