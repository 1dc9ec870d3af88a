"""A text and where its words and numbers begin: a rule is tried only at the places where it can match."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Self

from extractor.text.fold import lower

NUMBER, GLUED = "0", "a0"
"""The keys of places where digits begin, and of words that a digit, `-` or `&` follows at once (`ST25`)."""

_PIECE = re.compile(r"[^\W\d_]+|\d+|[-(+]")
_GLUE = tuple("0123456789-&")


def key(start: str) -> str | None:
    """The key of the places at which something may begin that begins so; None where there is none."""
    if start == GLUED:
        return GLUED
    found = _PIECE.match(start.lower())
    return None if found is None else NUMBER if found[0].isdigit() else found[0]


class Places:
    """A text, the same in lower case (code point for code point), and its places by key."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = lowered = lower(text)
        self._at: dict[str, list[int]] = defaultdict(list)
        for found in _PIECE.finditer(lowered):
            piece, (start, end) = found[0], found.span()
            if piece.isdigit():
                self._at[NUMBER].append(start)
            else:
                self._at[piece].append(start)
                if lowered.startswith(_GLUE, end):
                    self._at[GLUED].append(start)

    def of(self, keys: Iterable[str]) -> list[int]:
        """Where any of the keys is, in order."""
        found = [at for name in keys if (at := self._at.get(name))]
        return found[0] if len(found) == 1 else sorted(place for at in found for place in at)

    def outside(self, taken: bytearray) -> Self:
        """The same places without the numbers at which `taken` is set."""
        fewer = type(self).__new__(type(self))
        fewer.text, fewer.lowered = self.text, self.lowered
        fewer._at = self._at | {NUMBER: [at for at in self._at.get(NUMBER, ()) if not taken[at]]}  # noqa: SLF001 - its own class
        return fewer
