"""A form is filled where it asks for what the table holds; whatever else stays empty, and is listed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from extractor import rules
from extractor.errors import UsageError
from extractor.pipeline import Options
from extractor.records import DocumentRecord, FigureRecord
from extractor.summary.contents import Contents, Results, contents
from extractor.summary.template.fill import Unfilled, fill
from extractor.units.gazetteer import Unit, units_on
from tests.aggregate.made import SPANS, figure, of_commune

DAY = "2025-07-01"
A, B = units_on(DAY).children("22")[:2]
RECEIVED, DONE, ONLINE = "HS.RECV.TOTAL", "HS.DONE.TOTAL", "RATE.ONLINE"

Sent = tuple[DocumentRecord, list[FigureRecord]]
Rows = Sequence[Sequence[object]]


def sent(unit: Unit, values: dict[str, str], period: str = "2025-09", day: str = DAY) -> Sent:
    path = f"{unit.code}-{period}.txt"
    document = of_commune(path, unit, period, day)
    figures = [
        figure(path, value, name, id=name, period_label=period, sentence=f"=câu {value}", start=1, end=3)
        for name, value in values.items()
    ]
    return document, figures


def together(*reports: Sent, periods: Sequence[str] = (), expect: Sequence[Unit] = ()) -> Contents:
    results = Results(
        documents=[document for document, _ in reports],
        figures=[one for _, figures in reports for one in figures],
    )
    return contents(results, rules.load(), periods=periods, expect=expect)


def two(period: str = "2025-09", more: int = 0) -> list[Sent]:
    """Both communes for a period; the values are `more` than 10, 20 and 30, 40."""
    return [
        sent(A, {RECEIVED: str(10 + more), DONE: str(20 + more), ONLINE: "91.5"}, period),
        sent(B, {RECEIVED: str(30 + more), DONE: str(40 + more), ONLINE: "92.5"}, period),
    ]


def book(**sheets: Rows) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    return made


def filled(folder: Path, form: Workbook, made: Contents) -> tuple[Workbook, list[Unfilled]]:
    form.save(folder / "mau.xlsx")
    left = fill(folder / "mau.xlsx", folder / "t.xlsx", made, rules.load(), Options())
    return load_workbook(folder / "t.xlsx"), left


def values(sheet: Worksheet, area: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet[area]]


def reasons(left: Sequence[Unfilled]) -> dict[str, str]:
    return {one.what: one.reason for one in left}


PERIODS = (
    ("Đơn vị", "Hồ sơ tiếp nhận", None, None, None),
    (None, "Tháng 8/2025", "Tháng 9/2025", "Lũy kế từ đầu năm", "Cùng kỳ năm 2024"),
    (A.full_name,),
    (B.full_name,),
)


def periods_form() -> Workbook:
    form = book(S=PERIODS)
    form["S"].merge_cells("B1:E1")
    return form


def test_of_columns_with_periods_that_of_the_table_is_filled(tmp_path: Path) -> None:
    done, left = filled(tmp_path, periods_form(), together(*two()))
    assert values(done["S"], "B3:E4") == [[None, 10, None, None], [None, 30, None, None]]
    assert reasons(left) == {
        "B: Tháng 8/2025": "period", "D: Lũy kế từ đầu năm": "period", "E: Cùng kỳ năm 2024": "period",
    }  # fmt: skip


def test_the_year_so_far_is_not_the_month_that_the_title_names(tmp_path: Path) -> None:
    rows = [("KẾT QUẢ THÁNG 9 NĂM 2025",), *PERIODS[:2], (A.full_name,), (B.full_name,)]
    form = book(S=rows)
    form["S"].merge_cells("B2:E2")
    done, _ = filled(tmp_path, form, together(*two()))
    assert values(done["S"], "B4:E5") == [[None, 10, None, None], [None, 30, None, None]]


def test_of_a_table_of_several_periods_each_column_gets_its_own(tmp_path: Path) -> None:
    every = [*two("2025-08", 100), *two("2025-09"), *two("2025-9M", 1000)]
    made = together(*every, periods=list(SPANS))
    done, left = filled(tmp_path, periods_form(), made)
    assert values(done["S"], "B3:E4") == [[110, 10, 1010, None], [130, 30, 1030, None]]
    assert reasons(left) == {"E: Cùng kỳ năm 2024": "period"}


def test_of_several_periods_a_column_without_one_is_ambiguous(tmp_path: Path) -> None:
    made = together(*two("2025-08", 100), *two("2025-09"), periods=["2025-08", "2025-09"])
    form = book(S=[("Đơn vị", "Số hồ sơ đã giải quyết", "Tổng số hồ sơ tiếp nhận"), (A.full_name,)])
    done, left = filled(tmp_path, form, made)
    assert values(done["S"], "B2:C2") == [[None, None]]
    assert set(reasons(left).values()) == {"periods", "no_row"}


def test_a_unit_without_a_report_of_one_of_the_periods_is_listed(tmp_path: Path) -> None:
    made = together(*two("2025-08", 100), two("2025-09")[0], periods=["2025-08", "2025-09"])
    done, left = filled(tmp_path, periods_form(), made)
    assert values(done["S"], "B3:C4") == [[110, 10], [130, None]]
    assert reasons(left)[B.full_name] == "report"


def test_the_title_and_the_name_of_a_sheet_tell_its_period(tmp_path: Path) -> None:
    head = ("Đơn vị", "Tổng số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết")
    form = book(
        X=[("KẾT QUẢ THÁNG 8 NĂM 2025",), head, (A.full_name,)],
        Y=[("KẾT QUẢ THÁNG 9 NĂM 2025",), head, (A.full_name,), (B.full_name,)],
        Tháng_8=[head, (A.full_name,)],
    )
    done, left = filled(tmp_path, form, together(*two()))
    assert values(done["Y"], "B3:C4") == [[10, 20], [30, 40]]
    assert values(done["X"], "B3:C3") == values(done["Tháng 8"], "B2:C2") == [[None, None]]
    assert {one.sheet for one in left if one.reason == "period"} == {"X", "Tháng 8"}


def test_two_tables_on_one_sheet_are_told_apart(tmp_path: Path) -> None:
    rows = [
        ("Đơn vị", "Số hồ sơ đã giải quyết", "Ghi chú"), (A.full_name,), (B.full_name,), (),
        ("Đơn vị", "Tổng số hồ sơ tiếp nhận", "Số hồ sơ đã giải quyết"), (B.full_name,), (A.full_name,),
    ]  # fmt: skip
    done, left = filled(tmp_path, book(S=rows), together(*two()))
    assert values(done["S"], "B2:C3") == [[20, None], [40, None]]
    assert values(done["S"], "B6:C7") == [[30, 40], [10, 20]]
    assert reasons(left) == {"C: Ghi chú": "heading"}


def test_plans_fields_changes_and_other_units_are_no_results(tmp_path: Path) -> None:
    rows = [
        ("Đơn vị", "Kế hoạch năm 2025", None, "Thực hiện tháng 9/2025", None, "Khác", None, None, None),
        (
            None, "Số hồ sơ đã giải quyết", "Tỷ lệ hồ sơ trực tuyến", "Số hồ sơ đã giải quyết",
            "Tỷ lệ hồ sơ trực tuyến", "Số hồ sơ đã giải quyết lĩnh vực hộ tịch",
            "Tỷ lệ hồ sơ trực tuyến (phần nghìn)", "Số hồ sơ đã giải quyết kỳ trước",
            "Số hồ sơ đã giải quyết (nghìn hồ sơ)",
        ),
        (A.full_name,),
        (B.full_name,),
    ]  # fmt: skip
    form = book(S=rows)
    for area in ("B1:C1", "D1:E1", "F1:I1"):
        form["S"].merge_cells(area)
    done, left = filled(tmp_path, form, together(*two()))
    assert values(done["S"], "B3:I4") == [
        [None, None, 20, 91.5, None, None, None, 0.02],
        [None, None, 40, 92.5, None, None, None, 0.04],
    ]
    assert {one.what[0]: one.reason for one in left} == {
        "B": "target", "C": "target", "F": "field", "G": "unit", "H": "period",
    }  # fmt: skip


def other_marks() -> tuple[Unit, Unit]:
    """Two communes of one province whose names differ by their marks alone."""
    known = units_on(DAY).units.values()
    found = {unit.full_name: unit for unit in known if unit.name in {"Cẩm Giang", "Cẩm Giàng"}}
    return found["Xã Cẩm Giang"], found["Xã Cẩm Giàng"]


HEAD = ("STT", "Đơn vị", "Số hồ sơ đã giải quyết")


def test_names_that_differ_by_their_marks_are_two_units(tmp_path: Path) -> None:
    one, other = other_marks()
    form = book(S=[HEAD, (1, one.full_name), (2, other.full_name.upper()), (3, "Xã Cam Giang")])
    made = together(sent(one, {DONE: "1111"}), sent(other, {DONE: "2222"}))
    done, left = filled(tmp_path, form, made)
    assert values(done["S"], "C2:C4") == [[1111], [2222], [None]]
    assert reasons(left) == {"4: Xã Cam Giang": "ambiguous"}


def test_a_name_spelled_as_that_of_a_unit_without_report_is_not_another_one(tmp_path: Path) -> None:
    one, other = other_marks()
    form = book(S=[HEAD, (1, other.full_name), (2, A.full_name)])
    done, left = filled(tmp_path, form, together(sent(one, {DONE: "1111"}), sent(A, {DONE: "5"})))
    assert values(done["S"], "C2:C3") == [[None], [5]]
    assert reasons(left) == {f"2: {other.full_name}": "row", f"UBND {one.full_name}": "no_row"}


OLD = "2024-02-01"


def same_names() -> tuple[Unit, Unit]:
    """Two communes of one full name in two districts of a province."""
    units = units_on(OLD).units
    first, second = (
        unit for unit in units.values() if unit.full_name == "Xã Tân Minh" and _is_in(unit, "01")
    )
    return first, second


def _is_in(unit: Unit, province: str) -> bool:
    return units_on(OLD).units[unit.parent].parent == province


def test_equal_names_are_told_apart_by_their_districts(tmp_path: Path) -> None:
    first, second = same_names()
    listed = units_on(OLD).units
    above = [listed[unit.parent].full_name for unit in (first, second)]
    rows = [
        HEAD,
        (1, f"{first.full_name}, {above[0]}"),
        (2, f"{second.full_name}, {above[1]}, thành phố Hà Nội"),
        (3, first.full_name),
        (4, f"{first.full_name}, huyện Không Có"),
    ]
    made = together(sent(first, {DONE: "3"}, day=OLD), sent(second, {DONE: "4"}, day=OLD))
    done, left = filled(tmp_path, book(S=rows), made)
    assert values(done["S"], "C2:C5") == [[3], [4], [None], [None]]
    assert [one.reason for one in left] == ["ambiguous", "row"]


def test_a_column_or_a_heading_row_of_districts_tells_equal_names_apart(tmp_path: Path) -> None:
    first, second = same_names()
    above = [units_on(OLD).units[unit.parent].full_name for unit in (first, second)]
    form = book(
        S=[("Huyện", "Xã", "Số hồ sơ đã giải quyết"), (above[0], "Tân Minh"), (above[1], "Xã Tân Minh")],
        T=[HEAD, ("I", above[1]), (1, "Xã Tân Minh"), ("II", above[0]), (1, "Xã Tân Minh")],
    )
    made = together(sent(first, {DONE: "3"}, day=OLD), sent(second, {DONE: "4"}, day=OLD))
    done, _ = filled(tmp_path, form, made)
    assert values(done["S"], "C2:C3") == [[3], [4]]
    assert values(done["T"], "C2:C5") == [[None], [4], [None], [3]]


def test_a_printed_type_is_that_of_the_unit(tmp_path: Path) -> None:
    names = [
        f"Huyện {A.name}",
        f"Công an {A.full_name.lower()}",
        f"Trường THCS {A.name}",
        f"2. {A.full_name}",
    ]
    form = book(S=[HEAD, *((number, name) for number, name in enumerate(names, 1)), (5, B.name)])
    done, left = filled(tmp_path, form, together(*two()))
    assert values(done["S"], "C2:C6") == [[None], [None], [None], [20], [40]]
    assert [one.reason for one in left] == ["row"] * 3


def test_all_that_stays_empty_is_listed(tmp_path: Path) -> None:
    rows = [
        HEAD,
        (1, A.full_name, "...."),
        (2, "Xã Không Có", "…"),
        (3, "Cụm thi đua số 1"),
        (None, "Tổng cộng", "-"),
        (None, "NGƯỜI LẬP BIỂU"),
    ]
    done, left = filled(tmp_path, book(S=rows), together(*two()))
    assert values(done["S"], "C2:C5") == [[20], ["…"], [None], ["-"]]
    assert reasons(left) == {
        "3: Xã Không Có": "row", "4: Cụm thi đua số 1": "row", "5: Tổng cộng": "total",
        f"UBND {B.full_name}": "no_row",
    }  # fmt: skip


def test_a_sheet_none_of_whose_units_is_known_is_listed(tmp_path: Path) -> None:
    form = book(S=[HEAD, (1, A.full_name), (2, B.full_name)], T=[HEAD, (1, "Xã Không Có")])
    _, left = filled(tmp_path, form, together(*two()))
    assert [(one.sheet, one.what, one.reason) for one in left] == [("T", "2: Xã Không Có", "row")]


def test_units_side_by_side_are_told_to_stand_in_rows(tmp_path: Path) -> None:
    turned = [("Chỉ tiêu", A.full_name, B.full_name), ("Số hồ sơ đã giải quyết",)]
    with pytest.raises(UsageError, match="template_units_across"):
        filled(tmp_path, book(S=turned), together(*two()))
    done, left = filled(
        tmp_path, book(S=turned, T=[HEAD, (1, A.full_name), (2, B.full_name)]), together(*two())
    )
    assert values(done["S"], "B2:C2") == [[None, None]]
    assert [(one.sheet, one.reason) for one in left] == [("S", "across")]


@pytest.mark.parametrize("place", ["S!$B$1:$B$2", "S!$B:$B", "Gone!$B$1", "#REF!$B$1", "S!$B$1,S!$C$1"])
def test_a_name_of_no_single_cell_is_listed(tmp_path: Path, place: str) -> None:
    form = book(S=[("Đơn vị", "a", "b"), (A.full_name,), (B.full_name,)])
    form.defined_names[DONE] = DefinedName(DONE, attr_text=place)
    form.defined_names[RECEIVED] = DefinedName(RECEIVED, attr_text="S!$C$1")
    done, left = filled(tmp_path, form, together(*two()))
    assert values(done["S"], "B2:C3") == [[None, 10], [None, 30]]
    assert [one.reason for one in left] == ["name", "heading"]


def test_a_note_may_name_its_writer_before_the_indicator(tmp_path: Path) -> None:
    form = book(S=[("Đơn vị", "a", "b"), (A.full_name,), (B.full_name,)])
    form["S"]["B1"].comment = Comment(f"Người lập:\n{RECEIVED}", "x")
    form["S"]["C1"].comment = Comment(f"{DONE}\r\n", "x")
    done, left = filled(tmp_path, form, together(*two()))
    assert values(done["S"], "B2:C3") == [[10, 20], [30, 40]]
    assert left == []


def test_each_value_leads_to_its_report_and_no_text_is_a_formula(tmp_path: Path) -> None:
    form = book(S=[HEAD, (1, A.full_name), (2, B.full_name)], T=[HEAD, (1, B.full_name)])
    made = together(*two(), sent(A, {DONE: "1"}, "2025-08"))
    done, _ = filled(tmp_path, form, made)
    rows = list(done["Nguồn số liệu"].iter_rows(min_row=2))
    assert [(row[0].hyperlink.location, row[3].value, row[8].value) for row in rows] == [
        ("'S'!C2", 20, f"{A.code}-2025-09.txt"),
        ("'S'!C3", 40, f"{B.code}-2025-09.txt"),
        ("'T'!C2", 40, f"{B.code}-2025-09.txt"),
    ]
    assert [(row[5].value, row[5].data_type) for row in rows] == [
        ("=câu 20", "s"), ("=câu 40", "s"), ("=câu 40", "s"),
    ]  # fmt: skip
    states = {row[5]: row[1] for row in done["Tình hình gửi báo cáo"].iter_rows(min_row=2, values_only=True)}
    assert states[f"{A.code}-2025-08.txt"] == "Khác kỳ tổng hợp"
    assert len(states) == 3


def test_a_column_of_one_level_gets_the_value_of_that_level(tmp_path: Path) -> None:
    document, figures = sent(A, {DONE: "20"})
    of_levels = [
        replace(figures[0], id="p", value="7", level="tinh"),
        replace(figures[0], id="c", value="9", level="xa"),
    ]
    form = book(
        S=[
            ("Đơn vị", "Số hồ sơ đã giải quyết cấp xã", "Số hồ sơ đã giải quyết cấp huyện"),
            (A.full_name,),
        ]
    )
    done, left = filled(tmp_path, form, together((document, of_levels)))
    assert values(done["S"], "B2:C2") == [[9, None]]
    assert [one.reason for one in left] == ["level"]


def test_what_a_body_of_a_unit_reports_is_not_the_unit_s(tmp_path: Path) -> None:
    document, figures = sent(A, {DONE: "20"})
    name = f"Công an {A.full_name.lower()}"
    police = replace(document, path="p.txt", issuer=name)
    of_police = [replace(one, path="p.txt", value="3") for one in figures]
    form = book(S=[HEAD, (1, A.full_name), (2, name)])
    done, _ = filled(tmp_path, form, together((document, figures), (police, of_police)))
    assert values(done["S"], "C2:C3") == [[20], [3]]


def test_where_several_values_are_stated_the_cell_stays_empty_and_shaded(tmp_path: Path) -> None:
    document, figures = sent(A, {DONE: "20"})
    other = replace(figures[0], id="f9", value="21")
    form = book(S=[HEAD, (1, A.full_name)])
    done, left = filled(tmp_path, form, together((document, [*figures, other])))
    assert done["S"]["C2"].value is None
    assert done["S"]["C2"].comment is not None
    assert [one.reason for one in left] == ["several"]
    assert [row[3].value for row in done["Nguồn số liệu"].iter_rows(min_row=2)] == [20, 21]
