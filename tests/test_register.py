"""Citations looked up in the register."""

from pathlib import Path

import pytest

from extractor.errors import PatternError
from extractor.pipeline import Options, Result, convert
from tests.finders.sentences import HEAD, citations

ROWS = """number	doc_type	issuer	date	effective_date	title
301/QĐ-TTg	Quyết định	Thủ tướng Chính phủ	2016-03-23		phê duyệt Đề án một
301/QĐ-TTg	Quyết định	Thủ tướng Chính phủ	2021-03-27		phê duyệt Đề án hai
12/2031/TT-BNV	Thông tư	Bộ Nội vụ	2031-01-02		về một việc
"""


def read(text: str, folder: Path) -> Result:
    file = folder / "danh-muc.tsv"
    file.write_text(ROWS, encoding="utf-8")
    return convert((HEAD + text).encode(), "x.txt", Options(register=str(file)))


def test_a_number_with_its_year_has_the_title_of_the_register() -> None:
    (found,) = citations("Thực hiện Nghị định số 61/2018/NĐ-CP.")
    assert found.registered_title == (
        "về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"
    )


def test_a_number_alone_is_no_identity(tmp_path: Path) -> None:
    alone, dated, other = read(
        "Theo Quyết định số 301/QĐ-TTg. Theo Quyết định số 301/QĐ-TTg ngày 27/3/2021. "
        "Theo Quyết định số 301/QĐ-TTg ngày 05/5/2019.",
        tmp_path,
    ).records.citations
    assert (alone.registered_title, other.registered_title) == (None, None)
    assert dated.registered_title == "phê duyệt Đề án hai"


def test_another_day_of_the_same_year_is_doubted_and_the_print_stays(tmp_path: Path) -> None:
    found = read("Theo Quyết định số 301/QĐ-TTg ngày 28/3/2021 của Thủ tướng Chính phủ.", tmp_path).records
    assert found.citations[0].date == "2021-03-28"
    assert [(check.rule, check.proposal) for check in found.checks] == [("REF_DATE", "2021-03-27")]


def test_a_number_that_the_register_lacks_says_nothing(tmp_path: Path) -> None:
    found = read("Theo Quyết định số 9999/QĐ-TTg ngày 28/3/2021 của Thủ tướng Chính phủ.", tmp_path).records
    assert (found.checks, found.citations[0].registered_title) == ((), None)


def test_a_resolution_has_not_the_title_of_the_code_with_its_number() -> None:
    (found,) = citations("Theo Nghị quyết số 100/2015/QH13 ngày 12/11/2015 của Quốc hội.")
    assert found.registered_title is None


def test_a_programme_stands_for_the_decision_that_approved_it() -> None:
    (found,) = citations("Triển khai Đề án 06/CP trên địa bàn.")
    assert (found.number, found.resolves_to_number) == ("06/CP", "06/QĐ-TTg")


def test_a_register_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PatternError) as caught:
        convert(b"x", "x.txt", Options(register=str(tmp_path / "none.tsv")))
    assert caught.value.code == "no_register"
