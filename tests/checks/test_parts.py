"""Listed parts against the total that they divide."""

import pytest

from tests.checks.told import numbers, told


def test_parts_that_are_said_to_be_all_must_add_up() -> None:
    (found,) = told("- Có 500 cây xanh, gồm: phượng 200 cây, bàng 150 cây, xoài 140 cây.", "SUM")
    assert (found.severity, found.stated, found.computed) == ("error", "500", "490")
    assert found.members == ("f1", "f2", "f3", "f4")
    assert "200 + 150 + 140 là 490 (lệch 10)" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "- Có 500 cây xanh, gồm: phượng 200 cây, bàng 160 cây, xoài 140 cây.",
        "- Có 500 cây xanh, trong đó: phượng 200 cây, bàng 150 cây, xoài 140 cây.",
        "- Có 500 cây xanh (phượng 200 cây, bàng 150 cây, xoài 140 cây).",
        "- Có 500 cây xanh, gồm: phượng 200 cây, khoảng 150 cây bàng.",
        "- Có 500 cây xanh. Đã tưới phượng 200 cây, bàng 150 cây.",
    ],
)
def test_parts_that_add_up_or_may_be_some_of_all_are_left_alone(text: str) -> None:
    assert numbers(text, "SUM") == []


def test_after_in_which_a_slip_that_explains_the_difference_is_doubted() -> None:
    text = "- Có 2.705 suất quà, trong đó: người già 1.744 suất, trẻ em 916 suất, phụ nữ 145 suất."
    (found,) = told(text, "SUM")
    assert (found.stated, found.computed) == ("2705", "2805")
    assert found.message.endswith("Có thể gõ nhầm một chữ số.")


@pytest.mark.parametrize(("women", "count"), [("250", 1), ("900", 0)])
def test_three_parts_that_are_slightly_too_many_are_doubted_and_far_too_many_are_not(
    women: str, count: int
) -> None:
    text = f"- Có 1.000 suất quà, trong đó: người già 500 suất, trẻ em 300 suất, phụ nữ {women} suất."
    assert len(told(text, "SUM")) == count


def test_parts_after_those_that_add_up_divide_something_else() -> None:
    text = "- Có 500 cây xanh, gồm: phượng 300 cây, bàng 200 cây, cây mới trồng 90 cây."
    assert numbers(text, "SUM") == []


def test_money_adds_up_as_counts_do() -> None:
    text = "- Chi 100 triệu đồng, gồm: mua sắm 60 triệu đồng, sửa chữa 30 triệu đồng."
    assert numbers(text, "SUM") == [("100000000", "90000000")]


def test_a_total_is_doubted_once() -> None:
    text = "- Tiếp nhận mới 110 hồ sơ, gồm: trực tuyến 70 hồ sơ, trực tiếp 30 hồ sơ."
    assert len(told(text, "SUM")) == 1
