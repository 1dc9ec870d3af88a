"""What the lists say of indicators and of the words that tell them apart."""

from functools import lru_cache

from msgspec import Struct

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Dimension, Indicator, Measure, Phrase


class Catalogue(Struct, frozen=True, kw_only=True):
    """The rows of indicators by id, the units that they count, and the words that say it is a total.

    `told` are the indicators whose context is what they count: a figure with the row's unit is in it.
    """

    rows: dict[str, Indicator]
    units: frozenset[str]
    told: frozenset[str]
    classifiers: frozenset[str]
    totals: tuple[str, ...]
    dimensions: frozenset[str]


@lru_cache(KEPT)
def catalogue_of(patterns: Patterns) -> Catalogue:
    """The catalogue of some patterns."""
    rows = patterns.rows(Indicator)
    units = patterns.rows(Measure, "lists/units")
    words = {row.id: row.words for row in units}
    totals = (row.words for row in patterns.rows(Phrase, "staffing_words") if row.id == "total")
    return Catalogue(
        rows={row.id: row for row in rows},
        units=frozenset(row.unit for row in rows),
        told=frozenset(row.id for row in rows if set(words.get(row.unit, ())) & set(row.context)),
        classifiers=frozenset(row.id for row in units if row.kind == "classifier"),
        totals=next(totals, ()),
        dimensions=frozenset(row.dimension for row in patterns.rows(Dimension)),
    )
