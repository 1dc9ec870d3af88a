"""The sheet that is signed: a row a unit, columns under merged headings, totals as formulas.

Layout of the head and the signature: Nghị định 30/2020/NĐ-CP, Phụ lục I; landscape A4.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extractor.aggregate.rates import WHOLE_TIME, rate_over_time
from extractor.aggregate.table import Column, Entry, Line, Table, adds
from extractor.rules import Patterns
from extractor.summary.arrangement import Group, called, roman
from extractor.summary.layout import Layout, write_headings
from extractor.summary.styles import Styles, height
from extractor.units.gazetteer import Unit
from extractor.writers.cells import printable, shortened
from extractor.writers.vocabulary import Vocabulary

HEAD = 6
"""The rows above the table's headings."""

A4 = 9
WIDE, NARROW, NOTE = 34, 13, 30
ACROSS = 15
"""The columns that a page holds in letters that can be read; more go on further pages."""

PERCENT, WHOLE = "%", 100


LONGEST = 300
"""The cells that a formula names one by one; of more a rate is written as a number."""

Place = tuple[int, int]
"""Row and column of a cell."""


class Placed(Struct, frozen=True, kw_only=True):
    """Where the value of an entry stands in the workbook."""

    sheet: str
    cell: str
    line: Line
    column: Column
    entry: Entry


class Setting(Struct, frozen=True, kw_only=True):
    """What all sheets share: the table, rules and messages, formats, and names of closed values."""

    table: Table
    patterns: Patterns
    styles: Styles
    words: Vocabulary


def write(sheet: Worksheet, layout: Layout, rows: Sequence[Group], setting: Setting) -> list[Placed]:
    """Write the table of one theme or form; says where each value stands."""
    return _Sheet(sheet, layout, rows, setting).write()


class _Sheet:
    def __init__(self, sheet: Worksheet, layout: Layout, rows: Sequence[Group], setting: Setting) -> None:
        self.sheet, self.layout, self.groups = sheet, layout, rows
        self.table, self.patterns = setting.table, setting.patterns
        self.styles, self.words, self.messages = setting.styles, setting.words, setting.patterns.messages
        self.indicators = self.patterns.indicators
        self.columns = columns = layout.columns
        self.first = HEAD + layout.depth + 1
        self.over = {column: self.table.overlapping(column) for column in columns}
        self.note = 2 + len(columns)
        self.placed: list[Placed] = []
        self.heads: list[int] = []
        self.lines: dict[int, Line] = {}
        self.shaded: set[Column] = set()
        self.doubted: set[Place] = set()
        self.left_out: dict[Column, list[Place]] = {column: [] for column in columns}
        self.shown: dict[Place, Decimal] = {}
        self.of: dict[Place, int] = {}

    def write(self) -> list[Placed]:
        self._page()
        self._above()
        self._headings()
        row, number = self.first, 0
        for place, group in enumerate(self.groups, 1):
            if group.title is not None:
                self.heads.append(row)
                row += 1
            first = row
            for line in group.lines:
                number += 1
                self.lines[row] = line
                self._line(row, number, line)
                row += 1
            for unit in group.missing:
                number += 1
                self._absent(row, number, unit)
                row += 1
            if group.title is not None:
                self._group(first - 1, place, group.title, (first, row - 1))
        self._total(row)
        self._below(row + 3)
        return self.placed

    def _page(self) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1 + len(self.columns) // ACROSS, 0)
        self.sheet.repeat_columns(0, 1)
        self.sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        self.sheet.repeat_rows(HEAD, self.first - 1)
        self.sheet.set_footer("&C&P/&N")
        self.sheet.set_column(0, 0, 6)
        self.sheet.set_column(1, 1, WIDE)
        self.sheet.set_column(2, self.note - 1, NARROW)
        self.sheet.set_column(self.note, self.note, NOTE)
        self.sheet.freeze_panes(self.first, 2)

    def _above(self) -> None:
        centre, middle = self.styles.centre, max(2, self.note // 2)
        period = "; ".join(self.words.value("period_label", label) for label in self.table.periods)
        for row, (left, right) in enumerate((("agency_above", "motto"), ("agency", "motto_below"))):
            self._merged(row, 0, 1, self.messages.say("summary", left), centre)
            self._merged(row, middle, self.note, self.messages.say("summary", right), centre)
        self.sheet.write_string(2, 0, self.layout.number, self.styles.get(italic=True))
        self.sheet.merge_range(3, 0, 3, self.note, self.layout.title, centre)
        said = self.messages.say("summary", "period", period=period)
        self.sheet.merge_range(4, 0, 4, self.note, said, self.styles.get(align="center", italic=True))

    def _headings(self) -> None:
        depth = self.layout.depth
        for place, name in ((0, "number"), (1, "unit"), (self.note, "note")):
            text = self.messages.say("summary", name)
            self.sheet.merge_range(HEAD, place, HEAD + depth, place, text, self.styles.heading)
        write_headings(self.sheet, self.layout, HEAD, 2, self.styles)

    def _line(self, row: int, number: int, line: Line) -> None:
        self.sheet.write_number(row, 0, number, self.styles.text)
        self.sheet.write_string(row, 1, _safe(_named(line)), self.styles.text)
        reasons: dict[str, None] = {}
        for at, column in enumerate(self.columns, 2):
            entry = line.entries.get(column)
            if entry is None:
                self.sheet.write_blank(row, at, None, self.styles.number())
                continue
            self._value(row, at, line, column, entry)
            reasons |= dict.fromkeys(self.messages.say("doubt", reason) for reason in entry.doubts)
        if self._over_time(row, line):
            reasons[self.messages.say("doubt", "partial")] = None
        note = "; ".join(reasons)
        self.sheet.write_string(row, self.note, note, self.styles.text)
        self.sheet.set_row(row, height([(note, NOTE), (_named(line), WIDE)]))

    def _value(self, row: int, at: int, line: Line, column: Column, entry: Entry) -> None:
        is_rate = self.indicators[column.indicator].unit == PERCENT
        style = self.styles.number(rate=is_rate, doubtful=bool(entry.doubts))
        if entry.value is None:
            self.sheet.write_blank(row, at, None, style)
        else:
            self.sheet.write_number(row, at, entry.value, style)
            self.shown[row, at] = entry.value
        if entry.doubts:
            self.shaded.add(column)
            self.doubted.add((row, at))
            said = "\n".join(
                self.messages.say(
                    "summary", "source", text=figure.text, page=figure.page or "", sentence=figure.sentence
                )
                for figure in entry.figures
            )
            self.sheet.write_comment(row, at, shortened(printable(said), 2000), {"x_scale": 3, "y_scale": 2})
        cell = xl_rowcol_to_cell(row, at)
        if line.receipt.sender in self.over[column]:
            self.left_out[column].append((row, at))
        self.placed.append(Placed(sheet=self.layout.name, cell=cell, line=line, column=column, entry=entry))

    def _over_time(self, row: int, line: Line) -> bool:
        """Write what the periods of a unit make together; true where one of them is not stated."""
        whole = [(at, column) for at, column in enumerate(self.columns, 2) if column.period == WHOLE_TIME]
        counts = [(at, column) for at, column in whole if adds(self.indicators[column.indicator])]
        partial = [self._added(row, at, line, column) for at, column in counts]
        for at, column in whole:
            if (at, column) not in counts:
                self._rate(row, at, column, self.doubted, (), bold=False)
        return any(partial)

    def _added(self, row: int, at: int, line: Line, column: Column) -> bool:
        """Write the sum of the periods, or the last one of a stock; true where only a part is stated."""
        places = {c: n for n, c in enumerate(self.columns, 2)}
        parts = [c for c in places if c != column and replace(c, period=WHOLE_TIME) == column]
        needed = parts if self.indicators[column.indicator].aggregation == "sum" else parts[-1:]
        cells = [(row, places[part]) for part in needed]
        missing = not all(cell in self.shown for cell in cells)
        partial = missing and any(part in line.entries for part in parts)
        if partial or any(cell in self.doubted for cell in cells):
            self.doubted.add((row, at))
            self.shaded.add(column)
        style = self.styles.number(doubtful=(row, at) in self.doubted)
        if missing:
            self.sheet.write_blank(row, at, None, style)
            return partial
        self.shown[row, at] = sum((self.shown[cell] for cell in cells), Decimal(0))
        formula = "=" + "+".join(xl_rowcol_to_cell(*cell) for cell in cells)
        self.sheet.write_formula(row, at, formula, style, float(self.shown[row, at]))
        if any(cell in self.left_out[part] for cell, part in zip(cells, needed, strict=True)):
            self.left_out[column].append((row, at))
        return False

    def _absent(self, row: int, number: int, unit: Unit) -> None:
        self.sheet.write_number(row, 0, number, self.styles.text)
        self.sheet.write_string(row, 1, unit.full_name, self.styles.text)
        for at in range(2, self.note):
            self.sheet.write_blank(row, at, None, self.styles.number())
        self.sheet.write_string(row, self.note, self.messages.say("summary", "missing"), self.styles.text)

    def _group(self, row: int, place: int, title: str, span: tuple[int, int]) -> None:
        self.sheet.write_string(row, 0, roman(place), self.styles.total)
        self.sheet.write_string(row, 1, title or self.messages.say("summary", "others"), self.styles.total)
        self._sums(row, range(span[0], span[1] + 1))
        self.sheet.write_blank(row, self.note, None, self.styles.total)

    def _total(self, row: int) -> None:
        self.sheet.merge_range(row, 0, row, 1, self.messages.say("summary", "total"), self.styles.total)
        self._sums(row, self.heads or range(self.first, row))
        self.sheet.write_blank(row, self.note, None, self.styles.total)
        self._stating(row + 1)

    def _stating(self, row: int) -> None:
        """How many units each total is of: totals of different units do not fit together."""
        style = self.styles.get(italic=True, font_size=11)
        self.sheet.write_string(row, 1, self.messages.say("summary", "stating"), style)
        for at, column in enumerate(self.columns, 2):
            added = {(one, at) for one in self.lines} & self.shown.keys() - set(self.left_out[column])
            self.sheet.write_number(row, at, self.of.get((row - 1, at), len(added)), style)

    def _sums(self, row: int, rows: Sequence[int]) -> None:
        """Totals of some rows: sums where an indicator adds up, rates out of the totals of their parts."""
        rates = []
        for at, column in enumerate(self.columns, 2):
            if adds(self.indicators[column.indicator]):
                self._sum(row, at, column, rows)
            else:
                rates.append((at, column))
        doubted = {(row, at) for at, column in enumerate(self.columns, 2) if column in self.shaded}
        for at, column in rates:
            units = [one for one in self.lines if not isinstance(rows, range) or one in rows]
            self._rate(row, at, column, doubted, units)

    def _sum(self, row: int, at: int, column: Column, rows: Sequence[int]) -> None:
        left_out = [place for place in self.left_out[column] if place[0] in rows]
        name = xl_col_to_name(at)
        if isinstance(rows, range):
            formula = f"=SUM({name}{rows.start + 1}:{name}{rows.stop})"
        else:
            formula = "=" + "+".join(f"{name}{head + 1}" for head in rows)
        formula += "".join(f"-{xl_rowcol_to_cell(*place)}" for place in left_out)
        values = [
            self.shown[one, at] for one in rows if (one, at) in self.shown and (one, at) not in left_out
        ]
        style = self.styles.number(doubtful=column in self.shaded, bold=True)
        if not values:
            self.sheet.write_blank(row, at, None, style)
            return
        self.shown[row, at] = sum(values, Decimal(0))
        self.sheet.write_formula(row, at, formula, style, float(self.shown[row, at]))

    def _rate(
        self,
        row: int,
        at: int,
        column: Column,
        doubted: AbstractSet[Place],
        units: Sequence[int],
        *,
        bold: bool = True,
    ) -> None:
        """Write a rate out of the totals of a row; where units state only a part of it, out of the others."""
        rate = rate_over_time(column, self.table, self.patterns)
        on_sheet = {other: number for number, other in enumerate(self.columns, 2)}
        if rate is None or not {*rate.parts, *rate.base} <= on_sheet.keys():
            self.sheet.write_blank(row, at, None, self.styles.number(bold=bold))
            return
        sides = [[on_sheet[other] for other in side] for side in (rate.parts, rate.base)]
        rows, count = self._whole(row, sides, units)
        over, under = (
            sum((self.shown[one, place] for one in rows for place in side), Decimal(0)) for side in sides
        )
        if not rows or not under:
            self.sheet.write_blank(row, at, None, self.styles.number(bold=bold))
            return
        cells = {(one, place) for one in rows for side in sides for place in side}
        style = self.styles.number(rate=True, doubtful=bool(cells & (doubted | self.doubted)), bold=bold)
        value = float(over * WHOLE / under)
        self.of[row, at] = count
        if len(cells) > LONGEST:
            self.sheet.write_number(row, at, value, style)
            return
        part, base = (
            "+".join(xl_rowcol_to_cell(one, place) for one in rows for place in side) for side in sides
        )
        self.sheet.write_formula(row, at, f'=IF(({base})=0,"",({part})/({base})*100)', style, value)

    def _whole(self, row: int, sides: Sequence[Sequence[int]], units: Sequence[int]) -> tuple[list[int], int]:
        """The rows that a rate is worked out from: that of totals, or those of the units that state all.

        Beside them of how many units the rate is.
        """
        needed = [at for side in sides for at in side]
        left_out = {place for places in self.left_out.values() for place in places}
        stating = [one for one in units if any((one, at) in self.shown for at in needed)]
        whole = [
            one
            for one in stating
            if all((one, at) in self.shown and (one, at) not in left_out for at in needed)
        ]
        if stating and len(whole) < len(stating):
            return whole, len(whole)
        return [row] if all((row, at) in self.shown for at in needed) else [], len(whole)

    def _merged(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        if first < last:
            self.sheet.merge_range(row, first, row, last, text, style)
        else:
            self.sheet.write_string(row, first, text, style)

    def _below(self, row: int) -> None:
        middle = max(2, self.note // 2)
        self.sheet.write_string(row, 1, self.messages.say("summary", "shaded"), self.styles.get(italic=True))
        for offset, name in enumerate(("date", "signer", "signature"), 1):
            text = self.messages.say("summary", name)
            self._merged(row + offset, middle, self.note, text, self.styles.centre)
        self.sheet.write_string(row + 2, 1, self.messages.say("summary", "writer"), self.styles.centre)


def _named(line: Line) -> str:
    return line.name or called(line.receipt)


def _safe(text: str) -> str:
    return shortened(printable(text))
