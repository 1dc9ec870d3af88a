"""One pass over the matching view: every number gets exactly one reading, and all are accounted for.

The books of rules run in a fixed order and the first claim to a stretch of text stands: what identifies or
addresses, then document numbers, dates, headings, names, and at last figures. Cells of tables that hold
nothing but a number are read before, by their column. What no rule reads is counted as `unread`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

import regex
from msgspec import Struct

from extractor.model import Document, Table
from extractor.parts import Numbers
from extractor.rules import Patterns, Rule
from extractor.rules.book import Match
from extractor.rules.lists import StaffRole
from extractor.text.view import View

BOOKS = ("private", "others", "citations", "dates", "outline", "names", "numbers")
REFERENCES = BOOKS[:4]
"""The books that citations and dates need."""

CELL = "figure.cell"
"""The rule id of a figure that fills a cell of its own."""

_CELL_NUMBER = regex.compile(
    r"[-+]?(?:\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)[ ]?%?"
)
_FORMULA = regex.compile(r"[(\[]?\d{1,2}[)\]]?\s*=[\s\d()\[\]+–/*x:%-]+")
"""What a column is worked out from, `(3)=(4)+(5)`: its numbers are those of columns."""

_ORDINAL = regex.compile(r"\(?(?:\d{1,4}(?:\.\d{1,3})*)[.)]?")
_DAMAGED = regex.compile(r"[\d.,/]{0,20}+\ufffd[\ufffd\d.,/]{0,20}")
"""Digits beside a glyph that the font has lost: the number is not known, so nothing may read it."""


class Lexeme(Struct, frozen=True, kw_only=True):
    """A stretch of the view with one reading.

    `start`..`end` is what the record would span, `full_start`..`full_end` the whole match with its context;
    `groups` gives the spans of the rule's named parts. All offsets are of the view.
    """

    reading: str
    rule: str
    value: str
    start: int
    end: int
    full_start: int
    full_end: int
    groups: dict[str, tuple[int, int]] = {}


class Tokens(NamedTuple):
    """The words, numbers and marks of a view, whether a space follows each, and the readings of each."""

    words: list[str]
    spaces: list[bool]
    readings: list[str]


class Lexed:
    """The lexemes of a view in order of position, its tokens, and the account of its numbers."""

    def __init__(self, view: View, lexemes: list[Lexeme]) -> None:
        self.view = view
        self.lexemes = sorted(lexemes, key=lambda lexeme: lexeme.start)
        self._starts = [lexeme.start for lexeme in self.lexemes]

    def at(self, position: int) -> Lexeme | None:
        """The lexeme that holds a position of the view."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return None
        lexeme = self.lexemes[index]
        return lexeme if lexeme.end > position else None

    def between(self, start: int, end: int) -> list[Lexeme]:
        """The lexemes that begin in a stretch of the view."""
        first = bisect_right(self._starts, start - 1)
        return self.lexemes[first : bisect_right(self._starts, end - 1)]

    def having(self, reading: str) -> list[Lexeme]:
        """All lexemes with one reading."""
        return [lexeme for lexeme in self.lexemes if lexeme.reading == reading]

    @cached_property
    def tokens(self) -> Tokens:
        """The whole view cut into tokens, each with the reading of the lexeme that holds it, if any."""
        places = self.view.places
        starts, readings = places.starts, [""] * len(places.words)
        for lexeme in self.lexemes:
            first = bisect_left(starts, lexeme.start)
            last = bisect_left(starts, lexeme.end, first)
            readings[first:last] = [lexeme.reading] * (last - first)
        return Tokens(places.words, places.spaces, readings)

    @cached_property
    def numbers(self) -> Numbers:
        """How many number literals there are, by reading; the parts add up to `seen`."""
        places, readings = self.view.places, self.tokens.readings
        counts = Counter(
            readings[index] or self._reading_at(places.starts[index] + len(places.words[index]) - 1)
            for index in places.numbers
        )
        counts["mark"] += len(self.view.marks)
        return Numbers(seen=sum(counts.values()), **counts)

    def _reading_at(self, position: int) -> str:
        lexeme = self.at(position)
        return lexeme.reading if lexeme else "unread"


def read(document: Document, view: View, patterns: Patterns, books: Sequence[str] = BOOKS) -> Lexed:
    """Read the view of a document once, by all books or by the first of them."""
    claims = _Claims(len(view.text))
    for found in _DAMAGED.finditer(view.text):
        claims.close(*found.span())
    lexemes = [lexeme for lexeme in _cells(document, view, patterns) if claims.take(lexeme.start, lexeme.end)]
    for book in books:
        for rule in filter(attrgetter("reading"), patterns.rules(book)):
            for found in rule.finditer(view.places, claims.taken):
                span = rule.core(found)
                if claims.take(*span):
                    lexemes.append(_lexeme(found, rule, span))
    return Lexed(view, lexemes)


class _Claims:
    """Which code points of the view have a reading already."""

    def __init__(self, length: int) -> None:
        self.taken = bytearray(length)

    def close(self, start: int, end: int) -> None:
        """Keep a stretch from every rule."""
        self.taken[start:end] = b"\x01" * (end - start)

    def take(self, start: int, end: int) -> bool:
        """Claim a lexeme's stretch; false when any of it is taken or there is nothing of it."""
        if start >= end or self.taken.find(1, start, end) >= 0:
            return False
        self.close(start, end)
        return True


def _lexeme(found: Match, rule: Rule, span: tuple[int, int]) -> Lexeme:
    spans = found.regs
    full_start, full_end = spans[0]
    return Lexeme(
        reading=rule.reading,
        rule=rule.id,
        value=rule.value,
        start=span[0],
        end=span[1],
        full_start=full_start,
        full_end=full_end,
        groups={name: part for name, number in rule.groups if (part := spans[number])[0] >= 0},
    )


def _cells(document: Document, view: View, patterns: Patterns) -> Iterator[Lexeme]:
    """The cells that hold nothing but a number: ordinals in the column for them, figures elsewhere."""
    for table in document.tables:
        if table.layout:
            continue
        ordinals = _ordinal_columns(table, patterns)
        for cell in table.cells:
            text = cell.text
            is_formula = "=" in text and _FORMULA.fullmatch(text) is not None
            is_ordinal = is_formula or cell.col in ordinals or cell.row < table.header_rows
            pattern = _ORDINAL if is_ordinal else _CELL_NUMBER
            if not is_formula and not pattern.fullmatch(text):
                continue
            start, end = view.span(cell.start, cell.end)
            yield Lexeme(
                reading="ordinal" if is_ordinal else "figure",
                rule=CELL,
                value="cell",
                start=start,
                end=end,
                full_start=start,
                full_end=end,
            )


def _ordinal_columns(table: Table, patterns: Patterns) -> set[int]:
    """The columns that count the rows; a narrow heading may be broken inside its word (`ST T`)."""
    words = {_closed(word) for row in patterns.rows(StaffRole) if row.id == "ordinal" for word in row.words}
    headings = (cell for cell in table.cells if cell.row < table.header_rows)
    return {cell.col for cell in headings if _closed(cell.text) in words}


def _closed(text: str) -> str:
    return "".join(text.split()).lower()
