"""Writes made reports as files: text, Word (python-docx) and PDF (fpdf2).

The same report gives the same bytes in every form, given the same font. The gold of all forms is that of
the text: the other two state the same things, at places that their readers give.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TableBordersLayout

from corpus.made.blocks import Block, blocks
from corpus.made.generator.make import Made
from corpus.made.records import dumped
from corpus.made.word import FIXED_DATE, document_of, save

OFFICE_FONT = "Times New Roman"
FAMILY = "report"
FONTS = (
    "truetype/croscore/Tinos",
    "truetype/tinos/Tinos",
    "truetype/noto/NotoSerif",
    "truetype/dejavu/DejaVuSerif",
)
"""Free fonts with all Vietnamese letters, below the folder of fonts, without weight and ending."""

FONT_HOME = Path("/usr/share/fonts")
SIZE, SMALL, LINE = 12, 9, 6
PAIR_WIDTHS = (68, 92)
NARROW, WIDE, MOST = 6, 14, 40
GAP = " " * 8


class NoFontError(Exception):
    """There is no font to make a PDF with."""

    def __init__(self, path: Path | None) -> None:
        said = f"no such font: {path}" if path else f"none of {', '.join(FONTS)} is below {FONT_HOME}"
        super().__init__(f"{said}; install fonts-croscore or fonts-dejavu, or name one with --font FILE")


def write(made: Made, folder: Path, forms: Sequence[str], font: Path | None = None) -> None:
    """Writes a report in some forms and its gold, as `baocao evaluate` reads them."""
    for part in ("reports", "gold", "rendered"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "gold" / f"{made.name}.json").write_text(dumped(made.gold), encoding="utf-8")
    for form in forms:
        FORMS[form](made, folder, font)


def find_font(font: Path | None) -> Path:
    """The font that is named, or the first of the known ones that is there."""
    wanted = (
        [font] if font else [FONT_HOME / f"{name}{end}.ttf" for name in FONTS for end in ("-Regular", "")]
    )
    for path in wanted:
        if path.is_file():
            return path
    raise NoFontError(font)


def pdf_of(text: str, font: Path) -> bytes:
    """A report as a PDF, its tables with lines and the two sides of its letterhead side by side."""
    pdf = FPDF()
    pdf.set_creation_date(FIXED_DATE)
    pdf.set_margins(30, 20, 20)
    pdf.add_font(FAMILY, fname=font)
    pdf.set_font(FAMILY, size=SIZE)
    pdf.add_page()
    for block in blocks(text):
        _DRAWN[block.kind](pdf, block)
        pdf.ln(1)
    return bytes(pdf.output())


def _text(made: Made, folder: Path, _font: Path | None) -> None:
    (folder / "reports" / f"{made.name}.txt").write_bytes(made.text.encode())


def _word(made: Made, folder: Path, _font: Path | None) -> None:
    save(document_of(made.text, OFFICE_FONT), folder / "rendered" / f"{made.name}.docx")


def _pdf(made: Made, folder: Path, font: Path | None) -> None:
    (folder / "rendered" / f"{made.name}.pdf").write_bytes(pdf_of(made.text, find_font(font)))


FORMS: dict[str, Callable[[Made, Path, Path | None], None]] = {"txt": _text, "docx": _word, "pdf": _pdf}
"""The writer of each form."""


def _line(pdf: FPDF, block: Block) -> None:
    text = block.rows[0][0].replace("\t", GAP)
    pdf.multi_cell(0, LINE, text, align="J", new_x="LMARGIN", new_y="NEXT")


def _title(pdf: FPDF, block: Block) -> None:
    for (line,) in block.rows:
        pdf.multi_cell(0, LINE, line, align="C", new_x="LMARGIN", new_y="NEXT")


def _pairs(pdf: FPDF, block: Block) -> None:
    with pdf.table(
        block.rows,
        borders_layout=TableBordersLayout.NONE,
        col_widths=PAIR_WIDTHS,
        first_row_as_headings=False,
        line_height=LINE,
        text_align="CENTER",
    ):
        pass


def _table(pdf: FPDF, block: Block) -> None:
    pdf.set_font(FAMILY, size=SMALL)
    longest = [max(len(cell) for cell in column) for column in zip(*block.rows, strict=True)]
    weights = [min(max(length, WIDE if n else NARROW), MOST) for n, length in enumerate(longest)]
    with pdf.table(
        block.rows,
        borders_layout=TableBordersLayout.ALL,
        col_widths=weights,
        first_row_as_headings=False,
        line_height=LINE,
        text_align="LEFT",
    ):
        pass
    pdf.set_font(FAMILY, size=SIZE)


_DRAWN: dict[str, Callable[[FPDF, Block], None]] = {
    "text": _line,
    "title": _title,
    "pairs": _pairs,
    "table": _table,
}
