"""Whether the figures of the levels of administration add up to the figure over all of them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.identities import Reading, Stated, finding
from extractor.checks.scopes import Figures, Scope, amount, may_be_part
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Indicator

TWO_LEVELS_FROM = "2025-07-01"
"""From this day there are no districts (Luật 72/2025/QH15)."""

LEVELS = ("tinh", "huyen", "xa")

FEWEST = 3
"""How many figures there must be of an indicator: a total and two levels."""


def run(
    over_levels: Iterable[Scope], stated: Stated, document: DocumentRecord, patterns: Patterns
) -> Iterator[CheckRecord]:
    """SUM_LEVELS: a figure over all levels against the figures of the levels beside it.

    Where a level is not given, the others may only not be more than the whole.
    """
    additive = {row.id for row in patterns.rows(Indicator) if row.aggregation in {"sum", "last"}}
    wanted = _expected_levels(document)
    for scope in over_levels:
        for indicator in sorted(additive & scope.places.keys()):
            same = [scope.figures[at] for at in scope.places[indicator]]
            for reading in _readings(same, wanted) if len(same) >= FEWEST else ():
                if reading.holds or stated.elsewhere(reading):
                    continue
                given = {figure.level for figure in reading.parts}
                if given >= wanted or reading.computed > amount(reading.total):
                    yield finding("SUM_LEVELS", reading, patterns)


def _readings(same: Figures, wanted: set[str]) -> Iterator[Reading]:
    """For each figure of an indicator the levels that the report lists as its parts, else those beside it."""
    ends = [n for n, figure in enumerate(same) if figure.level in {"all", None}]
    parts: dict[str | None, list[FigureRecord]] = defaultdict(list)
    for figure in same:
        parts[figure.part_of].append(figure)
    for at, total in enumerate(same):
        reading = _own_levels(total, parts.get(total.id, ()), wanted) or _level_reading(same, at, ends)
        if reading is not None:
            yield reading


def _own_levels(total: FigureRecord, parts: Figures, wanted: set[str]) -> Reading | None:
    """The levels that the report itself lists as parts of a figure: one each, and all that there are."""
    levels = [figure.level for figure in parts]
    if len(set(levels)) < len(levels) or not wanted <= set(levels) <= set(LEVELS):
        return None
    return Reading(total=total, parts=tuple(parts), choices=tuple((part,) for part in parts))


def _level_reading(same: Figures, at: int, ends: Sequence[int]) -> Reading | None:
    """The levels after a figure over all of them, or else before it; `ends` are all such figures."""
    number = bisect_left(ends, at)
    if at not in ends[number : number + 1]:
        return None
    after = ends[number + 1] if number + 1 < len(ends) else len(same)
    before = ends[number - 1] + 1 if number else 0
    for side in (same[at + 1 : after], list(reversed(same[before:at]))):
        beside: dict[str, list[FigureRecord]] = defaultdict(list)
        for figure in side:
            if may_be_part(figure, same[at]):
                beside[figure.level or ""].append(figure)
        choices = tuple(tuple(beside[level]) for level in LEVELS if level in beside)
        if len(choices) > 1:
            return Reading(total=same[at], parts=tuple(chosen[0] for chosen in choices), choices=choices)
    return None


def _expected_levels(document: DocumentRecord) -> set[str]:
    """The levels whose figures make up the whole of what a body reports on."""
    if document.issuer_level == "huyen":
        return {"huyen", "xa"}
    day = document.period_end or document.date or ""
    return {"tinh", "xa"} if day >= TWO_LEVELS_FROM else {"tinh", "huyen", "xa"}
