"""A draft of the summary report: by items of the outline what all units state and say, for a person to edit.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I. Every figure and every passage has its sources in a footnote.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from msgspec.structs import replace

from extractor.aggregate.outline import Homes, common
from extractor.aggregate.receipts import Receipt, State
from extractor.aggregate.table import Column, Line
from extractor.aggregate.totals import Total, total
from extractor.grammar.written import said
from extractor.parts import OutlineItem
from extractor.records import PassageRecord
from extractor.rules import Patterns
from extractor.summary.arrangement import called
from extractor.summary.contents import Contents
from extractor.summary.footnotes import Footnotes
from extractor.summary.styles import FONT
from extractor.text.fold import search_key
from extractor.writers.cells import printable
from extractor.writers.output import writing
from extractor.writers.vocabulary import Vocabulary

SIZE, INDENT, BETWEEN = Pt(14), Mm(12.7), Pt(6)
LEFT, RIGHT = Mm(65), Mm(100)
NAMED = 6
"""The units that a footnote names one by one; the workbook has them all."""

Said = tuple[Receipt, PassageRecord]


def write(
    path: Path, contents: Contents, outline: Sequence[OutlineItem], patterns: Patterns, words: Vocabulary
) -> None:
    """Write the draft by an outline, by default the one that most reports share.

    Raises CannotWriteError where the file cannot be written.
    """
    items = outline or common(contents.receipts)
    document = _Draft(contents, items, patterns, words).made()
    with writing(path):
        document.save(str(path))


class _Draft:
    def __init__(
        self, contents: Contents, items: Sequence[OutlineItem], patterns: Patterns, words: Vocabulary
    ) -> None:
        self.contents, self.items, self.patterns, self.words = contents, items, patterns, words
        self.messages = patterns.messages
        self.indicators = patterns.indicators
        self.document = _page()
        self.notes = Footnotes(self.document)

    def made(self) -> WordDocument:
        homes = Homes(self.items)
        figures, said_there = self._figures(homes), self._passages(homes)
        self._head()
        self._opening()
        for place, item in enumerate(self.items):
            self._line(item.path[-1], bold=True)
            self._item(figures.get(place, ()), said_there.get(place, ()))
            below = self.items[place + 1 : place + 2]
            is_parent = any(one.path[: len(item.path)] == item.path for one in below)
            if not (figures.get(place) or said_there.get(place) or is_parent):
                self._line(self._say("nothing"), italic=True)
        if figures.get(None) or said_there.get(None):
            self._line(self._say("elsewhere"), bold=True)
            self._item(figures.get(None, ()), said_there.get(None, ()))
        self._foot()
        self.notes.close()
        return self.document

    def _say(self, name: str, **values: object) -> str:
        return self.messages.say("draft", name, **values)

    def _figures(self, homes: Homes) -> dict[int | None, list[Total]]:
        """The totals by the item under which most reports state them."""
        found: dict[int | None, list[Total]] = defaultdict(list)
        for column in self.contents.table.columns:
            summed = total(column, self.contents.table, self.patterns)
            if summed is None:
                continue
            votes = Counter(
                place
                for line in self.contents.table.lines
                if column in line.entries
                for place in {homes.of(figure.section) for figure in line.entries[column].figures}
            )
            known = [place for place in votes if place is not None]
            home = max(known, key=lambda place: (votes[place], -place)) if known else None
            found[home].append(summed)
        return found

    def _passages(self, homes: Homes) -> dict[int | None, list[Said]]:
        found: dict[int | None, list[Said]] = defaultdict(list)
        for receipt, passage in self.contents.said:
            found[homes.of(passage.section)].append((receipt, passage))
        return found

    def _item(self, totals: Iterable[Total], passages: Iterable[Said]) -> None:
        """The figures under a heading, then what units say, alike sayings once."""
        for _, run in groupby(totals, key=lambda one: replace(one.column, period=None)):
            self._figure(list(run))
        kinds: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
        for receipt, passage in passages:
            kinds[passage.kind][search_key(passage.text or "")].append((receipt, passage))
        for kind, alike in kinds.items():
            self._line(f"{self.words.value('kind', kind)}:", italic=True)
            for told in sorted(alike.values(), key=len, reverse=True):
                self._passage(told)

    def _figure(self, totals: Sequence[Total]) -> None:
        """An indicator with its value, by period where there are several, and from how many units it is."""
        indicator = self.indicators[totals[0].column.indicator]
        unit = self.words.value("unit", indicator.unit)
        level = totals[0].column.level
        name = f"{indicator.label} ({self.words.value('level', level)})" if level else indicator.label
        paragraph = self._line(f"- {name}: ")
        for number, one in enumerate(totals):
            period = self.words.value("period_label", one.column.period) if one.column.period else ""
            begin = "; " if number else ""
            value = said(one.value) + ("%" if indicator.unit == "%" else f" {unit}")
            run = paragraph.add_run(f"{begin}{period + ' ' if period else ''}{value}")
            if one.doubtful:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            paragraph.add_run(f" ({self._say('units', count=_stating(one))})")
            self.notes.add(paragraph, self._sources(one))
        paragraph.add_run(".")

    def _sources(self, one: Total) -> str:
        first = sorted(one.lines, key=lambda line: _weight(line, one.column), reverse=True)
        parts = [self._source(line, one.column) for line in first[:NAMED]]
        if len(one.lines) > NAMED:
            parts.append(self._say("more", count=len(one.lines) - NAMED))
        doubt = f"{self._say('doubtful')} " if one.doubtful else ""
        return doubt + "; ".join(parts) + "."

    def _source(self, line: Line, column: Column) -> str:
        entry = line.entries.get(column)
        figure = entry.figures[0] if entry else None
        value = said(entry.value) if entry and entry.value is not None else "…"
        place = figure.path if figure else line.receipt.document.path
        page = self._say("page", page=figure.page) if figure and figure.page else ""
        return printable(self._say("source", sender=called(line.receipt), value=value, path=place, page=page))

    def _passage(self, told: Sequence[Said]) -> None:
        senders = list(dict.fromkeys(called(receipt) for receipt, _ in told))
        who = "; ".join(senders[:NAMED])
        if len(senders) > NAMED:
            who += "; " + self._say("more", count=len(senders) - NAMED)
        text = " ".join((told[0][1].text or "").split()).rstrip(" ;.")
        paragraph = self._line(printable(f"- {text} ({who})."))
        places = [
            f"{one.path}{self._say('page', page=one.page) if one.page else ''}" for _, one in told[:NAMED]
        ]
        self.notes.add(paragraph, printable("; ".join(dict.fromkeys(places))) + ".")

    def _head(self) -> None:
        """The agency beside the motto, number beside place and day, and the title."""
        table = self._beside(rows=2)
        say = self.messages.say
        _put(table.cell(0, 0), [(say("summary", "agency_above"), False), (say("summary", "agency"), True)])
        _put(table.cell(0, 1), [(say("summary", "motto"), True), (say("summary", "motto_below"), True)])
        _put(table.cell(1, 0), [(self._say("number"), False)])
        _put(table.cell(1, 1), [(say("summary", "date"), False)], italic=True)
        periods = "; ".join(self.words.value("period_label", label) for label in self.contents.table.periods)
        for text in (self._say("title"), self._say("subject", period=periods)):
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_before = BETWEEN
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(text).bold = True

    def _opening(self) -> None:
        """How many reports the draft is of, who sent none, and what is to be done with it."""
        counted = sum(receipt.state == State.COUNTED for receipt in self.contents.receipts)
        self._line(self._say("opening", counted=counted, reports=len(self.contents.receipts)))
        if self.contents.missing:
            names = "; ".join(unit.full_name for unit in self.contents.missing)
            self._line(self._say("missing", count=len(self.contents.missing), names=names))
        self._line(self._say("edit"), italic=True)

    def _foot(self) -> None:
        """Recipients beside the signature."""
        table = self._beside(rows=1)
        _put(table.cell(0, 0), [(self._say("recipients"), True), (self._say("file"), False)], centred=False)
        signer = self.messages.say("summary", "signer")
        _put(table.cell(0, 1), [(signer, True), (self.messages.say("summary", "signature"), False)])

    def _beside(self, rows: int) -> Table:
        """A table without lines, the left column narrower."""
        table: Table = self.document.add_table(rows=rows, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, (LEFT, RIGHT), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table

    def _line(self, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = INDENT
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        return paragraph


def _stating(one: Total) -> int:
    """How many units the value is of; a rate is of those that state it, whatever it is made of."""
    entries = (line.entries.get(one.column) for line in one.lines)
    return sum(entry is not None and entry.value is not None for entry in entries)


def _weight(line: Line, column: Column) -> tuple[bool, Decimal]:
    """What stands first in a note: a doubtful value, then the greatest."""
    entry = line.entries.get(column)
    return bool(entry and entry.doubts), (entry.value if entry else None) or Decimal(0)


def _page() -> WordDocument:
    """An empty A4 page with the margins and letters of the decree; its number stands above from page 2 on."""
    document = Document()
    style = document.styles["Normal"]
    style.font.size = SIZE
    style.font.name = str(FONT["font_name"])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), str(FONT["font_name"]))
    style.paragraph_format.space_after = BETWEEN
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)  # noqa: SLF001 - python-docx has no fields
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    return document


def _put(
    cell: _Cell, lines: Sequence[tuple[str, bool]], *, italic: bool = False, centred: bool = True
) -> None:
    """Lines in a cell, each with whether it is bold."""
    for number, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(13)
