"""Whether a report says one thing twice in two ways: in two sentences, or in a sentence and a table.

What two figures measure is never known for sure, so a difference alone is no finding: one that a slip of the
hand explains is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.checks.build import check
from extractor.checks.scopes import COUNTED, amount, days, may_agree, named
from extractor.checks.slips import slip
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord, StaffingRecord
from extractor.report import Report
from extractor.rules.lists import Formula, UnitType
from extractor.text.fold import search_key

KINDS = COUNTED | {"money", "measure", "rate"}
ALL = "all"
FEWEST = 2
"""Of how many levels a sentence must give figures for their sum to be compared."""

SHORTEST = 6
"""How many characters the label of a row must have to be found again in a sentence."""


def run(
    figures: Sequence[FigureRecord], staffing: Sequence[StaffingRecord], report: Report
) -> list[CheckRecord]:
    """CROSS_SUM for two sentences, TEXT_VS_TABLE for a sentence and a table."""
    usable = [f for f in figures if f.kind in KINDS and f.value is not None and f.qualifier == "exact"]
    prose = [figure for figure in usable if figure.table is None]
    return [
        *_sentences(prose, report),
        *_levels(prose, report),
        *_shares(prose, report),
        *_tables(prose, [figure for figure in usable if figure.table], report),
        *_staff(prose, staffing, report),
    ]


def _sentences(prose: Sequence[FigureRecord], report: Report) -> Iterator[CheckRecord]:
    """Figures of one indicator, level and period; the one that is told more often is taken for right."""
    same: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in prose:
        if figure.indicator and figure.part_of is None:
            same[figure.indicator, figure.kind, figure.level, figure.unit, days(figure)].append(figure)
    for stated in same.values():
        values = [amount(figure) for figure in stated]
        for number, figure in enumerate(stated):
            if values.count(values[number]) > 1:
                continue
            others = [
                other
                for other in stated[:number]
                if other.sentence != figure.sentence
                and may_agree(figure, other)
                and slip(amount(figure), amount(other))
            ]
            if others:
                yield _differs("CROSS_SUM", figure, others[:1], report)


def _levels(prose: Sequence[FigureRecord], report: Report) -> Iterator[CheckRecord]:
    """A figure over all levels that is nearly the sum of those that another sentence gives by level."""
    same: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in prose:
        if figure.indicator and figure.kind in COUNTED - {"denominator"}:
            same[figure.indicator, figure.unit, days(figure)].append(figure)
    for stated in same.values():
        divided: dict[str | None, dict[str | None, FigureRecord]] = defaultdict(dict)
        for figure in stated:
            divided[figure.sentence].setdefault(figure.level, figure)
        whole = [figure for figure in stated if figure.level == ALL]
        known = {amount(figure) for figure in whole}
        for sentence, levels in divided.items():
            parts = list(levels.values())
            computed = sum(map(amount, parts), Decimal(0))
            if len(parts) < FEWEST or ALL in levels or computed in known:
                continue
            near = [f for f in whole if f.sentence != sentence and slip(amount(f), computed)]
            if near:
                yield _differs("CROSS_SUM", near[0], parts, report)


def _shares(prose: Sequence[FigureRecord], report: Report) -> Iterator[CheckRecord]:
    """The whole of a share that is nearly the sum of the levels told before it, of which one is the share.

    "tuyến tỉnh 486, tuyến huyện 421, tuyến xã 171 người. Như vậy có 171/1.087 bác sĩ"
    """
    for at, part in enumerate(prose[:-1]):
        whole = prose[at + 1]
        if part.kind != "numerator" or whole.kind != "denominator" or at == 0:
            continue
        before = prose[at - 1]
        levels = [f for f in prose[:at] if (f.sentence, f.unit) == (before.sentence, whole.unit)]
        distinct = {figure.level for figure in levels} - {ALL, None}
        values = [amount(figure) for figure in levels]
        if len(levels) < FEWEST or len(distinct) < len(levels) or amount(part) not in values:
            continue
        if slip(amount(whole), sum(values, Decimal(0))):
            yield _differs("CROSS_SUM", whole, levels, report)


def _tables(
    prose: Sequence[FigureRecord], cells: Sequence[FigureRecord], report: Report
) -> Iterator[CheckRecord]:
    """A sentence that names a row of a table and states what none of its cells says, but one nearly."""
    rows: dict[tuple[str, int], list[FigureRecord]] = defaultdict(list)
    for cell in cells:
        if cell.table is not None:
            rows[cell.table.id, cell.table.row].append(cell)
    labels = {row: _label(members[0]) for row, members in rows.items()}
    everything = {amount(cell) for cell in cells}
    for figure in prose if rows else ():
        if amount(figure) in everything:
            continue
        said = search_key(" ".join((figure.label or "", figure.sentence or "")))
        for row, members in rows.items():
            if len(labels[row]) < SHORTEST or labels[row] not in said:
                continue
            near = [
                cell for cell in members if cell.unit == figure.unit and slip(amount(figure), amount(cell))
            ]
            if near:
                yield _differs("TEXT_VS_TABLE", figure, near[:1], report)
                break


def _staff(
    prose: Iterable[FigureRecord], staffing: Sequence[StaffingRecord], report: Report
) -> Iterator[CheckRecord]:
    """A sentence that names one unit of a staffing table and states another number of persons for it."""
    types = [search_key(word) for kind in report.patterns.rows(UnitType) for word in kind.words]
    rows = (row for row in staffing if row.row_kind == "unit" and row.total)
    units = {name: row for row in rows if (name := _unit_name(row, types))}
    told = {row.total for row in report.patterns.rows(Formula) if row.kind == "row"}
    for figure in prose if units else ():
        if figure.indicator not in told or figure.part_of:
            continue
        before = (figure.sentence or "").partition(figure.text or "")[0]
        named_units = [row for name, row in units.items() if name in search_key(before)]
        if len(named_units) == 1 and amount(figure) != named_units[0].total:
            row = named_units[0]
            yield check(
                report.patterns.messages,
                "TEXT_VS_TABLE",
                "staff",
                members=[figure, row],
                severity=Severity.WARNING,
                stated=amount(figure),
                computed=Decimal(row.total or 0),
                label=named(figure, report.patterns),
                unit=row.unit_raw or row.unit,
            )


def _unit_name(row: StaffingRecord, types: Sequence[str]) -> str | None:
    """The name of a row's unit with its type, without the office before it; None where it has no type."""
    name = f" {search_key(row.unit or row.unit_raw or '')}"
    begins = [at for kind in types if (at := name.rfind(f" {kind} ")) >= 0]
    return name[max(begins) + 1 :] if begins else None


def _label(cell: FigureRecord) -> str:
    """The label of a cell's row, as it is looked for."""
    return search_key((cell.label or "").split(" | ")[0].strip())


def _differs(rule: str, figure: FigureRecord, others: Sequence[FigureRecord], report: Report) -> CheckRecord:
    """The finding that a figure is not what another one says, or several together."""
    return check(
        report.patterns.messages,
        rule,
        members=[figure, *others],
        severity=Severity.WARNING,
        stated=amount(figure),
        computed=sum(map(amount, others), Decimal(0)),
        label=named(figure, report.patterns),
    )
