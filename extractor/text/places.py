"""A text cut into tokens, and where its words and numbers begin: a rule is tried only where it can match."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate

from extractor.text.fold import lower

NUMBER, LETTERED, ZERO, GLUED, NEGATIVE = "0", "0A", "000", "a0", "-0"
"""The keys of digits, of those that a letter follows at once (`5G`), of three or more that begin with a zero,
of words that digits follow at once or behind a hyphen (`ST25`), of a minus of digits.

`0` with a further character is the key of digits that this character, in lower case, follows at once or
behind a space; the text ends with a line break.
"""

_LETTER = r"A-Za-zªºÀ-ÖØ-öø-ʯ\u0300-\u036fḀ-ỿ"
_PART = rf"\d+(?:[.,]\d+)*|[{_LETTER}]+|."
_TOKEN = re.compile(f"(?:{_PART}) ?", re.DOTALL)
"""A number, a word of Latin letters, or any other character, with the space that follows it."""

_WORDS = rf"[{_LETTER}\d₀-₉]+"
_CAPITALS = "(?=[A-ZÐƉĐ]{2})"
_NAME = rf"\d+[{_LETTER}]?(?:/\d+)?[/-]{_CAPITALS}{_WORDS}(?:(?:[-/&–]|\.{_CAPITALS}){_WORDS})*"
_WHOLE = re.compile(f"(?:{_NAME}|{_PART}) ?", re.DOTALL)
"""The same, and the number of a document with its symbol as one token: `36/2023/QĐ-UBND`, `01-NQ/TW`."""

_MARKS = frozenset("-(")
_MARK_INSIDE = re.compile("[.,]")


def tokenize(text: str) -> tuple[list[str], list[bool]]:
    """The words, numbers, marks and odd white space of a text, and whether a space follows each."""
    return _parted(_TOKEN.findall(text))


def tokenize_whole(text: str) -> tuple[list[str], list[bool]]:
    """The same with the number of a document and its symbol as one token."""
    return _parted(_WHOLE.findall(text))


def _parted(parts: list[str]) -> tuple[list[str], list[bool]]:
    """Tokens without the space that follows them, and whether one did."""
    spaces = [part[-1] == " " and part != " " for part in parts]
    return [part[:-1] if space else part for part, space in zip(parts, spaces, strict=True)], spaces


def key(start: str) -> str | None:
    """The key of the places at which something may begin that begins so; None where there is none."""
    if start in {ZERO, GLUED, NEGATIVE} or (start.startswith(NUMBER) and len(start) <= len("0x")):
        return start
    first = next(iter(tokenize(start.lower())[0]), "")
    return first if first.isalpha() or first in _MARKS else NUMBER if first.isdecimal() else None


class Places:
    """A text, the same in lower case (code point for code point), its tokens and its places by key.

    `words`, `lowered_words`, `spaces` (whether one follows) and `starts` are those of the tokens, in order;
    `numbers` are the indices of those that begin with a digit.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = lower(text)
        tokens = _TOKEN.findall(text)
        self.words, self.spaces = _parted(tokens)
        self.starts = list(accumulate(map(len, tokens), initial=0))[:-1]
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._others: dict[str, list[int]] = defaultdict(list)
        self._held: dict[str, bool] = {}
        others = self._others
        self.lowered_words = list(map(str.lower, self.words))
        for word, start in zip(self.lowered_words, self.starts, strict=True):
            others[word].append(start)
        self.numbers = [index for index, word in enumerate(self.words) if word[0].isdecimal()]
        for index in self.numbers:
            self._number(index, self.words[index], self.starts[index])

    def _number(self, index: int, word: str, start: int) -> None:
        """Keep where the runs of digits of a number begin, and what stands right before it."""
        end = start + len(word) + self.spaces[index]
        begin = start
        numbers = self._numbers
        if not word.isdecimal():
            for found in _MARK_INSIDE.finditer(word):
                numbers[NUMBER].append(begin)
                numbers[NUMBER + found[0]].append(begin)
                begin = start + found.end()
        numbers[NUMBER].append(begin)
        following = self.lowered[end : end + 1] or "\n"
        numbers[NUMBER + following].append(begin)
        if following.isalpha() and not self.spaces[index]:
            numbers[LETTERED].append(begin)
        if word[0] == "0" and word[:3].isdecimal() and len(word) >= len(ZERO):
            numbers[ZERO].append(start)
        before = index - 1
        is_near = index > 0 and not self.spaces[before]
        if is_near and self.words[before] == "-":
            self._others[NEGATIVE].append(self.starts[before])
            before -= 1
            is_near = before >= 0 and not self.spaces[before]
        if is_near and self.words[before].isalpha():
            # `R&D5` begins with its first letter.
            while before > 0 and not self.spaces[before - 1] and _is_name(self.words[before - 1]):
                before -= 1
            self._others[GLUED].append(self.starts[before])

    def holds(self, lowered: str) -> bool:
        """Whether a string in lower case stands anywhere in the text; many rules ask for the same ones."""
        known = self._held.get(lowered)
        if known is None:
            known = self._held[lowered] = lowered in self.lowered
        return known

    def of(self, keys: Iterable[str], taken: bytearray | None = None) -> list[int]:
        """Where any of the keys is, in order; without the numbers at which `taken` is set."""
        found: list[int] = []
        for name in keys:
            if name[0] != NUMBER:
                found += self._others.get(name, ())
            elif at := self._numbers.get(name):
                found += at if taken is None else [place for place in at if not taken[place]]
        found.sort()
        return found


def _is_name(word: str) -> bool:
    return word == "&" or word.isalpha()
