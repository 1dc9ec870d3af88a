"""Units of measure and words that multiply, as values."""

from collections import defaultdict
from decimal import Decimal
from functools import lru_cache

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Measure
from extractor.text.fold import search_key
from extractor.text.words import first_word


class Measures:
    """Units and scale words as values."""

    def __init__(self, patterns: Patterns) -> None:
        self._units = {
            word.lower(): row
            for row in patterns.rows(Measure, "lists/units")
            for word in (*row.guarded, *row.words)
        }
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


@lru_cache(KEPT)
def measures_of(patterns: Patterns) -> Measures:
    """The units and scale words of the lists."""
    return Measures(patterns)


def ascii_id(word: str) -> str:
    """A word as an id: `vạn dân` is `van_dan`."""
    return search_key(word.strip()).replace(" ", "_")


def _begins(text: str, word: str) -> bool:
    """Whether a text begins with a whole word."""
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalpha()
