"""Every data table of a report as a record: its grid, its title, its unit of measure, and what kind it is."""

from bisect import bisect_left, bisect_right

import regex

from extractor.finders import columns
from extractor.model import BlockKind, Cell, Table
from extractor.parts import CellPlace
from extractor.records import TableRecord
from extractor.report import Report
from extractor.rules import Patterns
from extractor.rules.lists import Form, Phrase, StaffRole
from extractor.text.fold import normal
from extractor.text.words import Words, after, holds

LINES_ABOVE = 6
"""How many lines above a table may belong to its title, and how many code points of text are looked at."""
REACH = 2000
LONGEST_TITLE = 250
FEWEST_LETTERS = 4
STAFFED = frozenset({"total", "own_staff", "seconded"})

_LINE = regex.compile(r"[^\r\n]+")
_MARKS = " *_#\t\r\n"
_ENDS = (".", ";", ":", ",")
_INSIDE = regex.compile(r"\(([^()]+)\)[:. ]*$")
_BRACKETED = regex.compile(r"\(.*\)")
_NUMBERED = regex.compile(r"[\p{L}\s]+\d*(?:[./-]\d+)*[.:]?")


def find(report: Report) -> list[TableRecord]:
    """A record for every data table, with the ids of `report.tables`; offsets are those of the raw text."""
    blocks = report.document.blocks
    hidden = sorted((block.start, block.end) for block in blocks if block.kind != BlockKind.TABLE)
    ends = sorted(table.end for table in report.document.tables)
    lines = {name: _lines_above(report, table, ends, hidden) for name, table in report.tables.items()}
    return [_record(report, name, table, lines[name]) for name, table in report.tables.items()]


def is_staffing(roles: columns.Roles, patterns: Patterns) -> bool:
    """Whether columns with these roles count staff: two that only such tables have, or a total and a part."""
    staff = {row.id for row in patterns.rows(StaffRole) if row.staff}
    return len(staff & set(roles)) > 1 or len(STAFFED & set(roles)) > 1


def _record(report: Report, name: str, table: Table, lines: list[str]) -> TableRecord:
    words = {row.id: row.words for row in report.patterns.rows(Phrase, "staffing_words")}
    known_form = form(table, report.patterns)
    is_staff = is_staffing(columns.roles(table, report.patterns), report.patterns)
    cells = columns.grid(table)
    return TableRecord(
        id=name,
        start=table.start,
        end=table.end,
        text=report.document.raw[table.start : table.end],
        page=table.pages[0] if table.pages else None,
        bbox=table.boxes[0] if table.boxes else None,
        section=report.outline.path(report.view.at(table.start)),
        pages=table.pages,
        bboxes=table.boxes,
        title=_title(lines, words["title"], words["unit_note"]),
        kind="staffing" if is_staff else "form" if known_form else "data",
        form=known_form,
        unit_note=_unit_note(table, lines, words["unit_note"]),
        header_rows=table.header_rows,
        grid=tuple(tuple(cell.text if cell else "" for cell in row) for row in cells),
        spans=tuple(
            (cell.row, cell.col, cell.rowspan, cell.colspan)
            for cell in table.cells
            if cell.rowspan > 1 or cell.colspan > 1
        ),
        cells=tuple(tuple(place(cell) for cell in row) for row in cells),
    )


def place(cell: Cell | None) -> CellPlace | None:
    """Where a cell is printed; None for an empty cell."""
    if cell is None or not cell.text:
        return None
    return CellPlace(text=cell.text, start=cell.start, end=cell.end, page=cell.page, bbox=cell.box)


def _lines_above(report: Report, table: Table, ends: list[int], hidden: list[tuple[int, int]]) -> list[str]:
    """The lines above a table as printed, the nearest first, up to the table before it.

    `ends` are those of all tables, `hidden` the stretches that are no text of the report, both in order.
    """
    before = bisect_right(ends, table.start)
    begin = max(ends[before - 1] if before else 0, table.start - REACH)
    lines = [
        found[0].strip(_MARKS)
        for found in _LINE.finditer(report.document.raw, begin, table.start)
        if not _is_inside(found.start(), hidden)
    ]
    return [line for line in reversed(lines) if line][:LINES_ABOVE]


def _is_inside(position: int, stretches: list[tuple[int, int]]) -> bool:
    index = bisect_left(stretches, (position + 1,)) - 1
    return index >= 0 and position < stretches[index][1]


def _title(lines: list[str], title_words: Words, unit_words: Words) -> str | None:
    """The title among the lines above a table: in capitals, or begun with or under a word for a table.

    "(Kèm theo ...)" and the unit of measure stand between title and table and are passed over.
    """
    rest = [line for line in lines if not (_BRACKETED.fullmatch(line) or _says_unit(line, unit_words))]
    if not rest or rest[0].endswith(_ENDS):
        return None
    caption = next((n for n, line in enumerate(rest) if _is_caption(line, title_words)), len(rest))
    capitals = next((n for n, line in enumerate(rest) if not _is_capital(line)), len(rest))
    if 0 < caption < len(rest) and not any(line.endswith(_ENDS) for line in rest[:caption]):
        own = rest[:caption]
    elif capitals:
        own = rest[:capitals]
    else:
        own = rest[:1] if after(rest[0], title_words) is not None else []
    title = " ".join(reversed(own))
    return title if title and len(title) <= LONGEST_TITLE else None


def _is_capital(line: str) -> bool:
    if not line.isupper():
        return False
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= FEWEST_LETTERS and all(char.isupper() for char in letters)


def _is_caption(line: str, title_words: Words) -> bool:
    """Whether a line only says that a table follows: "PHỤ LỤC 01", "Biểu số 2"."""
    rest = after(line, title_words)
    return rest is not None and (not rest or _NUMBERED.fullmatch(f"x {rest}") is not None)


def _says_unit(line: str, unit_words: Words) -> bool:
    rest = after(line.lstrip("( "), unit_words)
    return rest is not None and rest.startswith(":")


def _unit_note(table: Table, lines: list[str], unit_words: Words) -> str | None:
    """The note of the unit of measure as printed, above the table or in its header, without brackets."""
    header = [cell.text for cell in table.cells if cell.row < table.header_rows]
    for text in (*lines, *header):
        stripped = text.strip("()[] ")
        if _says_unit(stripped, unit_words):
            return stripped
    # "Giá bán (ĐVT: đồng/kg):" says it at the end of the line that leads in the table.
    for inside in _INSIDE.findall(lines[0]) if lines else ():
        if _says_unit(inside, unit_words):
            return str(inside)
    return None


def form(table: Table, patterns: Patterns) -> str | None:
    """The official form whose words all stand in the header; the one with most words where several do."""
    header = normal(" | ".join(cell.text for cell in table.cells if cell.row < table.header_rows))
    known = [
        form
        for form in patterns.rows(Form)
        if len(form.columns) < table.cols and all(holds(header, (word,)) for word in form.columns)
    ]
    return max(known, key=lambda form: len(form.columns)).id if known else None
