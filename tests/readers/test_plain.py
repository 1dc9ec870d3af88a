"""Text files and the tables in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import BlockKind, Document, Severity, Table
from extractor.readers.limits import Limits
from extractor.readers.plain import decode, find_tables, read

STAFF = (
    "Biểu kèm theo\n\n"
    "STT\tBộ phận\tSố lượng công chức\t\tGhi chú\n"
    "\t\tTổng số\tNữ\t\n"
    "CẤP TỈNH\n"
    "1\tSở Nội vụ\t10\t3\t\n"
    "\n\n"
    "2\tSở Y tế \t5\t2\tkiêm nhiệm\n"
    "CẤP HUYỆN\t\t\t\t\n"
    "I\tHuyện Kỳ Anh\t7\t1\n"
    "\nNơi nhận:\tTM. ỦY BAN\n"
)


def document(text: str) -> Document:
    return read(text.encode(), "bao-cao.txt", Limits())


def grid(table: Table) -> list[list[str]]:
    """The rows of a table; "" where a merged cell covers."""
    rows = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return rows


def test_raw_is_the_decoded_file_with_its_newlines() -> None:
    text = "BÁO CÁO\r\nTháng 2\rnăm 2024\n"
    found = document(text)
    assert found.raw == text
    assert found.wrapped
    assert found.problems == ()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_decoded_without_loss_and_without_its_mark(codec: str) -> None:
    text = "Số: 15/BC-UBND, hằng năm¹, phường Đức Thuận\n"
    assert decode(text.encode(codec)) == (text, 0)


def test_windows_1258_is_decoded() -> None:
    text = "Tô\u0309ng sô\u0301 hô\u0300 sơ, đa\u0303 gia\u0309i quyê\u0301t"
    assert decode(text.encode("cp1258")) == (text, 0)


def test_damaged_utf_8_is_kept_and_reported() -> None:
    found = read("Tổng số hồ sơ ".encode() + b"\xe1\xbb" + " đã giải quyết".encode(), "x", Limits())
    assert found.raw == "Tổng số hồ sơ \ufffd đã giải quyết"
    assert [(problem.code, problem.severity) for problem in found.problems] == [
        ("bad_encoding", Severity.WARNING)
    ]


def test_too_long_text_is_refused() -> None:
    found = read(b"a" * 11, "x", Limits(chars=10))
    assert found.raw == ""
    assert [(problem.code, problem.severity) for problem in found.problems] == [("too_large", Severity.ERROR)]


def test_tabs_make_a_table_over_page_breaks_and_sections() -> None:
    (table,) = find_tables(STAFF)
    assert (table.cols, table.header_rows) == (5, 2)
    assert grid(table) == [
        ["STT", "Bộ phận", "Số lượng công chức", "", "Ghi chú"],
        ["", "", "Tổng số", "Nữ", ""],
        ["CẤP TỈNH", "", "", "", ""],
        ["1", "Sở Nội vụ", "10", "3", ""],
        ["2", "Sở Y tế", "5", "2", "kiêm nhiệm"],
        ["CẤP HUYỆN", "", "", "", ""],
        ["I", "Huyện Kỳ Anh", "7", "1", ""],
    ]


def test_lone_line_spans_its_row() -> None:
    (table,) = find_tables(STAFF)
    assert [(cell.text, cell.colspan) for cell in table.cells if cell.row == 2] == [("CẤP TỈNH", 5)]


def test_table_block_covers_whole_lines() -> None:
    found = document(STAFF)
    (block,) = found.blocks
    assert block.kind is BlockKind.TABLE
    assert found.raw[block.start : block.end].startswith("STT\t")
    assert found.raw[block.start : block.end].endswith("7\t1\n")


def test_prose_between_two_tables_keeps_them_apart() -> None:
    one = "STT\tTên\tSố\n1\tA\t2\n"
    assert len(find_tables(f"{one}Biểu 2\n{one}")) == 2
    assert len(find_tables(f"{one}Một câu.\nHai câu.\n2\tB\t3\n3\tC\t4\n")) == 2
    assert len(find_tables(f"{one}{'Một câu rất dài. ' * 9}\n2\tB\t3\n3\tC\t4\n")) == 2


def test_header_that_is_repeated_on_the_next_page_is_no_row() -> None:
    (table,) = find_tables("STT\tTên\tSố\n1\tA\t2\n\n\nSTT\tTên\tSố\n2\tB\t3\n")
    assert grid(table) == [["STT", "Tên", "Số"], ["1", "A", "2"], ["2", "B", "3"]]


def test_row_of_column_numbers_belongs_to_the_header() -> None:
    (table,) = find_tables("STT\tTên\tSố\n(1)\t(2)\t(3)\n1\tA\t2\n")
    assert table.header_rows == 2


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI\nTỈNH HÀ TĨNH\t\tĐộc lập - Tự do\n",
        "Tên\tSố\nA\t2\n",
        "STT\tTên\tSố\n",
        "|\nỦY BAN\n|\nCỘNG HÒA\n|\n",
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI\nTỈNH HÀ TĨNH | Độc lập - Tự do\n",
        "|ỦY BAN NHÂN DÂN |CỘNG HÒA XÃ HỘI |\n|TỈNH HÀ TĨNH    |Độc lập - Tự do |\n",
    ],
    ids=[
        "letterhead",
        "two columns",
        "one row",
        "stray pipes",
        "letterhead with a pipe",
        "letterhead in pipes",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert find_tables(text) == ()


def test_pipes_make_a_table() -> None:
    (table,) = find_tables("Xem:\n| TT | Tên | Số |\n|---|:--|--:|\n| 1 | A \\| B | 2 |\n| 2 | C |\n")
    assert table.header_rows == 1
    assert grid(table) == [["TT", "Tên", "Số"], ["1", "A \\| B", "2"], ["2", "C", ""]]


def test_first_cell_of_a_piped_row_may_be_empty() -> None:
    (table,) = find_tables("| | Tên | Số |\n|---|---|---|\n| | A | 2 |\n")
    assert grid(table) == [["", "Tên", "Số"], ["", "A", "2"]]


def test_rows_may_have_pipes_between_their_cells_only() -> None:
    (table,) = find_tables("TT | Tên | Số\n1 | A | 2\n | Cộng | 2\n")
    assert grid(table) == [["TT", "Tên", "Số"], ["1", "A", "2"], ["", "Cộng", "2"]]
    assert table.header_rows == 1


def test_pipes_between_cells_and_at_the_edges_are_two_tables() -> None:
    first, second = find_tables("A | B | C\n1 | 2 | 3\n| A | B | C |\n| 1 | 2 | 3 |\n")
    assert (first.rows, first.cols, second.rows, second.cols) == (2, 3, 2, 3)


TABLE_LIKE = st.text(alphabet="1aế \t|-\n\r\x0c", max_size=200)


@given(TABLE_LIKE)
def test_cells_stand_in_raw_where_they_say(text: str) -> None:
    for table in find_tables(text):
        assert all(text[cell.start : cell.end] == cell.text for cell in table.cells)
        assert all(table.start <= cell.start <= cell.end <= table.end for cell in table.cells)
        assert {(cell.row, cell.col) for cell in table.cells if cell.colspan == 1} <= {
            (row, col) for row in range(table.rows) for col in range(table.cols)
        }
        assert table.header_rows <= table.rows


@given(st.binary(max_size=300))
def test_any_bytes_decode(data: bytes) -> None:
    text, replaced = decode(data)
    assert replaced <= len(text)


@pytest.mark.parametrize("line", [b"|a|b|c|\n", b"a   b   1   2   3\n"])
def test_more_cells_than_allowed_are_refused(line: bytes) -> None:
    found = read(line * 10, "x", Limits(cells=30))
    assert [(problem.code, problem.severity) for problem in found.problems] == [("too_large", "error")]
    assert found.raw == ""
