from hypothesis import given
from hypothesis import strategies as st

from extractor.text.sentences import Sentences

TEXTS = st.lists(st.sampled_from(["Có 5 hồ sơ.", " ", "\n", "Tốt hơn", "v.v", "./.", "- ", "a", "!"])).map(
    "".join
)


@given(TEXTS, st.data())
def test_a_line_is_what_stands_between_two_breaks(text: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(text)))
    start, end = Sentences(text).line(position)
    assert start <= position <= end
    assert "\n" not in text[start:end]
    assert text[start - 1 : start] in {"", "\n"}
    assert text[end : end + 1] in {"", "\n"}


def test_a_sentence_ends_at_its_mark_before_a_capital_letter() -> None:
    text = "Đã có 5 hồ sơ. Còn 2 hồ sơ (quá hạn). Điểm a.b là mới./. - Hết"
    found = Sentences(text)
    assert [found.text(text.index(word)) for word in ("Đã", "Còn", "Điểm", "- Hết")] == [
        "Đã có 5 hồ sơ.",
        "Còn 2 hồ sơ (quá hạn).",
        "Điểm a.b là mới./.",
        "- Hết",
    ]
