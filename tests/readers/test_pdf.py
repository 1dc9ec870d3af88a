"""The PDF reader on small files written by hand."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import BlockKind, Document, Severity, Table
from extractor.pipeline import convert
from extractor.readers.limits import Limits
from extractor.readers.pdf import read
from extractor.readers.pdf.text.glyphs import Glyphs
from extractor.readers.pdf.text.order import cleaned
from tests.readers.pdf_sheets import Sheet, pdf

PROSE = [
    "Thực hiện kế hoạch của Ủy ban nhân dân huyện về công tác",
    "cải cách hành chính, phòng báo cáo kết quả thực hiện trong",
    "tháng và phương hướng nhiệm vụ của tháng sau như dưới đây,",
    "đồng thời đề nghị cấp trên xem xét các kiến nghị kèm theo.",
]


def reading(*sheets: Sheet, limits: Limits | None = None) -> Document:
    document = read(pdf(*sheets), "mau.pdf", limits or Limits())
    check(document)
    return document


def check(document: Document) -> None:
    """Assert what holds for every document: pages cover raw, boxes match, cells stand where they say."""
    assert "".join(document.raw[page.start : page.end] for page in document.pages) == document.raw
    for page in document.pages:
        assert len(page.boxes) == 16 * (page.end - page.start)
    for table in document.tables:
        assert all(document.raw[cell.start : cell.end] == cell.text for cell in table.cells)


def rows(table: Table) -> list[list[str]]:
    grid = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.col] = cell.text
    return grid


def blocks(document: Document, kind: BlockKind) -> list[tuple[str, str | None]]:
    return [(document.raw[b.start : b.end], b.mark) for b in document.blocks if b.kind == kind]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def box_of(document: Document, text: str) -> list[float]:
    """The box around the first occurrence of a text."""
    start = document.raw.index(text)
    page = next(page for page in document.pages if page.start <= start < page.end)
    boxes = np.frombuffer(page.boxes, "<f4").reshape(-1, 4)[start - page.start :][: len(text)]
    return [*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()]


def table_sheet(texts: list[list[str]], top: float = 700, widths: tuple[int, ...] = (60, 200, 100)) -> Sheet:
    xs = [72.0, *(72.0 + sum(widths[: n + 1]) for n in range(len(widths)))]
    ys = [top - 24.0 * n for n in range(len(texts) + 1)]
    sheet = Sheet().grid(xs, ys)
    for row, y in zip(texts, ys, strict=False):
        for cell, x in zip(row, xs, strict=False):
            sheet.text(x + 6, y - 16, cell)
    return sheet


def test_lines_and_places() -> None:
    document = reading(Sheet().paragraph(72, 700, PROSE))
    assert document.raw == "\n".join(PROSE) + "\n"
    assert document.media_type == "application/pdf"
    assert document.text_source == "text_layer"
    (page,) = document.pages
    assert (page.number, page.width, page.height) == (1, 595, 842)
    assert (page.reader, page.reason, page.quality) == ("pdfium", None, 1.0)
    x0, top, x1, bottom = box_of(document, "kế hoạch")
    assert x0 == pytest.approx(72 + 10 * 6)
    assert x1 == pytest.approx(x0 + 8 * 6, abs=1)
    assert top < 842 - 700 < bottom


def test_turned_page_is_read_upright_and_placed_as_displayed() -> None:
    document = reading(Sheet(rotate=90).paragraph(72, 700, PROSE))
    assert document.raw == "\n".join(PROSE) + "\n"
    (page,) = document.pages
    assert (page.width, page.height, page.reason) == (842, 595, "rotated")
    x0, top, x1, bottom = box_of(document, "Thực hiện")
    # Displayed, the text runs downwards near the right edge.
    assert bottom - top > x1 - x0
    assert (x0 + x1) / 2 == pytest.approx(702, abs=8)
    assert top == pytest.approx(72, abs=1)


def test_text_written_upwards_is_read_in_its_direction() -> None:
    sheet = Sheet()
    for number, line in enumerate(PROSE):
        sheet.text(100 + 17 * number, 100, line, angle=90)
    assert reading(sheet).raw == "\n".join(PROSE) + "\n"


def scattered(sheet: Sheet, lines: list[tuple[float, float, str]]) -> Sheet:
    """Write lines in bits of three letters, every second bit after all others."""
    for late in (0, 1):
        for x, y, line in lines:
            for place in range(3 * late, len(line), 6):
                sheet.text(x + 6 * place, y, line[place : place + 3])
    return sheet


def test_scattered_glyphs_are_put_in_order() -> None:
    document = reading(
        scattered(Sheet(), [(72, 700 - 17 * number, line) for number, line in enumerate(PROSE)])
    )
    assert document.raw == "\n".join(PROSE) + "\n"
    assert document.pages[0].reason == "geometric_order"


def test_letterhead_is_read_column_by_column_when_put_in_order() -> None:
    pairs = [
        ("UBND TỈNH AN HẢI", "CỘNG HÒA XÃ HỘI"),
        ("SỞ NỘI VỤ", "Độc lập - Tự do"),
        ("Số: 5/BC", "ngày 02/3"),
    ]
    lines: list[tuple[float, float, str]] = [(80, 780 - 17 * n, left) for n, (left, _) in enumerate(pairs)]
    lines += [(300, 780 - 17 * n, right) for n, (_, right) in enumerate(pairs)]
    lines += [(72, 660 - 17 * n, line) for n, line in enumerate(PROSE)]
    expected = [left for left, _ in pairs] + [right for _, right in pairs] + PROSE
    assert reading(scattered(Sheet(), lines)).raw == "\n".join(expected) + "\n"


def test_raised_and_lowered_digits() -> None:
    sheet = Sheet().text(72, 700, "hằng năm").text(120, 705, "12", 7).text(72, 680, "UBND-NC")
    sheet.text(114, 677, "2", 7).text(118, 680, " ngày 5")
    assert reading(sheet).raw == "hằng năm¹²\nUBND-NC₂ ngày 5\n"


def test_hyphen_at_the_end_of_a_line_stays() -> None:
    assert (
        reading(Sheet().text(72, 700, "giai đoạn hai-").text(72, 684, "nghìn")).raw
        == "giai đoạn hai-\nnghìn\n"
    )


def test_what_prints_nothing_is_left_out() -> None:
    codes = np.array([*map(ord, "kế\u200bhoạch\u00a0năm\ufeff"), 0, 0x110000, 0xD800], np.uint32)
    count = len(codes)
    made = np.zeros(count, np.bool_)
    made[-3] = True
    glyphs = Glyphs(
        codes=codes,
        boxes=np.zeros((count, 4), np.float32),
        origins=np.zeros((count, 2), np.float32),
        sizes=np.ones(count, np.float32),
        turns=np.zeros(count, np.int8),
        made=made,
        overlay=np.zeros(count, np.bool_),
    )
    assert "".join(map(chr, cleaned(glyphs).codes)) == "kếhoạch năm\ufffd\ufffd"


def test_printed_soft_hyphen_is_a_hyphen() -> None:
    assert reading(Sheet().text(72, 700, "NĐ\u00adCP")).raw == "NĐ-CP\n"


def test_table_stands_between_the_lines_around_it() -> None:
    sheet = table_sheet([["STT", "Đơn vị", "Số hồ sơ"], ["1", "Xã An Hải", "12"], ["2", "Xã An Lộc", ""]])
    sheet.text(72, 760, "Trước bảng").text(72, 500, "Sau bảng")
    document = reading(sheet)
    assert document.raw == "Trước bảng\nSTT\tĐơn vị\tSố hồ sơ\n1\tXã An Hải\t12\n2\tXã An Lộc\t\nSau bảng\n"
    (table,) = document.tables
    assert (table.rows, table.cols, table.header_rows, table.pages) == (3, 3, 1, (1,))
    assert table.cells[4].box == pytest.approx((132, 166, 332, 190), abs=1)
    assert [document.raw[b.start : b.end] for b in document.blocks] == [document.raw[table.start : table.end]]


def test_merged_cells_and_header_rows() -> None:
    sheet = Sheet().grid([72, 132], [700, 652]).grid([232, 332], [676, 652, 628]).rule(72, 628, 332, 628)
    sheet.rule(132, 700, 332, 700).rule(332, 700, 332, 628).rule(72, 652, 72, 628).rule(132, 652, 132, 628)
    sheet.rule(132, 676, 332, 676).rule(72, 652, 332, 652)
    sheet.text(78, 670, "STT").text(180, 684, "Số lượng").text(150, 660, "Đến").text(260, 660, "Đi")
    sheet.text(78, 636, "1").text(150, 636, "20").text(260, 636, "15")
    (table,) = reading(sheet).tables
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 2, 1, "STT"),
        (0, 1, 1, 2, "Số lượng"),
        (1, 1, 1, 1, "Đến"),
        (1, 2, 1, 1, "Đi"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "20"),
        (2, 2, 1, 1, "15"),
    ]
    assert table.header_rows == 2


@pytest.mark.parametrize("drawn", ["bars", "boxes", "form"])
def test_tables_however_they_are_drawn(drawn: str) -> None:
    sheet, inner = Sheet(), Sheet(300, 200)
    for row in range(3):
        for col in range(2):
            x, y = 100.0 * col, 24.0 * row
            if drawn == "bars":
                for bar in ((x, y, 100, 0.5), (x, y + 24, 100, 0.5), (x, y, 0.5, 24), (x + 100, y, 0.5, 24)):
                    sheet.bar(72 + bar[0], 600 + bar[1], *bar[2:])
            else:
                target, shift = (sheet, (72, 600)) if drawn == "boxes" else (inner, (0, 0))
                target.bar(x + shift[0], y + shift[1], 100, 24, "S")
            sheet.text(80 + x, 608 + y, f"ô {row}{col}")
    if drawn == "form":
        sheet.form(72, 600, inner)
    (table,) = reading(sheet).tables
    assert rows(table) == [["ô 20", "ô 21"], ["ô 10", "ô 11"], ["ô 00", "ô 01"]]


def test_number_wrapped_in_a_narrow_cell_is_one_number() -> None:
    sheet = Sheet().grid([72, 102, 300], [700, 652, 628]).text(77, 684, "100").text(77, 670, "0")
    sheet.text(110, 684, "hai").text(110, 670, "dòng").text(77, 636, "7").text(110, 636, "một")
    (table,) = reading(sheet).tables
    assert rows(table) == [["1000", "hai dòng"], ["7", "một"]]


def test_table_cut_off_by_the_edge_of_the_page() -> None:
    sheet = (
        Sheet(300)
        .text(20, 680, "1")
        .text(150, 680, "một việc dài dòng")
        .text(20, 656, "2")
        .text(150, 656, "hai")
    )
    for y in (700, 672, 648):
        sheet.rule(10, y, 299, y)
    for x in (10, 100):
        sheet.rule(x, 700, x, 648)
    (table,) = reading(sheet.text(288, 656, "lên")).tables
    assert rows(table) == [["1", "một việc dài dòng"], ["2", "hai lên"]]


def test_table_over_pages_is_one_table() -> None:
    header = ["STT", "Đơn vị", "Số hồ sơ"]
    first = table_sheet([header, ["1", "Xã An Hải", "12"], ["2", "Bộ phận Một", "7"]], top=120)
    second = table_sheet([header, ["", "cửa xã Lộc", ""], ["3", "Xã Hải Lộc", "9"]], top=780)
    first.text(297, 800, "1")
    second.text(297, 800, "2").text(72, 400, "Hết bảng")
    document = reading(first, second)
    (table,) = document.tables
    assert rows(table) == [
        header,
        ["1", "Xã An Hải", "12"],
        ["2", "Bộ phận Một cửa xã Lộc", "7"],
        ["3", "Xã Hải Lộc", "9"],
    ]
    assert table.pages == (1, 2)
    assert [cell.page for cell in table.cells if cell.col == 0] == [1, 1, 1, 2]
    assert document.raw[document.pages[1].start :] == "2\nHết bảng\n"


def test_tall_cell_goes_on_over_the_page_break() -> None:
    sheets = []
    for top, texts in ((110, ["Xã", "một", "hai"]), (780, ["", "ba", "bốn"])):
        sheet = Sheet().grid([172, 300], [top, top - 24, top - 48]).rule(72, top, 172, top)
        sheet.rule(72, top - 48, 172, top - 48).rule(72, top, 72, top - 48)
        for text, x, y in zip(texts, (80, 180, 180), (top - 16, top - 16, top - 40), strict=True):
            sheet.text(x, y, text)
        sheets.append(sheet)
    (table,) = reading(*sheets).tables
    assert [(cell.row, cell.col, cell.rowspan, cell.text) for cell in table.cells] == [
        (0, 0, 4, "Xã"),
        (0, 1, 1, "một"),
        (1, 1, 1, "hai"),
        (2, 1, 1, "ba"),
        (3, 1, 1, "bốn"),
    ]


def test_text_between_keeps_tables_apart() -> None:
    sheets = [table_sheet([["STT", "Tên", "Số"], ["1", "một", "2"]], top) for top in (120, 700)]
    sheets[1].text(72, 760, "Bảng khác ở dưới đây")
    assert len(reading(*sheets).tables) == 2


def test_row_without_number_that_is_a_row_of_its_own_stays() -> None:
    first = table_sheet([["STT", "Tên", "Số"], ["1", "một", "20"]], 110)
    second = table_sheet([["", "trong đó", "12"], ["2", "hai", "3"]], 780)
    (table,) = reading(first, second).tables
    assert rows(table)[1:3] == [["1", "một", "20"], ["", "trong đó", "12"]]


def test_frames_and_underlines_are_no_tables() -> None:
    sheet = Sheet().paragraph(80, 700, PROSE).bar(72, 600, 400, 120, "S").rule(150, 780, 250, 780)
    document = reading(sheet)
    assert document.tables == ()
    assert document.raw == "\n".join(PROSE) + "\n"


def test_page_numbers_and_running_heads_are_furniture() -> None:
    sheets = [
        Sheet().text(297, 810, str(n)).text(72, 20, f"Sổ tay số 7, trang {n}").paragraph(72, 700, PROSE)
        for n in (4, 5, 6)
    ]
    document = reading(*sheets)
    furniture = "".join(text for text, _ in blocks(document, BlockKind.FURNITURE))
    assert furniture == "".join(f"{n}\nSổ tay số 7, trang {n}\n" for n in (4, 5, 6))


def furniture(*sheets: Sheet) -> list[str]:
    return [text for text, _ in blocks(reading(*sheets), BlockKind.FURNITURE)]


def test_running_head_in_step_with_two_pages_is_furniture() -> None:
    sheets = [Sheet().text(72, 810, f"Công báo số 15, trang {n}").paragraph(72, 740, PROSE) for n in (41, 42)]
    assert furniture(*sheets) == ["Công báo số 15, trang 41\n", "Công báo số 15, trang 42\n"]


def test_same_line_at_the_head_of_two_pages_is_no_running_head_without_the_page_number() -> None:
    sheets = [Sheet().text(72, 775, "Năm 2024 và năm 2025").paragraph(72, 740, PROSE) for _ in range(2)]
    assert furniture(*sheets) == []


def test_line_in_the_free_margin_apart_from_the_text_is_furniture_but_on_the_first_page() -> None:
    sheet = Sheet().text(72, 815, "Phụ bản của phòng").paragraph(72, 760, PROSE)
    other = Sheet().paragraph(72, 760, PROSE)
    assert furniture(other, sheet) == ["Phụ bản của phòng\n"]
    assert furniture(sheet, other) == []


def test_text_that_begins_high_on_the_page_stays_text() -> None:
    assert furniture(Sheet().paragraph(72, 760, PROSE), Sheet().paragraph(72, 815, PROSE)) == []


def test_sentence_goes_on_over_the_running_head() -> None:
    first = Sheet().paragraph(72, 200, ["Trong quý, các xã tiếp nhận"])
    second = Sheet().text(72, 815, "Công báo số 15").paragraph(72, 740, ["317 hồ sơ của công dân.", *PROSE])
    (figure, *_) = convert(pdf(first, second), "mau.pdf").records.figures
    assert (figure.value, figure.sentence) == ("317", "Trong quý, các xã tiếp nhận 317 hồ sơ của công dân.")


def test_a_number_in_the_text_is_no_page_number() -> None:
    document = reading(Sheet().text(72, 500, "1").paragraph(72, 700, PROSE))
    assert blocks(document, BlockKind.FURNITURE) == []


def test_signature_stamp() -> None:
    stamp = [
        "Người ký: Phòng Nội vụ",
        "Email: noivu@anhai.example",
        "Thời gian ký: 02.03.2024 08:15:00",
        "+07:00",
    ]
    document = reading(Sheet().paragraph(72, 600, PROSE).paragraph(380, 820, stamp, 8))
    assert blocks(document, BlockKind.STAMP) == [("\n".join(stamp) + "\n", None)]
    assert codes(document) == []


def test_stamp_laid_over_the_page() -> None:
    stamp = Sheet(150, 40).paragraph(5, 25, ["VĂN THƯ", "02.03.2024 08:15:00"], 8)
    document = reading(Sheet().paragraph(72, 600, PROSE).stamp(400, 780, stamp))
    assert blocks(document, BlockKind.STAMP) == [("VĂN THƯ\n02.03.2024 08:15:00\n", None)]


def test_number_laid_over_the_page_fills_its_blank() -> None:
    sheet = Sheet().text(72, 760, "Số:").text(130, 760, "/BC-PNV").paragraph(72, 600, PROSE)
    document = reading(sheet.stamp(95, 755, Sheet(40, 20).text(3, 5, "4208")))
    assert document.raw == "Số: 4208 /BC-PNV\n" + "\n".join(PROSE) + "\n"


def test_footnotes() -> None:
    sheet = Sheet().paragraph(72, 700, PROSE).text(72 + 6 * 58, 655, "1", 7).rule(72, 120, 216, 120)
    sheet.text(72, 108, "1", 6).text(78, 104, "Kế hoạch số 5/KH-PNV", 9).text(72, 92, "của phòng.", 9)
    assert blocks(reading(sheet), BlockKind.FOOTNOTE) == [("¹ Kế hoạch số 5/KH-PNV\ncủa phòng.\n", "1")]


def test_small_list_without_marks_is_no_footnote() -> None:
    sheet = (
        Sheet().paragraph(72, 700, PROSE).paragraph(72, 120, ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], 9)
    )
    assert blocks(reading(sheet), BlockKind.FOOTNOTE) == []


def test_pages_without_usable_text_are_counted_once() -> None:
    stamp = ["Ký bởi: Phòng Nội vụ", "Ngày ký: 02/03/2024 08:15:00"]
    document = reading(
        Sheet().image(), Sheet().image().paragraph(400, 820, stamp, 8), Sheet().paragraph(72, 700, PROSE)
    )
    assert [(p.code, p.severity, p.values) for p in document.problems] == [
        ("pdf_no_text", Severity.WARNING, {"pages": 2})
    ]
    assert [page.reason for page in document.pages] == ["no_text", "no_text", None]


def test_a_page_that_has_lost_its_letters_has_no_usable_text() -> None:
    lost = [
        "Th?c hi?n k? ho?ch c?a ?y ban nh?n d?n huy?n v? c?ng t?c",
        "c?i c?ch h?nh ch?nh, ph?ng b?o c?o",
    ] * 3
    asked = ["Hồ sơ nào quá hạn? Vì sao? Ai chịu trách nhiệm? Khi nào xong?", *PROSE]
    document = reading(Sheet().paragraph(72, 700, lost), Sheet().paragraph(72, 700, asked))
    assert [page.reason for page in document.pages] == ["no_text", None]
    assert codes(document) == ["pdf_no_text"]


def test_blank_page_asks_for_nothing() -> None:
    assert codes(reading(Sheet())) == []


def test_too_many_pages() -> None:
    document = reading(*(Sheet().text(72, 700, f"trang {n}") for n in range(4)), limits=Limits(pages=2))
    assert document.raw == "trang 0\ntrang 1\n"
    assert codes(document) == ["too_many_pages"]


def test_owner_password_does_not_matter() -> None:
    document = read(pdf(Sheet().paragraph(72, 700, PROSE), password=b""), "mau.pdf", Limits())
    assert document.raw == "\n".join(PROSE) + "\n"
    assert codes(document) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf_broken"),
        (b"%PDF-1.7\nnothing", "pdf_broken"),
        (pdf(Sheet().text(72, 700, "kín"), password=b"secret"), "pdf_encrypted"),
    ],
)
def test_unreadable_files_are_a_problem(data: bytes, code: str) -> None:
    document = read(data, "mau.pdf", Limits())
    assert [(p.code, p.severity) for p in document.problems] == [(code, Severity.ERROR)]
    assert (document.raw, document.pages) == ("", ())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_never_raise(data: st.DataObject) -> None:
    whole = bytearray(pdf(table_sheet([["a", "b", "c"], ["1", "2", "3"]]).paragraph(72, 600, PROSE)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    check(read(bytes(whole[:cut]), "mau.pdf", Limits()))


def test_threads_read_what_one_thread_reads() -> None:
    files = [
        pdf(
            table_sheet([["STT", "Tên", "Số"], [str(n), f"đơn vị {n}", str(7 * n)]]).paragraph(72, 600, PROSE)
        )
        for n in range(50)
    ]
    serial = [read(data, "mau.pdf", Limits()) for data in files] * 4
    with ThreadPoolExecutor(8) as pool:
        parallel = list(pool.map(lambda data: read(data, "mau.pdf", Limits()), files * 4))
    assert parallel == serial
