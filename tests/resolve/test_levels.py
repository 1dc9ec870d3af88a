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


GROUPED = (
    "TT\tLĩnh vực\tSố hồ sơ tiếp nhận\tSố hồ sơ đã giải quyết\nI\tCấp huyện\t30\t20\n1\tĐất đai\t18\t12\n2\tHộ tịch\t12\t8\n"
    "II\tCấp xã\t50\t40\n1\tChứng thực\t50\t40\n\tTổng cộng\t80\t60\n"
)
ADDED = "TT\tLĩnh vực\tSố hồ sơ tiếp nhận\n1\tĐất đai\t18\n2\tHộ tịch\t12\n3\tY tế\t2\n\tCộng\t32\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GROUPED, [("18", "30"), ("12", "20"), ("12", "30"), ("8", "20"), ("50", "50"), ("40", "40")]),
        (ADDED, [("18", "32"), ("12", "32"), ("2", "32")]),
        (ADDED.replace("Cộng\t32", "Cộng Hòa\t32"), []),
    ],
)
def test_rows_are_parts_of_the_head_of_their_group_or_of_the_row_of_totals(
    text: str, expected: list[tuple[str, str]]
) -> None:
    found = records(f"Kết quả:\n\n{text}").figures
    texts = {figure.id: figure.text for figure in found}
    assert [(figure.text, texts[figure.part_of]) for figure in found if figure.part_of] == expected
