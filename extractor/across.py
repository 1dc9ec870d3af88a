"""Whether reports fit each other: what one period hands on to the next, and parts their whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from extractor.aggregate.table import wholes
from extractor.checks.build import check
from extractor.checks.scopes import COUNTED, amount, named
from extractor.model import Severity
from extractor.pipeline import Result
from extractor.records import CheckRecord, FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Formula, Indicator
from extractor.units.gazetteer import day_of, units_on

COMMUNE = "xa"


def run(results: Sequence[Result], patterns: Patterns) -> list[CheckRecord]:
    """CARRY_FORWARD, SUM and SUBSET between the reports of a run, each at the report that it doubts."""
    read = [result for result in results if result.document.duplicate_of is None]
    return [*_carried(read, patterns), *_wholes(read, patterns)]


def _carried(results: Sequence[Result], patterns: Patterns) -> Iterator[CheckRecord]:
    """What a report opens with against what the same body's report on the days before closed with."""
    for formula in patterns.rows(Formula):
        if formula.kind != "carry":
            continue
        closed: dict[tuple[object, ...], tuple[Result, FigureRecord]] = {}
        for result in results:
            for figure in _own(result):
                if figure.indicator in formula.parts and figure.period_end:
                    closed[_body(result), figure.level, _next_day(figure.period_end)] = result, figure
        for result in results:
            for figure in _own(result):
                key = _body(result), figure.level, figure.period_start
                other = closed.get(key) if figure.indicator == formula.total else None
                if other and other[0] is not result and amount(other[1]) != amount(figure):
                    yield _told(
                        result,
                        check(
                            patterns.messages,
                            "CARRY_FORWARD",
                            "across",
                            members=[figure],
                            stated=amount(figure),
                            computed=amount(other[1]),
                            opening=named(figure, patterns),
                            closing=named(other[1], patterns),
                            file=other[0].document.path,
                        ),
                    )


def _wholes(results: Sequence[Result], patterns: Patterns) -> Iterator[CheckRecord]:
    """What a province or district states of its communes against what their own reports state."""
    additive = {row.id for row in patterns.rows(Indicator) if row.aggregation == "sum"}
    communes: dict[tuple[object, ...], list[Result]] = defaultdict(list)
    for result in results:
        if result.document.issuer_level == COMMUNE:
            for area in (result.document.district, None):
                communes[_area(result, area)].append(result)
    for whole in results:
        document = whole.document
        parts = communes.get(_area(whole, document.district), [])
        if document.issuer_level == COMMUNE or not parts:
            continue
        for figure in _own(whole):
            if figure.indicator in additive and figure.level == COMMUNE:
                yield from _compared(figure, whole, parts, patterns)


def _compared(
    figure: FigureRecord, whole: Result, parts: Sequence[Result], patterns: Patterns
) -> Iterator[CheckRecord]:
    """One figure over communes against the sum of theirs; some may not have reported."""
    stated = [one for part in parts if (one := _same(figure, part)) is not None]
    if len(stated) < len(parts):
        return
    total = sum(map(amount, stated), Decimal(0))
    expected = _communes(whole)
    is_all = expected is not None and len(parts) == expected
    if total > amount(figure) or (is_all and total != amount(figure)):
        yield _told(
            whole,
            check(
                patterns.messages,
                "SUM" if is_all else "SUBSET",
                "across",
                members=[figure],
                severity=Severity.WARNING,
                stated=amount(figure),
                computed=total,
                label=named(figure, patterns),
                count=len(parts),
            ),
        )


def _communes(whole: Result) -> int | None:
    """How many communes there are below the body of a report."""
    day, code = day_of(whole.document), whole.document.admin_code
    if day is None or code is None:
        return None
    units, below = units_on(day), [code]
    for parent in below:
        below.extend(unit.code for unit in units.children(parent))
    return sum(units.units[one].level == COMMUNE for one in below) or None


def _own(result: Result) -> list[FigureRecord]:
    """The counts of a report's own period that are no parts of others."""
    days = (result.document.period_start, result.document.period_end)
    return [
        figure
        for figure in wholes(result.records.figures)
        if figure.kind in COUNTED
        and figure.value is not None
        and figure.indicator
        and not figure.table
        and (figure.period_start, figure.period_end) == days
    ]


def _same(figure: FigureRecord, part: Result) -> FigureRecord | None:
    """What a commune's report states of the same indicator, over all of it."""
    whole = (one for one in _own(part) if one.indicator == figure.indicator and one.unit == figure.unit)
    return next(whole, None)


def _body(result: Result) -> tuple[str | None, ...]:
    """What tells a body from others: a department's name stands in many provinces."""
    document = result.document
    return document.admin_code or document.province, document.issuer or document.path


def _area(result: Result, district: str | None) -> tuple[object, ...]:
    document = result.document
    return document.province, district, document.period_start, document.period_end


def _next_day(day: str) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return None


def _told(result: Result, doubt: CheckRecord) -> CheckRecord:
    """The finding with the report that it doubts."""
    return msgspec.structs.replace(doubt, doc_id=result.document.doc_id, path=result.document.path)
