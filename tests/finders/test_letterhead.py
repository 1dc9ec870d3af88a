"""Letterheads as offices really set them: columns flattened, names cut, marks in between."""

import io

import docx
import pytest

from extractor.pipeline import convert
from tests.finders.sentences import document

BODY = "\n\nBÁO CÁO\nKết quả công tác quý I năm 2024\n\nKính gửi: Sở Nội vụ\n\n1. Đã giải quyết 12 hồ sơ.\n"


@pytest.mark.parametrize(
    ("names", "issuer", "parent"),
    [
        ("UBND TỈNH HÀ GIANG\nSỞ Y TẾ", "Sở Y tế tỉnh Hà Giang", "UBND tỉnh Hà Giang"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HUẾ", "UBND thành phố Huế", None),
        ("UBND TỈNH GIA LAI\nVĂN PHÒNG", "Văn phòng UBND tỉnh Gia Lai", "UBND tỉnh Gia Lai"),
        (
            "SỞ Y TẾ BÌNH ĐỊNH\nBỆNH VIỆN ĐA KHOA\nKHU VỰC SÔNG CÁT",
            "Bệnh viện đa khoa khu vực sông cát",
            "Sở Y tế tỉnh Bình Định",
        ),
    ],
)
def test_names_of_agencies(names: str, issuer: str, parent: str | None) -> None:
    found = document(f"{names}\nSố: 12/BC-ABC\nngày 05 tháng 4 năm 2024{BODY}")
    assert (found.issuer, found.issuer_parent) == (issuer, parent)


def test_a_name_no_list_has_is_written_as_the_text_writes_it() -> None:
    head = "SỞ Y TẾ BÌNH ĐỊNH\nBỆNH VIỆN ĐA KHOA\nKHU VỰC SÔNG CÁT\nSố: 12/BC-BV"
    found = document(f"{head}{BODY}2. Bệnh viện Đa khoa khu vực Sông Cát có 98 bác sĩ.\n")
    assert found.issuer == "Bệnh viện Đa khoa khu vực Sông Cát"


@pytest.mark.parametrize(
    "head",
    [
        "UBND TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc",
        "UBND TỈNH GIA LAI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nSỞ NỘI VỤ",
        "UBND TỈNH GIA LAI\nSỞ NỘI VỤ\nHỎA TỐC",
    ],
)
def test_the_motto_and_stamps_are_in_no_name(head: str) -> None:
    found = document(f"{head}\nSố: 12/BC-SNV\n{BODY}")
    assert (found.issuer, found.issuer_parent) == ("Sở Nội vụ tỉnh Gia Lai", "UBND tỉnh Gia Lai")


def test_the_number_beside_the_issuer_is_not_in_its_name() -> None:
    found = document(f"UBND TỈNH GIA LAI\nSỞ NỘI VỤ Số: 12/BC-SNV{BODY}")
    assert (found.issuer, found.number) == ("Sở Nội vụ tỉnh Gia Lai", "12")


@pytest.mark.parametrize(
    ("below", "subject"),
    [
        ("BÁO CÁO\nKết quả công tác\n-----\nKính gửi: Sở Nội vụ", "Kết quả công tác"),
        ("BÁO CÁO\nkết quả công tác\nI. KẾT QUẢ", "Kết quả công tác"),
        ("BÁO CÁO\nKết quả công tác\nSở Nội vụ báo cáo như sau:", "Kết quả công tác"),
        ("BÁO CÁO KẾT QUẢ CÔNG TÁC\nI. KẾT QUẢ", "KẾT QUẢ CÔNG TÁC"),
    ],
)
def test_where_the_subject_ends(below: str, subject: str) -> None:
    head = "UBND TỈNH GIA LAI\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nGia Lai, ngày 05 tháng 4 năm 2024\n\n"
    found = document(f"{head}{below}\nĐã giải quyết 12 hồ sơ.\n")
    assert (found.doc_type, found.subject) == ("bao_cao", subject)


def test_the_province_of_a_commune_by_the_list_of_units() -> None:
    found = document(f"UBND HUYỆN YÊN ĐỊNH\nUBND XÃ ĐỊNH TÂN\nSố: 12/BC-UBND{BODY}")
    assert (found.commune, found.district, found.province) == ("Định Tân", "Yên Định", "Thanh Hóa")


def test_addressees_on_one_line() -> None:
    found = document(f"SỞ NỘI VỤ\nSố: 12/BC-SNV{BODY}".replace("Sở Nội vụ\n", "Bộ Nội vụ; UBND tỉnh.\n"))
    assert found.addressees == ("Bộ Nội vụ", "UBND tỉnh")


def test_addressees_are_named_as_issuers_are() -> None:
    head = f"UBND TỈNH GIA LAI\nSỞ NỘI VỤ\nSố: 12/BC-SNV{BODY}"
    found = document(head.replace("Sở Nội vụ\n", "Bộ Nội vụ; Ủy ban nhân dân tỉnh (Văn phòng).\n"))
    assert found.addressees == ("Bộ Nội vụ", "UBND tỉnh Gia Lai (Văn phòng)")


def test_the_signature_beside_the_recipients() -> None:
    end = (
        "\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Lưu: VT. PHÓ CHỦ TỊCH\n\nLý Thị Ví Dụ\n"
    )
    found = document(f"UBND XÃ TAM NÔNG\nSố: 12/BC-UBND{BODY}{end}")
    assert found.signing_authority == ("TM", "KT")
    assert (found.signer_role, found.signer_name) == ("Phó Chủ tịch", "Lý Thị Ví Dụ")


def test_line_breaks_inside_the_cells_of_a_word_letterhead() -> None:
    made = docx.Document()
    left, right = made.add_table(1, 2).rows[0].cells
    for cell, first, second in (
        (left, "ỦY BAN NHÂN DÂN", "XÃ TAM NÔNG"),
        (right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ):
        cell.paragraphs[0].add_run(first).add_break()
        cell.paragraphs[0].add_run(second)
    left.add_paragraph("Số: 12/BC-UBND")
    right.add_paragraph("Tam Nông, ngày 05 tháng 9 năm 2025")
    title = made.add_paragraph()
    title.add_run("BÁO CÁO").add_break()
    title.add_run("Kết quả công tác quý III năm 2025")
    made.add_paragraph("Kính gửi: UBND tỉnh Phú Thọ")
    data = io.BytesIO()
    made.save(data)
    found = convert(data.getvalue(), "x.docx").document
    assert (found.issuer, found.number, found.place) == ("UBND xã Tam Nông, tỉnh Phú Thọ", "12", "Tam Nông")
    assert (found.doc_type, found.subject) == ("bao_cao", "Kết quả công tác quý III năm 2025")


def test_the_date_of_a_cited_document_is_not_the_report_s() -> None:
    found = document(
        "Căn cứ Nghị định số 42/2022/NĐ-CP, ngày 24/6/2022 của Chính phủ, UBND xã Tam Nông báo cáo như sau:\n"
    )
    assert (found.date, found.place, found.doc_type) == (None, None, "bao_cao")


def test_a_period_on_the_last_line_of_the_title() -> None:
    found = document(
        "SỞ NỘI VỤ\nSố: 12/BC-SNV\n\nBÁO CÁO\nKết quả công tác\nNăm 2024\n\nTrong năm qua đã làm.\n"
    )
    assert found.subject == "Kết quả công tác Năm 2024"


def test_a_report_without_capitals_has_its_issuer_title_and_day() -> None:
    found = document(
        "UBND xã Nhân Cơ, tỉnh Lâm Đồng\nNgày 30/9/2025\n\n"
        "Báo cáo tình hình giải quyết hồ sơ tháng 9 năm 2025\n\nTrong tháng xã nhận 874 hồ sơ.\n"
    )
    assert (found.issuer, found.date) == ("UBND xã Nhân Cơ, tỉnh Lâm Đồng", "2025-09-30")
    assert (found.doc_type, found.subject) == ("bao_cao", "Tình hình giải quyết hồ sơ tháng 9 năm 2025")
    assert found.period_label == "2025-09"


def test_a_sentence_about_reports_is_no_title() -> None:
    found = document("Phòng Văn hóa\nBáo cáo tháng 9 của các xã đã được tổng hợp.\n\nCó 12 hồ sơ.\n")
    assert (found.doc_type, found.subject) == (None, None)


def test_the_subject_of_a_letter_stands_under_its_number() -> None:
    found = document(
        "ỦY BAN NHÂN DÂN\nXÃ PHONG NHA\nSố: 144/UBND-HCC\nV/v báo cáo tình hình giải quyết TTHC\ntháng 9 năm 2025\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nPhong Nha, ngày 01 tháng 10 năm 2025\n\nKính gửi: Văn phòng UBND tỉnh\n"
    )
    assert found.subject == "Báo cáo tình hình giải quyết TTHC tháng 9 năm 2025"
    assert found.period_label == "2025-09"
