"""Whether the figures of a report fit each other: sums, levels, parts and wholes, what one period hands on.

The identities are the rows of `patterns/formulas.tsv`. They are asked only of figures of one scope, and a
finding is made only where no accepted way of reading the identity holds. All numbers are exact.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, islice, product

from msgspec import Struct

from extractor.checks.build import check, said
from extractor.checks.scopes import (
    COUNTED,
    Figures,
    amount,
    around,
    counted,
    headings,
    may_be_part,
    named,
    period,
    scopes,
    subject,
)
from extractor.model import Severity
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Formula, Indicator

TWO_LEVELS_FROM = "2025-07-01"
"""From this day there are no districts (Luật 72/2025/QH15)."""

LEVELS = ("tinh", "huyen", "xa")

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


def run(figures: Iterable[FigureRecord], document: DocumentRecord, patterns: Patterns) -> list[CheckRecord]:
    """SUM, SUBSET, CARRY_FORWARD and SUM_LEVELS over the figures of one report."""
    figures = list(figures)
    usable = counted(figures)
    totals: dict[str, list[tuple[Figures, int]]] = defaultdict(list)
    for scope in scopes(usable):
        for at, figure in enumerate(scope):
            totals[figure.indicator or ""].append((scope, at))
    formulas: dict[tuple[str, str], list[Formula]] = defaultdict(list)
    for formula in patterns.rows(Formula):
        formulas[formula.kind, formula.id].append(formula)
    found: list[CheckRecord] = []
    for (kind, _), variants in formulas.items():
        if kind == "carry":
            found += _carried(variants[0], usable, patterns)
        elif kind == "subset":
            found += _subsets(variants[0], usable, patterns)
        else:
            found += _sums(variants, totals.get(variants[0].total, ()), figures, patterns)
    return [*found, *_levels(usable, figures, document, patterns), *_parts_of(usable, patterns)]


def _sums(
    variants: Sequence[Formula], totals: Iterable[tuple[Figures, int]], figures: Figures, patterns: Patterns
) -> Iterator[CheckRecord]:
    """A finding for each total for which some variant can be read and none holds; the nearest is told.

    `totals` are the figures that may be it, each as a place in its scope.
    """
    for scope, at in totals:
        readings = [reading for variant in variants if (reading := _reading(variant, scope, at))]
        if not readings or any(reading.holds for reading in readings):
            continue
        nearest = min(readings, key=lambda reading: abs(reading.computed - amount(reading.total)))
        if not _are_of_another(nearest, figures):
            is_unreported = nearest.is_open and nearest.computed < amount(scope[at])
            yield _sum("SUM", nearest, patterns, is_unreported=is_unreported)


def _are_of_another(reading: Reading, figures: Figures) -> bool:
    """Whether the parts add up to another figure beside the total: then they are that one's parts.

    Where total and parts share a sentence, only what stands in that sentence too is asked.
    """
    members = {figure.id for figure in (reading.total, *reading.parts, *reading.optional)}
    place = headings(reading.total), reading.total.unit
    return any(
        figure.id not in members
        and (headings(figure), figure.unit) == place
        and amount(figure) == reading.computed
        and (figure.sentence == reading.total.sentence or not reading.is_one_sentence)
        for figure in figures
        if figure.kind in COUNTED and figure.value is not None
    )


def _reading(formula: Formula, scope: Figures, at: int) -> Reading | None:
    """The identity read after the total or else before it; None where parts are missing on both sides."""
    for side in around(scope, at):
        beside: dict[str, list[FigureRecord]] = defaultdict(list)
        every: dict[str, list[FigureRecord]] = defaultdict(list)
        for figure in side:
            every[figure.indicator or ""].append(figure)
            if may_be_part(figure, scope[at]):
                beside[figure.indicator or ""].append(figure)
        if any(name in beside for name in formula.unless):
            return None
        if all(name in beside for name in formula.parts):
            optional = [name for name in formula.optional if name in beside]
            return Reading(
                total=scope[at],
                parts=tuple(beside[name][0] for name in formula.parts),
                optional=tuple(beside[name][0] for name in optional),
                choices=tuple(tuple(every[name]) for name in formula.parts),
                is_open=len(optional) < len(formula.optional),
            )
    return None


def _sum(rule: str, reading: Reading, patterns: Patterns, *, is_unreported: bool = False) -> CheckRecord:
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


def _subsets(formula: Formula, figures: Figures, patterns: Patterns) -> Iterator[CheckRecord]:
    """A finding for each part that is more than every statement of the whole in its part of the report."""
    wholes = [figure for figure in figures if figure.indicator == formula.total]
    for part in figures if wholes else ():
        if part.indicator not in formula.parts:
            continue
        beside = [
            whole
            for whole in wholes
            if (subject(whole), period(whole), headings(whole))
            == (subject(part), period(part), headings(part))
        ]
        if beside and amount(part) > max(map(amount, beside)):
            yield _too_large(part, max(beside, key=amount), patterns)


def _parts_of(figures: Figures, patterns: Patterns) -> list[CheckRecord]:
    """SUBSET for figures that the report itself, in one sentence, calls a part of another."""
    known = {figure.id: figure for figure in figures}
    return [
        _too_large(part, whole, patterns)
        for part in known.values()
        if (whole := known.get(part.part_of or ""))
        and (whole.unit, whole.sentence) == (part.unit, part.sentence)
        and amount(part) > amount(whole)
    ]


def _too_large(part: FigureRecord, whole: FigureRecord, patterns: Patterns) -> CheckRecord:
    return check(
        patterns.messages,
        "SUBSET",
        members=[part, whole],
        severity=Severity.WARNING,
        stated=amount(part),
        computed=amount(whole),
        label=named(part, patterns),
        whole=named(whole, patterns),
    )


def _carried(formula: Formula, figures: Figures, patterns: Patterns) -> Iterator[CheckRecord]:
    """CARRY_FORWARD: what a period opens with against what the period before it closed with."""
    opening: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    closing: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in figures:
        whose = (subject(figure), figure.level)
        if figure.indicator == formula.total and figure.period_start:
            opening[whose, figure.period_start].append(figure)
        elif figure.indicator in formula.parts and figure.period_end:
            closing[whose, _next_day(figure.period_end)].append(figure)
    for key, opened in opening.items():
        closed = closing.get(key, [])
        if closed and not {amount(figure) for figure in opened} & {amount(figure) for figure in closed}:
            first, last = opened[0], closed[-1]
            yield check(
                patterns.messages,
                "CARRY_FORWARD",
                members=[first, last],
                stated=amount(first),
                computed=amount(last),
                opening=named(first, patterns),
                closing=named(last, patterns),
            )


def _next_day(day: str) -> str | None:
    """The day after an ISO day; None for a partial or impossible one."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _levels(
    usable: Figures, figures: Figures, document: DocumentRecord, patterns: Patterns
) -> Iterator[CheckRecord]:
    """SUM_LEVELS: a figure over all levels against the figures of the levels beside it.

    Where a level is not given, the others may only not be more than the whole.
    """
    additive = {row.id for row in patterns.rows(Indicator) if row.aggregation in {"sum", "last"}}
    wanted = _expected_levels(document)
    for scope in scopes(usable, by_level=False):
        for indicator in sorted({figure.indicator or "" for figure in scope} & additive):
            same = [figure for figure in scope if figure.indicator == indicator]
            for at in range(len(same)):
                reading = _own_levels(same, at, wanted) or _level_reading(same, at)
                if reading is None or reading.holds or _are_of_another(reading, figures):
                    continue
                given = {figure.level for figure in reading.parts}
                if given >= wanted or reading.computed > amount(reading.total):
                    yield _sum("SUM_LEVELS", reading, patterns)


def _own_levels(same: Figures, at: int, wanted: set[str]) -> Reading | None:
    """The levels that the report itself lists as parts of a figure: one each, and all that there are."""
    parts = tuple(figure for figure in same if figure.part_of == same[at].id)
    levels = [figure.level for figure in parts]
    if len(set(levels)) < len(levels) or not wanted <= set(levels) <= set(LEVELS):
        return None
    return Reading(total=same[at], parts=parts, choices=tuple((part,) for part in parts))


def _level_reading(same: Figures, at: int) -> Reading | None:
    """The levels after a figure over all of them, or else before it."""
    ends = [n for n, figure in enumerate(same) if figure.level in {"all", None}]
    if at not in ends:
        return None
    after = next((n for n in ends if n > at), len(same))
    before = next((n + 1 for n in reversed(ends) if n < at), 0)
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
