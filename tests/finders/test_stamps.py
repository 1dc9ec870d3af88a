"""Stamps of electronic signatures as metadata of the document."""

from pathlib import Path

import pytest

from extractor.pipeline import Options, Result, convert
from tests.readers.pdf_sheets import Sheet, pdf

HEAD = ["UBND XÃ ĐỒNG MÂY", "Số: 47/BC-UBND", "Đồng Mây, ngày    tháng 9 năm 2025", "BÁO CÁO"]
BODY = ["Trong tháng, xã tiếp nhận 15 hồ sơ của công dân.", "Các mặt công tác khác vẫn ổn định."]
STAMP = [
    "Người ký: Ủy ban nhân dân xã Đồng Mây",
    "Email: vanthu@dongmay.example",
    "Cơ quan: Tỉnh An Hải",
    "Thời gian ký: 15.09.2025 08:15:00",
    "+07:00",
]


def converted(sheet: Sheet, options: Options | None = None) -> Result:
    return convert(pdf(sheet.paragraph(72, 700, HEAD + BODY)), "mau.pdf", options)


def said(result: Result) -> list[tuple[str | None, ...]]:
    return [(s.signer, s.organisation, s.email, s.time) for s in result.document.stamps]


def test_stamp_is_metadata_and_its_day_no_issue_date() -> None:
    result = converted(Sheet().paragraph(300, 830, STAMP, 8))
    assert said(result) == [
        (
            "Ủy ban nhân dân xã Đồng Mây",
            "Tỉnh An Hải",
            "vanthu@dongmay.example",
            "2025-09-15T08:15:00+07:00",
        )
    ]
    assert (result.document.number, result.document.date) == ("47", "2025-09")
    assert "2025-09-15" not in {date.date for date in result.records.dates}


def test_stamp_says_where_it_stands() -> None:
    (stamp,) = converted(Sheet().paragraph(300, 830, STAMP, 8)).document.stamps
    assert (stamp.page, stamp.end - stamp.start) == (1, len("\n".join(STAMP)))


def test_two_stamps_in_one_stretch_are_two() -> None:
    laid = ["VĂN THƯ XÃ", "ĐỒNG MÂY", "vanthu@dongmay.example", "16.09.2025 09:00:00 +07:00"]
    result = converted(Sheet().stamp(300, 740, Sheet(250, 90).paragraph(5, 78, [*STAMP[:4], *laid], 7)))
    assert said(result) == [
        ("Ủy ban nhân dân xã Đồng Mây", "Tỉnh An Hải", "vanthu@dongmay.example", "2025-09-15T08:15:00"),
        ("VĂN THƯ XÃ ĐỒNG MÂY", None, "vanthu@dongmay.example", "2025-09-16T09:00:00+07:00"),
    ]


def test_stamp_of_foreign_software() -> None:
    lines = ["Digitally signed by UBND xã Đồng Mây", "Reason: phát hành", "Date: 2025.09.15 08:15:00 +07'00'"]
    assert said(converted(Sheet().paragraph(300, 830, lines, 8))) == [
        ("UBND xã Đồng Mây", None, None, "2025-09-15T08:15:00+07:00")
    ]


def test_stamp_of_a_scan_without_text_is_kept() -> None:
    result = convert(pdf(Sheet().image().paragraph(300, 830, STAMP, 8)), "quet.pdf")
    assert result.document.status == "failed"
    assert [stamp.time for stamp in result.document.stamps] == ["2025-09-15T08:15:00+07:00"]


@pytest.mark.parametrize("line", ["Người ký: đồng chí Chủ tịch", "Người ký văn bản chịu trách nhiệm."])
def test_sentence_about_signing_is_no_stamp(line: str) -> None:
    assert converted(Sheet().text(72, 800, line)).document.stamps == ()


def test_label_of_ones_own_list(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    row = "id\twords\texample\norganisation\tPhòng ban\tPhòng ban: Văn phòng\n"
    (tmp_path / "lists" / "stamp_words.tsv").write_text(row, encoding="utf-8")
    stamp = [STAMP[0], "Phòng ban: Văn phòng", STAMP[3]]
    options = Options(patterns=str(tmp_path))
    (found,) = converted(Sheet().paragraph(300, 830, stamp, 8), options).document.stamps
    assert found.organisation == "Văn phòng"
