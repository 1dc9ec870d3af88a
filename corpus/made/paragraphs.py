"""Paragraphs of a Word file: the one way in which a text is written into it.

In: a paragraph of python-docx, a text and its look. Out: the paragraph, changed.
"""

from typing import NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph

CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
SPACE_AFTER = Pt(3)


class Look(NamedTuple):
    """Size in points, weight and alignment of a paragraph."""

    size: float = 14
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT


def write(paragraph: Paragraph, text: str, look: Look) -> None:
    """Writes a text into a paragraph; line ends become line breaks."""
    paragraph.alignment = look.align
    paragraph.paragraph_format.space_after = SPACE_AFTER
    for index, line in enumerate(text.split("\n")):
        run = paragraph.add_run()
        if index:
            run.add_break()
        run.add_text(line)
        run.bold = look.bold
        run.font.size = Pt(look.size)
