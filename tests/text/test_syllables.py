"""Well-formed Vietnamese syllables."""

import unicodedata

import pytest

from extractor.text.syllables import is_syllable, quality, spelling

SENTENCE = (
    "Ủy ban nhân dân các cấp báo cáo kết quả thực hiện nhiệm vụ trong tháng và phương hướng của tháng sau, "
    "đồng thời kiến nghị những việc cần giải quyết để hoàn thành kế hoạch của năm."
)


@pytest.mark.parametrize(
    "word",
    ["quốc", "quyết", "giếng", "gì", "gìn", "nghiêng", "khuỷu", "hoà", "hòa", "thuý", "yêu", "tuần", "HUYỆN"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["ihg", "thr", "bcd", "côg", "cac", "mòt", "nghị²", "Objectives", "ảá", ""])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_quality_of_clean_and_of_damaged_text() -> None:
    assert quality(SENTENCE) == 1.0
    damaged = SENTENCE.replace("n", "").replace("á", " ")
    assert (quality(damaged) or 0.0) < 0.8


def test_too_few_words_say_nothing() -> None:
    assert quality("Kính gửi: Bộ Nội vụ") is None


def test_short_capitals_are_not_counted() -> None:
    assert quality(SENTENCE + " HĐ BC TTK") == 1.0


def test_words_without_the_blank_between_them_are_odd() -> None:
    assert spelling("có hiệu lực kể từngày 16 tháng 8").odd == 1
    assert spelling("việc thực hiện ệc ở huyện Đắk Glong").odd == 0
