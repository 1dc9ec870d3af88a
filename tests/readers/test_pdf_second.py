"""pdfplumber as the second reader, and the choice between the two."""

from importlib import import_module
from pathlib import Path

import pytest

from corpus.made.second_reader import FILES, FOLDER, HEAD, REST, ROWS
from extractor.pipeline import convert
from extractor.readers.limits import Limits
from extractor.readers.pdf import read
from extractor.readers.pdf.page import content
from extractor.readers.pdf.sources import pdfium, second
from extractor.readers.pdf.sources.scan import Scan
from tests.readers.pdf_sheets import Sheet, pdf

LINES = ["Kết quả thực hiện trong tháng", "và nhiệm vụ của tháng sau"]
TABLE = [["Lĩnh vực", "Số hồ sơ"], ["Hộ tịch", "128"], ["Đất đai", "47"]]
XS, TOP, HEIGHT = (72, 300, 400), 700, 24
FOOT = TOP - HEIGHT * len(TABLE)

HOW_READ = {
    "columns-by-shade": [("pdfplumber", "cells")],
    "crop-box-off-the-page": [("pdfium", None), ("pdfplumber", "failed")],
    "no-unicode-map": [("pdfplumber", "low_quality")],
    "wrong-catalogue": [("pdfplumber", "failed")],
}


def ruled() -> Sheet:
    sheet = Sheet().paragraph(72, 780, LINES).grid([72, 172, 272], [700, 676, 652])
    for number, (x, y) in enumerate(((80, 684), (180, 684), (80, 660), (180, 660))):
        sheet.text(x, y, f"ô {number}")
    return sheet


def written(sheet: Sheet) -> Sheet:
    """The texts of a table, each at the place of its cell."""
    for number, row in enumerate(TABLE):
        for x, cell in zip(XS, row, strict=False):
            sheet.text(x + 6, TOP - HEIGHT * number - 16, cell)
    return sheet


def rows() -> list[int]:
    return [TOP - HEIGHT * number for number in range(len(TABLE) + 1)]


def shaded() -> Sheet:
    """A table with lines between its few rows, whose two columns differ by their shade alone."""
    sheet = Sheet()
    sheet.parts.append(b"0.9 g")
    sheet.bar(XS[0], FOOT, XS[1] - XS[0], TOP - FOOT)
    sheet.parts.append(b"0 g")
    return written(sheet.grid([XS[0], XS[-1]], rows()))


def contradicted(sheet: Sheet) -> float:
    with pdfium.opened(pdf(sheet)) as first:
        return content(first.scan(1), None).contradicted


@pytest.mark.parametrize("rotate", [0, 90])
def test_both_readers_agree(rotate: int) -> None:
    sheet = ruled()
    sheet.rotate = rotate
    data = pdf(sheet)
    with pdfium.opened(data) as first, second.opened(data) as other:
        pages = [content(reader.scan(1), None) for reader in (first, other)]
    assert [[line.text for line in page.lines] for page in pages] == [LINES, LINES]
    assert [[part.text for part in page.tables[0].parts] for page in pages] == [
        ["ô 0", "ô 1", "ô 2", "ô 3"],
        ["ô 0", "ô 1", "ô 2", "ô 3"],
    ]


def test_every_made_page_of_the_corpus_is_there() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == FILES.keys() == HOW_READ.keys()


@pytest.mark.parametrize("name", FILES)
def test_page_that_only_the_second_reader_reads_right(name: str) -> None:
    data = (FOLDER / f"{name}.pdf").read_bytes()
    result = convert(data, name)
    assert [(page.reader, page.reason) for page in result.document.readers] == HOW_READ[name]
    assert result.document.status == "ok"
    table = ["\t".join(row) for row in ROWS] if name == "columns-by-shade" else []
    assert read(data, name, Limits()).raw.splitlines() == [*HEAD, *table, *REST]
    assert result.document.number == "47"
    assert {"317", "309", "306", "241", "76.03"} <= {figure.value for figure in result.records.figures}
    assert [grid.grid for grid in result.records.tables] == ([ROWS] if table else [])


@pytest.mark.parametrize("name", FILES)
def test_first_reader_alone_does_not_read_these_pages_right(name: str) -> None:
    pages = []
    try:
        with pdfium.opened((FOLDER / f"{name}.pdf").read_bytes()) as first:
            pages = [content(first.scan(number), None) for number in range(1, first.pages + 1)]
    except pdfium.PdfiumError:
        return
    found = [line.text for page in pages for line in page.lines]
    right = not (set(HEAD + REST) - set(found))
    assert not right or (name == "columns-by-shade" and not pages[0].tables)


def test_page_that_the_first_reader_cannot_load_is_read_by_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_reader: pdfium.Pdf, _number: int, *, plainly: bool) -> Scan:
        assert plainly
        raise pdfium.PdfiumError("page_failed")

    monkeypatch.setattr(pdfium.Pdf, "scan", failing)
    document = read(pdf(ruled()), "mau.pdf", Limits())
    assert document.raw.startswith("\n".join(LINES))
    assert [(page.reader, page.reason) for page in document.pages] == [("pdfplumber", "failed")]
    assert document.problems == ()


def test_page_on_which_neither_reader_finds_anything_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_reader: pdfium.Pdf, _number: int, *, plainly: bool) -> Scan:
        assert plainly
        raise pdfium.PdfiumError("page_failed")

    monkeypatch.setattr(pdfium.Pdf, "scan", failing)
    document = read(pdf(Sheet()), "mau.pdf", Limits())
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_failed", 1)]


def test_document_that_the_second_reader_cannot_open_either() -> None:
    with pytest.raises(second.SecondReaderError), second.opened(b"no PDF"):
        pass


def test_columns_told_apart_by_shade_are_read_by_the_second_reader() -> None:
    document = read(pdf(shaded()), "mau.pdf", Limits())
    assert [(page.reader, page.reason) for page in document.pages] == [("pdfplumber", "cells")]
    assert document.raw == "".join("\t".join(row) + "\n" for row in TABLE)


def test_first_reader_is_kept_where_the_second_finds_no_columns_either() -> None:
    document = read(pdf(written(Sheet().grid([XS[0], XS[-1]], rows()))), "mau.pdf", Limits())
    assert [page.reader for page in document.pages] == ["pdfium"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages for which the second reader is asked, as they come."""
    numbers: list[int] = []
    scan = second.SecondPdf.scan

    def counted(reader: second.SecondPdf, number: int) -> Scan:
        numbers.append(number)
        return scan(reader, number)

    monkeypatch.setattr(second.SecondPdf, "scan", counted)
    return numbers


def test_second_reader_is_asked_no_more_once_it_did_no_better(asked: list[int]) -> None:
    lost = Sheet().text(72, 700, "Kết quả \ue001\ue002\ue003\ue004\ue005\ue006")
    document = read(pdf(*[lost] * 8), "mau.pdf", Limits())
    assert asked == [1, 2, 3]
    assert {page.reader for page in document.pages} == {"pdfium"}


def test_second_reader_reads_so_many_pages_and_the_others_are_named(
    asked: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("extractor.readers.pdf.reading"), "MOST_PAGES", 2)
    document = read(pdf(*(shaded() for _ in range(5))), "mau.pdf", Limits())
    assert asked == [1, 2]
    assert [page.reader for page in document.pages] == ["pdfplumber"] * 2 + ["pdfium"] * 3
    assert [(problem.code, problem.values) for problem in document.problems] == [
        ("pages_doubtful", {"pages": 3})
    ]


def test_good_pages_never_ask_the_second_reader(asked: list[int]) -> None:
    for path in sorted((Path(__file__).parents[2] / "corpus" / "rendered").glob("0*.pdf")):
        read(path.read_bytes(), path.name, Limits())
    assert asked == []


def test_ruled_table_does_not_contradict_its_text() -> None:
    assert contradicted(written(Sheet().grid(XS, rows()))) == 0.0
    assert contradicted(Sheet().paragraph(72, 700, LINES)) == 0.0


def test_edge_that_cuts_words_contradicts_them() -> None:
    sheet = written(Sheet().grid([XS[0], 100, *XS[1:]], rows()))
    assert contradicted(sheet) > 0.05


def test_text_of_a_table_that_no_cell_holds_contradicts_it() -> None:
    sheet = written(Sheet().grid(XS, rows()[:-1])).rule(XS[0], FOOT, XS[1], FOOT)
    for x in XS:
        sheet.rule(x, TOP, x, FOOT)
    assert contradicted(sheet) > 0.05


def test_text_in_columns_that_are_not_drawn_contradicts_the_frame() -> None:
    assert contradicted(written(Sheet().grid([XS[0], XS[-1]], rows()))) > 0.9
    assert contradicted(Sheet().paragraph(80, 690, LINES).grid([72, 400], [TOP, FOOT])) == 0.0
