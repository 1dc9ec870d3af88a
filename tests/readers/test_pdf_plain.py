"""Pages of plain text: which pages are, and where their characters stand."""

import numpy as np
import pytest

from extractor.readers.pdf.sources import pdfium
from extractor.readers.pdf.sources.scan import Scan
from tests.readers.pdf_sheets import Sheet, pdf

PROSE = [
    "Trong quý III năm 2025, Bộ phận Một cửa của xã đã tiếp nhận 1.245 hồ sơ, trong đó",
    "trực tuyến 1.102 hồ sơ, đạt 88,5%; đã giải quyết 1.198 hồ sơ, trước hạn và đúng hạn",
    "là 1.190 hồ sơ, quá hạn 8 hồ sơ do hệ thống của ngành tư pháp không kết nối được",
    "với cơ sở dữ liệu quốc gia về dân cư trong ba ngày đầu của tháng 8 năm nay.",
]


def scan(sheet: Sheet) -> Scan:
    with pdfium.opened(pdf(sheet)) as document:
        return document.scan(1)


def boxes(page: Scan, line: int, text: str) -> list[float]:
    """The box around a text in one line of a plain page."""
    assert page.plain is not None
    found = page.plain.lines[line]
    start = found.text.index(text)
    places = np.frombuffer(found.boxes, "<f4").reshape(-1, 4)[start : start + len(text)]
    return [*places[:, :2].min(axis=0).tolist(), *places[:, 2:].max(axis=0).tolist()]


def test_lines_are_those_of_the_page() -> None:
    page = scan(Sheet().paragraph(72, 700, PROSE, size=10))
    assert page.plain is not None
    assert [line.text for line in page.plain.lines] == PROSE
    assert {line.size for line in page.plain.lines} == {10}


def test_numbers_and_ends_of_lines_stand_exactly_where_they_are_printed() -> None:
    page = scan(Sheet().paragraph(72, 700, PROSE, size=10))
    for number in ("2025", "1", "245"):
        left = 72 + 5 * PROSE[0].index(number)
        x0, _, x1, _ = boxes(page, 0, number)
        assert (x0, x1) == pytest.approx((left, left + 5 * len(number)), abs=1)
    assert round(boxes(page, 3, PROSE[3])[2]) == 72 + 5 * len(PROSE[3])


def test_words_beside_a_wide_gap_stand_where_they_are_printed() -> None:
    sheet = Sheet().paragraph(72, 700, PROSE, size=10)
    sheet.text(72, 600, "Nơi nhận", size=10).text(400, 600, "Chủ tịch", size=10)
    page = scan(sheet)
    assert page.plain is not None
    line = next(at for at, line in enumerate(page.plain.lines) if "Chủ tịch" in line.text)
    assert round(boxes(page, line, "Chủ tịch")[0]) == 400


def test_a_hyphen_at_the_end_of_a_line_ends_it() -> None:
    page = scan(
        Sheet().paragraph(72, 700, [*PROSE, "theo Quyết định số 12/QĐ-", "UBND của Ủy ban nhân dân"], size=10)
    )
    assert page.plain is not None
    assert [line.text for line in page.plain.lines][-2:] == [
        "theo Quyết định số 12/QĐ-",
        "UBND của Ủy ban nhân dân",
    ]


def test_pages_that_need_a_closer_look_are_not_plain() -> None:
    prose = [(72.0, 700.0 - 14 * at, line, 10.0) for at, line in enumerate(PROSE)]

    def page(*extra: tuple[float, float, str, float]) -> Sheet:
        sheet = Sheet()
        for x, y, line, size in (*prose, *extra):
            sheet.text(x, y, line, size=size)
        return sheet

    raised = page((72, 600, "theo quy định tại năm 2024", 10), (202, 604, "1", 6))
    rows = page(*((72, 600 - 14 * at, f"Xã thứ {at} 12 {at}5", 10) for at in range(3)))
    garbled = Sheet().paragraph(72, 700, [line[::-1] for line in PROSE], size=10)
    ruled = page((72, 600, "Bảng", 10)).grid([70, 200, 300], [590, 620, 650])
    turned = Sheet(rotate=90).paragraph(72, 700, PROSE, size=10)
    upwards = page().text(40, 300, "Ghi chú", size=10, angle=90)
    assert scan(page()).plain is not None
    for sheet in (raised, rows, garbled, ruled, turned, upwards):
        assert scan(sheet).plain is None
