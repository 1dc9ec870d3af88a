"""The level of administration that a figure is about."""

import pytest

from tests.finders.sentences import HEAD, figures, records

COMMUNE = (
    "UBND HUYỆN YÊN ĐỊNH\nUBND XÃ ĐỊNH TÂN\nSố: 12/BC-UBND\nĐịnh Tân, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\n"
    "Kết quả công tác\n\n"
)


def levels(text: str, head: str = HEAD) -> list[str | None]:
    return [figure.level for figure in records(text, head=head).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Tiếp nhận 30 hồ sơ.", ["tinh"]),
        ("- Cấp huyện tiếp nhận 30 hồ sơ.", ["huyen"]),
        ("- Toàn tỉnh tiếp nhận 30 hồ sơ.", ["all"]),
        ("- Tiếp nhận 30 hồ sơ (huyện 12, xã 18).", ["all", "huyen", "xa"]),
        ("- Toàn tỉnh có 10 đơn vị cấp huyện, 124 xã.", ["huyen", "xa"]),
        ("- Cấp huyện tiếp nhận 30 hồ sơ, giải quyết 20 hồ sơ; thanh toán trực tuyến 5 hồ sơ.", ["huyen", "huyen", "tinh"]),
        ("- Cấp huyện tiếp nhận 30 hồ sơ. Đã giải quyết 20 hồ sơ.", ["huyen", "tinh"]),
        ("I. CẤP XÃ\n- Tiếp nhận 30 hồ sơ.\nII. CẤP HUYỆN\n- Tiếp nhận 12 hồ sơ.", ["xa", "huyen"]),
        ("I. CẤP HUYỆN, CẤP XÃ\n- Tiếp nhận 30 hồ sơ.", ["huyen+xa"]),
    ],
)  # fmt: skip
def test_the_nearest_words_that_name_a_level(text: str, expected: list[str]) -> None:
    assert levels(text) == expected


def test_a_part_has_the_level_of_its_total() -> None:
    assert levels("- Cấp xã tiếp nhận 30 hồ sơ (trực tuyến 12, trực tiếp 18).") == ["xa", "xa", "xa"]


def test_a_commune_s_report_is_about_the_commune() -> None:
    assert levels("- Tiếp nhận 30 hồ sơ.\n- Cấp huyện giao 12 chỉ tiêu.", COMMUNE) == ["xa", "huyen"]


def test_a_report_by_levels_is_about_all_of_them_where_it_names_none() -> None:
    divided = "- Cấp huyện tiếp nhận 30 hồ sơ, cấp xã tiếp nhận 40 hồ sơ, cấp xã giải quyết 20 hồ sơ.\n"
    (own,) = [figure for figure in figures(divided + "- Mở 12 lớp.") if figure.unit == "lop"]
    assert own.level == "all"


def test_asides_on_other_levels_make_no_report_by_levels() -> None:
    (own,) = [figure for figure in figures("- Cấp xã có 40 trạm.\n- Mở 12 lớp.") if figure.unit == "lop"]
    assert own.level == "tinh"
