"""What the workbook of totals shows: all that was brought together of many reports."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import pandas as pd
from msgspec import Struct

from extractor.aggregate import lists
from extractor.aggregate.change import change
from extractor.aggregate.outline import answers
from extractor.aggregate.receipts import Receipt, State, expected, missing, period_of, receipts
from extractor.aggregate.table import Table, table
from extractor.records import (
    CheckRecord,
    CitationRecord,
    DocumentRecord,
    FigureRecord,
    OutlineItem,
    PassageRecord,
    Place,
    StaffingRecord,
)
from extractor.rules import Patterns
from extractor.units.gazetteer import Unit

R = TypeVar("R", bound=Place)


class Results(Struct, frozen=True, kw_only=True):
    """The records of runs that are brought together."""

    documents: Sequence[DocumentRecord] = ()
    figures: Sequence[FigureRecord] = ()
    citations: Sequence[CitationRecord] = ()
    staffing: Sequence[StaffingRecord] = ()
    passages: Sequence[PassageRecord] = ()
    checks: Sequence[CheckRecord] = ()


class Contents(Struct, frozen=True, kw_only=True):
    """The table of a period, who sent what, who is missing, and the lists beside it."""

    table: Table
    receipts: tuple[Receipt, ...]
    missing: tuple[Unit, ...]
    change: pd.DataFrame
    staffing: pd.DataFrame
    citations: pd.DataFrame
    passages: pd.DataFrame
    checks: tuple[tuple[Receipt, CheckRecord], ...]
    outline: pd.DataFrame

    @property
    def period(self) -> str | None:
        """The label of the period."""
        return self.table.period


def contents(
    now: Results,
    patterns: Patterns,
    *,
    before: Results | None = None,
    period: str | None = None,
    expect: Sequence[Unit] | None = None,
    outline: Sequence[OutlineItem] = (),
) -> Contents:
    """Bring results together for a period (a label, by default that of most reports).

    `before` are results of an earlier period; the units of `expect` had to report, by default those beside
    the ones that did. `outline` are the items that were asked for.
    """
    sent = receipts(now.documents, now.figures, now.citations, period)
    label = period or period_of(sent)
    counted = {r.document.path: r for r in sent if r.state == State.COUNTED}
    senders = {path: receipt.sender for path, receipt in counted.items()}
    whole = table(sent, now.figures, now.checks, label, patterns)
    earlier = None
    if before is not None:
        told = receipts(before.documents, before.figures, before.citations)
        earlier = table(told, before.figures, before.checks, period_of(told), patterns)
    doubts = _named(_of(now.checks, counted), counted)
    return Contents(
        table=whole,
        receipts=tuple(sent),
        missing=tuple(missing(sent, expected(sent) if expect is None else expect)),
        change=change(whole, earlier, patterns) if earlier else pd.DataFrame(),
        staffing=lists.staffing(now.staffing, senders),
        citations=lists.citations(now.citations, senders),
        passages=lists.passages(now.passages, senders),
        checks=tuple(doubts),
        outline=answers(outline, sent),
    )


def _of(records: Iterable[R], counted: Mapping[str, Receipt]) -> list[R]:
    return [record for record in records if record.path in counted]


def _named(
    checks: Iterable[CheckRecord], counted: Mapping[str, Receipt]
) -> list[tuple[Receipt, CheckRecord]]:
    """The checks with their senders, by sender, errors first."""
    told = [(counted[check.path], check) for check in checks]
    return sorted(told, key=lambda pair: (pair[0].sender, pair[1].severity != "error"))
