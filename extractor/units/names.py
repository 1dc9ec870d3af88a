"""The names of administrative units as they are printed, taken apart: "UBND xã Nghi Phú".

The words before a name are those of `patterns/lists/unit_types.tsv` and of `office` and `centre` in
`patterns/lists/staffing_words.tsv`.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Phrase, UnitType
from extractor.text.fold import normal
from extractor.text.words import Words, after

NAMES = 1 << 12
"""How many names are kept: a table's rows are read and then checked, the next report has the same units."""


class Printed(Struct, frozen=True, kw_only=True):
    """A printed name in its parts: labels of types that stand before the name, and the words before those."""

    name: str
    types: tuple[str, ...] = ()
    office: bool = False
    centre: bool = False

    @property
    def whole(self) -> str:
        """Types and name, in lower case; "Phường Phường Đúc" has its type in its name."""
        return normal(" ".join((*self.types, self.name))).lower()


class Before(NamedTuple):
    """What stands before names: centres, offices, and the words of each type by its label in lower case."""

    centre: Words
    office: Words
    types: tuple[tuple[str, Words], ...]
    every: Words


@lru_cache(NAMES)
def parse(text: str, patterns: Patterns) -> Printed:
    """The parts of a printed name: `UBND xã Nghi Phú` is an office, the type `xã`, and `Nghi Phú`."""
    before = _before(patterns)
    rest, found, seen = unicodedata.normalize("NFC", text).strip(" .,;:-–"), [], set()
    while rest:
        if (shorter := after(rest, before.centre)) is not None:
            seen.add("centre")
        elif (shorter := after(rest, before.every)) is not None:
            found.append(next(label for label, words in before.types if after(rest, words) == shorter))
        elif (shorter := after(rest, before.office)) is not None:
            seen.add("office")
        else:
            break
        rest = shorter
    return Printed(name=rest, types=tuple(found), office=bool(seen), centre="centre" in seen)


@lru_cache(KEPT)
def _before(patterns: Patterns) -> Before:
    words = {row.id: row.words for row in patterns.rows(Phrase, "staffing_words")}
    types = tuple((row.label.lower(), row.words) for row in patterns.rows(UnitType))
    every = tuple(word for _, listed in types for word in listed)
    return Before(words["centre"], words["office"], types, every)
