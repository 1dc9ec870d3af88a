"""How an identity is read in a report: a total and the figures that may be its parts."""

from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from itertools import combinations, islice, product

from msgspec import Struct

from extractor.checks.build import check
from extractor.checks.scopes import COUNTED, Figures, amount, headings, named
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.rules import Patterns

MOST_READINGS = 64
"""How many ways to choose the parts are tried where an indicator stands several times beside its total."""


class Reading(Struct, frozen=True, kw_only=True):
    """One way to read an identity: the total, the parts found beside it, and what may be unreported.

    `choices` are all figures beside the total that may be a part, by part; `parts` are the nearest of them.
    """

    total: FigureRecord
    parts: tuple[FigureRecord, ...]
    optional: tuple[FigureRecord, ...] = ()
    choices: tuple[tuple[FigureRecord, ...], ...] = ()
    is_open: bool = False

    @property
    def computed(self) -> Decimal:
        """The sum of all that was found."""
        return sum((amount(figure) for figure in self.parts + self.optional), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the total is the sum of parts, in any choice of them, and any of the optional ones."""
        some = [
            sum(map(amount, chosen))
            for n in range(len(self.optional) + 1)
            for chosen in combinations(self.optional, n)
        ]
        return any(
            sum(map(amount, parts)) + further == amount(self.total)
            for parts in islice(product(*self.choices), MOST_READINGS)
            for further in some
        )

    @property
    def is_one_sentence(self) -> bool:
        """Whether total and parts stand in one sentence, so that they surely belong together."""
        sentences = {figure.sentence for figure in (self.total, *self.parts, *self.optional)}
        return len(sentences) == 1 and None not in sentences


class Stated:
    """Whether a report states an amount besides the figures of a reading."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def elsewhere(self, reading: Reading) -> bool:
        """Whether the parts add up to another figure beside the total: then they are that one's parts.

        Where total and parts share a sentence, only what stands in that sentence too is asked.
        """
        total = reading.total
        place = headings(total), total.unit, reading.computed
        where = (*place, total.sentence) if reading.is_one_sentence else place
        members = {figure.id for figure in (total, *reading.parts, *reading.optional)}
        return not self._ids.get(where, members) <= members

    @cached_property
    def _ids(self) -> dict[tuple[object, ...], set[str]]:
        """The figures by part of the report, unit and amount, and by these and their sentence."""
        found: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for figure in self._figures:
            if figure.kind in COUNTED and figure.value is not None:
                place = headings(figure), figure.unit, amount(figure)
                found[place].add(figure.id)
                found[*place, figure.sentence].add(figure.id)
        return found


def finding(rule: str, reading: Reading, patterns: Patterns, *, is_unreported: bool = False) -> CheckRecord:
    """The record of a reading that does not hold."""
    members = [reading.total, *reading.parts, *reading.optional]
    return check(
        patterns.messages,
        rule,
        "unreported" if is_unreported else "text",
        members=members,
        severity=Severity.WARNING if is_unreported else Severity.ERROR,
        stated=amount(reading.total),
        computed=reading.computed,
        label=named(reading.total, patterns),
        parts=" + ".join(said(amount(figure)) for figure in members[1:]),
    )
