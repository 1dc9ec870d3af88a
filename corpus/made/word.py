"""Word files: a report text as a document with the look of an administrative text.

In: the text of a report and the name of a font. Out: a document of python-docx, saved with fixed dates
so that the same text gives the same bytes.
"""

import datetime as dt
import re
import tempfile
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from corpus.made.blocks import blocks
from corpus.made.paragraphs import BOTH, CENTRE, LEFT, Look, write
from corpus.made.tables import add_pairs, add_table

FIXED_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
HEADING = re.compile(r"(\*\*|## |[IVX]+\. |PHẦN THỨ|[A-C]\. |\d+(\.\d+)*\. |PHỤ LỤC$)")
HEADING_LENGTH = 110
NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]")
PAGE_NUMBER_OR_ANNEX = re.compile(r"\d{1,2}|PHỤ LỤC")


def document_of(text: str, font: str) -> WordDocument:
    """The Word document of a report text."""
    document = new_document(font)
    for kind, rows in blocks(text):
        match kind:
            case "pairs":
                add_pairs(document, rows)
            case "table":
                add_table(document, rows)
            case "title":
                for (line,) in rows:
                    write(document.add_paragraph(), line, Look(bold=True, align=CENTRE))
            case "text":
                write(document.add_paragraph(), rows[0][0], look_of(rows[0][0]))
    return document


def new_document(font: str) -> WordDocument:
    """An empty A4 document with the margins of an administrative text."""
    document = Document()
    set_font(document, font)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.comments = ""
    properties.created = properties.modified = FIXED_DATE
    return document


def set_font(document: WordDocument, font: str) -> None:
    """Sets the font of all text, for all scripts."""
    style = document.styles["Normal"]
    style.font.name = font
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), font)
    style.font.size = Pt(14)


def look_of(line: str) -> Look:
    """Look of a body line: headings bold, notes small, page numbers centred."""
    if NOTE.match(line):
        return Look(10)
    if PAGE_NUMBER_OR_ANNEX.fullmatch(line.strip()):
        return Look(13, bold=line.startswith("P"), align=CENTRE)
    if HEADING.match(line) and len(line) < HEADING_LENGTH and not line.endswith((".", ";")):
        return Look(bold=True, align=LEFT)
    return Look(align=BOTH)


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
    plain = re.sub(r"(?m)^\|[-|]+\|$", "", report)
    return letters(plain) == letters("".join(shown))


def letters(text: str) -> str:
    """A text without white space and table lines."""
    return re.sub(r"[\s|]", "", text)
