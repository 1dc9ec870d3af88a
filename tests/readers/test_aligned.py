"""Tables of text whose columns are parted by white space only."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Table
from extractor.readers.plain import find_tables

WITH_DASHES = """\
STT   Chỉ tiêu                     Tháng 8   Tháng 9
---   --------------------------   -------   -------
1     Tổng số hồ sơ tiếp nhận        1.902     2.104
      + Trực tuyến                   1.690     1.913
2     Hồ sơ đã giải quyết            1.819
"""

WITHOUT = """\
Biểu 1: Kết quả
Lĩnh vực                 Số hồ sơ   Tỷ lệ (%)
Đất đai                       312       15,4
A. Lĩnh vực thuộc thẩm quyền của cấp xã, phường
Hộ tịch, chứng thực         1.006       49,8
Tổng cộng                   1.318
Nguồn: Cổng Dịch vụ công quốc gia, ngày chốt số liệu là 25/9
"""

LETTERHEAD = """\
UBND XÃ A                CỘNG HÒA XÃ HỘI
   TÂN LẬP               Độc lập - Tự do
---------                ---------------
Số: 12/BC-UBND           A, ngày 30/9/2025
"""

SIGNATURE = """\
Nơi nhận:                TM. UBND XÃ
- Như trên;              CHỦ TỊCH
- Lưu: VT.
                         Lý Thị Ví Dụ
"""

PROSE = """\
Trong tháng  tiếp nhận   12 hồ sơ, đã  giải quyết
được 11  hồ sơ và trả lại  1 hồ sơ, còn
lại  0 hồ sơ   đang xử lý theo quy   định.
"""


def rows(raw: str, table: Table) -> list[list[str]]:
    """The texts of the cells, row by row, each taken from the raw text by its span."""
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        assert cell.text == raw[cell.start : cell.end]
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def test_a_line_of_dashes_says_where_the_columns_stand() -> None:
    (table,) = find_tables(WITH_DASHES)
    assert table.header_rows == 1
    assert rows(WITH_DASHES, table) == [
        ["STT", "Chỉ tiêu", "Tháng 8", "Tháng 9"],
        ["1", "Tổng số hồ sơ tiếp nhận", "1.902", "2.104"],
        ["", "+ Trực tuyến", "1.690", "1.913"],
        ["2", "Hồ sơ đã giải quyết", "1.819", ""],
    ]


def test_blanks_that_all_lines_share_part_columns() -> None:
    (table,) = find_tables(WITHOUT)
    assert rows(WITHOUT, table) == [
        ["Lĩnh vực", "Số hồ sơ", "Tỷ lệ (%)"],
        ["Đất đai", "312", "15,4"],
        ["A. Lĩnh vực thuộc thẩm quyền của cấp xã, phường"],
        ["Hộ tịch, chứng thực", "1.006", "49,8"],
        ["Tổng cộng", "1.318", ""],
    ]


def test_combining_marks_take_no_place() -> None:
    raw = unicodedata.normalize("NFD", WITH_DASHES)
    (table,) = find_tables(raw)
    assert [len(row) for row in rows(raw, table)] == [4, 4, 4, 4]
    assert rows(raw, table)[1][1] == unicodedata.normalize("NFD", "Tổng số hồ sơ tiếp nhận")


@pytest.mark.parametrize(
    "raw",
    [LETTERHEAD, SIGNATURE, PROSE],
)
def test_letterheads_signatures_and_prose_are_no_tables(raw: str) -> None:
    assert find_tables(raw) == ()


@given(st.text(alphabet="ab1 2.-=\n\u0301Đ", max_size=400))
def test_any_text_is_read_and_cells_stay_in_order(raw: str) -> None:
    for table in find_tables(raw):
        for row in range(table.rows):
            cells = [cell for cell in table.cells if cell.row == row]
            assert all(one.end <= other.start for one, other in pairwise(cells))
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in cells)
