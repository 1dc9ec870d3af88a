"""Figures that are told one after the other."""

import pytest

from tests.finders.sentences import figures


def test_each_figure_has_the_level_of_its_item() -> None:
    found = figures(
        "- Số hồ sơ tiếp nhận của cấp tỉnh, cấp huyện và cấp xã lần lượt là 120, 340 và 560 hồ sơ."
    )
    assert [(figure.value, figure.level) for figure in found] == [
        ("120", "tinh"),
        ("340", "huyen"),
        ("560", "xa"),
    ]
    assert {figure.indicator for figure in found} == {"HS.RECV.TOTAL"}


def test_each_figure_has_the_words_of_its_item() -> None:
    found = figures("- Số bò, trâu, lợn lần lượt là 120 con, 30 con, 450 con.")
    assert [figure.label for figure in found[1:]] == ["trâu", "lợn"]


def test_the_clause_after_them_is_about_none_of_the_items() -> None:
    text = "- Tỷ lệ hài lòng của cấp huyện, cấp xã lần lượt là 97,2% và 98,1%; tỷ lệ đúng hạn đạt 96%."
    assert [figure.level for figure in figures(text)] == ["huyen", "xa", "tinh"]


@pytest.mark.parametrize(
    "text",
    [
        "- Tỷ lệ hài lòng lần lượt là 97,2% và 98,1%.",
        "- Tỷ lệ hài lòng của cấp huyện, cấp xã lần lượt ở mức cao, đạt 97,2% và 98,1%.",
    ],
)
def test_without_an_item_for_each_figure_or_words_between_none_is_given(text: str) -> None:
    assert len({figure.level for figure in figures(text)}) == 1
