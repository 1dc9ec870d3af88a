"""One thing said twice: in two sentences, or in a sentence and a table."""

import pytest

from tests.checks.told import numbers, told

TABLE = "Lĩnh vực\tSố hồ sơ tiếp nhận\tSố hồ sơ giải quyết\nĐất đai\t1.234\t1.200\nHộ tịch\t300\t290\n\n"
STAFFED = (
    "STT\tBộ phận Một cửa\tTổng số\tThuộc biên chế\tCử đến\nI\tHuyện Cô Tô\t10\t9\t1\n"
    "1\tXã Đồng Tiến\t6\t5\t1\n2\tXã Thanh Lân\t4\t4\t0\n\n"
)
QUANG_NINH = (
    "UBND TỈNH QUẢNG NINH\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nQuảng Ninh, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\n"
    "Kết quả công tác\n\n"
)


def test_exchanged_digits_between_two_sentences_are_doubted_at_the_later_one() -> None:
    (found,) = told("- Tiếp nhận 41.775 hồ sơ.\n- Tổng hợp: tiếp nhận 41.757 hồ sơ.", "CROSS_SUM")
    assert (found.severity, found.stated, found.computed) == ("warning", "41757", "41775")
    assert found.members == ("f2", "f1")
    assert found.message.endswith("Có thể hai chữ số bị gõ đảo chỗ.")


@pytest.mark.parametrize(
    "second",
    [
        "- Tổng hợp: tiếp nhận 41.775 hồ sơ.",
        "- Tổng hợp: tiếp nhận 52.001 hồ sơ.",
        "- Tổng hợp: cấp xã tiếp nhận 41.757 hồ sơ.",
        "- Tổng hợp: đã giải quyết 41.757 hồ sơ.",
        "- Tổng hợp: tiếp nhận khoảng 41.757 hồ sơ.",
    ],
)
def test_a_difference_without_a_slip_or_of_another_thing_is_no_finding(second: str) -> None:
    assert numbers(f"- Tiếp nhận 41.775 hồ sơ.\n{second}", "CROSS_SUM") == []


def test_what_is_told_twice_is_taken_for_right() -> None:
    text = (
        "- Tiếp nhận 41.757 hồ sơ.\n- Trong kỳ tiếp nhận 41.775 hồ sơ.\n- Tổng hợp: tiếp nhận 41.757 hồ sơ."
    )
    assert numbers(text, "CROSS_SUM") == [("41775", "41757")]


def test_a_sentence_that_names_a_row_is_held_against_its_cells() -> None:
    (found,) = told(TABLE + "- Lĩnh vực Đất đai tiếp nhận 1.243 hồ sơ.", "TEXT_VS_TABLE")
    assert (found.stated, found.computed) == ("1243", "1234")
    assert found.members == ("f5", "f1")
    assert "lời văn ghi 1.243 nhưng bảng ghi 1.234" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "- Lĩnh vực Đất đai tiếp nhận 1.234 hồ sơ.",
        "- Lĩnh vực Xây dựng tiếp nhận 1.243 hồ sơ.",
        "- Lĩnh vực Đất đai thu hồi 1.243 ha.",
        "- Lĩnh vực Đất đai tiếp nhận 1.500 hồ sơ.",
    ],
)
def test_other_rows_units_and_numbers_are_not_held_against_a_cell(text: str) -> None:
    assert numbers(TABLE + text, "TEXT_VS_TABLE") == []


@pytest.mark.parametrize(("stated", "found"), [("5", [("5", "4")]), ("4", [])])
def test_a_sentence_about_one_unit_is_held_against_its_row_of_the_staffing_table(
    stated: str, found: list[tuple[str, str]]
) -> None:
    text = f"{STAFFED}- Số công chức làm việc tại Bộ phận Một cửa xã Thanh Lân: {stated} người.\n"
    assert numbers(text, "TEXT_VS_TABLE", QUANG_NINH) == found


DIVIDED = "- Số hóa thành phần hồ sơ: cấp huyện 6.102/6.348 hồ sơ; cấp xã 10.846/11.130 hồ sơ.\n"


@pytest.mark.parametrize(
    ("total", "found"), [("16.984", [("16984", "16948")]), ("16.948", []), ("20.000", [])]
)
def test_a_total_over_all_levels_that_is_nearly_their_sum_is_doubted(
    total: str, found: list[tuple[str, str]]
) -> None:
    text = f"{DIVIDED}- Toàn tỉnh đã số hóa thành phần của {total} hồ sơ.\n"
    assert [(one.stated, one.computed) for one in told(text, "CROSS_SUM")] == found


@pytest.mark.parametrize(
    ("share", "found"),
    [("171/1.087", [("1087", "1078")]), ("171/1.078", []), ("170/1.087", []), ("171/2.000", [])],
)
def test_the_whole_of_a_share_of_the_levels_before_it(share: str, found: list[tuple[str, str]]) -> None:
    text = (
        "Số bác sĩ: cấp tỉnh 486 người, cấp huyện 421 người, cấp xã 171 người. "
        f"Như vậy có {share} bác sĩ công tác tại trạm y tế.\n"
    )
    assert [(one.stated, one.computed) for one in told(text, "CROSS_SUM")] == found
