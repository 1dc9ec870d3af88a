import pytest

from extractor import lexer, readers, rules
from extractor.lexer import Lexed
from extractor.model import Document
from extractor.text import view


def lexed(raw: str) -> Lexed:
    document = Document(name="x", media_type="text/plain", raw=raw)
    return lexer.read(document, view.make(document), rules.load())


def readings(raw: str) -> dict[str, str]:
    """The reading of each number of a text, by its print."""
    words, _, read = lexed(raw).tokens
    return {word: reading or "unread" for word, reading in zip(words, read, strict=True) if word[0].isdigit()}


@pytest.mark.parametrize(
    ("raw", "number", "reading"),
    [
        ("Quyết định số 36/2023/QĐ-UBND", "36", "citation"),
        ("Quyết định số 36/2023/QĐ-UBND", "2023", "citation"),
        ("ngày 17/4/2024", "17", "date"),
        ("năm 2023", "2023", "date"),
        ("1.2. Kết quả giải quyết", "1.2", "heading"),
        ("tiếp nhận 1.786 hồ sơ", "1.786", "figure"),
        ("dịch vụ công trực tuyến mức độ 3, 4", "4", "name"),
        ("xã Sơn Kim 1", "1", "name"),
        ("xếp vị trí thứ 45", "45", "ordinal"),
        ("đường dây nóng: 0239.3855.123", "0239.3855.123", "other"),
        ("làm việc 24/7", "24", "name"),
        ("lúc 14h30", "14", "other"),
        ("Mã thủ tục: 1.000656", "1.000656", "other"),
        ("khoản 2 Điều 5", "5", "citation"),
        ("giống lúa ST25", "25", "name"),
        ("theo Biểu II.06a", "06", "name"),
        ("trẻ em dưới 5 tuổi", "5", "name"),
        ("đạt 3 sao OCOP", "3", "name"),
        ("trong 03 ngày làm việc", "03", "date"),
        ("(1) Sở Nội vụ; (2) Sở Tài chính", "2", "ordinal"),
        ("ISO 9001:2015", "9001", "other"),
        ("Quốc lộ 91", "91", "name"),
    ],
)
def test_one_number_one_reading(raw: str, number: str, reading: str) -> None:
    assert readings(raw)[number] == reading


@pytest.mark.parametrize(
    "raw", ["hạng mục 12 tỷ đồng", "04 Quyết định", "116/116 TTHC", "tổng số 24 hồ sơ", "cấp xã 112."]
)
def test_what_looks_like_a_name_and_is_a_figure(raw: str) -> None:
    assert set(readings(raw).values()) == {"figure"}


def test_a_column_for_ordinals_holds_no_figures() -> None:
    raw = "STT\tĐơn vị\tTổng số\tGhi chú\n1\tSở Nội vụ\t12\t\n2\tSở Y tế\t15\t\n"
    document = readers.read(raw.encode(), "x.txt")
    numbers = lexer.read(document, view.make(document), rules.load()).numbers
    assert (numbers.ordinal, numbers.figure, numbers.unread) == (2, 2, 0)


def test_tokens_are_the_view_again() -> None:
    found = lexed("Tổng số: 1.786 hồ sơ,\n- đạt 63,4%.")
    words, spaces, _ = found.tokens
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == found.view.text


@pytest.mark.parametrize("piece", ["số ", "1", "1.", "số 1/", "Điều 1 ", "(", "năm 2", "các Quyết định: số "])
def test_long_runs_of_one_piece_are_read(piece: str) -> None:
    raw = piece * (100_000 // len(piece))
    assert lexed(raw).numbers.seen >= 0
