"""Tables of a Word file: letterheads and signatures without lines, tables of figures with lines.

In: a Word document and the rows of a block. Out: the document with one table more.
"""

import re
from itertools import pairwise

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import Table

from corpus.made.paragraphs import CENTRE, LEFT, Look, write

Rows = list[list[str]]
PAIR_WIDTHS = (68, 92)
TABLE_WIDTH = 160
FIRST_LEAST, LEAST, MOST = 7, 12, 34
DIGITS = tuple("0123456789")


def add_pairs(document: WordDocument, rows: Rows) -> None:
    """Adds two columns without lines; on the right all but a date is bold."""
    table = document.add_table(rows=0, cols=2)
    for left, right in rows:
        row = table.add_row().cells
        recipients = left.strip("*").startswith("Nơi nhận")
        write(row[0].paragraphs[0], left, Look(11, align=LEFT) if recipients else Look(12, align=CENTRE))
        write(row[1].paragraphs[0], right, Look(12, bold=not right.endswith(DIGITS), align=CENTRE))
    set_widths(table, PAIR_WIDTHS)


def add_table(document: WordDocument, rows: Rows) -> None:
    """Adds a table with lines; header cells that the text leaves empty are merged."""
    table = document.add_table(rows=0, cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            number = re.fullmatch(r"[\d.,]*", text)
            write(cell.paragraphs[0], text, Look(11, align=CENTRE if number else LEFT))
    set_widths(table, column_widths(rows))
    heads = 2 if len(rows) > 1 and not any(rows[1][:2]) else 1
    repeat_heads(table, heads)
    if heads > 1:
        merge_heads(table, rows)
    merge_sections(table, rows)


def column_widths(rows: Rows) -> tuple[float, ...]:
    """Widths in millimetres, in proportion to the longest text of each column."""
    measured = [row for row in rows[2:] if any(row[1:])]
    longest = [max(len(row[column]) for row in measured) for column in range(max(map(len, rows)))]
    weights = [min(max(length, LEAST if at else FIRST_LEAST), MOST) for at, length in enumerate(longest)]
    return tuple(TABLE_WIDTH * weight / sum(weights) for weight in weights)


def set_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Sets the widths of the columns, cell by cell as Word wants it."""
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def repeat_heads(table: Table, heads: int) -> None:
    """Repeats the header rows on every page."""
    for row in table.rows[:heads]:
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way to say it
        properties.append(OxmlElement("w:tblHeader"))


def merge_heads(table: Table, rows: Rows) -> None:
    """Merges the cells of two header rows: downwards over an empty cell, then to the right."""
    upper, lower = rows[0], rows[1]
    for column, text in enumerate(upper):
        if text and not lower[column]:
            merge(table, (0, column), (1, column))
    starts = [column for column, text in enumerate(upper) if text]
    for start, end in pairwise([*starts, len(upper)]):
        if end - start > 1:
            merge(table, (0, start), (0, end - 1))


def merge_sections(table: Table, rows: Rows) -> None:
    """Merges the rows that hold the name of a section only."""
    for index, row in enumerate(rows):
        if row[0] and not any(row[1:]):
            merge(table, (index, 0), (index, len(row) - 1))


def merge(table: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Merges the cells between two places and drops the empty paragraphs that the merge leaves."""
    cell = table.cell(*first).merge(table.cell(*last))
    for paragraph in cell.paragraphs:
        if not paragraph.text and len(cell.paragraphs) > 1:
            element = paragraph._p  # noqa: SLF001 - python-docx has no public way to remove it
            element.getparent().remove(element)
