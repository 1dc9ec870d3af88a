"""Who issued a cited document, as the words around its number tell."""

import msgspec
import pytest

from tests.finders.sentences import records

HEAD = "UBND HUYỆN CHÂU PHÚ\n{name}\nSố: 12/BC-{code}\nChâu Phú, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\nKết quả\n\n"


def issuer(text: str, name: str = "VĂN PHÒNG", code: str = "VP") -> str | None:
    (found,) = records(text, head=HEAD.format(name=name, code=code)).citations
    return found.issuer


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Huyện đã ban hành Kế hoạch số 31/KH-UBND ngày 22/3/2024.", "UBND huyện Châu Phú"),
        ("HĐND huyện đã thông qua Nghị quyết số 03/NQ-HĐND ngày 05/3/2024.", "HĐND huyện Châu Phú"),
        (
            "Chủ tịch UBND huyện ký Quyết định số 57/QĐ-UBND ngày 14/3/2024.",
            "Chủ tịch UBND huyện Châu Phú",
        ),
        ("Thủ tục do cấp huyện ban hành tại Quyết định số 57/QĐ-UBND ngày 14/3/2024.", None),
    ],
)
def test_the_body_that_speaks_of_its_document(text: str, name: str | None) -> None:
    assert issuer(text) == name


def test_the_report_s_own_code_is_its_issuer() -> None:
    text = "Thực hiện Kế hoạch số 03/KH-TTX ngày 02/01/2024."
    assert issuer(text, "TRUNG TÂM XANH CHÂU PHÚ", "TTX") == "Trung tâm xanh châu phú"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Theo khoản 7 Điều 2 Quyết định số 766/QĐ-TTg ngày 23/6/2022.", {"khoan": "7", "dieu": "2"}),
        (
            "Theo điểm a khoản 2 Điều 103 Chương XII của Bộ luật Lao động năm 2019.",
            {"diem": "a", "khoan": "2", "dieu": "103", "chuong": "XII"},
        ),
    ],
)
def test_the_parts_of_a_document_before_it(text: str, parts: dict[str, str]) -> None:
    (found,) = records(text).citations
    assert [msgspec.to_builtins(pinpoint) for pinpoint in found.pinpoints] == [parts]


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (("UBND tỉnh Đắk Lắk", "UBND tỉnh Đắc Lắc", "UBND tỉnh Daklak"), "tinh-dak-lak"),
        (("UBND Thành phố Hồ Chí Minh", "UBND TP.HCM", "UBND TP. HCM"), "thanh-pho-ho-chi-minh"),
        (("UBND tỉnh Kon Tum", "UBND tỉnh Kontum"), "tinh-kon-tum"),
    ],
)
def test_one_place_however_its_name_is_spelled(written: tuple[str, ...], place: str) -> None:
    text = "Căn cứ Quyết định số 77/QĐ-UBND ngày 02/02/2024 của {}."
    keys = {found.key for name in written for found in records(text.format(name)).citations}
    assert keys == {f"77/QĐ-UBND@{place}#2024"}
