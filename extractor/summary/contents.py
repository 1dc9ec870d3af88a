"""What the workbook of totals shows: all that was brought together of many reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import pandas as pd
from msgspec import Struct

from extractor.aggregate import lists
from extractor.aggregate.change import change
from extractor.aggregate.outline import answers
from extractor.aggregate.receipts import Receipt, State, expected, missing, periods_of, receipts
from extractor.aggregate.seats import seated
from extractor.aggregate.table import Table, table
from extractor.errors import UsageError
from extractor.parts import OutlineItem
from extractor.records import (
    CheckRecord,
    CitationRecord,
    DocumentRecord,
    FigureRecord,
    PassageRecord,
    Place,
    StaffingRecord,
)
from extractor.rules import Patterns
from extractor.units.gazetteer import Unit

R = TypeVar("R", bound=Place)


class Results(Struct, frozen=True, kw_only=True):
    """The records of runs that are brought together; each table may be gone through several times."""

    documents: Iterable[DocumentRecord] = ()
    figures: Iterable[FigureRecord] = ()
    citations: Iterable[CitationRecord] = ()
    staffing: Iterable[StaffingRecord] = ()
    passages: Iterable[PassageRecord] = ()
    checks: Iterable[CheckRecord] = ()


class Contents(Struct, frozen=True, kw_only=True):
    """The table of a period or several, who sent what, who is missing, and the lists beside it.

    Of `missing` units no report counts, of those of `gaps` none of one of the periods. The reports with the
    paths `seated` do not say their province, which is taken from the others.
    """

    table: Table
    receipts: tuple[Receipt, ...]
    missing: tuple[Unit, ...]
    gaps: tuple[tuple[Unit, str], ...]
    seated: frozenset[str]
    expected: tuple[Unit, ...]
    change: pd.DataFrame
    staffing: pd.DataFrame
    citations: pd.DataFrame
    passages: pd.DataFrame
    checks: tuple[tuple[Receipt, CheckRecord], ...]
    outline: pd.DataFrame
    said: tuple[tuple[Receipt, PassageRecord], ...] = ()
    staff: tuple[tuple[Receipt, StaffingRecord], ...] = ()

    @property
    def doubted(self) -> frozenset[tuple[str, str]]:
        """Path and id of the records that errors concern."""
        return frozenset(
            (check.path, member)
            for _, check in self.checks
            if check.severity == "error"
            for member in check.members
        )


def contents(
    now: Results,
    patterns: Patterns,
    *,
    before: Results | None = None,
    periods: Sequence[str] = (),
    expect: Sequence[Unit] | None = None,
    outline: Sequence[OutlineItem] = (),
) -> Contents:
    """Bring results together for periods (labels, by default that of most reports).

    `before` are results of an earlier period to compare with; without them the last two of several periods
    are compared. The units of `expect` had to report, by default those beside the ones that did. `outline`
    are the items that were asked for.
    """
    documents = list(now.documents)
    seats = seated(documents, patterns)
    sent = receipts(seats, now.figures, now.citations, periods)
    counted = {r.document.path: r for r in sent if r.state == State.COUNTED}
    senders = {path: receipt.sender for path, receipt in counted.items()}
    whole = table(sent, now.figures, now.checks, patterns)
    if periods and not periods_of(sent):
        known = sorted({one.period_label for one in documents if one.period_label})
        raise UsageError("no_report_of_period", asked=", ".join(periods), known=", ".join(known))
    units = expected(sent) if expect is None else expect
    absent = missing(sent, units)
    doubts = _named(_of(now.checks, counted), counted)
    return Contents(
        table=whole,
        receipts=tuple(sent),
        missing=tuple(absent),
        seated=frozenset(
            one.path for one, seat in zip(documents, seats, strict=True) if one.admin_code != seat.admin_code
        ),
        expected=tuple(units),
        gaps=tuple(_gaps(sent, periods or periods_of(sent), units, absent)),
        change=_change(whole, before, patterns),
        staffing=lists.staffing(now.staffing, senders),
        citations=lists.citations(now.citations, senders),
        passages=lists.passages(now.passages, senders),
        checks=tuple(doubts),
        outline=answers(outline, sent),
        staff=tuple((counted[row.path], row) for row in _of(now.staffing, counted)),
        said=tuple((counted[one.path], one) for one in _of(now.passages, counted)),
    )


def _change(now: Table, before: Results | None, patterns: Patterns) -> pd.DataFrame:
    """What has changed since the results before, or between the last two periods."""
    latest = now.of(now.periods[-1]) if len(now.periods) > 1 else now
    if before is not None:
        told = receipts(seated(before.documents, patterns), before.figures, before.citations)
        return change(latest, table(told, before.figures, before.checks, patterns), patterns)
    if len(now.periods) > 1:
        return change(latest, now.of(now.periods[-2]), patterns)
    return pd.DataFrame()


def _gaps(
    sent: Sequence[Receipt], periods: Sequence[str], units: Sequence[Unit], absent: Sequence[Unit]
) -> Iterator[tuple[Unit, str]]:
    """The units that reported, but not for each of the periods."""
    some = [unit for unit in units if unit not in absent]
    for period in periods:
        of_period = [receipt for receipt in sent if receipt.period == period]
        yield from ((unit, period) for unit in missing(of_period, some))


def _of(records: Iterable[R], counted: Mapping[str, Receipt]) -> list[R]:
    return [record for record in records if record.path in counted]


def _named(
    checks: Iterable[CheckRecord], counted: Mapping[str, Receipt]
) -> list[tuple[Receipt, CheckRecord]]:
    """The checks with their senders, by sender, errors first."""
    told = [(counted[check.path], check) for check in checks]
    return sorted(told, key=lambda pair: (pair[0].sender, pair[1].severity != "error"))
