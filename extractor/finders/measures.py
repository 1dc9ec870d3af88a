"""Units of measure and words that multiply, as values."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import LISTS, Measure
from extractor.text.fold import search_key
from extractor.text.words import first_word

Meant = tuple[tuple[str, str | None], ...]
"""What abbreviations mean: each in small letters with the id of its unit, or none."""


class Measures:
    """Units and scale words as values."""

    def __init__(self, patterns: Patterns, meant: Meant = ()) -> None:
        rows = patterns.rows(Measure, "lists/units")
        self._units = {word.lower(): row for row in rows for word in (*row.guarded, *row.words)}
        known = {row.id: row for row in rows}
        for word, name in meant:
            del self._units[word]
            if name is not None:
                self._units[word] = known[name]
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._units, key=len, reverse=True):
            self._by_first[first_word(word)].append(word)
        self._scales = {
            word: Decimal(row.factor) for row in patterns.rows(Measure, "scales") for word in row.words
        }

    def unit(self, word: str) -> Measure | None:
        """The row of a unit as printed, whatever its case."""
        return self._units.get(word.lower())

    def id(self, printed: str) -> str | None:
        """The id of a unit as printed; a compound `hồ sơ/ngày` keeps its divisor, `ho_so/ngay`."""
        whole = self.unit(printed)
        if whole is not None:  # `đ/c` is no amount for each of something.
            return whole.id
        head, slash, per = printed.lower().partition("/")
        row = self.unit(head.strip())
        return row.id + slash + "/".join(self._divisor(part) for part in per.split("/")) if row else None

    def _divisor(self, word: str) -> str:
        row = self.unit(word.strip())
        return row.id if row and row.kind == "measure" else ascii_id(word)

    def longest(self, text: str) -> str | None:
        """The longest unit that a text begins with."""
        lowered = text.lower()
        words = self._by_first.get(first_word(lowered), ())
        return next((word for word in words if _begins(lowered, word)), None)

    def factor(self, scale: str) -> Decimal:
        """What scale words multiply by: `nghìn tỷ đồng` is 10 to the 12th."""
        factor = Decimal(1)
        for word in scale.lower().split():
            factor *= self._scales.get(word, Decimal(1))
        return factor

    def is_scale(self, word: str) -> bool:
        """Whether a word multiplies."""
        return word.lower() in self._scales


@lru_cache(KEPT * len(LISTS))
def _measures(patterns: Patterns, meant: Meant) -> Measures:
    return Measures(patterns, meant)


def measures_of(patterns: Patterns, lowered: str) -> Measures:
    """The units and scale words of the lists as a text in small letters uses them.

    An abbreviation of several units is that one's whose words in full the text uses most; of equals it is
    none: `HS` is hồ sơ in one report and học sinh in another.
    """
    used = ((word, rows) for word, rows in _shared(patterns).items() if word in lowered)
    return _measures(patterns, tuple((word, _meant(word, rows, lowered)) for word, rows in used))


@lru_cache(KEPT)
def _shared(patterns: Patterns) -> dict[str, tuple[Measure, ...]]:
    """The abbreviations of several units, in small letters."""
    named: dict[str, dict[str, Measure]] = defaultdict(dict)
    for row in patterns.rows(Measure, "lists/units"):
        for word in row.words:
            if word.isupper():
                named[word.lower()][row.id] = row
    return {word: tuple(known.values()) for word, known in named.items() if len(known) > 1}


def _meant(short: str, rows: Sequence[Measure], lowered: str) -> str | None:
    """The id of the unit that a text means by an abbreviation."""
    uses = {row.id: _uses(row, short, lowered) for row in rows}
    best = [name for name, count in uses.items() if count == max(uses.values())]
    return best[0] if len(best) == 1 else None


def _uses(row: Measure, short: str, lowered: str) -> int:
    """How often a text has the words of a unit that an abbreviation is made of."""
    words = (word.lower() for word in row.words if not word.isupper())
    return sum(lowered.count(word) for word in words if "".join(part[0] for part in word.split()) == short)


def ascii_id(word: str) -> str:
    """A word as an id: `vạn dân` is `van_dan`."""
    return search_key(word.strip()).replace(" ", "_")


def _begins(text: str, word: str) -> bool:
    """Whether a text begins with a whole word."""
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()
