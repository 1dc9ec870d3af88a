"""The annexes of `corpus/annexes` as files: text with tabs, pipes or blanks, Word, Excel, PDF.

In: the JSON of an annex (its lines, header cells with spans, rows of printed texts). Out: the bytes of a
file that a clerk would have sent. The rows, and what they mean, stay in the JSON.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from corpus.made.pdf import to_pdf
from corpus.made.word import new_document, save

Annex = dict[str, Any]
Merge = tuple[int, int, int, int]
FONT = "Tinos"


def grid(annex: Annex) -> tuple[list[list[str]], list[Merge]]:
    """All rows of texts, header first, and the merged stretches as (row, column, rows, columns)."""
    width = len(annex["columns"])
    height = len(annex["header"])
    head = [[""] * width for _ in range(height)]
    taken = [[False] * width for _ in range(height)]
    merges = []
    for at, line in enumerate(annex["header"]):
        for cell in line:
            col = taken[at].index(False)
            head[at][col] = cell["text"]
            for row in range(at, at + cell["rows"]):
                taken[row][col : col + cell["cols"]] = [True] * cell["cols"]
            if cell["rows"] * cell["cols"] > 1:
                merges.append((at, col, cell["rows"], cell["cols"]))
    return [*head, *(row["cells"] for row in annex["rows"])], merges


def lines(annex: Annex) -> list[str]:
    """The lines above the table."""
    return [*annex["letterhead"], "", "BÁO CÁO", "", *annex["title"], ""]


def text(annex: Annex) -> bytes:
    """Plain text, the cells of a row with tabs between them."""
    rows = ["\t".join(cell.replace("\n", " ") for cell in row) for row in grid(annex)[0]]
    return "\n".join([*lines(annex), *rows, "", *annex["below"], ""]).encode()


def piped(annex: Annex) -> bytes:
    """Plain text, the cells of a row between pipes."""
    rows = ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in grid(annex)[0]]
    return "\n".join([*lines(annex), *rows, "", *annex["below"], ""]).encode()


def spaced(annex: Annex) -> bytes:
    """Plain text, the columns below one another by white space, figures to the right."""
    rows = [[cell.replace("\n", " ") for cell in row] for row in grid(annex)[0]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    drawn = [
        "   ".join(
            cell.rjust(width) if cell.isdigit() else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([*lines(annex), *drawn, "", *annex["below"], ""]).encode()


def docx(annex: Annex) -> bytes:
    """A landscape Word file with merged header cells."""
    document = new_document(FONT)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(420), Mm(297)
    for line in lines(annex):
        document.add_paragraph(line)
    rows, merges = grid(annex)
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    cells = [list(row.cells) for row in table.rows]
    for at, row in enumerate(rows):
        for col, words in enumerate(row):
            cells[at][col].text = words
            for run in cells[at][col].paragraphs[0].runs:
                run.font.size = Pt(8)
    for first, col, down, across in merges:
        merged = cells[first][col].merge(cells[first + down - 1][col + across - 1])
        for empty in merged.paragraphs[1:]:
            empty._element.getparent().remove(empty._element)  # noqa: SLF001 - python-docx has no other way
    for line in annex["below"]:
        document.add_paragraph(line)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex.docx"
        save(document, path)
        return path.read_bytes()


def xlsx(annex: Annex) -> bytes:
    """An Excel sheet with merged header cells; whole numbers are numbers."""
    book = Workbook()
    sheet = book.active
    for line in lines(annex):
        sheet.append([line])
    top = sheet.max_row + 1
    rows, merges = grid(annex)
    thin = Side(style="thin")
    for at, row in enumerate(rows):
        for col, words in enumerate(row):
            is_number = words.isdigit() and str(int(words)) == words
            cell = sheet.cell(top + at, col + 1, int(words) if is_number else words or None)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for first, col, down, across in merges:
        sheet.merge_cells(
            start_row=top + first,
            start_column=col + 1,
            end_row=top + first + down - 1,
            end_column=col + across,
        )
    for line in annex["below"]:
        sheet.append([line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pdf(annex: Annex) -> bytes:
    """The Word file as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "annex.docx"
        source.write_bytes(docx(annex))
        to_pdf([source], Path(folder), Path(folder) / "profile")
        return (Path(folder) / "annex.pdf").read_bytes()


LAYOUTS: dict[str, Callable[[Annex], bytes]] = {
    "tabs.txt": text,
    "pipes.txt": piped,
    "blanks.txt": spaced,
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
}
"""The layouts by the end of the file's name."""
