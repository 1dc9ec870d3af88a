"""Which figures are parts of which."""

import pytest

from tests.finders.sentences import figures


def parts(text: str) -> list[tuple[str | None, str | None]]:
    """The value of each figure and that of its total."""
    found = figures(text)
    values = {figure.id: figure.value for figure in found}
    return [(figure.value, values.get(figure.part_of or "")) for figure in found]


@pytest.mark.parametrize(
    "opening",
    [" (", ", trong đó ", ", gồm: ", ", bao gồm ", ", chia ra ", ". Trong đó: ", ". Chia theo cấp: "],
)
def test_words_and_brackets_that_open_parts(opening: str) -> None:
    text = f"- Tiếp nhận 300 hồ sơ{opening}cấp tỉnh 100 hồ sơ, cấp xã 200 hồ sơ."
    assert parts(text) == [("300", None), ("100", "300"), ("200", "300")]


def test_after_a_bracket_in_which_divides_the_total_before_it() -> None:
    text = "- Tiếp nhận 6.842 hồ sơ (huyện 2.361, xã 4.481), trong đó đúng hạn 6.800 hồ sơ."
    assert parts(text) == [("6842", None), ("2361", "6842"), ("4481", "6842"), ("6800", "6842")]


def test_parts_divide_the_last_figure_of_their_kind() -> None:
    text = "- Tiếp nhận 300 hồ sơ, chi 12 triệu đồng, gồm: văn phòng phẩm 7 triệu đồng, in ấn 5 triệu đồng."
    assert parts(text)[2:] == [("7000000", "12000000"), ("5000000", "12000000")]


def test_the_end_of_a_sentence_ends_parts() -> None:
    text = "- Tiếp nhận 300 hồ sơ, trong đó cấp xã 200 hồ sơ. Đã giải quyết 290 hồ sơ."
    assert parts(text)[-1] == ("290", None)


def test_lines_below_a_lead_in_are_parts_of_its_figure_until_its_own_bullet() -> None:
    text = (
        "- Tiếp nhận 1.250 hồ sơ. Chia theo cấp:\n  + Cấp tỉnh: 400 hồ sơ\n  + Cấp huyện: 500 hồ sơ\n"
        "  + Cấp xã: 350 hồ sơ\n- Giải quyết 900 hồ sơ.\n"
    )
    below = [("400", "1250"), ("500", "1250"), ("350", "1250")]
    assert parts(text) == [("1250", None), *below, ("900", None)]


def test_a_lead_in_below_a_lead_in_divides_its_own_figure() -> None:
    text = (
        "- Tiếp nhận 300 hồ sơ, trong đó:\n  + Đất đai: 200 hồ sơ, gồm:\n    * Đúng hạn: 190 hồ sơ\n"
        "    * Quá hạn: 10 hồ sơ\n  + Hộ tịch: 100 hồ sơ\n"
    )
    assert parts(text) == [("300", None), ("200", "300"), ("190", "200"), ("10", "200"), ("100", "300")]


def test_a_line_without_figures_ends_the_lines_below_a_lead_in() -> None:
    text = "- Tiếp nhận 300 hồ sơ, trong đó:\n  + Trực tuyến: 200 hồ sơ\nKết quả tốt.\n  + Trực tiếp: 100 hồ sơ\n"
    assert parts(text) == [("300", None), ("200", "300"), ("100", None)]


def test_lines_below_divide_the_figure_that_they_add_up_to() -> None:
    text = "- Có 705 suất quà, đợt một 400 suất, đợt hai 305 suất, trong đó:\n  + Người già: 500 suất\n  + Trẻ em: 205 suất\n"
    assert parts(text)[3:] == [("500", "705"), ("205", "705")]


def test_parts_of_a_fraction_with_its_rate_divide_its_numerator() -> None:
    text = "- Đã giải quyết 38/40 hồ sơ, đạt 95%, trong đó cấp huyện 18/20 hồ sơ."
    assert parts(text)[3] == ("18", "38")
