"""Administrative units that a text names, with the code of each."""

import pytest

from extractor.prose import Prose
from extractor.resolve.units import UnitMention
from extractor.units.gazetteer import LISTS, units_on


def named(text: str, province: str | None = None, date: str | None = None) -> list[UnitMention]:
    found = Prose(text, province=province, date=date).units
    assert all(text[one.start : one.end] == one.text for one in found)
    return list(found)


def test_a_unit_and_the_one_above_it_are_two() -> None:
    commune, province = named("Tại xã Tam Nông, tỉnh Phú Thọ.")
    assert (commune.text, commune.level, commune.unit, commune.province) == (
        "xã Tam Nông",
        "xa",
        "Xã Tam Nông",
        "Tỉnh Phú Thọ",
    )
    assert (province.text, province.level, province.admin_code) == ("tỉnh Phú Thọ", "tinh", "25")


def test_the_list_of_the_day_is_asked_first_and_says_so() -> None:
    (then,) = named("Trên địa bàn huyện Cẩm Khê", date="2024-06-30")
    (now,) = named("Trên địa bàn huyện Cẩm Khê", date="2026-06-30")
    assert then.admin_code == now.admin_code == "235"
    assert then.units_on == units_on("2024-06-30").day
    assert now.units_on == "2025-03-01", "the last list that had districts"


def test_one_name_of_several_units_has_no_code_unless_the_text_says_which() -> None:
    (several,) = named("xã Tam Nông")
    assert several.admin_code is None
    assert several.unit is None
    assert several.candidates > 1
    assert several.level == "xa"
    (placed,) = named("xã Tam Nông", province="Đồng Tháp")
    assert placed.province == "Tỉnh Đồng Tháp"
    assert named("Tỉnh Phú Thọ có nhiều xã. Xã Tam Nông đạt chuẩn.")[-1].province == "Tỉnh Phú Thọ"


def test_units_that_follow_each_other_are_not_inside_each_other() -> None:
    found = named("thành phố Hà Nội, TP.HCM và tỉnh Hà Tĩnh")
    assert [one.unit for one in found] == ["Thành phố Hà Nội", "Thành phố Hồ Chí Minh", "Tỉnh Hà Tĩnh"]


@pytest.mark.parametrize(
    "text", ["cấp huyện 37 hồ sơ, cấp xã 120 hồ sơ", "trên địa bàn tỉnh", "TT. HĐND huyện", "xã Không Có Đâu"]
)
def test_what_no_list_has_is_left_out(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("day", LISTS)
def test_a_code_is_one_of_the_list_that_is_named(day: str) -> None:
    for one in named("xã Tam Nông, tỉnh Phú Thọ; phường Hồng Ngự; quận 1, TP.HCM; huyện Cẩm Khê", date=day):
        if one.admin_code:
            assert units_on(one.units_on or "").units[one.admin_code].full_name == one.unit
