"""Renders the text reports of the corpus as Word files and as PDF files.

The Word file names Times New Roman, as offices do. The PDF is made by LibreOffice from a copy that
names Tinos, a free font of the same widths with all Vietnamese letters. Dates inside the files are
fixed, so that the same text gives the same bytes.

Usage: `python corpus/made/render.py [--no-pdf] [slug ...]`
"""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[1]
REPORTS, RENDERED = ROOT / "reports", ROOT / "rendered"
FIXED_DATE = datetime.datetime(2026, 1, 1)
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
OFFICE_FONT, PDF_FONT = "Times New Roman", "Tinos"
RIGHT_SIDE = r"CỘNG H|Độc lập|.*, ngày .*năm \d{4}$"
HEADING = r"(\*\*|## |[IVX]+\. |PHẦN THỨ|[A-C]\. |\d+(\.\d+)*\. |PHỤ LỤC$)"
NEW_ITEM = r"([-+*|]|#|\d+(\.\d+)*[.)]|[IVX]+\.|[a-zđ]\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]|Nơi nhận)"
CENTRE, RIGHT, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass
class Block:
    """A piece of a report: `pairs` (two columns without lines), `table`, `title` or `text`."""

    kind: str
    rows: list[list[str]]


def split_sides(line: str) -> list[str]:
    """Left and right part of a letterhead line in which an extraction has put both on one line."""
    if "\t" in line:
        return line.split("\t")
    found = re.match(r"(.+?) (CỘNG H.+|Độc lập.+)$", line) or re.match(r"(Số:.*?/\S+) (\S.*)$", line)
    return [found[1], found[2]] if found else [line]


def letterhead(lines: list[str]) -> Block:
    """Letterhead lines as rows of two columns, in the order of the text."""
    rows: list[list[list[str]]] = []
    for line in filter(None, lines):
        sides = split_sides(line)
        if len(sides) == 2:
            rows.append([[sides[0]], [sides[1]]])
            continue
        after_right = bool(rows) and bool(rows[-1][1]) and line.startswith("--")
        if re.match(RIGHT_SIDE, line) or after_right:
            if not rows:
                rows.append([[], []])
            rows[-1][1].append(line)
        elif not rows or rows[-1][1]:
            rows.append([[line], []])
        else:
            rows[-1][0].append(line)
    return Block("pairs", [["\n".join(side) for side in row] for row in rows])


def unwrapped(lines: list[str]) -> list[str]:
    """Lines of a hard-wrapped text joined to paragraphs; other texts stay as they are."""
    longest = max(map(len, lines))
    if longest > 100:
        return lines
    joined: list[str] = []
    open_line = False
    for line in (line.rstrip() for line in lines):
        if not line:
            if not open_line:
                joined.append(line)
            continue
        if open_line and not re.match(NEW_ITEM, line):
            joined[-1] += " " + line
        else:
            joined.append(line)
        open_line = len(line) > longest - 16 and not line.endswith((".", ";", ":"))
    return joined


def is_row(line: str) -> bool:
    """Whether a line is a row of a table (tab separated or between pipes)."""
    return line.count("\t") >= 3 or line.startswith("|")


def cells(line: str) -> list[str]:
    """Cell texts of a table row."""
    if line.startswith("|"):
        return [cell.strip() for cell in line.strip("|").split("|")]
    return [cell.strip() for cell in line.split("\t")]


def blocks(text: str) -> Iterator[Block]:
    """Cuts the text of a report into blocks."""
    lines = text.split("\n")
    title = next((at for at, line in enumerate(lines[:16]) if line.strip("*") == "BÁO CÁO"), None)
    if title is not None:
        yield letterhead(lines[:title])
        yield Block("title", [[line] for line in title_lines(lines[title:])])
        lines = lines[title + len(title_lines(lines[title:])) :]
    yield from body(unwrapped(lines))


def title_lines(lines: list[str]) -> list[str]:
    """The type word and the subject lines under it, up to the blank line."""
    end = lines.index("")
    return lines[:end]


def body(lines: list[str]) -> Iterator[Block]:
    """Blocks of the lines after the title."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if is_row(line):
            end = table_end(lines, at)
            rows = [cells(row) for row in lines[at:end] if row.strip() and not row.startswith("|---")]
            yield Block("table", rows)
            at = end
        elif line.strip("*") == "Nơi nhận:":
            end = next((i for i in range(at, len(lines)) if lines[i] == "PHỤ LỤC"), len(lines))
            yield signature(lines[at:end])
            at = end
        else:
            if line.strip():
                yield Block("text", [[line]])
            at += 1


def table_end(lines: list[str], start: int) -> int:
    """Line after a table; blank lines inside it (page breaks) belong to it."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        if is_row(lines[at]):
            end = at + 1
        elif lines[at].strip():
            break
    return end


def signature(lines: list[str]) -> Block:
    """Recipients and signature side by side."""
    kept = [line.rstrip() for line in lines]
    last = max(at for at, line in enumerate(kept) if line.startswith("- Lưu"))
    right = "\n".join(kept[last + 1 :]).strip("\n")
    return Block("pairs", [["\n".join(kept[: last + 1]), right]])


def set_font(part: ParagraphStyle, name: str, size: float | None = None) -> None:
    """Sets the font of a style for all scripts."""
    part.font.name = name
    fonts = part.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), name)
    if size is not None:
        part.font.size = Pt(size)


def new_document(font: str) -> WordDocument:
    """An empty A4 document with the margins of an administrative text."""
    document = Document()
    set_font(document.styles["Normal"], font, 14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    properties.created = properties.modified = FIXED_DATE
    return document


def write(
    paragraph: Paragraph, text: str, size: float = 14, bold: bool = False, align: WD_ALIGN_PARAGRAPH = LEFT
) -> None:
    """Writes a text into a paragraph; line ends become line breaks."""
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(3)
    for index, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)
        run.bold = bold
        run.font.size = Pt(size)


def add_pairs(document: WordDocument, block: Block) -> None:
    """Adds two columns without lines."""
    table = document.add_table(rows=0, cols=2)
    for left, right in block.rows:
        row = table.add_row().cells
        recipients = left.strip("*").startswith("Nơi nhận")
        write(row[0].paragraphs[0], left, 11 if recipients else 12, False, LEFT if recipients else CENTRE)
        write(row[1].paragraphs[0], right, 12, not right.endswith(tuple("0123456789")), CENTRE)
    set_widths(table, [68, 92])


def add_table(document: WordDocument, block: Block) -> None:
    """Adds a table with lines; header cells that the text leaves empty are merged."""
    width = max(map(len, block.rows))
    table = document.add_table(rows=0, cols=width)
    table.style = "Table Grid"
    for row in block.rows:
        added = table.add_row().cells
        for index, text in enumerate(row):
            number = bool(re.fullmatch(r"[\d.,]*", text))
            write(added[index].paragraphs[0], text, 11, False, CENTRE if number else LEFT)
    set_widths(table, column_widths(block.rows))
    heads = 2 if len(block.rows) > 1 and not block.rows[1][0] and not block.rows[1][1] else 1
    merge_heads(table, block.rows, heads)
    merge_sections(table, block.rows)


def column_widths(rows: list[list[str]]) -> list[float]:
    """Widths in millimetres, in proportion to the longest text of each column."""
    longest = [
        max(len(row[column]) for row in rows[2:] if any(row[1:])) for column in range(max(map(len, rows)))
    ]
    weights = [min(max(length, 12 if column else 7), 34) for column, length in enumerate(longest)]
    return [160 * weight / sum(weights) for weight in weights]


def set_widths(table: Table, widths: list[float]) -> None:
    """Sets the widths of the columns, cell by cell as Word wants it."""
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def merge_heads(table: Table, rows: list[list[str]], heads: int) -> None:
    """Merges the header cells of a table and repeats its header rows on every page."""
    for row in table.rows[:heads]:
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
    if heads == 1:
        return
    for column in range(len(rows[0])):
        if rows[0][column] and not rows[1][column]:
            merged(table.cell(0, column), table.cell(1, column))
    starts = [column for column, text in enumerate(rows[0]) if text]
    for start, end in zip(starts, [*starts[1:], len(rows[0])], strict=True):
        if end - start > 1:
            merged(table.cell(0, start), table.cell(0, end - 1))


def merge_sections(table: Table, rows: list[list[str]]) -> None:
    """Merges the rows that hold the name of a section only."""
    for index, row in enumerate(rows):
        if row[0] and not any(row[1:]):
            merged(table.cell(index, 0), table.cell(index, len(row) - 1))


def merged(first: _Cell, last: _Cell) -> None:
    """Merges cells and drops the empty paragraphs that the merge leaves."""
    cell = first.merge(last)
    for paragraph in cell.paragraphs:
        if not paragraph.text and len(cell.paragraphs) > 1:
            paragraph._p.getparent().remove(paragraph._p)


def add_text(document: WordDocument, line: str) -> None:
    """Adds a body line: headings bold, notes small, page numbers centred."""
    if re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]", line):
        write(document.add_paragraph(), line, 10)
    elif re.fullmatch(r"\d{1,2}|PHỤ LỤC", line.strip()):
        write(document.add_paragraph(), line, 13, line.startswith("P"), CENTRE)
    else:
        bold = bool(re.match(HEADING, line)) and len(line) < 110 and not line.endswith((".", ";"))
        write(document.add_paragraph(), line, 14, bold, LEFT if bold else BOTH)


def document_of(text: str, font: str) -> WordDocument:
    """The Word document of a report text."""
    document = new_document(font)
    for block in blocks(text):
        if block.kind == "pairs":
            add_pairs(document, block)
        elif block.kind == "table":
            add_table(document, block)
        elif block.kind == "title":
            for (line,) in block.rows:
                write(document.add_paragraph(), line, 14, True, CENTRE)
        else:
            add_text(document, block.rows[0][0])
    return document


def save(document: WordDocument, path: Path) -> None:
    """Saves a document with fixed dates of its members."""
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.docx"
        document.save(str(raw))
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                member = zipfile.ZipInfo(name, ZIP_DATE)
                member.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(member, source.read(name))


def same_text(report: str, path: Path) -> bool:
    """Whether a Word file holds the text of a report, white space and table lines aside."""
    shown = [node.text or "" for node in Document(str(path)).element.body.iter(qn("w:t"))]
    plain = re.sub(r"(?m)^\|[-|]+\|$", "", report).replace("|", "")
    return re.sub(r"\s", "", plain) == re.sub(r"\s", "", "".join(shown).replace("|", ""))


def to_pdf(sources: list[Path], target: Path, folder: Path) -> None:
    """Turns Word files into PDF files with LibreOffice, under a profile of its own."""
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(target),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    for source in sources:
        fix_dates(target / f"{source.stem}.pdf")


def fix_dates(path: Path) -> None:
    """Puts a fixed date and identity into a PDF file; every replacement keeps its length."""
    content = path.read_bytes()
    stamp = FIXED_DATE.strftime("%Y%m%d%H%M%S").encode()
    content = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", stamp, content)
    content = re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)", b"0" * 32, content)
    content = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, content)
    path.write_bytes(content)


def render(slugs: list[str], pdf: bool) -> bool:
    """Renders reports; false when a Word file does not hold the text of its report."""
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for slug in slugs:
            text = (REPORTS / f"{slug}.txt").read_bytes().decode("utf-8")
            path = RENDERED / f"{slug}.docx"
            save(document_of(text, OFFICE_FONT), path)
            save(document_of(text, PDF_FONT), folder / f"{slug}.docx")
            if not same_text(text, path):
                good = False
                print(f"{slug}: the Word file does not hold the text of the report")
        if pdf:
            to_pdf([folder / f"{slug}.docx" for slug in slugs], RENDERED, folder)
    return good


def main(arguments: list[str]) -> int:
    """Renders the named reports, or all."""
    RENDERED.mkdir(exist_ok=True)
    slugs = [name for name in arguments if not name.startswith("-")]
    slugs = slugs or sorted(path.stem for path in REPORTS.glob("*.txt"))
    return 0 if render(slugs, "--no-pdf" not in arguments) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
