"""Separated values, and prose that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import read
from extractor.readers.limits import Limits
from tests.readers.sheet_files import grid, only

VALUES = 'STT,Tên,"Số ""thực""",Nữ\n1,Sở Nội vụ,"10,5",3\n2,"Sở\nY tế",5,2\n'


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_commas_and_quotes_make_a_table_in_any_encoding(codec: str) -> None:
    found = read(VALUES.encode(codec), "x.txt")
    assert (found.media_type, found.problems) == ("text/csv", ())
    assert grid(only(found)) == [
        ["STT", "Tên", 'Số "thực"', "Nữ"],
        ["1", "Sở Nội vụ", "10,5", "3"],
        ["2", "Sở Y tế", "5", "2"],
    ]
    assert found.raw.splitlines()[1] == "1\tSở Nội vụ\t10,5\t3"


def test_windows_1258_and_old_line_ends_are_read() -> None:
    text = "TT;Tô\u0309;Sô\u0301\r1;A;2\r2;B;3\r"
    assert grid(only(read(text.encode("cp1258"), "x")))[0] == ["TT", "Tô\u0309", "Sô\u0301"]


def test_a_padded_letterhead_is_text_above_the_table() -> None:
    text = "UBND HUYỆN;;;;CỘNG HÒA\nBIỂU TỔNG HỢP;;;;\n;;;;\nSTT;Tên;Số lượng;;Ghi chú\n;;Tổng số;Nữ;\n1;Sở;10;3;\nA. CẤP XÃ;;;;\n2;Xã B;1.234;5;\n"
    found = read(text.encode(), "x")
    table = only(found)
    assert found.raw[: table.start] == "UBND HUYỆN\tCỘNG HÒA\nBIỂU TỔNG HỢP\n"
    assert (table.rows, table.cols, table.header_rows) == (5, 5, 2)


def test_the_line_that_names_the_mark_is_believed_and_left_out() -> None:
    assert read(b"sep=;\r\nx; a;b\r\nc;d\r\n", "x").raw == "x\ta\tb\nc\td\n"
    assert read(b'sep=|\na|"b|c"\n', "x").raw == "a\tb|c\n"


def test_tabs_with_quotes_are_values_and_tabs_without_stay_as_they_are() -> None:
    quoted = read('STT\tTên\tSố\n1\t"A ""B"""\t2\n'.encode(), "x")
    assert (quoted.media_type, grid(only(quoted))[1]) == ("text/tab-separated-values", ["1", 'A "B"', "2"])
    plain = 'STT\tTên\tSố\n1\tA "B"\t2\n'
    assert (read(plain.encode(), "x").media_type, read(plain.encode(), "x").raw) == ("text/plain", plain)


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi Sở A, Sở B, Sở C\nBáo cáo, gồm 12,5 ha, đạt\n",
        "Đạt 12,5%, tăng 3,2%, giảm 1,1%\nĐạt 11,5%, tăng 2,2%, giảm 0,1%\n",
        "Thu 12,5 tỷ chi 3,2 tỷ\nThu 11,5 tỷ chi 2,2 tỷ\n",
        "12,5% và 3,2\n11,5% và 2,2\n",
        "Nơi nhận: Sở A; Sở B; Sở C.\nGồm: một; hai; ba.\n",
        "a,b,c\n",
        "a,b\nc,d\n",
        "a,b,c\nd,e\n",
        'a,b,c\nd,"e" x,f\n',
        "a,b,c\nd,e,f\nMột câu.\n",
        'a,b,c\nd,e,"f\n',
    ],
    ids=[
        "prose",
        "decimals",
        "decimals alone",
        "at the ends",
        "list",
        "one line",
        "two columns",
        "uneven",
        "bad quote",
        "a sentence",
        "open quote",
    ],
)
def test_what_is_in_doubt_stays_plain_text(text: str) -> None:
    found = read(text.encode(), "x.csv")
    assert (found.media_type, found.raw) == ("text/plain", text)


def test_a_name_that_ends_in_a_number_is_a_value_beside_another() -> None:
    found = read("TT,Trường,Lớp,Số học sinh\n1,Tiểu học số 2,15,420\n".encode(), "x")
    assert grid(only(found))[1] == ["1", "Tiểu học số 2", "15", "420"]


def test_doubtful_characters_are_reported_with_the_values() -> None:
    found = read("STT,Tên,Số\n1,Sở ".encode() + b"\xe1\xbb,2\n", "x")
    assert (found.media_type, [problem.code for problem in found.problems]) == ("text/csv", ["bad_encoding"])


def test_more_cells_than_allowed_are_refused() -> None:
    found = read(b"1,2,3\n" * 50, "x", Limits(cells=100))
    assert (found.raw, [problem.code for problem in found.problems]) == ("", ["sheet_too_large"])


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["Trong tháng", "đạt 12,5 ha", "toàn xã", "có 15 hồ sơ"]), min_size=1, max_size=5
    ),
    min_size=1,
    max_size=6,
)


@given(SENTENCES, st.sampled_from([", ", "; ", " và "]))
def test_sentences_are_never_taken_for_values(sentences: list[list[str]], mark: str) -> None:
    text = "\n".join(mark.join(parts) for parts in sentences)
    assert read(text.encode(), "x").raw == text


@given(st.text(alphabet='a1,;\t" \n\r', max_size=80))
def test_any_text_gives_cells_that_stand_in_raw(text: str) -> None:
    found = read(text.encode(), "x")
    assert "reader_failed" not in {problem.code for problem in found.problems}
    for table in found.tables:
        assert all(found.raw[cell.start : cell.end] == cell.text for cell in table.cells)
