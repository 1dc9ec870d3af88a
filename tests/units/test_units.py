"""Administrative units: lists at four dates, printed names, and what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import rules
from extractor.text.slips import is_one_letter
from extractor.units.gazetteer import LISTS, Difference, Unit, difference, is_known, units_on
from extractor.units.names import Printed, parse

OLD = units_on("2024-06-14")
NEW = units_on("2025-09-14")
CO_TO, QUANG_NINH = "207", "22"


def parsed(text: str) -> Printed:
    return parse(text, rules.load())


def found(text: str, parent: str, day: str = "2024-06-14") -> str | None:
    unit = units_on(day).resolve(parsed(text), parent)
    return unit.code if unit else None


def test_each_list_holds_the_units_of_its_day() -> None:
    levels = {day: len(units_on(day).children("")) for day in LISTS}
    assert levels == {"2024-02-01": 63, "2025-03-01": 63, "2025-07-01": 34, "2026-04-30": 34}
    assert not any(unit.level == "huyen" for unit in NEW.units.values())
    assert sum(unit.level == "xa" for unit in NEW.units.values()) == 3321


@pytest.mark.parametrize(
    ("day", "same"),
    [("2023", "2024-02-01"), ("2025-02-28", "2024-02-01"), ("2025-07", "2025-03-01"), ("2030", "2026-04-30")],
)
def test_the_list_in_force_is_the_last_that_is_not_later(day: str, same: str) -> None:
    assert units_on(day) is units_on(same)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("UBND xã Đồng Tiến", Printed(name="Đồng Tiến", types=("xã",), office=True)),
        ("Bộ phận một cửa TT Cô Tô", Printed(name="Cô Tô", types=("thị trấn",), office=True)),
        ("TP.Hạ Long", Printed(name="Hạ Long", types=("thành phố",))),
        ("Uỷ ban nhân dân P. Hà Khánh", Printed(name="Hà Khánh", types=("phường",), office=True)),
        ("UBND xã Thị trấn Cô Tô", Printed(name="Cô Tô", types=("xã", "thị trấn"), office=True)),
        ("Trung tâm HCC huyện", Printed(name="", types=("huyện",), office=True, centre=True)),
        ("Sở Nội vụ", Printed(name="Sở Nội vụ")),
    ],
)
def test_a_printed_name_is_taken_apart(text: str, printed: Printed) -> None:
    assert parsed(text) == printed


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Xã Đồng Tiến", "07195"),
        ("xã ĐỒNG TIẾN", "07195"),
        ("Xã Đông Tiên", "07195"),
        ("Xã Đồng Tiếng", "07195"),
        ("Đồng Tiến", "07195"),
        ("Thị trấn", "07192"),
        ("Trung tâm Hành chính công huyện", CO_TO),
        ("Thị trấn Cô Tô", "07192"),
        ("Huyện Cô Tô", CO_TO),
        ("Cô Tô", None),
        ("Xã", None),
        ("Xã Quan Lạn", None),
        ("Xã Đồng Tháp", None),
    ],
)
def test_a_name_is_looked_up_among_the_children_of_its_parent(text: str, code: str | None) -> None:
    assert found(text, CO_TO) == code


def test_units_of_one_name_are_told_apart_by_their_type() -> None:
    assert found("Huyện Kỳ Anh", "42") != found("Thị xã Kỳ Anh", "42")
    assert found("Kỳ Anh", "42") is None
    assert found("Xã Cô Tô", QUANG_NINH) is None


@pytest.mark.parametrize(
    ("text", "code", "departs"),
    [
        ("Xã Đồng Tiến", "07195", None),
        ("Xã Đồng tiến", "07195", Difference.CASE),
        ("Xã Đồng Tiên", "07195", Difference.SPELLING),
        ("Phường Đồng Tiến", "07195", Difference.TYPE),
        ("UBND xã Thị trấn Cô Tô", "07192", Difference.TWO_TYPES),
        ("UBND Thị trấn", "07192", Difference.NAMELESS),
        ("Đồng Tiến", "07195", None),
    ],
)
def test_how_a_name_departs_from_the_list(text: str, code: str, departs: Difference | None) -> None:
    assert difference(parsed(text), OLD.units[code]) == departs


def test_a_spelling_that_any_list_of_the_province_has_is_no_difference() -> None:
    unit = next(u for u in OLD.units.values() if u.full_name == "Xã Cẩm Vĩnh" and u.parent == "446")
    assert difference(parsed("Xã Cẩm Vịnh"), unit) is None


def test_the_home_of_names_is_the_one_parent_of_most_of_them() -> None:
    names = [parsed(name) for name in ("Huyện Cô Tô", "Huyện Ba Chẽ", "Huyện Lam Khê")]
    home = OLD.home_of(names, "tinh")
    assert home is not None
    assert home.name == "Quảng Ninh"
    assert OLD.home_of([parsed("Huyện Lam Khê")], "tinh") is None
    assert OLD.home_of([], "tinh") is None


def test_a_name_is_known_when_any_list_of_the_province_has_it() -> None:
    assert is_known(parsed("Xã Dong Tien"), "Quảng Ninh")
    assert not is_known(parsed("Xã Lam Khê"), "Quảng Ninh")


@given(st.sampled_from([unit for unit in OLD.units.values() if unit.level == "xa"]))
def test_every_commune_is_found_by_its_full_name(unit: Unit) -> None:
    namesakes = [u for u in OLD.children(unit.parent) if u.full_name.lower() == unit.full_name.lower()]
    assert len(namesakes) > 1 or OLD.resolve(parsed(unit.full_name), unit.parent) == unit


@given(st.text("abcdefgh", min_size=2, max_size=8), st.data())
def test_one_letter_less_is_a_slip_both_ways(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    shorter = word[:at] + word[at + 1 :]
    assert is_one_letter(word, shorter)
    assert is_one_letter(shorter, word)
    assert not is_one_letter(word, word)


def test_a_digit_is_never_a_slip() -> None:
    assert not is_one_letter("sonkim1", "sonkim2")
    assert not is_one_letter("sonkim1", "sonkim")
