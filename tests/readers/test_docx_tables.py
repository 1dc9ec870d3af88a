"""Tables of DOCX files: their grid, their header, and those that only place text."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.model import BlockKind, Document, Table
from extractor.readers.docx import read
from extractor.readers.limits import Limits
from tests.readers.docx_parts import BORDERS, cell, docx, para, part, row, table


def document(body: str, **parts: str) -> Document:
    found = read(docx(body, **parts), "bao-cao.docx", Limits())
    assert found.problems == ()
    return found


def only(found: Document) -> Table:
    (one,) = found.tables
    assert all(found.raw[cell.start : cell.end] == cell.text for cell in one.cells)
    return one


def grid(found: Document) -> list[list[str]]:
    one = only(found)
    rows = [[""] * one.cols for _ in range(one.rows)]
    for item in one.cells:
        rows[item.row][item.col] = item.text
    return rows


HEADER = (
    row(cell("STT", merge="restart"), cell("Bộ phận", merge="restart"), cell("Số lượng", span=2)),
    row(cell(merge="continue"), cell(merge="continue"), cell("Tổng số"), cell("Nữ")),
)
DATA = (row(cell("CẤP TỈNH", span=4)), row(cell("1"), cell("Sở Nội vụ"), cell("10"), cell("3")))


def test_merged_cells_stand_once_at_their_upper_left() -> None:
    found = document(table(*HEADER, *DATA))
    assert grid(found) == [
        ["STT", "Bộ phận", "Số lượng", ""],
        ["", "", "Tổng số", "Nữ"],
        ["CẤP TỈNH", "", "", ""],
        ["1", "Sở Nội vụ", "10", "3"],
    ]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in only(found).cells}
    assert spans["STT"] == (2, 1)
    assert spans["Số lượng"] == (1, 2)
    assert spans["CẤP TỈNH"] == (1, 4)
    assert [(block.kind, block.start, block.end) for block in found.blocks] == [
        (BlockKind.TABLE, 0, len(found.raw))
    ]


def test_the_header_is_as_deep_as_its_merged_cells() -> None:
    assert only(document(table(*HEADER, *DATA))).header_rows == 2


def test_the_header_is_what_repeats_on_each_page() -> None:
    again = "<w:tblHeader/>"
    rows = (row(cell("TT"), cell("Tên"), properties=again), row(cell("(1)"), cell("(2)"), properties=again))
    assert only(document(table(*rows, row(cell("1"), cell("A"))))).header_rows == 2
    off = row(cell("TT"), cell("Tên"), properties='<w:tblHeader w:val="0"/>')
    assert only(document(table(off, row(cell("1"), cell("A"))))).header_rows == 1


def test_a_merge_over_many_rows_is_no_header() -> None:
    body = [row(cell("Nhóm", merge="restart"), cell("A"))]
    body += [row(cell(merge="continue"), cell(str(n))) for n in range(9)]
    assert only(document(table(*body))).header_rows == 1


def test_rows_that_begin_further_right() -> None:
    body = table(
        row(cell("a"), cell("b"), cell("c")),
        row(cell("d"), cell("e"), properties='<w:gridBefore w:val="1"/>'),
    )
    assert grid(document(body)) == [["a", "b", "c"], ["", "d", "e"]]


def test_columns_in_which_no_cell_begins_are_left_out() -> None:
    body = table(row(cell("a", span=3), cell("b", span=2)), row(cell("c", span=3), cell("d", span=2)))
    assert grid(document(body)) == [["a", "b"], ["c", "d"]]


def test_a_merge_without_a_beginning_begins_where_it_is() -> None:
    body = table(row(cell("a"), cell("b")), row(cell("c", merge="continue"), cell("d")))
    assert grid(document(body)) == [["a", "b"], ["c", "d"]]


def test_a_merge_ends_where_a_row_has_other_columns() -> None:
    body = table(
        row(cell("a", merge="restart"), cell("b")),
        row(cell("c", span=2)),
        row(cell("d", merge="continue"), cell("e")),
    )
    assert grid(document(body)) == [["a", "b"], ["c", ""], ["d", "e"]]


def test_rows_and_cells_in_content_controls_are_found_and_deleted_rows_are_not() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inner = control(row(cell("1"), control(cell("A"))))
    body = table(row(cell("TT"), cell("Tên")), inner, row(cell("2"), cell("B"), properties="<w:del/>"))
    assert grid(document(body)) == [["TT", "Tên"], ["1", "A"]]


def test_hidden_rows_and_deleted_cells_are_not_seen() -> None:
    gone = cell("cũ").replace("<w:tcPr>", "<w:tcPr><w:cellDel/>")
    body = table(
        row(cell("TT"), gone, cell("Tên")),
        row(cell("1"), gone, cell("ẩn"), properties="<w:hidden/>"),
        row(cell("2"), gone, cell("B"), properties='<w:hidden w:val="0"/>'),
    )
    assert grid(document(body)) == [["TT", "Tên"], ["2", "B"]]


def test_paragraphs_of_a_cell_stand_on_one_line() -> None:
    body = table(row(cell("TT"), cell("Tổng", "số")), row(cell("1"), cell("2")))
    assert document(body).raw == "TT\tTổng số\n1\t2\n"


def test_a_table_in_a_cell_becomes_the_text_of_the_cell() -> None:
    nested = table(row(cell("x"), cell("y")), row(cell("z"), cell("")))
    body = table(row(cell("TT"), cell("Tên")), row(cell("1"), f"<w:tc>{nested}{para('w')}</w:tc>"))
    assert grid(document(body)) == [["TT", "Tên"], ["1", "x y z w"]]


LETTERHEAD = (
    row(cell("UBND TỈNH HÀ TĨNH", "VĂN PHÒNG"), cell("CỘNG HÒA", "Độc lập")),
    row(cell("Số: 15/BC"), cell("Hà Tĩnh, ngày 05 tháng 7 năm 2024")),
)
HEAD_LINES = "UBND TỈNH HÀ TĨNH\nVĂN PHÒNG\nCỘNG HÒA\nĐộc lập\nSố: 15/BC\nHà Tĩnh, ngày 05 tháng 7 năm 2024\n"


def test_a_letterhead_is_lines_and_a_layout_table() -> None:
    found = document(table(*LETTERHEAD, properties="") + para("BÁO CÁO"))
    assert found.raw == HEAD_LINES + "BÁO CÁO\n"
    assert found.blocks == ()
    one = only(found)
    assert one.layout
    assert [cell.text for cell in one.cells][:2] == ["UBND TỈNH HÀ TĨNH\nVĂN PHÒNG", "CỘNG HÒA\nĐộc lập"]


def test_a_letterhead_that_is_drawn_with_borders_is_known_by_its_place() -> None:
    assert only(document(table(*LETTERHEAD))).layout
    assert not only(document(para("trước") + table(*LETTERHEAD))).layout


def test_the_borders_of_the_style_count_unless_the_table_has_its_own() -> None:
    styles = part("styles", f'<w:style w:styleId="Luoi">{BORDERS}</w:style>')
    style = '<w:tblStyle w:val="Luoi"/>'
    none = '<w:tblBorders><w:top w:val="none"/><w:left w:val="nil"/></w:tblBorders>'
    signature = row(cell("Nơi nhận:", "- Lưu: VT"), cell("CHỦ TỊCH", "Nguyễn Văn A"))
    before = para("./.")
    drawn = table(signature, properties=f"<w:tblPr>{style}</w:tblPr>")
    undrawn = table(signature, properties=f"<w:tblPr>{style}{none}</w:tblPr>")
    assert not only(document(before + drawn, styles=styles)).layout
    assert only(document(before + undrawn, styles=styles)).layout


def test_cells_with_borders_of_their_own_make_a_table_of_data() -> None:
    sides = '<w:tcBorders><w:top w:val="single"/><w:bottom w:val="single"/></w:tcBorders>'
    body = table(
        row(cell("TT", "số"), cell("Tên")).replace("<w:gridSpan", sides + "<w:gridSpan"), properties=""
    )
    assert not only(document(para("trước") + body)).layout


def test_a_long_table_without_borders_holds_data() -> None:
    rows = [row(cell(str(n), "dòng"), cell("A")) for n in range(9)]
    assert not only(document(table(*rows, properties=""))).layout


def test_a_small_table_without_borders_holds_data_if_its_cells_hold_one_line() -> None:
    rows = [row(cell("TT"), cell("Tên"), cell("Số")), row(cell("1"), cell("A"), cell("2"))]
    assert not only(document(table(*rows, properties=""))).layout


def test_a_table_inside_a_box_keeps_its_grid() -> None:
    inner = table(row(cell("TT"), cell("Tên")), row(cell("1"), cell("A")))
    found = document(para("trước") + table(row(f"<w:tc>{para('Hộp')}{inner}</w:tc>")))
    assert found.raw == "trước\nHộp\nTT\tTên\n1\tA\n"
    assert [(one.layout, one.rows, one.cols) for one in found.tables] == [(True, 1, 1), (False, 2, 2)]


CELLS = st.builds(
    cell,
    st.text(alphabet="aế 1", max_size=5),
    span=st.integers(0, 5),
    merge=st.sampled_from(["", "restart", "continue"]),
)
ROWS = st.lists(st.lists(CELLS, max_size=6).map(lambda cells: row(*cells)), max_size=9)


@given(ROWS, st.sampled_from([BORDERS, ""]))
def test_any_grid_gives_cells_that_stand_in_raw_and_do_not_overlap(rows: list[str], properties: str) -> None:
    found = document(para("trước") + table(*rows, properties=properties))
    for one in found.tables:
        assert all(found.raw[cell.start : cell.end] == cell.text for cell in one.cells)
        places = [
            (cell.row + down, cell.col + right)
            for cell in one.cells
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        ]
        assert len(places) == len(set(places))
        assert all(row < one.rows and col < one.cols for row, col in places)
