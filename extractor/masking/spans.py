"""Where personal data stand in a text: persons, telephone numbers, addresses, identity numbers, accounts."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from extractor.rules import KEPT, Patterns, Rule
from extractor.rules.book import Match, alternation
from extractor.rules.lists import Plain
from extractor.text.fold import search_key
from extractor.text.places import Places
from extractor.units.gazetteer import LISTS, units_on

BOOK = "private"
PERSON, FULL, NEXT = "person", "person_full", "person_next"
AFTER, AFTER_KNOWN = "named_after", "named_after_known"
COLUMN, NUMBERS, OTHER = "column", "column_private", "private"
"""The `value` of the rules."""

BEFORE = 120
"""How far back the words are looked for that make a name that of a street or a school."""


_NAMES = regex.compile(r"[^\d]*\p{Lu}[^\d]*")
_NUMBERS = regex.compile(r".*\p{L}.*|(?!\d{1,3}(?:[.,]\d{3})+\Z)\+?\(?\d(?:[ .()-]{0,2}\d){6,}", regex.DOTALL)


class Span(NamedTuple):
    """A stretch of a text to be masked; `name` where it is a person's."""

    start: int
    end: int
    name: bool


class Finder:
    """The rules of a set of patterns, sorted by what they are for."""

    def __init__(self, patterns: Patterns) -> None:
        self._rules: dict[str, list[Rule]] = {}
        for rule in patterns.rules(BOOK):
            self._rules.setdefault(rule.value, []).append(rule)
        public = [word for row in patterns.rows(Plain, "public_names") for word in row.words]
        self._public = regex.compile(rf"(?<!\w)(?:{alternation(public)})(?!\w)") if public else None
        known = (word for row in patterns.rows(Plain, "commemorated") for word in row.words)
        self._known = frozenset(map(search_key, (*public, *known)))

    def find(self, text: str) -> list[Span]:
        """All spans of a text in the normal form of views; they may overlap."""
        places = Places(text)
        public = [match.span() for match in self._public.finditer(text)] if self._public else []
        found = [Span(*rule.core(match), name=False) for rule, match in self._matches(OTHER, places)]
        for kind in (PERSON, FULL):
            for rule, match in self._matches(kind, places):
                start, end = rule.core(match)
                is_public = any(first < end and start < last for first, last in public)
                if not is_public and self._is_person(text, match.start(), start, end, told=kind == PERSON):
                    found.append(Span(start, end, name=True))
                    found += self._following(text, end)
        return found

    def cells(self, heading: str) -> "regex.Pattern[str] | None":
        """Which cells are masked below a heading: names, or numbers and addresses of persons."""
        for kind, cells in ((COLUMN, _NAMES), (NUMBERS, _NUMBERS)):
            if any(rule.compiled.search(heading) for rule in self._rules.get(kind, ())):
                return cells
        return None

    def is_named_after(self, text: str, start: int, name: str | None = None) -> bool:
        """Whether the words before a place of a text make a name there that of a street, a school, a work.

        Some of these words may be said of a person as well: behind them only a known `name` is none.
        """
        before = text[max(0, start - BEFORE) : start]
        is_known = name is None or search_key(" ".join(name.split())) in self._known
        kinds = (AFTER, AFTER_KNOWN) if is_known else (AFTER,)
        return any(rule.compiled.search(before) for kind in kinds for rule in self._rules.get(kind, ()))

    def _matches(self, kind: str, places: Places) -> Iterator[tuple[Rule, Match]]:
        for rule in self._rules.get(kind, ()):
            for match in rule.finditer(places):
                yield rule, match

    def _is_person(self, text: str, at: int, start: int, end: int, *, told: bool) -> bool:
        """Whether a name is a person's: `told` by a title or label it is, but where a place is named so."""
        if told:
            # `núi Bà Đen` is no person, `thôn Trần Phú; bà Sen` is one.
            return text[at].islower() or not (is_unit(text[at:end]) or self.is_named_after(text, at))
        name, places = text[start:end], (at, start)
        return not (is_unit(name) or any(self.is_named_after(text, place, name) for place in places))

    def _following(self, text: str, end: int) -> Iterator[Span]:
        """The persons that a list names behind one."""
        (rule,) = self._rules.get(NEXT, (None,))
        while rule is not None and (match := rule.compiled.match(text, end)):
            start, end = rule.core(match)
            if is_unit(text[start:end]):
                return
            yield Span(start, end, name=True)


@lru_cache(KEPT)
def finder(patterns: Patterns) -> Finder:
    """The finder of a set of patterns."""
    return Finder(patterns)


def is_unit(name: str) -> bool:
    """Whether an administrative unit of any list has this name, whatever its marks."""
    return search_key(" ".join(name.split())) in _unit_names()


@cache
def _unit_names() -> frozenset[str]:
    """The names of all units on all days, and the parts of those that join two."""
    names = {
        name
        for day in LISTS
        for unit in units_on(day).units.values()
        for name in _names(unit.name, unit.other)
    }
    return frozenset(names)


def _names(*given: str | None) -> Iterable[str]:
    for name in given:
        if name:
            spelt = (name, *name.split("-"), name.replace("-", " "))
            yield from (search_key(" ".join(part.split())) for part in spelt)
