"""pdfplumber as the second reader, and the choice between the two."""

import pytest

from extractor.readers.limits import Limits
from extractor.readers.pdf import pdfium, read, second
from extractor.readers.pdf.page import content
from extractor.readers.pdf.scan import Scan
from tests.readers.pdf_sheets import Sheet, pdf

LINES = ["Kết quả thực hiện trong tháng", "và nhiệm vụ của tháng sau"]


def ruled() -> Sheet:
    sheet = Sheet().paragraph(72, 780, LINES).grid([72, 172, 272], [700, 676, 652])
    for number, (x, y) in enumerate(((80, 684), (180, 684), (80, 660), (180, 660))):
        sheet.text(x, y, f"ô {number}")
    return sheet


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


def test_page_that_the_first_reader_cannot_load_is_read_by_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(_reader: pdfium.Pdf, _number: int) -> Scan:
        raise pdfium.PdfiumError("page_failed")

    monkeypatch.setattr(pdfium.Pdf, "scan", failing)
    document = read(pdf(ruled()), "mau.pdf", Limits())
    assert document.raw.startswith("\n".join(LINES))
    assert [(page.reader, page.reason) for page in document.pages] == [("pdfplumber", "failed")]
    assert [(problem.code, problem.page) for problem in document.problems] == [("page_failed", 1)]


def test_document_that_the_second_reader_cannot_open_either() -> None:
    with pytest.raises(second.SecondReaderError), second.opened(b"no PDF"):
        pass
