"""Rates over all levels between those of the levels, and denominators that should be another figure."""

import pytest

from tests.checks.told import numbers, told

OVER = "- Tỷ lệ hài lòng toàn tỉnh đạt {whole}% ({parts})."


def test_a_rate_over_all_levels_lies_between_those_of_the_levels() -> None:
    (found,) = told(OVER.format(whole="99,5", parts="cấp huyện 97,2%; cấp xã 98,1%"), "WEIGHTED_MEAN")
    assert (found.severity, found.stated, found.computed) == ("warning", "99.5", "97.2-98.1")
    assert found.members == ("f1", "f2", "f3")
    assert "thấp nhất (97,2%) và cao nhất (98,1%)" in found.message


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("97,5", "cấp huyện 97,2%; cấp xã 98,1%"),
        ("97,2", "cấp huyện 97,2%; cấp xã 98,1%"),
        ("99,5", "cấp xã 98,1%"),
    ],
)
def test_rates_between_the_levels_and_single_levels_are_left_alone(whole: str, parts: str) -> None:
    assert numbers(OVER.format(whole=whole, parts=parts), "WEIGHTED_MEAN") == []


def test_rates_of_two_sentences_are_no_mean_of_each_other() -> None:
    text = "- Tỷ lệ hài lòng toàn tỉnh đạt 99,5%.\n- Tỷ lệ hài lòng cấp huyện 97,2%; cấp xã 98,1%."
    assert numbers(text, "WEIGHTED_MEAN") == []


def base(denominator: str, first: str = "- Tiếp nhận 41.775 hồ sơ.") -> list[tuple[str | None, str | None]]:
    text = f"{first}\n- Số hóa thành phần hồ sơ đạt 40.122/{denominator} hồ sơ."
    return numbers(text, "BASE_MISMATCH")


def test_a_denominator_that_is_nearly_its_base_is_doubted() -> None:
    assert base("41.757") == [("41757", "41775")]


@pytest.mark.parametrize("denominator", ["41.775", "50.001"])
def test_the_base_itself_and_what_no_slip_explains_are_left_alone(denominator: str) -> None:
    assert base(denominator) == []


def test_the_base_of_another_level_is_none() -> None:
    assert base("41.757", "- Cấp xã tiếp nhận 41.775 hồ sơ.") == []


def test_a_denominator_that_is_one_of_several_bases_is_right() -> None:
    assert base("41.757", "- Tiếp nhận 41.775 hồ sơ, trong đó mới tiếp nhận 41.757 hồ sơ.") == []
