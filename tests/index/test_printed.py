"""Citations as they are printed, as a search takes them."""

import pytest

from extractor import rules
from extractor.index.printed import without_joints

PATTERNS = rules.load()


@pytest.mark.parametrize(
    ("typed", "kept", "year"),
    [
        ("Nghị định số 63/2010/NĐ-CP", "Nghị định 63/2010/NĐ-CP", ""),
        ("số 63", "63", ""),
        ("Quyết định số 999/QĐ-TTg ngày 1/1/2025", "Quyết định 999/QĐ-TTg", ""),
        (
            "Quyết định 9/QĐ-TTg ngày 1 tháng 1 năm 2025 của Thủ tướng",
            "Quyết định 9/QĐ-TTg Thủ tướng",
            "",
        ),
        ("nghi dinh 118 nam 2025", "nghi dinh 118", "2025"),
        ("QUYẾT ĐỊNH SỐ 36 NĂM 2023", "QUYẾT ĐỊNH 36", "2023"),
        ("của UBND xã", "của UBND xã", ""),
        ("năm 2025", "năm 2025", ""),
        ("số hóa hồ sơ", "số hóa hồ sơ", ""),
        ('"Quyết định số 36"', '"Quyết định số 36"', ""),
        ("", "", ""),
    ],
)
def test_words_that_join_a_citation_are_dropped(typed: str, kept: str, year: str) -> None:
    assert without_joints(typed, PATTERNS) == (kept, year)
