"""Columns of data tables that the table itself shows how to make."""

import pytest

from tests.checks.told import numbers, told

RATES = "Đơn vị\tTiếp nhận\tGiải quyết\tTỷ lệ (%)\nXã An Hòa\t100\t90\t90\nXã Bình Sơn\t200\t150\t75\n"
RATES += "Xã Cẩm Tú\t400\t300\t75\nXã Dân Lập\t50\t45\t{rate}\n"
SUMS = "Đơn vị\tNam\tNữ\tTrẻ em\tNgười già\nXã An Hòa\t100\t90\t91\t5\nXã Bình Sơn\t200\t150\t75\t6\n"
SUMS += "Xã Cẩm Tú\t400\t300\t74\t7\nTổng cộng\t{total}\t540\t240\t{old}\n"


def test_a_rate_is_held_against_the_quotient_that_the_other_rows_show() -> None:
    (found,) = told(RATES.format(rate="80"), "RATE")
    assert (found.severity, found.stated, found.computed) == ("warning", "80", "90.0")
    assert found.members == ("f12", "f11", "f10")
    assert "45/50" in found.message


@pytest.mark.parametrize("rate", ["90", "90,0", "89,9"])
def test_a_right_rate_may_be_off_by_one_unit_of_its_last_digit(rate: str) -> None:
    assert numbers(RATES.format(rate=rate), "RATE") == []


def test_too_few_rows_show_nothing() -> None:
    text = "Đơn vị\tTiếp nhận\tGiải quyết\tTỷ lệ (%)\nXã An Hòa\t100\t90\t90\nXã Bình Sơn\t200\t150\t60\n"
    assert numbers(text, "RATE") == []


def test_a_total_is_held_against_its_column_where_most_columns_add_up() -> None:
    (found,) = told(SUMS.format(total="710", old="18"), "GRAND_TOTAL")
    assert (found.severity, found.stated, found.computed) == ("error", "710", "700")
    assert "cột Nam ghi 710 nhưng cộng 3 dòng" in found.message


def test_a_row_of_totals_that_adds_up_in_few_columns_is_made_otherwise() -> None:
    assert numbers(SUMS.format(total="710", old="99"), "GRAND_TOTAL") == []


def test_right_totals_are_left_alone() -> None:
    assert numbers(SUMS.format(total="700", old="18"), "GRAND_TOTAL") == []
