"""Whether the parts that a report lists add up to their total, whatever it is that they count.

"gồm", "chia theo" and their like promise all parts; after "trong đó" or in parentheses some may be missing,
and a finding is made only where a slip of the hand explains the difference, or they are slightly too many.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import accumulate

from extractor.checks.build import check
from extractor.checks.scopes import COUNTED, Figures, amount, named
from extractor.checks.slips import slip
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, FigureRecord
from extractor.report import Report

KINDS = COUNTED | {"money", "measure"}
FEWEST = 2
"""How many parts a breakdown must have."""

SLIGHTLY = Decimal("1.1")
"""Up to how many times the total parts may add up for it to be a slip and not another reading."""

REACH = 200
"""How far after its total, in characters of raw text, the first part may stand."""


def listed(figures: Iterable[FigureRecord]) -> dict[str, list[FigureRecord]]:
    """The figures that the report lists as parts of another one, by the id of that one, in order."""
    known = {figure.id: figure for figure in figures}
    parts: dict[str, list[FigureRecord]] = defaultdict(list)
    for figure in known.values():
        whole = known.get(figure.part_of or "")
        if (
            whole
            and _adds_up(figure)
            and _adds_up(whole)
            and (whole.unit, whole.kind) == (figure.unit, figure.kind)
        ):
            parts[whole.id].append(figure)
    return parts


def run(figures: Sequence[FigureRecord], report: Report, taken: set[str]) -> list[CheckRecord]:
    """SUM for each total whose listed parts do not add up; totals in `taken` are doubted already."""
    known = {figure.id: figure for figure in figures}
    found = []
    for name, parts in listed(figures).items():
        total = known[name]
        if name in taken or len(parts) < FEWEST or _is_mixed(parts):
            continue
        computed = sum(map(amount, parts), Decimal(0))
        ids = {part.id for part in parts}
        is_whole = all({f.id, f.part_of} & ids for f in _between(figures, total, parts[-1]))
        if is_whole and not holds(total, parts) and _is_meant(total, parts, computed, report):
            found.append(_sum(total, parts, computed, report))
    return found


def holds(total: FigureRecord, parts: Figures) -> bool:
    """Whether the first parts add up to the total; those that follow divide something else."""
    return amount(total) in accumulate(map(amount, parts))


def _between(figures: Sequence[FigureRecord], total: FigureRecord, last: FigureRecord) -> list[FigureRecord]:
    """The counts that stand between a total and its last part."""
    start, end = total.end or 0, last.start or 0
    return [f for f in figures if f.kind in KINDS and not f.table and start <= (f.start or 0) < end]


def _is_meant(total: FigureRecord, parts: Figures, computed: Decimal, report: Report) -> bool:
    """Whether the parts are said to be all, or are so near that they must be."""
    stated = amount(total)
    if slip(stated, computed):
        return True
    if stated < computed <= stated * SLIGHTLY and len(parts) > FEWEST:
        return True
    text = report.document.raw[total.end or 0 : parts[0].start or 0]
    promises = report.rule("clauses", "clause.all_parts")
    return (
        len(text) <= REACH
        and promises.compiled.search(text) is not None
        and total.sentence == parts[-1].sentence
    )


def _is_mixed(parts: Figures) -> bool:
    """Whether the parts divide by more than one thing: some by level, others by channel."""
    levels = {part.level for part in parts}
    return len(levels) > 1 and len(levels) < len(parts)


def _adds_up(figure: FigureRecord) -> bool:
    return figure.kind in KINDS and figure.value is not None and figure.qualifier == "exact"


def _sum(total: FigureRecord, parts: Figures, computed: Decimal, report: Report) -> CheckRecord:
    return check(
        report.patterns.messages,
        "SUM",
        members=[total, *parts],
        severity=Severity.ERROR,
        stated=amount(total),
        computed=computed,
        label=named(total, report.patterns),
        parts=" + ".join(said(amount(part)) for part in parts),
    )
