"""TOML rules of the grammar: a pattern with its examples, its rejects and its source."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
import regex
from msgspec import Struct

from extractor.errors import PatternError
from extractor.text.fold import normal
from extractor.text.places import Places

Match = Any
"""A match of the `regex` package, which ships without types."""

LONGEST = 1000
"""How far from its start a rule with starts looks; what it asks for may be missing in all of a long text."""

ALONE = False
"""A rule lets no other thread run while it is tried: a try is shorter than letting go of the lock."""

_PLACEHOLDER = regex.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule as written in a book.

    `reading` says what a number inside the match is; `anchors` are lower-case strings of which the text must
    hold at least one, or the rule is skipped; `value` carries what the rule means to its finder. `starts` are
    the words in lower case with which a match may begin, or keys of `text.places` (`0` for digits): the rule
    is tried nowhere else, and its pattern may name them as `{starts}`.
    """

    id: str
    pattern: str
    reading: str = ""
    anchors: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    examples: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    source: str
    value: str = ""
    note: str = ""


class Book(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One TOML file of rules; `tokens` are named parts that the book's patterns use as `{name}`."""

    tokens: dict[str, str] = {}
    rule: tuple[Entry, ...] = ()


class Rule:
    """A checked rule that can be run over a text."""

    def __init__(self, entry: Entry, pattern: str, starts: Iterable[str] = ()) -> None:
        self.id = entry.id
        self.entry = entry
        self.reading = entry.reading
        self.value = entry.value
        self.anchors = tuple(anchor.lower() for anchor in entry.anchors)
        self.starts = frozenset(starts)
        self.source = pattern

    @cached_property
    def compiled(self) -> Any:  # noqa: ANN401 - the regex package ships without types
        """The compiled pattern."""
        return regex.compile(self.source, regex.VERSION1)

    @cached_property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The names of the groups of the pattern, each with its number."""
        return tuple(self.compiled.groupindex.items())

    @cached_property
    def _core(self) -> int | None:
        """The number of the group `core`."""
        number: int | None = self.compiled.groupindex.get("core")
        return number

    def finditer(self, places: Places, taken: bytearray | None = None) -> Iterator[Match]:
        """All matches in a matching view, each after the end of the one before.

        A rule that gives its starts is not tried at numbers at which `taken` is set.
        """
        begins = places.of(self.starts, taken)
        if self.starts and not begins:
            return
        if self.anchors and not any(map(places.holds, self.anchors)):
            return
        if not self.starts:
            yield from self.compiled.finditer(places.text)
            return
        match, text, end = self.compiled.match, places.text, 0
        for start in begins:
            if start >= end and (found := match(text, start, start + LONGEST, ALONE)) is not None:
                yield found
                end = found.end()

    def before(self, places: Places, start: int, end: int) -> Match | None:
        """What ends at `end` and begins no earlier than `start`, by a rule that is read backwards."""
        if self.anchors:
            near = places.lowered[start:end]
            if not any(anchor in near for anchor in self.anchors):
                return None
        return self.compiled.match(places.text, start, end)

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the stretch of a text at `start`..`end` begins with a match, nothing around it seen."""
        return start <= end and self.compiled.match(text[start:end]) is not None

    def core(self, found: Match) -> tuple[int, int]:
        """What a record of a match spans: its group `core` where it has one."""
        span: tuple[int, int] = (-1, -1) if self._core is None else found.span(self._core)
        return span if span[0] >= 0 else found.span()

    def complaints(self) -> Iterator[str]:
        """What the rule breaks of its own promises, one sentence each."""
        try:
            compiled = self.compiled
        except regex.error as error:
            yield f"pattern does not compile: {error}"
            return
        if compiled.search("") is not None:
            yield "matches the empty string"
        if not self.entry.examples:
            yield "has no example"
        for example in self.entry.examples:
            spans = [found.span() for found in self._search(example)]
            if not spans:
                yield f"misses its example {example!r}"
            elif spans != [found.span() for found in compiled.finditer(normal(example))]:
                yield f"matches its example {example!r} at a place that is none of its starts"
        for reject in self.entry.rejects:
            if any(True for _ in self._search(reject)):
                yield f"matches its reject {reject!r}"

    def _search(self, text: str) -> Iterator[Match]:
        return self.finditer(Places(normal(text)))


def read_book(name: str, data: bytes) -> Book:
    """One book; raises PatternError that names the file."""
    try:
        return msgspec.toml.decode(data, type=Book)
    except UnicodeDecodeError as error:
        raise PatternError("not_utf8", file=name) from error
    except msgspec.MsgspecError as error:
        raise PatternError("bad_rule_file", file=name, reason=str(error)) from error


def compose(pattern: str, tokens: Mapping[str, str], *, where: str) -> str:
    """The pattern with every `{name}` replaced by its token, which may use other tokens in turn."""

    def part(match: Match) -> str:
        name = match[1]
        if name not in tokens:
            raise PatternError("unknown_token", rule=where, token=name)
        return f"(?:{compose(tokens[name], tokens, where=where)})"

    composed: str = _PLACEHOLDER.sub(part, pattern)
    return composed


def alternation(words: list[str]) -> str:
    """A pattern for any of the words as written, the longest that stands there first.

    Words that begin alike stand together behind their letter: most places are left at the first look.
    """
    tails = ((word[0], _escaped(word[1:])) for word in sorted({normal(word) for word in words}))
    return "|".join(
        _escaped(letter) + "(?:" + "|".join(sorted((tail for _, tail in group), key=len, reverse=True)) + ")"
        for letter, group in groupby(tails, key=itemgetter(0))
    )


def _escaped(text: str) -> str:
    return str(regex.escape(text, special_only=True, literal_spaces=True))
