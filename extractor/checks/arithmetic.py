"""Whether the figures of a report fit each other: sums, levels, parts and wholes, what one period hands on.

The identities are the rows of `patterns/formulas.tsv`. They are asked only of figures of one scope, and a
finding is made only where no accepted way of reading the identity holds. All numbers are exact.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

import msgspec

from extractor.checks import levels, parts
from extractor.checks.build import check
from extractor.checks.identities import Reading, Stated, finding
from extractor.checks.scopes import (
    COUNTED,
    Figures,
    Scope,
    amount,
    by_level,
    counted,
    headings,
    may_be_part,
    named,
    period,
    scopes,
    subject,
)
from extractor.grammar.dates import by_cut_off
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Formula

SUM = "SUM"


def run(figures: Iterable[FigureRecord], document: DocumentRecord, patterns: Patterns) -> list[CheckRecord]:
    """SUM, SUBSET, CARRY_FORWARD and SUM_LEVELS over the figures of one report."""
    figures = list(figures)
    usable = counted(figures)
    stated = Stated(figures)
    by_id = {figure.id: figure for figure in figures}
    confirmed = {name for name, listed in parts.listed(figures).items() if parts.holds(by_id[name], listed)}
    holding: dict[str, list[Scope]] = defaultdict(list)
    over_levels = scopes(usable)
    for scope in chain.from_iterable(map(by_level, over_levels)):
        for indicator in scope.places:
            holding[indicator].append(scope)
    formulas: dict[tuple[str, str], list[Formula]] = defaultdict(list)
    for formula in patterns.rows(Formula):
        formulas[formula.kind, formula.id].append(formula)
    found: list[CheckRecord] = []
    agreeing: set[str] = set()
    for (kind, _), variants in formulas.items():
        if kind == "carry":
            found += _carried(variants[0], usable, patterns)
        elif kind == "subset":
            found += _subsets(variants[0], usable, patterns)
        elif kind == "sum":
            sums = _sums(variants, holding.get(variants[0].total, ()), stated, patterns, agreeing)
            found += (doubt for doubt in sums if not _is_settled(doubt, confirmed, by_id))
    found = [_pointed(doubt, agreeing, patterns) for doubt in found]
    return [*found, *levels.run(over_levels, stated, document, patterns), *_parts_of(figures, patterns)]


def _is_settled(doubt: CheckRecord, confirmed: set[str], figures: dict[str, FigureRecord]) -> bool:
    """Whether the parts that a report lists for a total add up, so that one of the others must be wrong."""
    total, *others = doubt.members
    return total in confirmed and any(figures[name].part_of != total for name in others)


def _pointed(doubt: CheckRecord, agreeing: set[str], patterns: Patterns) -> CheckRecord:
    """The finding with what must be wrong: the parts, where the total agrees in another identity."""
    if doubt.rule != SUM or doubt.members[0] not in agreeing:
        return doubt
    pointed = patterns.messages.say("check", "agreed", stated=said(Decimal(doubt.stated or 0)))
    return msgspec.structs.replace(doubt, message=f"{doubt.message} {pointed}")


def _sums(
    variants: Sequence[Formula],
    holding: Iterable[Scope],
    stated: Stated,
    patterns: Patterns,
    agreeing: set[str],
) -> Iterator[CheckRecord]:
    """A finding for each total for which some variant can be read and none holds; the nearest is told.

    `holding` are the scopes of the total; the figures of identities that hold are added to `agreeing`.
    """
    for scope in holding:
        usable = [variant for variant in variants if all(name in scope.places for name in variant.parts)]
        for at in scope.places[variants[0].total] if usable else ():
            readings = [reading for variant in usable if (reading := _reading(variant, scope, at))]
            held = next((reading for reading in readings if reading.holds), None)
            if held is not None:
                agreeing |= {one.id for one in (held.total, *held.parts, *held.optional)}
            if not readings or held is not None:
                continue
            nearest = min(readings, key=lambda reading: abs(reading.computed - amount(reading.total)))
            if not stated.elsewhere(nearest):
                is_unreported = nearest.is_open and nearest.computed < amount(nearest.total)
                yield finding(SUM, nearest, patterns, is_unreported=is_unreported)


def _reading(formula: Formula, scope: Scope, at: int) -> Reading | None:
    """The identity read after the total or else before it; None where parts are missing on both sides."""
    total = scope.figures[at]
    for side in (scope.after, scope.before):
        if any(_nearest_parts(total, [side(at, name) for name in formula.unless])):
            return None
        choices = [side(at, name) for name in formula.parts]
        parts = _nearest_parts(total, choices)
        if len(parts) == len(choices):
            optional = _nearest_parts(total, [side(at, name) for name in formula.optional])
            return Reading(
                total=total,
                parts=tuple(parts),
                optional=tuple(optional),
                choices=tuple(map(tuple, choices)),
                is_open=len(optional) < len(formula.optional),
            )
    return None


def _nearest_parts(total: FigureRecord, choices: Iterable[Figures]) -> list[FigureRecord]:
    """Of each choice the first figure that may be a part of the total, where there is one."""
    nearest = (next((one for one in figures if may_be_part(one, total)), None) for figures in choices)
    return [figure for figure in nearest if figure is not None]


def _subsets(formula: Formula, figures: Figures, patterns: Patterns) -> Iterator[CheckRecord]:
    """A finding for each part that is more than every statement of the whole in its part of the report."""
    wholes: dict[tuple[object, ...], FigureRecord] = {}
    for figure in figures:
        if figure.indicator == formula.total:
            largest = wholes.setdefault(_place(figure), figure)
            wholes[_place(figure)] = max(largest, figure, key=amount)
    for part in figures if wholes else ():
        whole = wholes.get(_place(part)) if part.indicator in formula.parts else None
        if whole is not None and amount(part) > amount(whole):
            yield _too_large(part, whole, patterns)


def _place(figure: FigureRecord) -> tuple[object, ...]:
    """Whose figure it is, for when, and in which part of the report."""
    return subject(figure), period(figure), headings(figure)


def _parts_of(figures: Figures, patterns: Patterns) -> list[CheckRecord]:
    """SUBSET for figures that the report itself, in one sentence, calls a part of another."""
    known = {f.id: f for f in figures if f.kind in COUNTED and f.value is not None and f.qualifier == "exact"}
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
        elif figure.indicator in formula.parts and figure.period_start and figure.period_end:
            # A year may be told by the calendar and the next months by the cut-off of the decree.
            ends = {figure.period_end, _cut_off(figure.period_start, figure.period_end)}
            for end in ends:
                closing[whose, _next_day(end)].append(figure)
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


def _cut_off(start: str, end: str) -> str:
    """The last day by the cut-off of the decree; of days that are not whole dates the end itself."""
    try:
        return by_cut_off(start, end).end or end
    except ValueError:
        return end


def _next_day(day: str) -> str | None:
    """The day after an ISO day; None for a partial or impossible one."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
