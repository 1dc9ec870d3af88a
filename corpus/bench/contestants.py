"""Who reads the files: one small function a peer, whose library is loaded when it is first asked.

A function takes a path and gives back all the text it found, and its tables' cells where it finds tables.
Reading the file is part of the work. Caches are off and options are those that make the peer fastest.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from extractor import pipeline, readers


class Got(NamedTuple):
    """What a contestant found in a file; `cells` is None where it does not look for tables.

    Text and cells are counted in the table, so that nobody wins by reading less.
    """

    text: str
    cells: int | None = None


ALL_FORMS = 3

HERE = "here"
"""The distribution, and the version, of this project's own code: it runs as it lies in the repository."""


class Contestant(NamedTuple):
    """A way to read a file, and the distribution that must be installed for it."""

    name: str
    distribution: str
    read: Callable[[Path], Got]


def any_file(_path: Path) -> bool:
    """Every file may be read."""
    return True


class Contest(NamedTuple):
    """Contestants that read the same files, those that fit; the others are compared with the first."""

    name: str
    suffix: str
    contestants: tuple[Contestant, ...]
    fits: Callable[[Path], bool] = any_file


def installed(contestant: Contestant) -> str | None:
    """The version of a contestant's distribution, or None when it is not installed."""
    if contestant.distribution == HERE:
        return HERE
    try:
        return version(contestant.distribution)
    except PackageNotFoundError:
        return None


def _cells(tables: Iterable[Iterable[Iterable[object]]]) -> int:
    return sum(len(list(row)) for table in tables for row in table)


def baocao_read(path: Path) -> Got:
    """What the readers of this project do: text in reading order, tables, places."""
    document = readers.read(path.read_bytes(), path.name)
    return Got(document.raw, sum(len(table.cells) for table in document.tables))


def baocao_convert(path: Path) -> Got:
    """Everything: reading, records, checks. What comes out is no text and not counted."""
    pipeline.convert(path.read_bytes(), path.name)
    return Got("")


def forms(path: Path) -> tuple[Path, ...]:
    """The same generated report as PDF, DOCX and text, as far as the generator has written it so."""
    text = path.parent.with_name("reports") / path.with_suffix(".txt").name
    return tuple(form for form in (path, path.with_suffix(".docx"), text) if form.exists())


def has_forms(path: Path) -> bool:
    """Tell whether a PDF is a generated report that was written in all three forms."""
    return len(forms(path)) == ALL_FORMS


def baocao_convert_mixed(path: Path) -> Got:
    """Everything, of one third of the reports as PDF, of one as DOCX, of one as text."""
    form = forms(path)[sum(path.stem.encode()) % ALL_FORMS]
    pipeline.convert(form.read_bytes(), form.name)
    return Got("")


def pdfplumber_text(path: Path) -> Got:
    """The text of each page."""
    with import_module("pdfplumber").open(path) as pdf:
        texts = []
        for page in pdf.pages:
            texts.append(page.extract_text() or "")
            page.close()
    return Got("\n".join(texts))


def pdfplumber_tables(path: Path) -> Got:
    """The text and the tables of each page."""
    with import_module("pdfplumber").open(path) as pdf:
        texts, cells = [], 0
        for page in pdf.pages:
            texts.append(page.extract_text() or "")
            cells += _cells(page.extract_tables())
            page.close()
    return Got("\n".join(texts), cells)


def pdfium_text(path: Path) -> Got:
    """The text of each page as PDFium gives it: the least that a reader built on it can take."""
    pdf = import_module("pypdfium2").PdfDocument(path)
    texts = []
    for page in pdf:
        text = page.get_textpage()
        texts.append(text.get_text_bounded())
        text.close()
        page.close()
    pdf.close()
    return Got("\n".join(texts))


def pymupdf_text(path: Path) -> Got:
    """The text of each page."""
    with import_module("pymupdf").open(path) as pdf:
        return Got("\n".join(page.get_text() for page in pdf))


def pymupdf_tables(path: Path) -> Got:
    """The text and the tables of each page, by ruling lines (its neural layout is many times slower)."""
    with import_module("pymupdf").open(path) as pdf:
        texts, cells = [], 0
        for page in pdf:
            texts.append(page.get_text())
            cells += _cells(table.extract() for table in page.find_tables(use_layout=False).tables)
    return Got("\n".join(texts), cells)


def kreuzberg_read(path: Path) -> Got:
    """Text, and tables where it finds them without a model."""
    kreuzberg = import_module("kreuzberg")
    config = kreuzberg.ExtractionConfig(use_cache=False)
    result = kreuzberg.extract_file_sync(str(path), config=config)
    return Got(result.content, _cells(table.cells for table in result.tables))


def markitdown_read(path: Path) -> Got:
    """Markdown, tables inside."""
    return Got(import_module("markitdown").MarkItDown().convert(str(path)).text_content)


def img2table_read(path: Path) -> Got:
    """The ruled tables of the pages' pictures, filled from the text layer; no other text."""
    pdf = import_module("img2table.document").PDF(str(path), pdf_text_extraction=True)
    pages = pdf.extract_tables(implicit_rows=False, borderless_tables=False)
    rows = [row for tables in pages.values() for table in tables for row in table.content.values()]
    return Got("\n".join(cell.value or "" for row in rows for cell in row), sum(map(len, rows)))


def python_docx_read(path: Path) -> Got:
    """The paragraphs, and each row's cells."""
    document = import_module("docx").Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return Got("\n".join([*texts, *("\t".join(row) for row in rows)]), sum(map(len, rows)))


def docx2python_read(path: Path) -> Got:
    """Text with tables as nested lists."""
    with import_module("docx2python").docx2python(path) as document:
        return Got(document.text, _cells(document.body))


READ = Contestant("baocao, reading", HERE, baocao_read)
CONVERT = Contestant("baocao, all of convert", HERE, baocao_convert)
PDFPLUMBER = Contestant("pdfplumber, text and tables", "pdfplumber", pdfplumber_tables)
KREUZBERG = Contestant("kreuzberg", "kreuzberg", kreuzberg_read)
MARKITDOWN = Contestant("markitdown", "markitdown", markitdown_read)
PYTHON_DOCX = Contestant("python-docx", "python-docx", python_docx_read)

CONTESTS = (
    Contest(
        "PDF, text",
        ".pdf",
        (
            READ,
            Contestant("pdfplumber, text", "pdfplumber", pdfplumber_text),
            Contestant("pypdfium2 alone, text", "pypdfium2", pdfium_text),
            Contestant("pymupdf, text", "pymupdf", pymupdf_text),
            KREUZBERG,
            MARKITDOWN,
        ),
    ),
    Contest(
        "PDF, text and tables",
        ".pdf",
        (
            READ,
            PDFPLUMBER,
            Contestant("pymupdf, text and tables", "pymupdf", pymupdf_tables),
            Contestant("img2table, tables", "img2table", img2table_read),
        ),
    ),
    Contest(
        "DOCX",
        ".docx",
        (
            READ,
            PYTHON_DOCX,
            Contestant("docx2python", "docx2python", docx2python_read),
            MARKITDOWN,
            KREUZBERG,
        ),
    ),
    Contest("PDF, all of convert", ".pdf", (CONVERT, READ, PDFPLUMBER)),
    Contest(
        "PDF, a third each read as PDF, DOCX and text, all of convert",
        ".pdf",
        (Contestant("baocao, all of convert, mixed", HERE, baocao_convert_mixed), PDFPLUMBER),
        has_forms,
    ),
    Contest("DOCX, all of convert", ".docx", (CONVERT, READ, PYTHON_DOCX)),
)
