"""Which figures may be compared: those of the same body, unit, level, period and source, side by side.

A scope is a list of figures in order of position. Within it a total belongs to what follows it up to the next
statement of the same total, or, where the parts come first, to what stands before it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from extractor.records import FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Indicator
from extractor.rules.period_names import period_name

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


def days(figure: FigureRecord) -> tuple[object, ...]:
    """The days that a figure is about, however they are called; of a period without days its label."""
    known = (figure.period_start, figure.period_end)
    return (*(known if all(known) else (figure.period_label,)), figure.cumulative)


def may_agree(figure: FigureRecord, other: FigureRecord) -> bool:
    """Whether two figures may come from one source: two systems that are both named need not agree."""
    return None in {figure.source_system, other.source_system} or figure.source_system == other.source_system


class Scope:
    """Figures that may be compared, in order of position, and where each indicator stands among them."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.places: dict[str, list[int]] = defaultdict(list)
        for at, figure in enumerate(figures):
            self.places[figure.indicator or ""].append(at)

    def after(self, at: int, indicator: str) -> list[FigureRecord]:
        """The figures of an indicator that follow a figure up to its next statement."""
        same, wanted = self._places(at, indicator)
        following = bisect_right(same, at)
        end = same[following] if following < len(same) else len(self.figures)
        return [self.figures[n] for n in wanted[bisect_right(wanted, at) : bisect_left(wanted, end)]]

    def before(self, at: int, indicator: str) -> list[FigureRecord]:
        """The figures of an indicator that precede a figure back to its last statement, the nearest first."""
        same, wanted = self._places(at, indicator)
        own = bisect_left(same, at)
        begin = bisect_right(wanted, same[own - 1]) if own else 0
        return [self.figures[n] for n in reversed(wanted[begin : bisect_left(wanted, at)])]

    def _places(self, at: int, indicator: str) -> tuple[list[int], list[int]]:
        """Where a figure's own indicator stands, and where another one does."""
        return self.places[self.figures[at].indicator or ""], self.places.get(indicator, [])


def scopes(figures: Iterable[FigureRecord]) -> list[Scope]:
    """Counted figures by their subject, period, part of the report and row of a table, over all levels."""
    found: dict[tuple[object, ...], list[FigureRecord]] = defaultdict(list)
    for figure in figures:
        row = (figure.table.id, figure.table.row) if figure.table else None
        found[subject(figure), period(figure), headings(figure), row].append(figure)
    return list(map(Scope, found.values()))


def by_level(scope: Scope) -> list[Scope]:
    """The figures of a scope by their level."""
    found: dict[str | None, list[FigureRecord]] = defaultdict(list)
    for figure in scope.figures:
        found[figure.level].append(figure)
    return [scope] if len(found) == 1 else list(map(Scope, found.values()))


def headings(figure: FigureRecord) -> tuple[str, ...]:
    """The part of the report that a figure stands in, without the lead-ins of its list."""
    return _without_lead_ins(figure.section)


@lru_cache(SECTIONS)
def _without_lead_ins(section: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entry for entry in section if not entry.startswith(LEAD_INS))


def named(figure: FigureRecord, patterns: Patterns) -> str:
    """What a figure measures, with its level and period, as a person would say it."""
    messages = patterns.messages
    labels = (row.label for row in patterns.rows(Indicator) if row.id == figure.indicator)
    level = figure.level if figure.level and messages.has("check", "level", figure.level) else None
    detail = [messages.say("check", "level", level)] if level else []
    detail += [period_name(figure.period_label, messages)] if figure.period_label else []
    label = next(labels, figure.label or figure.indicator or "")
    return f"{label} ({', '.join(detail)})" if detail else label
