"""What reports of a run say of each other."""

import msgspec
import pytest

from extractor import across, rules
from extractor.pipeline import Result, convert
from extractor.records import CheckRecord

DEPARTMENT = "UBND TỈNH AN GIANG\nSỞ NỘI VỤ"
DISTRICT = "UBND TỈNH THANH HÓA\nUBND HUYỆN YÊN ĐỊNH"
PROVINCE = "UBND TỈNH THANH HÓA"
FINAL = {"I": "05 tháng 4", "II": "05 tháng 7", "III": "05 tháng 10"}


def report(body: str, name: str, issuer: str = DEPARTMENT, quarter: str = "I") -> Result:
    symbol = "BC-SNV" if issuer == DEPARTMENT else "BC-UBND"
    head = f"{issuer}\nSố: 12/{symbol}\nAn Giang, ngày {FINAL[quarter]} năm 2024\n\nBÁO CÁO\n"
    title = f"Kết quả kiểm soát thủ tục hành chính quý {quarter} năm 2024\n\n"
    return convert(f"{head}{title}{body}".encode(), name)


def told(*results: Result) -> list[CheckRecord]:
    return across.run(results, rules.load())


def closing(name: str = "q1.txt") -> Result:
    return report("- Đang giải quyết: 67 hồ sơ.\n", name)


def opening(number: str, quarter: str = "II", issuer: str = DEPARTMENT, level: str = "") -> Result:
    return report(f"- {level}Hồ sơ từ kỳ trước chuyển qua: {number} hồ sơ.\n", "q2.txt", issuer, quarter)


def test_what_a_report_opens_with_is_what_the_one_before_closed_with() -> None:
    second = opening("76")
    (found,) = told(closing(), second)
    assert (found.rule, found.severity, found.stated, found.computed) == (
        "CARRY_FORWARD",
        "error",
        "76",
        "67",
    )
    assert (found.path, found.doc_id, found.members) == ("q2.txt", second.document.doc_id, ("f1",))
    assert "q1.txt" in found.message


def test_the_order_of_the_files_does_not_matter() -> None:
    assert told(closing(), opening("76")) == told(opening("76"), closing())


@pytest.mark.parametrize(
    ("number", "quarter", "issuer", "level"),
    [
        ("67", "II", DEPARTMENT, ""),
        ("76", "III", DEPARTMENT, ""),
        ("76", "II", "UBND TỈNH AN GIANG\nSỞ TÀI CHÍNH", ""),
        ("76", "II", DEPARTMENT, "Cấp xã: "),
    ],
)
def test_equal_numbers_other_periods_bodies_and_levels_are_left_alone(
    number: str, quarter: str, issuer: str, level: str
) -> None:
    assert told(closing(), opening(number, quarter, issuer, level)) == []


def test_a_report_is_not_held_against_itself() -> None:
    assert told(opening("76")) == []


def test_a_copy_of_a_file_is_not_asked() -> None:
    first = closing()
    copy = msgspec.structs.replace(
        first, document=msgspec.structs.replace(first.document, duplicate_of="a.txt")
    )
    assert told(copy, opening("76")) == []


def commune(name: str, number: int) -> Result:
    issuer = f"UBND HUYỆN YÊN ĐỊNH\nUBND XÃ {name.upper()}"
    return report(f"- Tiếp nhận {number} hồ sơ.\n", f"{name}.txt", issuer)


@pytest.mark.parametrize("issuer", [DISTRICT, PROVINCE])
def test_communes_have_no_more_than_what_is_stated_of_all_of_them(issuer: str) -> None:
    whole = report("- Cấp xã tiếp nhận 500 hồ sơ.\n", "tren.txt", issuer)
    (found,) = told(commune("Định Tân", 300), commune("Định Tiến", 250), whole)
    assert (found.rule, found.severity, found.stated, found.computed) == ("SUBSET", "warning", "500", "550")
    assert found.path == "tren.txt"


@pytest.mark.parametrize(
    "whole",
    [
        "- Cấp xã tiếp nhận 550 hồ sơ.\n",
        "- Cấp xã tiếp nhận 900 hồ sơ.\n",
        "- Cấp huyện tiếp nhận 500 hồ sơ.\n",
        "- Cấp xã đã giải quyết 500 hồ sơ.\n",
        "- Tỷ lệ hài lòng cấp xã đạt 90%.\n",
    ],
)
def test_as_much_or_more_or_another_thing_is_left_alone(whole: str) -> None:
    results = commune("Định Tân", 300), commune("Định Tiến", 250), report(whole, "tren.txt", DISTRICT)
    assert told(*results) == []


def test_a_commune_that_does_not_state_it_leaves_the_sum_open() -> None:
    silent = report("- Mở 12 lớp.\n", "khac.txt", "UBND HUYỆN YÊN ĐỊNH\nUBND XÃ ĐỊNH HÒA")
    whole = report("- Cấp xã tiếp nhận 500 hồ sơ.\n", "tren.txt", DISTRICT)
    assert told(commune("Định Tân", 300), commune("Định Tiến", 250), silent, whole) == []


def test_communes_of_another_district_are_none_of_its_own() -> None:
    whole = report("- Cấp xã tiếp nhận 5 hồ sơ.\n", "tren.txt", "UBND TỈNH THANH HÓA\nUBND HUYỆN THIỆU HÓA")
    assert told(commune("Định Tân", 300), whole) == []


def test_a_share_of_what_is_pending_is_not_what_the_period_closed_with() -> None:
    body = "- Đang giải quyết: 67 hồ sơ, trong đó đất đai 40 hồ sơ, hộ tịch 27 hồ sơ.\n"
    assert told(report(body, "q1.txt"), opening("67")) == []


def test_bodies_of_two_provinces_are_two() -> None:
    other = report("- Đang giải quyết: 99 hồ sơ.\n", "khac.txt", "UBND TỈNH THANH HÓA\nSỞ NỘI VỤ")
    assert told(closing(), other, opening("67")) == []


def test_fields_of_a_district_are_no_totals_over_its_communes() -> None:
    body = "Cấp xã tiếp nhận 550 hồ sơ, trong đó đất đai 200 hồ sơ, hộ tịch 350 hồ sơ.\n"
    communes = [
        report(f"Tiếp nhận {number} hồ sơ.\n", f"{name}.txt", f"UBND HUYỆN YÊN ĐỊNH\nUBND XÃ {name}")
        for number, name in (("300", "ĐỊNH TÂN"), ("250", "ĐỊNH HÒA"))
    ]
    assert told(report(body, "huyen.txt", DISTRICT), *communes) == []


@pytest.mark.parametrize(("stated", "found"), [("70", ["SUM"]), ("60", [])])
def test_a_district_whose_communes_have_all_reported_states_their_sum(stated: str, found: list[str]) -> None:
    town = "UBND TỈNH ĐIỆN BIÊN\nUBND THỊ XÃ MƯỜNG LAY"
    communes = [
        report(f"Tiếp nhận {number} hồ sơ.\n", f"{name}.txt", f"UBND THỊ XÃ MƯỜNG LAY\nUBND {name}")
        for number, name in (("10", "PHƯỜNG NA LAY"), ("20", "PHƯỜNG SÔNG ĐÀ"), ("30", "XÃ LAY NƯA"))
    ]
    whole = report(f"Cấp xã tiếp nhận {stated} hồ sơ.\n", "thi-xa.txt", town)
    assert [one.rule for one in told(whole, *communes)] == found
