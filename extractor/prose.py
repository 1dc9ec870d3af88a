"""What a text says that is no file: nothing is decoded, and every offset is one of the text.

The reader, the view, the lexer, the finders and the resolvers are those of reports; each part is worked out
when it is asked for, as dates and citations take a fifth of the time of all.
"""

from datetime import date as calendar_date
from functools import cached_property

from extractor import lexer, pipeline, rules
from extractor.finders import header
from extractor.finders.header import Header
from extractor.organisations import Organisations, Seat
from extractor.pipeline import Options, Wanted
from extractor.readers import plain
from extractor.records import CitationRecord, DateRecord, DocumentRecord, Records
from extractor.report import Report
from extractor.resolve import units
from extractor.resolve.units import UnitMention
from extractor.rules import Patterns
from extractor.text.view import View, make
from extractor.units.gazetteer import LISTS, Unit, units_on
from extractor.units.names import parse


class Prose:
    """The findings of a text, `raw[start:end] == text` for each.

    `province` is where it was written ("tỉnh Hà Tĩnh", "Hà Nội"): it places the bodies that the text names
    without a place. `date` (ISO) is the day of writing: it gives days without a year theirs, and says whose
    list of units is asked first. With `letterhead` the text is a whole report: its own head is asked instead
    of them, and its own number is no citation. Raises ValueError for a province that no list has and for what
    is no day, PatternError for wrong patterns.
    """

    def __init__(
        self,
        raw: str,
        *,
        province: str | None = None,
        date: str | None = None,
        letterhead: bool = False,
        options: Options | None = None,
    ) -> None:
        options = options or Options()
        self._patterns = rules.load(options.patterns, options.register, options.language)
        self._day = calendar_date.fromisoformat(date).isoformat() if date else None
        self._given = _given(province, self._day, self._patterns)
        self._letterhead = letterhead
        self._document = plain.of_text(raw)

    @property
    def citations(self) -> tuple[CitationRecord, ...]:
        """The documents that the text names."""
        return self._references[0]

    @property
    def dates(self) -> tuple[DateRecord, ...]:
        """The dates, periods and durations."""
        return self._references[1]

    @cached_property
    def records(self) -> Records:
        """The records of all tables."""
        report = pipeline.read_report(self._document, self._patterns)
        return pipeline.find(report, DocumentRecord(), head=self._head)[1]

    @cached_property
    def units(self) -> tuple[UnitMention, ...]:
        """The administrative units that are named with their type."""
        day = self._head.fields.get("date") or self._day or LISTS[-1]
        return tuple(units.find(self._quick, self._head.seat, day))

    @cached_property
    def _view(self) -> View:
        return make(self._document)

    @cached_property
    def _quick(self) -> Report:
        """The text read as far as citations and dates need."""
        lexed = lexer.read(self._document, self._view, self._patterns, lexer.REFERENCES)
        return Report(self._document, self._view, lexed, self._patterns)

    @cached_property
    def _head(self) -> Header:
        """What is told of the text, or printed at its head."""
        return header.find(self._quick, self._organisations) if self._letterhead else self._given

    @cached_property
    def _organisations(self) -> Organisations:
        return Organisations(self._quick.view.places, self._patterns)

    @cached_property
    def _references(self) -> tuple[tuple[CitationRecord, ...], tuple[DateRecord, ...]]:
        found = pipeline.find(self._quick, DocumentRecord(), wanted=Wanted.REFERENCES, head=self._head)[1]
        return found.citations, found.dates


def _given(province: str | None, day: str | None, patterns: Patterns) -> Header:
    """What a letterhead would have said."""
    seat = Seat(has_districts="huyen" in units_on(day or LISTS[-1]).levels)
    fields: dict[str, object] = {"date": day}
    if province:
        unit = _province(province, day or LISTS[-1], patterns)
        fields["province"] = unit.name
        seat = Seat(province=unit.name, province_type=unit.kind, has_districts=seat.has_districts)
    return Header(fields=fields, seat=seat, year=int(day[:4]) if day else None)


def _province(name: str, day: str, patterns: Patterns) -> Unit:
    """The province of a name in the list of a day, else in any, the newest first."""
    for each in (day, *reversed(LISTS)):
        unit = units_on(each).resolve(parse(name, patterns), "")
        if unit is not None:
            return unit
    message = f"no list of units has the province {name!r}"
    raise ValueError(message)
