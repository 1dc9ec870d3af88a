"""Tables without vertical rules: which are found, and what must never become one."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import Document, Table
from extractor.readers.limits import Limits
from extractor.readers.pdf import read
from tests.readers.pdf_sheets import Sheet, pdf

PROSE = [
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện về công tác cải cách",
    "hành chính, phòng báo cáo kết quả thực hiện trong tháng, phương hướng",
    "nhiệm vụ của tháng sau như dưới đây, đồng thời đề nghị cấp trên xem",
    "xét các kiến nghị kèm theo, trong đó có 12 kiến nghị của 3 xã mới.",
]
XS = (72, 110, 270, 340, 410, 480)
SIZE = 10
PITCH = 12

Cell = str | Sequence[str]


def reading(*sheets: Sheet) -> Document:
    document = read(pdf(*sheets), "mau.pdf", Limits())
    assert "".join(document.raw[page.start : page.end] for page in document.pages) == document.raw
    for table in document.tables:
        assert all(document.raw[cell.start : cell.end] == cell.text for cell in table.cells)
    return document


def rows(table: Table) -> list[list[str]]:
    grid = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def written(
    sheet: Sheet,
    table: Sequence[Sequence[Cell]],
    top: float = 700,
    xs: Sequence[float] = XS,
    *,
    middle: bool = False,
    ruled: bool = False,
    padding: float = 4,
) -> float:
    """Write rows of cells of one or more lines from the top down, or around the middle; give the bottom."""
    for row in table:
        cells = [[cell] if isinstance(cell, str) else list(cell) for cell in row]
        height = max(map(len, cells))
        if ruled:
            sheet.rule(xs[0], top, xs[0] + 460, top)
        for x, lines in zip(xs, cells, strict=False):
            lower = (height - len(lines)) / 2 * PITCH if middle else 0
            for number, line in enumerate(lines):
                if line:
                    sheet.text(x + 4, top - padding / 2 - lower - (number + 0.8) * PITCH, line, SIZE)
        top -= height * PITCH + padding
    if ruled:
        sheet.rule(xs[0], top, xs[0] + 460, top)
    return top


HEAD: list[Cell] = ["STT", "Đơn vị", "Tổng số", "Nữ", "Ghi chú"]
BODY: list[list[Cell]] = [
    ["1", ["Trung tâm Phục vụ hành", "chính công An Hải"], "12", "7", ["Hợp đồng", "bảo vệ 01"]],
    ["2", "Xã An Lộc", "4", "", ""],
    ["3", ["Bộ phận Một cửa của xã", "Hải Lộc"], "5", "2", ""],
    ["", "Tổng cộng", "21", "9", ""],
]
READ = [
    ["STT", "Đơn vị", "Tổng số", "Nữ", "Ghi chú"],
    ["1", "Trung tâm Phục vụ hành chính công An Hải", "12", "7", "Hợp đồng bảo vệ 01"],
    ["2", "Xã An Lộc", "4", "", ""],
    ["3", "Bộ phận Một cửa của xã Hải Lộc", "5", "2", ""],
    ["", "Tổng cộng", "21", "9", ""],
]


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
def test_rows_with_wrapped_names_and_empty_cells(*, middle: bool, ruled: bool) -> None:
    sheet = Sheet().paragraph(72, 780, PROSE)
    written(sheet, [HEAD, *BODY], 690, middle=middle, ruled=ruled)
    sheet.paragraph(72, 500, PROSE)
    document = reading(sheet)
    (table,) = document.tables
    assert rows(table) == READ
    prose = "\n".join(PROSE) + "\n"
    assert document.raw[: table.start] == document.raw[table.end :] == prose


def test_rows_between_rules_need_no_figures() -> None:
    sheet = Sheet()
    table: list[list[Cell]] = [
        ["Nội dung", "Kết quả"],
        [["Hồ sơ tiếp nhận", "trực tuyến"], ["Đạt, cao hơn", "kế hoạch"]],
        ["Hồ sơ số hóa", "Đạt"],
        ["Thanh toán", "Chưa đạt"],
    ]
    written(sheet, table, xs=(72, 300), ruled=True)
    assert rows(reading(sheet).tables[0]) == [
        ["Nội dung", "Kết quả"],
        ["Hồ sơ tiếp nhận trực tuyến", "Đạt, cao hơn kế hoạch"],
        ["Hồ sơ số hóa", "Đạt"],
        ["Thanh toán", "Chưa đạt"],
    ]


def test_columns_that_a_frame_does_not_draw() -> None:
    sheet = Sheet()
    bottom = written(sheet, [HEAD, *BODY], 690, ruled=True)
    sheet.rule(72, 690, 72, bottom).rule(532, 690, 532, bottom)
    document = reading(sheet)
    assert rows(document.tables[0]) == READ
    assert [page.reader for page in document.pages] == ["pdfium"]


@pytest.mark.parametrize("ruled", [False, True])
def test_heading_over_several_columns_and_section_over_all(*, ruled: bool) -> None:
    sheet = Sheet()
    if ruled:
        sheet.rule(72, 700, 532, 700).rule(270, 684, 480, 684)
    sheet.text(76, 688, "STT", SIZE).text(114, 688, "Đơn vị", SIZE).text(484, 688, "Ghi chú", SIZE)
    sheet.text(330, 688, "Số lượng công chức", SIZE)
    for x, name in zip((274, 344, 414), ("Tổng số", "Biên chế", "Cử đến"), strict=True):
        sheet.text(x, 672, name, SIZE)
    if ruled:
        sheet.rule(72, 668, 532, 668)
    sheet.text(256, 656, "CẤP HUYỆN, CẤP XÃ", SIZE)
    body = [[str(n), f"Sở Một Hai {n}", str(3 * n), str(2 * n), str(n), ""] for n in (1, 2, 3, 4)]
    written(sheet, body, 650, ruled=ruled, xs=(*XS[:5], 480))
    (table,) = reading(sheet).tables
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells if c.row < 3] == [
        (0, 0, 2, 1, "STT"),
        (0, 1, 2, 1, "Đơn vị"),
        (0, 2, 1, 3, "Số lượng công chức"),
        (0, 5, 2, 1, "Ghi chú"),
        (1, 2, 1, 1, "Tổng số"),
        (1, 3, 1, 1, "Biên chế"),
        (1, 4, 1, 1, "Cử đến"),
        (2, 0, 1, 6, "CẤP HUYỆN, CẤP XÃ"),
    ]
    assert table.header_rows == 2
    assert rows(table)[3:] == body


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("ruled", [False, True])
def test_table_over_two_pages_is_one(*, repeated: bool, ruled: bool) -> None:
    first, second = Sheet().text(297, 810, "1", SIZE), Sheet().text(297, 810, "2", SIZE)
    long = [[str(n), f"Xã An Hải {n}", str(10 * n), str(n), ""] for n in range(1, 36)]
    written(first, [HEAD, *long], ruled=ruled)
    # On the second page no note stands in the last column.
    more: list[list[Cell]] = [
        ["36", ["Bộ phận Một cửa của", "xã Lộc"], "7", "5", ""],
        ["37", "Xã Hải", "2", "1", ""],
    ]
    bottom = written(second, [HEAD, *more] if repeated else more, 780, ruled=ruled)
    second.paragraph(72, bottom - 60, PROSE)
    (table,) = reading(first, second).tables
    assert rows(table) == [
        HEAD,
        *long,
        ["36", "Bộ phận Một cửa của xã Lộc", "7", "5", ""],
        ["37", "Xã Hải", "2", "1", ""],
    ]
    assert table.pages == (1, 2)


def test_row_cut_by_the_page_is_made_whole() -> None:
    first, second = Sheet(), Sheet()
    long = [[str(n), f"Xã An Hải {n}", str(10 * n), str(n), ""] for n in range(1, 36)]
    written(first, [HEAD, *long, ["36", "Bộ phận Một cửa của", "7", "5", ""]])
    written(second, [HEAD, ["", "xã Lộc", "", "", ""], ["37", "Xã Hải", "2", "1", ""]], 780, padding=0)
    (table,) = reading(first, second).tables
    assert rows(table)[36:] == [
        ["36", "Bộ phận Một cửa của xã Lộc", "7", "5", ""],
        ["37", "Xã Hải", "2", "1", ""],
    ]


def test_figures_at_the_right_of_their_columns() -> None:
    sheet = Sheet()
    body = [
        ["1", "Xã An Hải", "1.245", "5"],
        ["2", "Xã An Lộc", "8", "12,5"],
        ["3", "Xã Hải Lộc", "117", "100,0"],
    ]
    written(sheet, [["TT", "Đơn vị", "Hồ sơ", "Tỷ lệ (%)"]])
    for number, row in enumerate(body):
        for right, text in zip((90, 180, 320, 400), row, strict=True):
            sheet.text(right - SIZE / 2 * len(text), 674 - 15 * number, text, SIZE)
    assert rows(reading(sheet).tables[0])[1:] == body


def test_years_name_columns() -> None:
    sheet = Sheet()
    body = [[name, *(str(n * k) for k in (31, 45, 60))] for n, name in enumerate(("Thu", "Chi", "Dư"), 1)]
    written(sheet, [["Chỉ tiêu", "2023", "2024", "2025"], *body], xs=(72, 200, 280, 360))
    (table,) = reading(sheet).tables
    assert rows(table) == [["Chỉ tiêu", "2023", "2024", "2025"], *body]


def test_words_set_wide_are_one_cell() -> None:
    sheet = Sheet()
    written(sheet, [HEAD])
    names = [("Huyện", "An"), ("Xã Hải Lộc", ""), ("Xã", "Hải"), ("Xã An Hải", ""), ("Xã An Lộc", "")]
    for number, (first, last) in enumerate(names):
        y = 674 - 15 * number
        sheet.text(76, y, str(number), SIZE).text(114, y, first, SIZE).text(152, y, last, SIZE)
        sheet.text(274, y, "12", SIZE).text(344, y, "7", SIZE)
    (table,) = reading(sheet).tables
    assert [row[1] for row in rows(table)[1:]] == [f"{first} {last}".strip() for first, last in names]


def test_figures_broken_in_narrow_cells_make_no_rows() -> None:
    sheet = Sheet()
    body: list[list[Cell]] = [
        [str(n), ["Đất đai, môi", "trường"], ["26.08", "4"], ["21.", f"30{n}"], "1.568"] for n in (1, 2, 3)
    ]
    written(sheet, [HEAD, *body])
    assert [row[0] for row in rows(reading(sheet).tables[0])] == ["STT", "1", "2", "3"]


def test_turned_page() -> None:
    sheet = Sheet(width=842, height=595, rotate=90)
    written(sheet, [HEAD, *BODY], 500)
    assert rows(reading(sheet).tables[0]) == READ


LETTERHEAD = [
    ("UBND HUYỆN AN HẢI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("PHÒNG NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"),
    ("Số: 15/BC-PNV", "An Hải, ngày 12 tháng 3 năm 2024"),
    ("V/v báo cáo", ""),
]
SIGNATURE = [
    ("Nơi nhận:", "TRƯỞNG PHÒNG"),
    ("- UBND huyện;", "(đã ký)"),
    ("- Lưu: VT, 03 bản;", ""),
    ("- Trang tin 01.", "Đơn vị An Hải"),
]


@pytest.mark.parametrize("pairs", [LETTERHEAD, SIGNATURE])
def test_two_columns_of_a_letterhead_or_a_signature_are_no_table(pairs: list[tuple[str, str]]) -> None:
    sheet = Sheet().paragraph(72, 600, PROSE)
    for number, (left, right) in enumerate(pairs):
        sheet.text(80, 780 - 16 * number, left, SIZE).text(330, 780 - 16 * number, right, SIZE)
    assert reading(sheet).tables == ()


def test_prose_set_wide_is_no_table() -> None:
    sheet = Sheet()
    for number, line in enumerate(PROSE * 6):
        x = 72.0
        for place, word in enumerate(line.split()):
            sheet.text(x, 780 - 16 * number, word, SIZE)
            x += SIZE / 2 * len(word) + (14 if (place + number) % 3 == 0 else 4)
    assert reading(sheet).tables == ()


def test_list_with_tabs_is_no_table() -> None:
    sheet = Sheet()
    for number in range(1, 12):
        sheet.text(72, 780 - 16 * number, f"{number}.", SIZE)
        sheet.text(108, 780 - 16 * number, f"Việc thứ {number}: giải quyết {7 * number} hồ sơ của xã", SIZE)
    assert reading(sheet).tables == ()


@pytest.mark.parametrize("gap", [0, 12])
def test_table_of_contents_is_no_table(gap: float) -> None:
    sheet = Sheet()
    for number in range(1, 12):
        y, text = 780 - 16 * number, f"Phần thứ {'hai ' * (number % 4)}"
        end = 108 + SIZE / 2 * len(text)
        dots = "." * int((470 - end) / (SIZE / 2))
        sheet.text(72, y, f"{number}.", SIZE).text(108, y, text, SIZE)
        sheet.text(end + gap, y, dots, SIZE).text(480 + gap, y, str(3 * number), SIZE)
    assert reading(sheet).tables == ()


def test_rules_for_writing_are_no_table() -> None:
    sheet = Sheet()
    for number, line in enumerate(PROSE):
        sheet.text(72, 702 - 24 * number, line, SIZE).rule(72, 700 - 24 * number, 500, 700 - 24 * number)
    assert reading(sheet).tables == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(range(40, 560, 40)),
            st.sampled_from(range(100, 800, 7)),
            st.sampled_from(
                ["1", "I", "12", "1.5", "2024", "xã", "Trong đó", "....", "một việc rất dài dòng"]
            ),
        ),
        max_size=60,
    ),
    st.lists(st.sampled_from(range(100, 800, 20)), max_size=6),
)
def test_cells_of_whatever_is_found_do_not_overlap(
    texts: list[tuple[int, int, str]], heights: list[int]
) -> None:
    sheet = Sheet()
    for x, y, text in texts:
        sheet.text(x, y, text, SIZE)
    for height in heights:
        sheet.rule(40, height, 560, height)
    for table in reading(sheet).tables:
        places = [
            (row, col)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for col in range(cell.col, cell.col + cell.colspan)
        ]
        assert len(places) == len(set(places))
