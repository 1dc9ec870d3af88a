"""What the lists say of indicators and of the words that tell them apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Dimension, Formula, Indicator, Measure, Phrase
from extractor.text.fold import normal


class Catalogue(Struct, frozen=True, kw_only=True):
    """The rows of indicators by id, the units that they count, and the words that say it is a total.

    `told` are the indicators whose context is what they count: a figure with the row's unit is in it.
    `asides` are units of figures that stand among the words of another one, `phrases` the rows by words.
    `alike` are units with the one whose indicators they may count.
    `totals` are the words that say no more than that it is a total.
    `narrower` are for each total of a formula the indicators that it is the sum of, and those of these.
    `rates` are for each rate the groups of indicators of which it is the share.
    """

    rows: Mapping[str, Indicator]
    units: frozenset[str]
    told: frozenset[str]
    classifiers: frozenset[str]
    asides: frozenset[str]
    alike: dict[str, str]
    phrases: dict[str, tuple[str, ...]]
    totals: tuple[str, ...]
    narrower: dict[str, frozenset[str]]
    dimensions: frozenset[str]
    rates: dict[str, frozenset[tuple[str, ...]]]


@lru_cache(KEPT)
def catalogue_of(patterns: Patterns) -> Catalogue:
    """The catalogue of some patterns."""
    rows = patterns.rows(Indicator)
    units = patterns.rows(Measure, "lists/units")
    words = {row.id: row.words for row in units}
    totals = (row.words for row in patterns.rows(Phrase, "staffing_words") if row.id == "total")
    return Catalogue(
        rows=patterns.indicators,
        units=frozenset(row.unit for row in rows),
        told=frozenset(r.id for r in rows if r.context and set(r.context) <= set(words.get(r.unit, ()))),
        classifiers=frozenset(row.id for row in units if row.kind == "classifier"),
        asides=frozenset(row.id for row in units if row.kind == "aside"),
        alike={row.id: row.like for row in units if row.like},
        phrases=_phrases(rows),
        totals=next(totals, ()),
        narrower=_narrower(patterns.rows(Formula)),
        rates=_rates(patterns.rows(Formula)),
        dimensions=frozenset(row.dimension for row in patterns.rows(Dimension)),
    )


def _narrower(formulas: Sequence[Formula]) -> dict[str, frozenset[str]]:
    """For each total all that is a part of it, directly or as a part of a part."""
    parts: dict[str, set[str]] = defaultdict(set)
    for formula in formulas:
        if formula.kind == "sum":
            parts[formula.total].update(formula.parts, formula.optional)
    found: dict[str, frozenset[str]] = {}
    for total, direct in list(parts.items()):
        known, new = set[str](), set(direct)
        while new:
            known |= new
            new = {part for name in new for part in parts.get(name, ())} - known
        found[total] = frozenset(known)
    return found


def _rates(formulas: Sequence[Formula]) -> dict[str, frozenset[tuple[str, ...]]]:
    """For each rate what it is worked out from, every way."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for formula in formulas:
        if formula.kind == "rate":
            found[formula.total].add(formula.parts)
    return {total: frozenset(ways) for total, ways in found.items()}


def _phrases(rows: Sequence[Indicator]) -> dict[str, tuple[str, ...]]:
    """The ids of the rows by each of their words, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in row.words:
            key = normal(word).lower()
            found[key] = (*found.get(key, ()), row.id)
    return found
