"""The row of the catalogue that a figure is a value of."""

import pytest

from tests.finders.sentences import figures


def chosen(text: str) -> list[str | None]:
    return [figure.indicator for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("- Tổng số 1.947 TTHC.", ["TTHC.TOTAL"]),
        ("- Đã giải quyết đúng hạn 38 hồ sơ.", ["HS.DONE.ONTIME"]),
        ("- Tiếp nhận 40 hồ sơ, tăng 3 hồ sơ.", ["HS.RECV.TOTAL", None]),
        ("- Trồng 40 cây xanh.", [None]),
    ],
)
def test_the_words_of_the_clause_name_the_row(text: str, indicators: list[str | None]) -> None:
    assert chosen(text) == indicators


def test_a_part_whose_words_name_no_row_has_that_of_its_total() -> None:
    text = "- Tiếp nhận 40 hồ sơ, trong đó đất đai 25 hồ sơ, hộ tịch 15 hồ sơ."
    assert chosen(text) == ["HS.RECV.TOTAL"] * 3


def test_a_part_of_another_unit_has_not_the_row_of_its_total() -> None:
    assert chosen("- Tiếp nhận 40 hồ sơ, trong đó 25 người là cán bộ hưu trí.")[1] != "HS.RECV.TOTAL"


def test_parts_in_lines_below_keep_the_row_that_their_own_words_name() -> None:
    text = "- Tiếp nhận 300 hồ sơ, trong đó:\n  + Trực tuyến: 200 hồ sơ\n  + Trực tiếp: 100 hồ sơ\n"
    assert chosen(text) == ["HS.RECV.TOTAL", "HS.RECV.NEW.ONLINE", "HS.RECV.NEW.DIRECT"]


def test_a_number_without_a_unit_counts_what_the_line_above_counts() -> None:
    text = "- Kết quả giải quyết hồ sơ:\n+ Số mới tiếp nhận: 20\n+ Số từ kỳ trước chuyển qua: 21\n"
    assert chosen(text) == ["HS.RECV.NEW", "HS.RECV.CARRIED"]


def test_a_fraction_counts_a_part_and_its_whole() -> None:
    found = figures("- Đã giải quyết 38/40 hồ sơ, đạt 95%.")
    assert [(figure.kind, figure.indicator) for figure in found] == [
        ("numerator", "HS.DONE.TOTAL"),
        ("denominator", "HS.RECV.TOTAL"),
        ("rate", "RATE.DONE"),
    ]
