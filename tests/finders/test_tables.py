"""Tables as records: grid, title, unit of measure, kind."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import rules
from extractor.finders import columns, tables
from extractor.model import Block, BlockKind, Cell, Table
from extractor.records import TableRecord
from tests.finders.reports import report

BODY = (
    "STT\tTên xã\tTổng số\tTrong đó\t\n\t\t\tNữ\tĐảng viên\n1\tXã Lam Hạ\t12\t5\t7\n2\tXã Vân Trì\t9\t4\t6\n"
)


def only(text: str) -> TableRecord:
    (record,) = tables.find(report(text))
    return record


def table(
    *rows: str, header_rows: int = 1, spans: dict[tuple[int, int], tuple[int, int]] | None = None
) -> Table:
    """A table of rows whose cells are separated by `|`; `spans` gives rowspan and colspan of a place."""
    grid = [row.split("|") for row in rows]
    cells = tuple(
        Cell(row=r, col=c, rowspan=size[0], colspan=size[1], text=text, start=0, end=len(text))
        for r, line in enumerate(grid)
        for c, text in enumerate(line)
        for size in ((spans or {}).get((r, c), (1, 1)),)
    )
    return Table(start=0, end=0, rows=len(grid), cols=len(grid[0]), cells=cells, header_rows=header_rows)


def test_a_record_holds_the_cells_where_they_stand() -> None:
    text = f"PHỤ LỤC\n{BODY}\nHết.\n"
    record = only(text)
    assert record.id == "t1"
    assert text[record.start : record.end] == record.text
    assert record.header_rows == 2
    assert record.grid[2] == ("1", "Xã Lam Hạ", "12", "5", "7")
    placed = [cell for row in record.cells for cell in row if cell]
    assert all(text[cell.start : cell.end] == cell.text for cell in placed)
    assert record.cells[1][0] is None


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("TỔNG HỢP SỐ LIỆU\n", "TỔNG HỢP SỐ LIỆU"),
        ("TỔNG HỢP SỐ LIỆU\nNĂM 2023 CỦA HUYỆN\n", "TỔNG HỢP SỐ LIỆU NĂM 2023 CỦA HUYỆN"),
        ("PHỤ LỤC 02\nSố người làm việc tại các xã\n", "Số người làm việc tại các xã"),
        ("Biểu số 3\nSỐ NGƯỜI\n(Kèm theo Báo cáo số 12/BC-UBND)\n", "SỐ NGƯỜI"),
        ("Bảng 2. Người làm việc tại xã\n", "Bảng 2. Người làm việc tại xã"),
        ("**SỐ NGƯỜI LÀM VIỆC**\n\nĐơn vị tính: người\n", "SỐ NGƯỜI LÀM VIỆC"),
        ("Kết quả cụ thể như bảng sau:\n", None),
        ("Huyện đã bố trí đủ người cho các xã\n", None),
        ("", None),
    ],
)
def test_the_title_is_in_capitals_or_stands_with_a_word_for_a_table(above: str, title: str | None) -> None:
    assert only(f"Mở đầu.\n\n{above}\n{BODY}").title == title


def test_a_page_number_is_no_part_of_the_title() -> None:
    made = report(f"SỐ NGƯỜI LÀM VIỆC\n7\n{BODY}")
    furniture = Block(kind=BlockKind.FURNITURE, start=18, end=20)
    made.document = msgspec.structs.replace(made.document, blocks=(furniture, *made.document.blocks))
    (record,) = tables.find(made)
    assert record.title == "SỐ NGƯỜI LÀM VIỆC"


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (f"SỐ LIỆU\n(Đơn vị tính: triệu đồng)\n{BODY}", "Đơn vị tính: triệu đồng"),
        (f"ĐVT: người\n{BODY}", "ĐVT: người"),
        (BODY.replace("Trong đó", "ĐVT: người"), "ĐVT: người"),
        (f"Đơn vị nộp báo cáo đúng hạn.\n{BODY}", None),
    ],
)
def test_the_unit_of_measure_is_noted_above_the_table_or_in_its_header(text: str, note: str | None) -> None:
    assert only(text).unit_note == note


@pytest.mark.parametrize(
    ("header", "kind", "form"),
    [
        ("STT\tĐơn vị\tTổng số\tThuộc biên chế\tĐược cử đến", "staffing", None),
        ("STT\tĐơn vị\tBiên chế được giao\tCó mặt\tGhi chú", "staffing", None),
        ("STT\tĐơn vị\tTổng số\tNữ\tĐảng viên", "data", None),
        ("STT\tCấp học\tSố lớp\tHọc sinh\tTỷ lệ", "data", None),
        ("STT\tsố hóa TPHS\tCó tái sử dụng\tĐã số hóa kết quả\tĐơn vị", "form", "766.SOHOA"),
    ],
)
def test_the_kind_follows_from_the_columns(header: str, kind: str, form: str | None) -> None:
    record = only(f"{header}\n1\tA\t3\t2\t1\n2\tB\t5\t5\t0\n")
    assert (record.kind, record.form) == (kind, form)


def test_a_merged_cell_speaks_for_the_columns_below_it() -> None:
    found = table(
        "STT|Đơn vị|Biên chế được giao|Có mặt",
        "|||",
        spans={(0, 2): (1, 1)},
        header_rows=2,
    )
    assert columns.roles(found, rules.load()) == ("ordinal", "unit", "assigned", "present")


def test_two_totals_side_by_side_are_told_apart_by_what_covers_them() -> None:
    found = table(
        "STT|Đơn vị|Biên chế được giao||Có mặt|",
        "||Tổng số|Nữ|Tổng số|Nữ",
        spans={(0, 2): (1, 2), (0, 4): (1, 2)},
        header_rows=2,
    )
    roles = columns.roles(found, rules.load())
    assert roles[2] == "assigned"
    assert roles[4] == "present"


def test_a_silent_column_is_named_by_the_sum_that_it_closes() -> None:
    found = table("STT|Đơn vị|Tổng số|Thuộc biên chế|Khác", "1|Xã A|7|5|2", "2|Xã B|9|9|0", "3|Xã C|4|1|3")
    assert columns.roles(found, rules.load())[4] == "seconded"


def test_a_silent_column_whose_sums_do_not_close_stays_unnamed() -> None:
    found = table("STT|Đơn vị|Tổng số|Thuộc biên chế|Khác", "1|Xã A|7|5|1", "2|Xã B|9|9|4", "3|Xã C|4|1|3")
    assert columns.roles(found, rules.load())[4] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08", 8),
        ("1.204", 1204),
        ("0", 0),
        ("", None),
        ("-", None),
        ("12,5", None),
        ("ba", None),
        ("1.20", None),
    ],
)
def test_a_cell_states_a_whole_number_or_none(text: str, value: int | None) -> None:
    assert columns.integer(text) == value


@given(
    st.lists(st.lists(st.sampled_from(["12", "xã", "Lam Hạ", "0", ""]), min_size=3, max_size=3), min_size=1)
)
def test_the_grid_is_what_the_lines_hold(rows: list[list[str]]) -> None:
    lines = [["STT", "Xã", "Tổng", "Nữ"], *([str(n), *row] for n, row in enumerate(rows, 1))]
    record = only("\n".join("\t".join(line) for line in lines))
    assert [list(row) for row in record.grid] == lines


def test_a_cell_merged_downwards_is_the_whole_heading_of_its_column() -> None:
    spans = {(0, 0): (2, 1), (0, 1): (1, 2), (0, 3): (2, 1)}
    merged = table(
        "STT|Hồ sơ||Xong", "|Tổng số|Trực tiếp|", "(1)|(2)|(3)|(4)", "1|5|3|4", header_rows=3, spans=spans
    )
    assert columns.headings(merged) == (
        ("STT", "(1)"),
        ("Hồ sơ", "Tổng số", "(2)"),
        ("Hồ sơ", "Trực tiếp", "(3)"),
        ("Xong", "(4)"),
    )
