"""Letterheads and signature blocks that a file writes row by row."""

from extractor.model import Document
from extractor.readers.limits import Limits
from extractor.readers.pdf import read
from tests.readers.pdf_sheets import Sheet, pdf

PROSE = [
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện về công tác",
    "cải cách hành chính, phòng báo cáo kết quả thực hiện trong",
    "tháng và phương hướng nhiệm vụ của tháng sau như dưới đây,",
    "đồng thời đề nghị cấp trên xem xét các kiến nghị kèm theo.",
]


def reading(rows: list[tuple[str, str]]) -> Document:
    sheet = Sheet()
    for number, (left, right) in enumerate(rows):
        sheet.text(72, 780 - 16 * number, left).text(340, 780 - 16 * number, right)
    return read(pdf(sheet.paragraph(72, 600, PROSE)), "mau.pdf", Limits())


def test_letterhead_written_row_by_row_is_read_column_by_column() -> None:
    found = reading([("UBND HUYỆN", "CỘNG HÒA XÃ HỘI"), ("PHÒNG NỘI VỤ", "Độc lập - Tự do")])
    assert found.raw.splitlines()[:4] == ["UBND HUYỆN", "PHÒNG NỘI VỤ", "CỘNG HÒA XÃ HỘI", "Độc lập - Tự do"]
    assert found.raw.splitlines()[4:] == PROSE


def test_labels_stay_with_their_values() -> None:
    found = reading([("Đơn vị báo cáo:", "Phòng Nội vụ"), ("Đơn vị nhận:", "Sở Nội vụ"), ("Kỳ:", "quý III")])
    assert found.raw.startswith("Đơn vị báo cáo: Phòng Nội vụ\nĐơn vị nhận: Sở Nội vụ\nKỳ: quý III\n")


def test_numbers_stay_with_what_they_count() -> None:
    found = reading([("Hồ sơ tiếp nhận", "1.245"), ("Hồ sơ đã giải quyết", "1.198")])
    assert found.raw.startswith("Hồ sơ tiếp nhận 1.245\nHồ sơ đã giải quyết 1.198\n")


def test_one_wide_blank_is_no_column() -> None:
    found = reading([("Nơi nhận", "Chủ tịch")])
    assert found.raw.startswith("Nơi nhận Chủ tịch\n")
