"""Rows of staffing tables: what they are, whom they count, which unit they mean."""

from typing import Any

import pytest

from extractor.finders import staffing, tables
from extractor.records import DocumentRecord, StaffingRecord
from tests.finders.reports import report

HEADER = "STT\tBộ phận Một cửa\tSố lượng\t\t\tGhi chú\n\t\tTổng số\tThuộc biên chế\tCử đến\t\n"
QUANG_NINH = HEADER + (
    "CẤP TỈNH\n"
    "1\tSở Nội vụ\t2\t0\t2\tBưu điện 01, lái xe 02\n"
    "CẤP HUYỆN, CẤP XÃ\n"
    "I\tHuyện Cô Tô\t14\t13\t1\t\n"
    "1\tTrung tâm Hành chính công huyện\t05\t04\t01\t\n"
    "2\tUBND xã Đồng Tiên\t4\t4\t\t\n"
    "3\tBộ phận Một cửa Thị trấn\t5\t5\t-\t\n"
    "II\tHuyện Ba Chẽ\t6\t6\t0\t\n"
    "1\tUBND xã Lương Mông\t6\t6\t0\t\n"
    "Tổng cộng\t\t22\t19\t3\t\n"
)
DAY = DocumentRecord(period_end="2024-06-14")


def rows(text: str, header: DocumentRecord = DAY) -> list[StaffingRecord]:
    made = report(text)
    return staffing.find(made, tables.find(made), header)


def each(field: str, text: str = QUANG_NINH) -> list[Any]:
    return [getattr(row, field) for row in rows(text)]


def test_every_row_below_the_header_is_a_record_of_its_kind() -> None:
    assert each("row_kind") == [
        "section", "unit", "section", "group", "unit", "unit", "unit", "group", "unit", "total",
    ]  # fmt: skip
    assert each("id") == [f"s{n}" for n in range(1, 11)]


def test_a_record_reaches_from_its_first_filled_cell_to_its_last() -> None:
    found = rows(QUANG_NINH)
    assert all(QUANG_NINH[row.start : row.end] == row.text for row in found)
    assert found[1].text == "1\tSở Nội vụ\t2\t0\t2\tBưu điện 01, lái xe 02"
    assert found[0].text == "CẤP TỈNH"


def test_numbers_are_integers_and_blanks_are_none() -> None:
    centre, commune, town = rows(QUANG_NINH)[4:7]
    assert (centre.total, centre.own_staff, centre.seconded) == (5, 4, 1)
    assert commune.seconded is None
    assert town.seconded is None
    assert commune.cells[4] is None


def test_units_are_resolved_in_their_district_at_the_data_date() -> None:
    assert each("admin_code") == [None, None, None, "207", None, "07195", "07192", "202", "06985", None]
    found = rows(QUANG_NINH)
    assert found[5].unit == "Xã Đồng Tiến"
    assert found[5].unit_raw == "UBND xã Đồng Tiên"
    assert found[6].unit == "Thị trấn Cô Tô"
    assert {row.province for row in found} == {"Quảng Ninh"}
    assert found[5].district == "Huyện Cô Tô"


def test_a_district_s_own_centre_has_its_unit_and_no_code() -> None:
    centre = rows(QUANG_NINH)[4]
    assert (centre.unit, centre.admin_code, centre.unit_level) == ("Huyện Cô Tô", None, "huyen")


def test_levels_and_parents_follow_from_sections_groups_and_names() -> None:
    assert each("unit_level") == [
        "tinh", "tinh", "huyen+xa", "huyen", "huyen", "xa", "xa", "huyen", "xa", None,
    ]  # fmt: skip
    assert each("parent")[1] == "CẤP TỈNH"
    assert each("parent")[3:6] == ["CẤP HUYỆN, CẤP XÃ", "Huyện Cô Tô", "Huyện Cô Tô"]


def test_units_below_a_place_that_nobody_knows_are_not_sought_elsewhere() -> None:
    text = QUANG_NINH.replace("Huyện Ba Chẽ", "Huyện Lam Khê")
    group, unit = rows(text)[7:9]
    assert (group.admin_code, unit.admin_code, unit.unit_level) == (None, None, "xa")


def test_without_groups_the_header_s_district_is_the_home() -> None:
    text = HEADER + "1\tUBND huyện\t3\t3\t0\t\n2\tThanh Lân\t5\t5\t0\t\n3\tĐồng Tiến\t5\t5\t0\t\n"
    header = DocumentRecord(period_end="2024-06-14", province="Quảng Ninh", district="Cô Tô")
    assert [row.admin_code for row in rows(text, header)] == [None, "07198", "07195"]


def test_two_levels_of_government_know_communes_of_the_province() -> None:
    text = HEADER + "1\tTrung tâm Phục vụ hành chính công xã Ba Chẽ\t9\t9\t0\t\n2\tĐặc khu Cô Tô\t7\t7\t0\t\n"
    header = DocumentRecord(period_end="2025-09-14", province="Quảng Ninh")
    found = rows(text, header)
    assert [row.admin_code for row in found] == ["06978", "07192"]
    assert found[0].unit_level == "xa"


def test_further_columns_stand_in_other() -> None:
    text = (
        "STT\tĐơn vị\tBiên chế được giao\tCó mặt\tNữ\n1\tPhòng Nội vụ\t12\t11\t4\n2\tPhòng Tư pháp\t9\t9\t\n"
    )
    assert each("other", text) == [
        {"assigned": 12, "present": 11, "female": 4},
        {"assigned": 9, "present": 9, "female": None},
    ]


def test_a_heading_broken_in_a_narrow_column_is_read() -> None:
    assert each("row_kind", QUANG_NINH.replace("STT", "ST T")) == each("row_kind")


def test_a_row_that_numbers_the_columns_is_none_of_the_units() -> None:
    text = QUANG_NINH.replace("CẤP TỈNH\n", "(1)\t(2)\t(3)=(4)+(5)\t(4)\t(5)\t(6)\nCẤP TỈNH\n")
    assert each("unit_raw", text) == each("unit_raw")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("\tCộng\t20\t17\t3\t", "total"),
        ("\tTổng số (I+II)\t20\t17\t3\t", "total"),
        ("\tTổng số cấp xã\t20\t17\t3\t", "total"),
        ("9\tTổng đài thông tin\t2\t2\t0\t", "unit"),
        ("A\tCẤP CƠ SỞ\t20\t17\t3\t", "section"),
        ("B\tCẤP CƠ SỞ\t\t\t\t", "section"),
    ],
)
def test_the_last_row_by_its_ordinal_words_and_numbers(line: str, kind: str) -> None:
    text = QUANG_NINH.replace("Tổng cộng\t\t22\t19\t3\t", line)
    assert rows(text)[-1].row_kind == kind


def test_letters_over_roman_numbers_are_sections_with_numbers() -> None:
    text = HEADER + "A\tCấp huyện\t9\t9\t0\t\nI\tHuyện Cô Tô\t9\t9\t0\t\n1\tUBND xã Đồng Tiến\t9\t9\t0\t\n"
    found = rows(text)
    assert [row.row_kind for row in found] == ["section", "group", "unit"]
    assert found[0].total == 9
    assert found[1].parent == "Cấp huyện"


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("Hợp đồng: bảo vệ 03; Bưu điện 01", [("Hợp đồng: bảo vệ", 3), ("Bưu điện", 1)]),
        ("(gồm: 01 Giám đốc, 02 lái xe)", [("Giám đốc", 1), ("lái xe", 2)]),
        ("Hợp đồng 03 người", [("Hợp đồng", 3)]),
        ("Nhân viên bưu điện tiếp nhận", []),
        ("Theo Quyết định 12/QĐ-UBND", []),
    ],
)
def test_a_note_s_numbers_are_read_with_what_they_count(note: str, parts: list[tuple[str, int]]) -> None:
    found = staffing.note_parts(note, ("người",))
    assert [(part.label, part.value) for part in found] == parts


def test_a_ditto_mark_counts_and_notes_what_the_row_above_does() -> None:
    text = HEADER + "1\tUBND xã Đồng Tiến\t9\t9\t0\tbảo vệ 01\n2\tUBND xã Thanh Lân\t9\t”\t0\tnt\n"
    found = rows(text)[-1]
    assert (found.own_staff, found.note, found.confidence < 1) == (9, "nt", True)
    assert [(part.label, part.value) for part in found.note_parsed] == [("bảo vệ", 1)]
    assert found.cells[3] is not None
    assert found.cells[3].text == "”"
