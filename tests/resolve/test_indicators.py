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


def test_the_words_before_a_parenthesis_name_what_stands_alone_in_it() -> None:
    text = "Đã nhận 968 hồ sơ. Cách nộp: trực tuyến (802 hồ sơ, bằng 86,1%), trực tiếp (117 hồ sơ), bưu chính (12)."
    rows = ["HS.RECV.NEW.ONLINE", "RATE.ONLINE", "HS.RECV.NEW.DIRECT", "HS.RECV.NEW.POST"]
    assert chosen(text)[1:] == rows


def test_a_parenthesis_behind_a_figure_is_about_that_figure() -> None:
    text = "Đã nhận 12 phản ánh, kiến nghị (11 đã xử lý, 01 đang xử lý)."
    assert chosen(text)[1:] == ["PAKN.DONE.ONTIME", "PAKN.PEND"]


def test_words_that_a_comma_ends_are_not_the_label_of_the_number_behind() -> None:
    text = "- Hồ sơ đang giải quyết: 57 hồ sơ, tất cả đều trong hạn, 0 hồ sơ quá hạn."
    assert chosen(text) == ["HS.PEND.TOTAL", "HS.PEND.OVERDUE"]


def test_a_bullet_without_a_colon_heads_the_bullets_of_another_kind_below() -> None:
    text = "* PAKN\n- Nhận mới: 03.\n- Đang xử lý: 01.\n\n* Hồ sơ tháng 9\n- Nhận mới: 1051.\n"
    assert chosen(text) == ["PAKN.RECV.NEW", "PAKN.PEND", "HS.RECV.NEW"]


def test_a_bullet_with_figures_heads_nothing() -> None:
    text = "- Tiếp nhận 300 hồ sơ\n+ Trực tuyến: 200\n+ Đã giải quyết: 100\n"
    assert chosen(text) == ["HS.RECV.TOTAL", "HS.RECV.NEW.ONLINE", "HS.DONE.TOTAL"]


def test_machines_are_counted_by_their_classifier() -> None:
    assert chosen("Thiết bị: 26 bộ máy vi tính, 15 máy quét.") == ["EQUIP.PC", "EQUIP.SCANNER"]
