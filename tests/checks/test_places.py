"""Units of staffing tables against the official list."""

import msgspec

from extractor import rules
from extractor.checks import places
from extractor.records import CheckRecord, DocumentRecord, StaffingRecord
from tests.checks.made import row

DAY = DocumentRecord(period_end="2024-06-14")
DISTRICT = "Huyện Cô Tô"


def unit(ordinal: str, raw: str, name: str | None = None, code: str | None = None) -> StaffingRecord:
    return row("unit", ordinal, raw, (1, 1, 0), parent=DISTRICT, unit=name, admin_code=code)


TOWN = unit("1", "Thị trấn Cô Tô", "Thị trấn Cô Tô", "07192")
FIRST = unit("2", "UBND xã Đồng Tiến", "Xã Đồng Tiến", "07195")
SECOND = unit("3", "UBND xã Thanh Lân", "Xã Thanh Lân", "07198")


def run(*rows: StaffingRecord, document: DocumentRecord = DAY) -> list[CheckRecord]:
    return places.run(rows, document, rules.load())


def test_the_units_of_the_list_give_nothing() -> None:
    assert run(TOWN, FIRST, SECOND) == []


def test_a_unit_that_stands_twice_is_an_error_and_names_what_is_missing() -> None:
    again = unit("3", "Đồng Tiến", "Xã Đồng Tiến", "07195")
    (found,) = run(TOWN, FIRST, again)
    assert (found.rule, found.severity, found.proposal) == ("DUPLICATE_UNIT", "error", "Xã Thanh Lân")
    assert (found.members, found.stated) == ((FIRST.id, again.id), "Xã Đồng Tiến")
    assert "Xã Thanh Lân" in found.message


def test_a_unit_that_is_missing_is_a_warning_without_a_place() -> None:
    (found,) = run(TOWN, FIRST)
    assert (found.rule, found.severity, found.start, found.members) == ("MISSING_UNIT", "warning", None, ())
    assert found.proposal == "Xã Thanh Lân"


def test_a_table_that_names_only_a_few_units_misses_none() -> None:
    assert run(TOWN) == []


def test_a_misspelt_name_is_told_with_its_proposal() -> None:
    (found,) = run(TOWN, unit("2", "UBND xã Đồng Tiên", "Xã Đồng Tiến", "07195"), SECOND)
    assert (found.rule, found.severity, found.proposal) == ("UNIT_NAME", "info", "Xã Đồng Tiến")


def test_two_types_or_no_name_are_warnings() -> None:
    (found,) = run(unit("1", "Bộ phận Một cửa Thị trấn", "Thị trấn Cô Tô", "07192"), FIRST, SECOND)
    assert (found.rule, found.severity) == ("UNIT_NAME", "warning")


def test_a_name_that_no_list_has_is_unknown() -> None:
    (found,) = run(TOWN, FIRST, SECOND, unit("4", "Xã Lam Khê"))
    assert (found.rule, found.severity) == ("UNKNOWN_UNIT", "warning")
    assert run(TOWN, FIRST, SECOND, unit("4", "Xã Quan Lạn")) == []


def test_a_kind_of_communes_is_no_name() -> None:
    assert run(TOWN, FIRST, SECOND, unit("II", "Xã miền núi")) == []
    assert run(TOWN, FIRST, SECOND, unit("4", "Trung tâm")) == []


def test_without_a_day_the_list_is_the_one_that_knows_the_codes() -> None:
    assert run(TOWN, FIRST, SECOND, document=DocumentRecord()) == []


def test_a_name_that_two_units_are_as_near_to_is_told_with_both() -> None:
    row = msgspec.structs.replace(unit("1", "Phường Hồng Hi"), district="Thành phố Hạ Long")
    (found,) = run(row)
    assert (found.rule, found.severity) == ("UNIT_NAME", "warning")
    assert found.proposal == "Phường Hồng Hải, Phường Hồng Hà"


def test_a_table_of_strangers_is_one_finding() -> None:
    (found,) = [
        finding
        for finding in run(TOWN, *(unit(str(n), f"Xã Không Có {n}") for n in range(20)))
        if finding.rule == "UNKNOWN_UNIT"
    ]
    assert len(found.members) == 20
