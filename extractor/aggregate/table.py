"""The table of a period or several: a row a sender, a column an indicator, in a cell what reports state.

A sender may report on several subjects; what two of its reports say alike counts once.
A cell without a doubt holds the one value that is stated; a cell that several values or an unsure
reading speak for is doubtful, and says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from extractor.aggregate.receipts import Receipt, State, are_disjoint, is_body, periods_of, unit_of
from extractor.grammar import dates
from extractor.records import CheckRecord, FigureRecord
from extractor.resolve.sourced import EARLIER, TARGET, TEXT
from extractor.rules import Patterns
from extractor.rules.lists import Indicator
from extractor.units.gazetteer import units_on

STATED = frozenset({"count", "rate", "money", "measure", "numerator", "zero_stated"})
BASE = "denominator"
"""A denominator is what a share is taken of, mostly stated a second time: it counts where it is not."""

SURE = 0.95
"""From this confidence on a figure is not doubtful."""


class Doubt(StrEnum):
    """Why a cell is doubtful."""

    SEVERAL = "several"
    UNSURE = "unsure"
    CHECKED = "checked"
    DERIVED = "derived"


class Column(Struct, frozen=True, kw_only=True):
    """An indicator, the level that it is about where a table has it for several, and so the period."""

    indicator: str
    level: str | None = None
    period: str | None = None


class Source(Struct, frozen=True, kw_only=True):
    """What is kept of a figure that speaks for a cell: the records of thousands of reports fill memory."""

    path: str
    id: str
    kind: str
    value: str
    text: str | None
    sentence: str | None
    section: tuple[str, ...]
    page: int | None
    start: int | None
    end: int | None
    sure: bool
    told: str


class Entry(Struct, frozen=True, kw_only=True):
    """What a sender states of a column: a value, the figures that say so, and why it is doubtful."""

    value: Decimal | None
    figures: tuple[Source, ...]
    doubts: tuple[Doubt, ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """The row of a sender; `receipt` is the first of its reports that count.

    A row that a report has of another unit bears its `name` and `level`.
    """

    receipt: Receipt
    entries: Mapping[Column, Entry]
    name: str | None = None
    level: str | None = None


class Table(Struct, frozen=True, kw_only=True):
    """The rows and columns of periods (labels); `disjoint` periods have no day in common.

    Where it is `nested`, the value of a unit holds those of the units below it.
    """

    periods: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    disjoint: bool = False
    nested: bool = True

    def of(self, period: str) -> "Table":
        """The table of one of several periods."""
        columns = {column: replace(column, period=None) for column in self.columns if column.period == period}
        lines = [
            replace(line, entries={columns[c]: entry for c, entry in line.entries.items() if c in columns})
            for line in self.lines
        ]
        return Table(periods=(period,), columns=tuple(columns.values()), lines=tuple(lines))

    def flat(self) -> "Table":
        """The table of the last period with a column an indicator, whatever level a sender states it of."""
        last = self.of(self.periods[-1]) if len(self.periods) > 1 else self
        columns = tuple(dict.fromkeys(replace(column, level=None) for column in last.columns))
        lines = [replace(line, entries=_flat(line.entries)) for line in last.lines]
        return replace(last, columns=columns, lines=tuple(lines))

    def overlapping(self, column: Column) -> frozenset[str]:
        """The senders whose value other rows hold: a district beside its communes, a body beside its unit."""
        stating = [line.receipt for line in self.lines if self.nested and column in line.entries]
        whole = {one.document.admin_code for one in stating if not is_body(one.document)}
        above: set[str] = set()
        for receipt in stating:
            unit = unit_of(receipt.document)
            listed = units_on(receipt.document.units_on or "")
            while unit is not None and unit.parent:
                unit = listed.units.get(unit.parent)
                above |= {unit.code} if unit else set()
        return frozenset(
            one.sender
            for one in stating
            if one.document.admin_code in above
            or (is_body(one.document) and one.document.admin_code in whole)
        )


def _flat(entries: Mapping[Column, Entry]) -> dict[Column, Entry]:
    """The entries without their levels; of several levels none is the value."""
    found: dict[Column, list[Entry]] = defaultdict(list)
    for column, entry in entries.items():
        found[replace(column, level=None)].append(entry)
    return {
        column: several[0]
        if len(several) == 1
        else Entry(
            value=None,
            figures=tuple(figure for entry in several for figure in entry.figures),
            doubts=(Doubt.SEVERAL,),
        )
        for column, several in found.items()
    }


def adds(indicator: Indicator) -> bool:
    """Whether the values of disjoint units add up: counts of a period do, and stocks at one day."""
    return indicator.aggregation in {"sum", "last", "units"}


def table(
    receipts: Sequence[Receipt],
    figures: Iterable[FigureRecord],
    checks: Iterable[CheckRecord],
    patterns: Patterns,
) -> Table:
    """What the reports that count state for their periods; columns in the order of the catalogue.

    Where the reports are of several periods, each has its columns.
    """
    periods = periods_of(receipts)
    rows = patterns.rows(Indicator)
    order = {row.id: number for number, row in enumerate(rows)}
    stocks = {row.id for row in rows if row.aggregation == "last"}
    doubted = {
        (check.path, member) for check in checks if check.severity == "error" for member in check.members
    }
    counted = {r.document.path: r for r in receipts if r.state == State.COUNTED}
    stated: dict[str, dict[Column, list[Source]]] = defaultdict(lambda: defaultdict(list))
    standing: dict[str, dict[Column, list[Source]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[object, Any] = {}
    for figure in wholes(figures):
        receipt = counted.get(figure.path)
        if receipt is None or figure.kind not in STATED | {BASE} or figure.value is None:
            continue
        if figure.indicator not in order or not _is_result(figure):
            continue
        is_own = _is_of(figure, receipt)
        if is_own or (figure.indicator in stocks and _stands(figure, receipt)):
            level = figure.level or receipt.document.issuer_level
            period = receipt.period if len(periods) > 1 else None
            column = Column(indicator=figure.indicator or "", level=level, period=period)
            (stated if is_own else standing)[receipt.sender][column].append(_source(figure, texts))
    for sender, columns in standing.items():
        stated[sender] = defaultdict(list, {**columns, **stated[sender]})
    levels: dict[str, set[str | None]] = defaultdict(set)
    for columns in stated.values():
        for column in columns:
            levels[column.indicator].add(column.level)
    firsts = {receipt.sender: receipt for receipt in reversed(counted.values())}
    lines = [
        Line(
            receipt=firsts[sender],
            entries={
                _plain(column, levels): _entry(said, doubted) for column, said in stated[sender].items()
            },
        )
        for sender in dict.fromkeys(receipt.sender for receipt in counted.values())
    ]
    every = {column for line in lines for column in line.entries}
    place = {label: number for number, label in enumerate(periods)}
    ordered = sorted(every, key=lambda c: (order[c.indicator], c.level or "", place.get(c.period or "", 0)))
    return Table(periods=periods, columns=tuple(ordered), lines=tuple(lines), disjoint=are_disjoint(receipts))


def _is_result(figure: FigureRecord) -> bool:
    """Whether a figure is a result of the whole unit: not one field of work, no target, nothing before."""
    return figure.field is None and figure.basis.keys().isdisjoint({TARGET, EARLIER})


def _is_of(figure: FigureRecord, receipt: Receipt) -> bool:
    """Whether a figure is about the period of its report, by name or by its days."""
    document = receipt.document
    if receipt.within is not None:
        return figure.period_label == receipt.within
    if figure.period_label is None and figure.cumulative:
        return False
    days = (figure.period_start, figure.period_end)
    is_own = figure.period_label in {None, document.period_label}
    return is_own or dates.are_alike(days, (document.period_start, document.period_end))


def _stands(figure: FigureRecord, receipt: Receipt) -> bool:
    """Whether a stock is that of the year around the report's period: "biên chế được giao năm 2025: 58"."""
    document = receipt.document
    start, end = document.period_start or "", document.period_end or ""
    is_year = (figure.period_start, figure.period_end) == (f"{end[:4]}-01-01", f"{end[:4]}-12-31")
    return receipt.within is None and not figure.cumulative and is_year and start[:4] == end[:4]


def wholes(figures: Iterable[FigureRecord]) -> Iterator[FigureRecord]:
    """The figures without those that count a part of what their total counts, such as one field of work.

    The figures of a report stand together.
    """
    for _, run in groupby(figures, key=lambda figure: figure.path):
        listed = list(run)
        known = {figure.id: (figure.indicator, figure.level) for figure in listed}
        yield from (
            figure
            for figure in listed
            if figure.part_of is None or known.get(figure.part_of) != (figure.indicator, figure.level)
        )


def _source(figure: FigureRecord, texts: dict[object, Any]) -> Source:
    """A figure with what the table is asked for later; what many share is kept once."""
    return Source(
        path=texts.setdefault(figure.path, figure.path),
        id=figure.id,
        kind=texts.setdefault(figure.kind, figure.kind),
        value=figure.value or "",
        text=figure.text,
        sentence=texts.setdefault(figure.sentence, figure.sentence),
        section=texts.setdefault(figure.section, figure.section),
        page=figure.page,
        start=figure.start,
        end=figure.end,
        sure=figure.confidence >= SURE and not figure.alternatives,
        told=figure.basis.get("indicator", ""),
    )


def _plain(column: Column, levels: Mapping[str, set[str | None]]) -> Column:
    """The column without its level where the table has the indicator for one level only.

    A report whose level nobody knows is of that one.
    """
    return column if len(levels[column.indicator] - {None}) > 1 else replace(column, level=None)


def _entry(said: Sequence[Source], doubted: set[tuple[str, str]]) -> Entry:
    figures = [figure for figure in said if figure.kind != BASE] or said
    # What a figure's own words say comes before what the words around make of it.
    figures = [figure for figure in figures if figure.told == TEXT] or figures
    values = {Decimal(figure.value) for figure in figures}
    reasons = {
        Doubt.SEVERAL: len(values) > 1,
        Doubt.UNSURE: not any(figure.sure for figure in figures),
        Doubt.CHECKED: any((figure.path, figure.id) in doubted for figure in figures),
    }
    return Entry(
        value=next(iter(values)) if len(values) == 1 else None,
        figures=tuple(figures),
        doubts=tuple(doubt for doubt, holds in reasons.items() if holds),
    )
