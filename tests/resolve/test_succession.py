"""Records of units that have ended, beside those that hold their area on a later day."""

import pytest

from extractor.pipeline import Options, Result, convert

REPORT = """UBND TỈNH THANH HÓA\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{issuer}\tĐộc lập - Tự do - Hạnh phúc
Số: 12/BC-UBND\t{place}, ngày 20 tháng {month} năm {year}

BÁO CÁO
Kết quả giải quyết thủ tục hành chính tháng {month} năm {year}

Trong tháng, đơn vị đã giải quyết 120 hồ sơ.

STT\tBộ phận Một cửa\tTổng số\tThuộc biên chế\tCử đến\tGhi chú
1\tUBND xã Cẩm Yên\t5\t3\t2\t
2\tUBND xã Cẩm Vân\t6\t4\t2\t
3\tUBND xã Cẩm Tân\t4\t4\t0\t
"""
DAY = "2025-07-01"


def converted(issuer: str, place: str, year: int = 2024, units: str | None = DAY) -> Result:
    text = REPORT.format(issuer=issuer, place=place, month=6 if year < 2026 else 3, year=year)
    return convert(text.encode(), "a.txt", Options(units=units))


def test_a_district_has_its_successors_in_parts_and_a_problem_says_so() -> None:
    result = converted("UBND HUYỆN CẨM THỦY", "Cẩm Thủy")
    assert result.document.admin_code == "390"
    assert result.document.units_on == "2024-02-01"
    assert len(result.document.successors) > 1
    assert not any(unit.whole for unit in result.document.successors)
    (problem,) = [problem for problem in result.problems if problem.code == "units_divided"]
    assert "Huyện Cẩm Thủy" in problem.message
    assert result.document.status == "ok"


def test_rows_of_staffing_tables_lead_to_the_communes_of_today() -> None:
    result = converted("UBND HUYỆN CẨM THỦY", "Cẩm Thủy")
    found = {
        row.unit: [(unit.name, unit.whole) for unit in row.successors] for row in result.records.staffing
    }
    assert found == {
        "Xã Cẩm Yên": [("Xã Cẩm Vân", True)],
        "Xã Cẩm Vân": [("Xã Cẩm Vân", True)],
        "Xã Cẩm Tân": [("Xã Cẩm Tân", True)],
    }


def test_what_is_printed_stays_and_nothing_is_said_without_the_option() -> None:
    plain = converted("UBND HUYỆN CẨM THỦY", "Cẩm Thủy", units=None)
    mapped = converted("UBND HUYỆN CẨM THỦY", "Cẩm Thủy")
    assert [row.unit_raw for row in mapped.records.staffing] == [
        row.unit_raw for row in plain.records.staffing
    ]
    assert [row.admin_code for row in mapped.records.staffing] == [
        row.admin_code for row in plain.records.staffing
    ]
    assert plain.document.successors == ()
    assert plain.problems == ()


@pytest.mark.parametrize("day", [DAY, "2026-05-01"])
def test_a_unit_of_today_is_itself(day: str) -> None:
    result = converted("UBND XÃ CẨM VÂN", "Cẩm Vân", year=2026, units=day)
    assert [(unit.name, unit.whole) for unit in result.document.successors] == [("Xã Cẩm Vân", True)]
    figure = next(one for one in result.records.figures if one.value == "120")
    assert [unit.code for unit in figure.successors] == [figure.admin_code]
