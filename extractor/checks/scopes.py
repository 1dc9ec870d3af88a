"""Which figures may be compared: those of the same body, unit, level, period and source, side by side.

A scope is a list of figures in order of position. Within it a total belongs to what follows it up to the next
statement of the same total, or, where the parts come first, to what stands before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from extractor.records import FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Indicator

COUNTED = frozenset({"count", "numerator", "denominator", "zero_stated"})
"""Kinds of figures that add up."""

LEAD_INS = ("-", "+", "*", "•", "▪", "●", "–")
"""What a bullet's lead-in begins with; other entries of a section's path are headings."""

SECTIONS = 1 << 10
"""How many sections are kept: a report asks for the same few again and again."""

Figures = Sequence[FigureRecord]


def amount(figure: FigureRecord) -> Decimal:
    """The exact value of a figure that has one."""
    return Decimal(figure.value or "0")


def counted(figures: Iterable[FigureRecord]) -> list[FigureRecord]:
    """The figures that add up, in order of position: exact counts of an indicator.

    What is counted comes in whole numbers: a fraction is a mean ("bình quân 41,7 hồ sơ").
    """
    usable = [
        figure
        for figure in figures
        if figure.kind in COUNTED
        and figure.qualifier == "exact"
        and figure.indicator
        and figure.value is not None
        and "." not in figure.value
    ]
    return sorted(usable, key=lambda figure: (figure.start or 0, figure.end or 0))


def subject(figure: FigureRecord) -> tuple[object, ...]:
    """Whose figure it is and what it counts, whatever level and period."""
    return figure.org, figure.admin_code, figure.source_system, figure.field, figure.unit


def may_be_part(figure: FigureRecord, total: FigureRecord) -> bool:
    """Whether a figure may be a part of a total: not where the report calls it a part of another one.

    Parts of one breakdown may be given with their own total inside it.
    """
    return figure.part_of is None or figure.part_of in {total.id, total.part_of}


def period(figure: FigureRecord) -> tuple[object, ...]:
    """The period that a figure is about."""
    return figure.period_label, figure.period_start, figure.period_end, figure.cumulative


def scopes(figures: Iterable[FigureRecord], *, by_level: bool = True) -> list[list[FigureRecord]]:
    """Counted figures by their subject, period, part of the report, row of a table and (mostly) level."""
    found: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in figures:
        row = (figure.table.id, figure.table.row) if figure.table else None
        level = figure.level if by_level else None
        found[subject(figure), period(figure), headings(figure), row, level].append(figure)
    return list(found.values())


def headings(figure: FigureRecord) -> tuple[str, ...]:
    """The part of the report that a figure stands in, without the lead-ins of its list."""
    return _without_lead_ins(figure.section)


@lru_cache(SECTIONS)
def _without_lead_ins(section: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entry for entry in section if not entry.startswith(LEAD_INS))


def around(scope: Figures, at: int) -> list[Figures]:
    """What follows a figure up to its next statement, and, the nearest first, what precedes it."""
    same = [n for n, other in enumerate(scope) if n != at and other.indicator == scope[at].indicator]
    end = min((n for n in same if n > at), default=len(scope))
    begin = max((n + 1 for n in same if n < at), default=0)
    return [scope[at + 1 : end], list(reversed(scope[begin:at]))]


def named(figure: FigureRecord, patterns: Patterns) -> str:
    """What a figure measures, with its level and period, as a person would say it."""
    messages = patterns.messages
    labels = {row.id: row.label for row in patterns.rows(Indicator)}
    level = figure.level if figure.level and messages.has("check", "level", figure.level) else None
    detail = [messages.say("check", "level", level)] if level else []
    detail += [figure.period_label] if figure.period_label else []
    label = labels.get(figure.indicator or "", figure.label or figure.indicator or "")
    return f"{label} ({', '.join(detail)})" if detail else label
