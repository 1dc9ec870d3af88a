"""Figures: what each number states, its value and its unit, as printed.

One record a value: a fraction gives a numerator and a denominator. What the number measures, for whom and
for when is found by `resolve.figures` from the words around it.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from extractor.finders.column_units import ColumnUnit, ColumnUnits
from extractor.finders.measures import ascii_id, measures_of
from extractor.grammar import numbers
from extractor.lexer import Lexeme
from extractor.parts import Alternative
from extractor.records import FigureRecord, TableRecord, numbered
from extractor.report import Report

POINTS = "diem_phan_tram"
"""The unit of differences between percentages."""

FOREIGN = ("USD", "EUR")
LONGEST_UNIT = 60

LISTED, AMBIGUOUS, UNLISTED, BARE = 0.995, 0.97, 0.9, 0.75
"""How often a figure is one and has its value, by what is counted: a listed unit, another noun, nothing.

A number that can be read in two ways is a little less sure.

Measured on the corpus by `baocao evaluate`, and rounded down.
"""


class Mention(NamedTuple):
    """A figure as printed, with offsets of the view.

    `start` and `end` are the span of its lexeme with its context, `first` and `last` that of the record.
    """

    record: FigureRecord
    start: int
    end: int
    first: int
    last: int


def find(report: Report, tables: list[TableRecord]) -> list[Mention]:
    """All figures in order of position; the cells of staffing tables are rows of `staffing` instead."""
    staffing = [(t.start or 0, t.end or 0) for t in tables if t.kind == "staffing"]
    finder = _Finder(report, tables)
    mentions = [
        mention
        for lexeme in report.lexed.having("figure")
        if not (staffing and _inside(report.view.raw_span(lexeme.start, lexeme.end)[0], staffing))
        for mention in finder.mentions(lexeme)
    ]
    ordered = sorted(mentions, key=lambda mention: (mention.record.start or 0, mention.record.end or 0))
    records = numbered("f", [mention.record for mention in ordered])
    return [Mention(record, *mention[1:]) for mention, record in zip(ordered, records, strict=True)]


class _Finder:
    """What is the same for all figures of a report."""

    def __init__(self, report: Report, tables: list[TableRecord]) -> None:
        self.report = report
        self.text = report.view.text
        self.measures = measures_of(report.patterns, report.view.lowered)
        self.columns = {
            grid.id: ColumnUnits(report.tables[grid.id], grid.unit_note, self.measures, report.patterns)
            for grid in tables
        }
        self.qualifiers = report.patterns.ids("qualifiers")

    def mentions(self, lexeme: Lexeme) -> Iterator[Mention]:
        """The records of one lexeme."""
        for span, fields in self._values(lexeme):
            record = FigureRecord(
                **{"confidence": LISTED, **self.report.place(*span), **fields}, rule=lexeme.rule
            )
            yield Mention(record, lexeme.full_start, lexeme.full_end, *span)

    def _values(self, lexeme: Lexeme) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
        span = (lexeme.start, lexeme.end)
        match lexeme.value:
            case "blank":
                yield span, {"kind": "blank", **self._unit_after(lexeme)}
            case "zero_stated":
                yield span, {"kind": "zero_stated", "value": "0", **self._unit(self._word(lexeme, "unit"))}
            case "fraction":
                yield from self._fraction(lexeme)
            case "range":
                yield span, self._range(lexeme)
            case "money":
                yield span, self._money(lexeme)
            case "rate":
                yield span, self._rate(lexeme)
            case "measure":
                yield span, self._measure(lexeme)
            case "cell":
                yield span, self._cell(lexeme)
            case _:
                yield span, self._plain(lexeme)

    def _fraction(self, lexeme: Lexeme) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
        """A part and its whole; `41 tổ/268 thành viên` are two counts of different things."""
        scale = self._word(lexeme, "scale") or ""
        first = self._unit(self._word(lexeme, "unit1"))
        second = self._unit(self._word(lexeme, "unit") or self._word(lexeme, "noun"))
        units = (self._currency(scale),) * 2 if scale else (first or second, second or first)
        apart = not scale and first and second and first["unit"] != second["unit"]
        kinds = ("count", "count") if apart else ("numerator", "denominator")
        for group, kind, unit in zip(("num", "den"), kinds, units, strict=True):
            yield lexeme.groups[group], {"kind": kind, **unit, **self._count(lexeme, group, scale)}

    def _word(self, lexeme: Lexeme, group: str) -> str | None:
        span = lexeme.groups.get(group)
        return self.text[slice(*span)] if span else None

    def _unit(self, word: str | None) -> dict[str, Any]:
        """The unit's id and print; a compound `hồ sơ/ngày` keeps its divisor."""
        if not word:
            return {}
        return {"unit": self.measures.id(self._without_scale(word)), "unit_raw": word}

    def _measured(self, word: str) -> dict[str, Any]:
        printed = self._without_scale(word)
        # `100 m 2` is printed with a space before what was raised.
        found = self.measures.id(printed) or self.measures.id(printed.replace(" ", ""))
        return {"unit": found or ascii_id(printed), "unit_raw": word}

    def _scale_of(self, word: str) -> str:
        head = word.partition(" ")[0]
        return head if self.measures.is_scale(head) else ""

    def _without_scale(self, word: str) -> str:
        head, _, rest = word.partition(" ")
        return rest if rest and self.measures.is_scale(head) else word

    def _unit_after(self, lexeme: Lexeme) -> dict[str, Any]:
        rest = self.text[lexeme.end : lexeme.end + LONGEST_UNIT].lstrip()
        word = self.measures.longest(rest)
        return self._unit(rest[: len(word)] if word else None)

    def _qualifier(self, lexeme: Lexeme) -> dict[str, Any]:
        word = self._word(lexeme, "bound") or self._word(lexeme, "qualifier")
        return {"qualifier": self.qualifiers.get(word.lower(), "about")} if word else {}

    def _count(self, lexeme: Lexeme, group: str, scale: str = "") -> dict[str, Any]:
        """A counted value: no decimals, unless a scale word follows."""
        reading = numbers.read(self._word(lexeme, group) or "", whole=not scale)
        factor = self.measures.factor(scale) * (-1 if "sign" in lexeme.groups else 1)
        return {
            "value": numbers.plain(reading.value * factor),
            "alternatives": tuple(Alternative(value=numbers.plain(v * factor)) for v in reading.alternatives),
        }

    def _plain(self, lexeme: Lexeme) -> dict[str, Any]:
        unit, noun = self._word(lexeme, "unit"), self._word(lexeme, "noun")
        scale = self._scale_of(unit or "")
        sure = LISTED if unit else UNLISTED if noun else BARE
        return {
            "kind": "count",
            "confidence": sure,
            **self._unit(unit or noun),
            **self._qualifier(lexeme),
            **self._count(lexeme, "number", scale),
        }

    def _range(self, lexeme: Lexeme) -> dict[str, Any]:
        word, scale = self._word(lexeme, "unit"), self._word(lexeme, "scale") or ""
        measured = self._word(lexeme, "measured")
        if measured:
            scale, word = self._scale_of(measured), measured
        factor = self.measures.factor(scale)
        whole = not measured and (bool(word) or (bool(scale) and factor == 1))
        low, high = (
            numbers.read(self._word(lexeme, name) or "", whole=whole).value * factor
            for name in ("from", "to")
        )
        unit = {"unit": "%", "unit_raw": "%"}
        if measured:
            unit = self._measured(measured)
        elif word or scale:
            unit = self._unit(word) if word else self._currency(scale, self._word(lexeme, "per") or "")
        return {"kind": "range", "low": numbers.plain(low), "high": numbers.plain(high), **unit}

    def _currency(self, scale: str, per: str = "") -> dict[str, Any]:
        """The unit of an amount: its currency and what it is given for, `VND/nguoi/thang`."""
        currency = next((code for code in FOREIGN if code in scale), "VND")
        parts = [part for part in per.replace(" ", "").split("/") if part]
        return {
            "unit": "/".join([currency, *(ascii_id(part) for part in parts)]),
            "unit_raw": " ".join(f"{scale}{per}".split()),
        }

    def _rate(self, lexeme: Lexeme) -> dict[str, Any]:
        unit = (self._word(lexeme, "unit") or "%").strip()
        value = numbers.read_rate(self._word(lexeme, "number") or "").value
        sign = -1 if "sign" in lexeme.groups else 1
        row = self.measures.unit(unit)
        points = row is not None and row.id == POINTS
        return {
            "kind": "delta" if points else "rate",
            "value": numbers.plain(sign * value / (10 if unit == "‰" else 1)),
            "unit": POINTS if points else "%",
            "unit_raw": unit,
            **self._qualifier(lexeme),
        }

    def _money(self, lexeme: Lexeme) -> dict[str, Any]:
        scale = self._word(lexeme, "scale") or ""
        factor = self.measures.factor(scale)
        printed = self._word(lexeme, "number") or ""
        reading = numbers.read(printed, whole=factor == 1)
        # Thousands of billions are printed with a dot; only a comma leaves doubt.
        others = reading.alternatives if "," in printed else ()
        value = reading.value * factor
        second = self._word(lexeme, "number2")
        if second:
            value += numbers.read(second).value * self.measures.factor(self._word(lexeme, "scale2") or "")
        sign = -1 if "sign" in lexeme.groups else 1
        return {
            "kind": "money",
            "value": numbers.plain(sign * value),
            **self._currency(scale, self._word(lexeme, "per") or ""),
            "alternatives": tuple(
                Alternative(value=numbers.plain(sign * other * factor)) for other in others
            ),
            **self._qualifier(lexeme),
        }

    def _measure(self, lexeme: Lexeme) -> dict[str, Any]:
        unit = self._word(lexeme, "unit") or ""
        reading = numbers.read(self._word(lexeme, "number") or "", whole=False)
        factor = self.measures.factor(self._scale_of(unit))
        sign = -1 if "sign" in lexeme.groups else 1
        return {
            "kind": "measure",
            "value": numbers.plain(sign * reading.value * factor),
            **self._measured(unit),
            **self._qualifier(lexeme),
        }

    def _cell(self, lexeme: Lexeme) -> dict[str, Any]:
        """A figure that fills a cell has the unit of its column."""
        printed = self.text[lexeme.start : lexeme.end]
        found = self.report.cell_at(self.report.view.raw_span(lexeme.start, lexeme.end)[0])
        column = self.columns[found[0]].at(found[1].row, found[1].col) if found else ColumnUnit()
        if printed.endswith("%") or column.kind == "rate":
            value = numbers.read_rate(printed.rstrip("% ").lstrip("+-")).value
            sign = -1 if printed.startswith("-") else 1
            kind = "delta" if column.is_change else "rate"
            return {"kind": kind, "value": numbers.plain(sign * value), "unit": "%", "unit_raw": "%"}
        reading = numbers.read(printed.lstrip("+"), whole=column.kind == "count" or column.factor == 1)
        return {
            "kind": "delta" if column.is_change else column.kind,
            "value": numbers.plain(reading.value * column.factor),
            "unit": column.unit,
            "unit_raw": column.unit_raw,
            "alternatives": tuple(
                Alternative(value=numbers.plain(value * column.factor)) for value in reading.alternatives
            ),
            "confidence": AMBIGUOUS if reading.alternatives else LISTED,
        }


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)
