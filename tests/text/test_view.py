import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Block, BlockKind, Document
from extractor.text import view
from extractor.text.view import View

PIECES = st.sampled_from(
    ["Quyết định số 36/2023/QĐ-UBND", "hằng năm¹", "NC₄", "**1.786**", "  ", "\n", "\n\n", "\t", "hoà", "uỷ",
     "Ð", "–", unicodedata.normalize("NFD", "kết quả"), "¹ Công văn số 5/SNV-VP",
     "- ", "a.", ",", "\u200b", "\u00a0", "100m²", "\v", "# ", "UBND tỉnh", "từ ngày 15/12/2022"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200)


def document(raw: str, **fields: object) -> Document:
    return Document(name="x", media_type="text/plain", raw=raw, **fields)  # type: ignore[arg-type] # free fields


def raw_of(made: View, raw: str, start: int, end: int) -> str:
    first, last = made.raw_span(start, end)
    return raw[first:last]


@given(TEXTS)
def test_every_code_point_of_the_view_stands_for_a_stretch_of_raw(raw: str) -> None:
    made = view.of_text(raw)
    for at in range(len(made.text)):
        start, end = made.raw_span(at, at + 1)
        assert 0 <= start <= end <= len(raw)


@given(TEXTS)
def test_letters_and_digits_of_the_view_are_printed_where_the_map_says(raw: str) -> None:
    made = view.of_text(raw)
    for at, char in enumerate(made.text):
        if char.isascii() and char.isalnum():
            printed = raw_of(made, raw, at, at + 1)
            folded = unicodedata.normalize("NFKD", printed)
            assert char in folded


@given(TEXTS)
def test_the_flowing_part_is_in_order(raw: str) -> None:
    made = view.of_text(raw)
    starts = [made.raw_span(at, at + 1)[0] for at in range(made.flow)]
    assert starts == sorted(starts)


@given(TEXTS)
def test_a_view_has_no_double_spaces_and_is_composed(raw: str) -> None:
    text = view.of_text(raw).text
    assert "  " not in text.replace("\t", "x")
    assert len(text.lower()) >= len(text) - 1


def test_an_invisible_character_at_the_end_of_a_line_leaves_one_space() -> None:
    assert view.of_text("hồ sơ  \u200b\nđã nhận").text == "hồ sơ đã nhận"


def test_a_wrapped_line_is_joined() -> None:
    raw = "Thực hiện Quyết định số 36/2023/QĐ-UBND\n\nngày 08/9/2023 của UBND tỉnh."
    assert view.of_text(raw).text == "Thực hiện Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh."


def test_paragraphs_stay_apart() -> None:
    raw = "1. Kết quả\n- Tổng số hồ sơ: 12.\n- Đã giải quyết: 10."
    assert view.of_text(raw).text == raw


def test_an_empty_line_parts_what_begins_with_a_capital() -> None:
    raw = "Tình hình trên địa bàn xã,\n\nKính gửi Ủy ban nhân dân\nhuyện và các phòng\nban\n\nkhác"
    lines = view.of_text(raw).text.split("\n")
    assert lines == ["Tình hình trên địa bàn xã,", "Kính gửi Ủy ban nhân dân huyện và các phòng ban khác"]


def test_empty_lines_everywhere_part_nothing() -> None:
    raw = "Giao cho Sở Nội vụ,\n\nSở Y tế,\n\nSở Tư pháp\n\nthực hiện"
    assert view.of_text(raw).text == "Giao cho Sở Nội vụ, Sở Y tế, Sở Tư pháp thực hiện"


def test_a_rule_across_the_page_is_a_line_of_its_own() -> None:
    raw = "phương hướng năm 2025\n-----\nthực hiện kế hoạch"
    assert view.of_text(raw).text == raw


def test_a_line_break_inside_a_paragraph_of_word() -> None:
    raw = "SỞ NỘI VỤ\vSố: 12/BC\vtổng hợp\vkết quả"
    assert view.make(document(raw, wrapped=False)).text == "SỞ NỘI VỤ\nSố: 12/BC tổng hợp kết quả"


def test_paragraphs_of_word_files_are_never_joined() -> None:
    raw = "Thực hiện Quyết định số\nngày 08/9/2023"
    assert view.make(document(raw, wrapped=False)).text == raw


def test_a_footnote_between_two_halves_of_a_sentence_is_moved_to_the_end() -> None:
    raw = (
        "Sở đã rà soát, đơn giản hóa\n\n¹ Kế hoạch số 83/KH-SNV ngày 10/02/2021.\n\n"
        "thủ tục hành chính¹ của ngành."
    )
    made = view.of_text(raw)
    assert made.text == (
        "Sở đã rà soát, đơn giản hóa thủ tục hành chính của ngành.\nKế hoạch số 83/KH-SNV ngày 10/02/2021."
    )
    assert [mark.number for mark in made.marks] == ["1", "1"]
    assert made.note_of(made.text.index("Kế hoạch")) == "1"
    assert raw_of(made, raw, made.text.index("83"), made.text.index("83") + 2) == "83"


def test_markdown_marks_are_transparent() -> None:
    raw = "là **1.786** thủ tục"
    made = view.of_text(raw)
    assert made.text == "là 1.786 thủ tục"
    at = made.text.index("1.786")
    assert raw_of(made, raw, at, at + 5) == "1.786"


def test_subscripts_are_digits_and_note_marks_are_not() -> None:
    made = view.of_text("Công văn số 2136/UBND-NC₄ hằng năm¹")
    assert made.text == "Công văn số 2136/UBND-NC4 hằng năm"


def test_a_square_metre_is_no_note_mark() -> None:
    assert view.of_text("rộng 100m² nền").text == "rộng 100m2 nền"


def test_old_and_new_tone_placement_are_one() -> None:
    assert view.of_text("số hoá, Uỷ ban, quý, thuỷ sản").text == "số hóa, Ủy ban, quý, thủy sản"


def test_decomposed_letters_are_composed_and_mapped_whole() -> None:
    raw = unicodedata.normalize("NFD", "kết quả")
    made = view.of_text(raw)
    assert made.text == "kết quả"
    assert raw_of(made, raw, 0, len(made.text)) == raw


def test_furniture_and_stamps_are_left_out() -> None:
    raw = "đã giải quyết\n12\nhồ sơ đúng hạn"
    block = Block(kind=BlockKind.FURNITURE, start=raw.index("12"), end=raw.index("hồ"))
    assert view.make(document(raw, blocks=(block,))).text == "đã giải quyết hồ sơ đúng hạn"


def test_page_numbers_that_count_up_are_left_out() -> None:
    raw = "phần đầu của câu\n\n2\n\nngành cấp tỉnh và huyện\n\n3\n\ncuối câu."
    assert view.of_text(raw).text == "phần đầu của câu ngành cấp tỉnh và huyện cuối câu."


def test_each_note_is_known_by_its_own_mark() -> None:
    made = view.of_text("Có 5 hồ sơ¹ và 7 đơn².\n¹ Nộp lại.\n² Gửi qua bưu chính.\n\nHết.\n")
    asked = [made.note_of(made.text.index(word)) for word in ("Có", "Nộp", "Gửi", "Hết")]
    assert asked == [None, "1", "2", None]
