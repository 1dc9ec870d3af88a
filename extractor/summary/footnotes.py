"""Footnotes of a Word file, which python-docx does not write: a part of their own, and marks in the text.

Source: ECMA-376, part 1, 17.11 (footnotes and endnotes).
"""

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

_EMPTY = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0">
<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""What every part begins with: the lines between text and notes."""


class Footnotes:
    """The notes of a document, in the order in which they are added; `close` puts them into the file."""

    def __init__(self, document: Document, size: float = 10) -> None:
        self._document, self._size = document, size
        self._notes = parse_xml(_EMPTY)
        self._count = 0

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a mark at the end of a paragraph, and its note below the page."""
        self._count += 1
        number = str(self._count)
        mark = paragraph.add_run()
        mark.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), number)
        mark._r.append(reference)  # noqa: SLF001 - python-docx has no other way to its XML
        self._notes.append(self._note(number, text))

    def _note(self, number: str, text: str) -> etree._Element:
        """A note, made as a paragraph of the document and moved from there."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        mark = paragraph.add_run()
        mark.font.superscript = True
        mark._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001 - as above
        for run in (mark, paragraph.add_run(f" {text}")):
            run.font.size = Pt(self._size)
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), number)
        note.append(paragraph._p)  # noqa: SLF001 - as above
        return note

    def close(self) -> None:
        """Add the part of the notes to the document."""
        main = self._document.part
        data = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT, data, main.package)
        main.relate_to(part, KIND)
