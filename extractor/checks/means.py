"""Whether a rate over all levels lies between those of the levels, and a share has its right base."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.checks.build import check
from extractor.checks.levels import LEVELS
from extractor.checks.scopes import Figures, amount, counted, days, may_agree, named
from extractor.checks.slips import slip
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Formula

OVER_ALL = frozenset({"all", None})


def run(figures: Sequence[FigureRecord], patterns: Patterns) -> list[CheckRecord]:
    """WEIGHTED_MEAN and BASE_MISMATCH over the figures of one report."""
    return [*_means(figures, patterns), *_bases(counted(figures), patterns)]


def _means(figures: Iterable[FigureRecord], patterns: Patterns) -> Iterator[CheckRecord]:
    """A mean is never outside what it is the mean of, whatever the weights; asked within one sentence."""
    sentences: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "rate" and figure.indicator and figure.value and figure.table is None:
            key = figure.indicator, figure.sentence, days(figure), figure.source_system, figure.qualifier
            sentences[key].append(figure)
    for rates in sentences.values():
        whole = [rate for rate in rates if rate.level in OVER_ALL]
        parts = [rate for rate in rates if rate.level in LEVELS]
        levels = [rate.level for rate in parts]
        if len(whole) != 1 or len(parts) < 2 or len(set(levels)) < len(levels):  # noqa: PLR2004 - one is no mean
            continue
        low, high = min(map(amount, parts)), max(map(amount, parts))
        if not low <= amount(whole[0]) <= high:
            yield check(
                patterns.messages,
                "WEIGHTED_MEAN",
                members=[whole[0], *parts],
                severity=Severity.WARNING,
                stated=amount(whole[0]),
                computed=f"{low}-{high}",
                label=named(whole[0], patterns),
                low=said(low),
                high=said(high),
            )


def _bases(figures: Figures, patterns: Patterns) -> Iterator[CheckRecord]:
    """A denominator that is none of the figures that it should be, but nearly one."""
    stated = {figure.indicator for figure in figures}
    for formula in patterns.rows(Formula):
        if formula.kind != "base" or formula.total not in stated:
            continue
        bases: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
        for figure in figures:
            if figure.indicator in formula.parts:
                bases[_whose(figure)].append(figure)
        for figure in figures:
            right = bases.get(_whose(figure), []) if figure.indicator == formula.total else []
            near = [base for base in right if may_agree(figure, base) and slip(amount(figure), amount(base))]
            if near and amount(figure) not in map(amount, right):
                yield check(
                    patterns.messages,
                    "BASE_MISMATCH",
                    members=[figure, near[0]],
                    severity=Severity.WARNING,
                    stated=amount(figure),
                    computed=amount(near[0]),
                    label=named(figure, patterns),
                    base=named(near[0], patterns),
                )


def _whose(figure: FigureRecord) -> tuple[object, ...]:
    return figure.level, figure.unit, days(figure)
