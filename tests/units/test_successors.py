"""What became of the units that ended on 2025-07-01."""

import pytest

from extractor.units.gazetteer import units_on
from extractor.units.successors import successors

OLD, NEW = "2025-03-01", "2025-07-01"


def heirs(code: str, since: str = OLD, day: str = NEW) -> list[tuple[str, bool]]:
    return [(unit.name, unit.whole) for unit in successors(code, since, day)]


def code(name: str, parent: str, day: str = OLD) -> str:
    (found,) = [
        unit.code
        for unit in units_on(day).units.values()
        if unit.full_name == name and units_on(day).units[unit.parent].full_name == parent
    ]
    return found


@pytest.mark.parametrize(
    ("old", "new"), [("02", "Tỉnh Tuyên Quang"), ("08", "Tỉnh Tuyên Quang"), ("38", "Tỉnh Thanh Hóa")]
)
def test_a_province_lives_on_in_the_one_that_it_joined(old: str, new: str) -> None:
    assert heirs(old) == [(new, True)]


def test_a_commune_lives_on_in_the_one_that_it_joined() -> None:
    assert heirs(code("Xã Cẩm Yên", "Huyện Cẩm Thủy")) == [("Xã Cẩm Vân", True)]


def test_a_commune_that_was_divided_has_several_successors_and_none_is_the_whole() -> None:
    assert heirs(code("Phường An Biên", "Quận Lê Chân")) == [
        ("Phường Lê Chân", False),
        ("Phường An Biên", False),
    ]


def test_a_district_lives_on_in_parts() -> None:
    found = heirs(code("Huyện Cẩm Thủy", "Tỉnh Thanh Hóa"))
    assert len(found) > 1
    assert not any(whole for _, whole in found)


def test_a_district_whose_communes_all_joined_one_unit_is_that_unit() -> None:
    assert heirs(code("Huyện Vân Đồn", "Tỉnh Quảng Ninh")) == [("Đặc khu Vân Đồn", True)]
    assert heirs(code("Huyện Lý Sơn", "Tỉnh Quảng Ngãi")) == [("Đặc khu Lý Sơn", True)]


def test_a_unit_before_the_reorganisation_is_itself() -> None:
    unit = code("Huyện Cẩm Thủy", "Tỉnh Thanh Hóa")
    assert heirs(unit, day=OLD) == [("Huyện Cẩm Thủy", True)]


def test_nothing_is_said_of_an_earlier_day_or_an_unknown_code() -> None:
    assert heirs("08", since=NEW, day=OLD) == []
    assert heirs("99999") == []


def test_every_unit_of_the_last_list_before_has_a_successor() -> None:
    assert [unit for unit in units_on(OLD).units.values() if not heirs(unit.code)] == []


def test_every_unit_of_today_took_over_an_earlier_one_in_its_own_province() -> None:
    taken: dict[str, set[str]] = {}
    for unit in units_on(OLD).units.values():
        province = units_on(OLD).above(unit, "tinh")
        assert province
        (heir,) = successors(province.code, OLD, NEW)
        for successor in successors(unit.code, OLD, NEW):
            taken.setdefault(successor.code, set()).add(heir.code)
    above = {
        unit.code: unit.parent or unit.code for unit in units_on(NEW).units.values() if unit.code in taken
    }
    assert taken.keys() == units_on(NEW).units.keys()
    assert {code: {parent} for code, parent in above.items()} == taken


def test_a_unit_keeps_its_code_when_only_its_type_changes() -> None:
    changed = [
        unit
        for unit in units_on("2026-04-30").units.values()
        if units_on(NEW).units[unit.code].full_name != unit.full_name
    ]
    assert changed
    assert [heirs(unit.code, NEW, "2026-05-01") for unit in changed] == [
        [(unit.full_name, True)] for unit in changed
    ]
