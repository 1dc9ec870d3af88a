"""XLSX: sheets as they show, and what of them is a table."""

import datetime as dt
from typing import Any

import pytest

from extractor.model import Document, Severity
from extractor.readers import read
from extractor.readers.limits import Limits
from tests.readers.sheet_files import LINES, MAIN, data, grid, only, parts, rows, xlsx

TABLE: tuple[list[object], ...] = (
    ["STT", "Đơn vị", "Số lượng"],
    [1, "Sở Nội vụ", 10],
    [2, "Sở Y tế", 5],
)


def document(content: bytes) -> Document:
    found = read(content, "bieu.xlsx")
    assert found.problems == ()
    return found


def official(book: Any, sheet: Any, *, ruled: bool) -> None:  # noqa: ANN401 - XlsxWriter has no types
    """An annex with letterhead, title, unit, a table with a header of three rows, and signatures."""
    form = book.add_format(LINES if ruled else {})
    percent = book.add_format({**(LINES if ruled else {}), "num_format": "0.0%"})
    sheet.merge_range("A1:C1", "UBND HUYỆN KỲ ANH\nVĂN PHÒNG", None)
    sheet.merge_range("D1:F1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", None)
    sheet.merge_range("A3:F3", "TỔNG HỢP HỒ SƠ QUÝ II", None)
    sheet.write("F4", "Đơn vị tính: hồ sơ")
    for place, text in {
        "A5:A6": "STT",
        "B5:B6": "Lĩnh vực",
        "C5:D5": "Hồ sơ",
        "E5:E6": "Xong",
        "F5:F6": "Tỷ lệ",
    }.items():
        sheet.merge_range(place, text, form)
    sheet.write_row("C6", ["Tổng số", "Trực tuyến"], form)
    sheet.write_row("A7", [f"({at})" for at in range(1, 7)], form)
    sheet.merge_range("A8:F8", "A. CẤP HUYỆN", form)
    sheet.write_row("A9", [1, "Đất đai", 1500, 1000, 951], form)
    sheet.write_formula("F9", "=E9/C9", percent, 0.634)
    sheet.merge_range("A10:B10", "Tổng cộng", form)
    sheet.write_row("C10", [1500, 1000, 951], form)
    sheet.write("F10", 0.634, percent)
    sheet.write("B12", "NGƯỜI LẬP BIỂU")
    sheet.write("E12", "CHỦ TỊCH")


@pytest.mark.parametrize("ruled", [True, False])
def test_an_official_annex_is_lines_around_a_table(*, ruled: bool) -> None:
    found = document(xlsx(lambda book, sheet: official(book, sheet, ruled=ruled), names=("Biểu 06a",)))
    table = only(found)
    assert found.raw[: table.start] == (
        "Biểu 06a\n"
        "UBND HUYỆN KỲ ANH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc\n"
        "\nTỔNG HỢP HỒ SƠ QUÝ II\nĐơn vị tính: hồ sơ\n"
    )
    assert found.raw[table.end :] == "NGƯỜI LẬP BIỂU\tCHỦ TỊCH\n"
    assert table.header_rows == 3
    assert grid(table) == [
        ["STT", "Lĩnh vực", "Hồ sơ", "", "Xong", "Tỷ lệ"],
        ["", "", "Tổng số", "Trực tuyến", "", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
        ["A. CẤP HUYỆN", "", "", "", "", ""],
        ["1", "Đất đai", "1500", "1000", "951", "63,4%"],
        ["Tổng cộng", "", "1500", "1000", "951", "63,4%"],
    ]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in table.cells}
    assert (spans["STT"], spans["Hồ sơ"], spans["A. CẤP HUYỆN"]) == ((2, 1), (1, 2), (1, 6))


def test_values_come_out_as_the_sheet_shows_them() -> None:
    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["a", "b", "c", "d"])
        sheet.write_row(1, 0, [12.0, 0.1 + 0.2, True])
        sheet.write_string(1, 3, "007")
        sheet.write_string(2, 0, "1.234")
        sheet.write_datetime(2, 1, dt.datetime(2024, 2, 3), day)  # noqa: DTZ001 - a sheet knows no time zone
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 3, '="x"', None, "x")
        sheet.write_rich_string(3, 0, "một", book.add_format({"bold": True}), " hai")
        sheet.write_formula(3, 1, "=1+1", None, 2)
        sheet.write_string(3, 2, " hai\ndòng ")

    assert grid(only(document(xlsx(fill))))[1:] == [
        ["12", "0,3", "TRUE", "007"],
        ["1.234", "03/02/2024", "#DIV/0!", "x"],
        ["một hai", "2", "hai dòng", ""],
    ]


def test_every_sheet_is_its_name_and_then_its_content() -> None:
    found = document(
        xlsx(rows(*TABLE, at=5), rows(["Ghi chú"]), rows(), names=("Biểu 1", "Thuyết minh", "Trống"))
    )
    assert found.raw.startswith("Biểu 1\nSTT\t")
    assert found.raw.endswith("5\nThuyết minh\nGhi chú\n")
    assert not found.wrapped


def test_two_tables_of_a_sheet_stay_apart() -> None:
    titled = xlsx(rows(*TABLE, ["Biểu 2"], *TABLE))
    assert [table.rows for table in document(titled).tables] == [3, 3]
    parted = xlsx(rows(*TABLE, [], *TABLE, ruled=True))
    assert [table.rows for table in document(parted).tables] == [3, 3]


def test_a_section_and_a_poor_row_belong_to_the_table_around_them() -> None:
    found = document(xlsx(rows(*TABLE, ["CẤP HUYỆN"], [3, "Huyện A", 7], [4, "Huyện B"], [5, "Huyện C", 1])))
    assert only(found).rows == 7


@pytest.mark.parametrize(
    "lines",
    [
        [["UBND TỈNH", None, "CỘNG HÒA"], ["SỞ NỘI VỤ", None, "Độc lập"]],
        [["Người lập", "Kế toán", "Thủ trưởng"], ["(ký)", "(ký)", "(ký)"]],
        [["Số lượng", 10], ["Tỷ lệ", 5]],
        [["STT", "Tên", "Số"]],
    ],
    ids=["letterhead", "signatures", "two columns", "one row"],
)
def test_without_lines_what_is_no_table(lines: list[list[object]]) -> None:
    assert document(xlsx(rows(*lines))).tables == ()


def test_lines_make_a_table_of_two_columns_and_one_without_figures() -> None:
    assert only(document(xlsx(rows(["Chỉ tiêu", "Số"], ["Hồ sơ", 5], ruled=True)))).cols == 2
    assert only(document(xlsx(rows(["Việc", "Ai"], ["Họp", "Sở"], ruled=True)))).rows == 2


def test_a_header_with_lines_takes_the_figures_below_it() -> None:
    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        rows(TABLE[0], ruled=True)(book, sheet)
        rows(*TABLE[1:], at=1)(book, sheet)

    assert only(document(xlsx(fill))).rows == 3


def test_rows_and_columns_without_text_are_left_out() -> None:
    found = document(xlsx(rows(["A", None, "B"], ["", None, ""], [1, None, 2], ruled=True)))
    assert grid(only(found)) == [["A", "B"], ["1", "2"]]


def test_what_is_hidden_is_not_read_and_is_said() -> None:
    def fill(book: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        rows(["STT", "Ẩn", "Tên", "Số"], [1, "x", "A", 5], [2, "y", "B", 6], [3, "z", "C", 7])(book, sheet)
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("Danh mục").write(0, 0, "bí mật")
        book.get_worksheet_by_name("Danh mục").hide()
        book.add_worksheet("Rỗng").hide()

    found = read(xlsx(fill), "x")
    assert grid(only(found)) == [["STT", "Tên", "Số"], ["1", "A", "5"], ["3", "C", "7"]]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("sheet_hidden", Severity.INFO)
    assert problem.values == {"sheets": 1, "cells": 7}


def test_a_merged_title_shows_though_its_first_column_is_hidden() -> None:
    def fill(_: Any, sheet: Any) -> None:  # noqa: ANN401 - XlsxWriter has no types
        sheet.merge_range("A1:C1", "TỔNG HỢP", None)
        sheet.set_column(0, 0, None, None, {"hidden": True})

    assert document(xlsx(fill)).raw == "Biểu 1\nTỔNG HỢP\n"


def test_cells_without_a_reference_follow_each_other() -> None:
    line = '<row><c t="inlineStr"><is><t>a_x000D_b</t></is></c><c><v>1</v></c><c r="E1"><v>2</v></c><c><v>3</v></c></row>'
    assert document(parts(data(line))).raw == "A\na\t1\t2\t3\nb\n"


def test_strict_workbooks_are_read() -> None:
    strict = data("<row><c><v>7</v></c></row>").replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert document(parts(strict)).raw == "A\n7\n"


def test_a_wrong_reference_and_a_wrong_style_do_no_harm() -> None:
    line = '<row r="x"><c r="1" s="99"><v>1</v></c></row><row r="-5"><c s="-1"><v>2</v></c><c t="s"><v>9</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1"/><mergeCell ref=":"/><mergeCell ref="B9:A1"/></mergeCells>'
    assert document(parts(data(line, merges))).raw == "A\n2\n"


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    line = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    claimed = data(line, '<mergeCells><mergeCell ref="A2:XFD9"/></mergeCells>')
    assert document(parts(claimed)).raw == "A\n1\n\n2\n"


def refused(content: bytes, limits: Limits) -> str:
    found = read(content, "x", limits)
    assert found.raw == ""
    ((code, severity),) = [(problem.code, problem.severity) for problem in found.problems]
    assert severity is Severity.ERROR
    return code


def test_more_cells_than_allowed_are_refused() -> None:
    small = Limits(cells=1000)
    row = data(f"<row>{'<c><v>1</v></c>' * 5000}</row>")
    assert refused(parts(row), small) == "sheet_too_large"
    merges = "".join(f'<mergeCell ref="A{at}:CV{at + 9}"/>' for at in range(1, 20))
    corner = '<row r="40"><c r="CV40"><v>1</v></c></row>'
    assert refused(parts(data(corner, f"<mergeCells>{merges}</mergeCells>")), small) == "sheet_too_large"
    scattered = [[None] * (3 * at) + [at, at, at] for at in range(30)]
    assert refused(xlsx(rows(*scattered)), small) == "sheet_too_large"


def test_a_million_cells_in_one_row_are_bounded() -> None:
    found = read(parts(data(f"<row>{'<c><v>1</v></c>' * 1_000_000}</row>")), "x")
    assert len(found.raw) <= 2 * 16_384 + 2


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    padded = parts(data("<row/>") + " " * 1_000_000)
    assert refused(padded, Limits(unpacked=1_000_000)) == "sheet_too_large"


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    found = read(parts(bomb + data('<row><c t="inlineStr"><is><t>&b;</t></is></c></row>')), "x")
    assert (found.raw, [problem.code for problem in found.problems]) == ("", ["sheet_part_broken"])


def test_a_broken_sheet_costs_that_sheet() -> None:
    found = read(parts("<worksheet"), "x")
    assert [(problem.code, problem.values) for problem in found.problems] == [
        ("sheet_part_broken", {"part": "xl/worksheets/s.xml"})
    ]


def test_every_cut_of_a_file_gives_a_document() -> None:
    content = xlsx(rows(*TABLE))
    for end in range(1, len(content), 97):
        assert "reader_failed" not in {problem.code for problem in read(content[:end], "x").problems}
    assert refused(content[:-30], Limits()) == "sheet_broken"
