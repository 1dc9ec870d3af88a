"""Masked records of whole reports: equal to the others but for the mark, and without any person."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from extractor import readers, rules
from extractor.masking.mask import MARK
from extractor.pipeline import Options, Result, convert, masked_text

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
REPORTS = sorted((CORPUS / "reports").iterdir())
LISTED = ("tables", "pages", "outline", "spans")

WORDED = {
    *("text", "sentence", "signer_name", "label", "section", "note", "title", "subject", "signer", "email"),
    *("recipients", "path", "message", "grid", "unit_raw", "unit", "theme", "org", "number_raw"),
}
"""Fields of words, which may hold a person."""

REPORT = """UBND XÃ TÂN AN
Số: 12/BC-UBND
Tân An, ngày 15 tháng 6 năm 2025
BÁO CÁO
Kết quả công tác tháng 6 năm 2025

Trong tháng tiếp nhận 1.234 hồ sơ, giải quyết 1.200 hồ sơ, do ông Trần Quốc Bảo phụ trách.
Quyết định số 36/2023/QĐ-UBND giao Trần Quốc Bảo, điện thoại 0912 345 678, chủ trì đường Trần Quốc Bảo.
Đề nghị tra cứu STK 19036547890123 và CCCD 052087004321 của bà Lê Thị
Hoa.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Hữu Phước
"""
PERSONS = ("Trần Quốc Bảo", "Nguyễn Hữu Phước", "0912 345 678", "19036547890123", "052087004321", "Hoa.")


def both(data: bytes, name: str) -> tuple[Result, Result]:
    return convert(data, name), convert(data, name, Options(mask=True))


def differing(plain: object, masked: object, field: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a result that the mask has changed, with the field that holds it."""
    match plain:
        case msgspec.Struct():
            for name in plain.__struct_fields__:
                yield from differing(getattr(plain, name), getattr(masked, name), name)
        case tuple() | dict():
            assert len(plain) == len(masked)  # type: ignore[arg-type] # of the same kind, or this fails
            pairs = plain.items() if isinstance(plain, dict) else enumerate(plain)
            for key, part in pairs:
                yield from differing(part, masked[key], field)  # type: ignore[index] # as above
        case str() if plain != masked:
            assert isinstance(masked, str)
            yield field, plain, masked
        case _:
            assert plain == masked, field


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_masked_records_differ_by_the_mark_alone_and_only_in_words(path: Path) -> None:
    plain, masked = both(path.read_bytes(), path.name)
    for field, was, now in differing(plain, masked):
        assert field in WORDED
        assert len(was) == len(now)
        assert all(mark in (char, MARK) for char, mark in zip(was, now, strict=True))
    signer = plain.document.signer_name
    assert signer
    assert signer not in msgspec.json.encode(masked).decode()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_field_of_any_record_holds_a_person(form: Literal["NFC", "NFD"]) -> None:
    data = unicodedata.normalize(form, REPORT).encode()
    masked = convert(data, "bao-cao Tran_Quoc_Bao thang 6.txt", Options(mask=True))
    told = unicodedata.normalize("NFC", json.dumps(msgspec.to_builtins(masked), ensure_ascii=False))
    for person in PERSONS:
        assert told.replace("đường Trần Quốc Bảo", "").count(person) == 0, person
    assert masked.document.path == "bao-cao ████_████_███ thang 6.txt".replace("_", MARK)
    assert [figure.value for figure in masked.records.figures] == ["1234", "1200"]
    assert any(
        "đường Trần Quốc Bảo" in unicodedata.normalize("NFC", c.sentence or "")
        for c in masked.records.citations
    )


def test_masked_text_stands_where_the_records_say() -> None:
    raw = masked_text(readers.read(REPORT.encode(), ""), rules.load())
    masked = convert(REPORT.encode(), "x.txt", Options(mask=True))
    assert len(raw) == len(REPORT)
    for table in masked.records.__struct_fields__:
        for record in getattr(masked.records, table):
            if record.start is not None:
                assert raw[record.start : record.end] == record.text
    span = masked.document.spans["signer_name"]
    assert span is not None
    assert raw[span.start : span.end] == span.text == "██████ ███ █████"


def test_the_digest_is_that_of_the_bytes_printed() -> None:
    plain, masked = both(REPORT.encode(), "x.txt")
    assert plain.document.doc_id == masked.document.doc_id


def test_columns_of_persons_are_masked_whatever_they_are_called() -> None:
    table = "STT\tHọ và tên\tĐơn vị\tSố hồ sơ\n1\tTám Rê\tLê Lợi\t12\n2\tKa Hồng\tTrần Phú\t15\n"
    masked = convert(table.encode(), "x.csv", Options(mask=True))
    assert [row[1] for row in masked.records.tables[0].grid[1:]] == ["███ ██", "██ ████"]
    assert [row[2] for row in masked.records.tables[0].grid[1:]] == ["Lê Lợi", "Trần Phú"]


def test_numbers_of_persons_in_tables_are_no_figures_once_masked() -> None:
    table = (
        "STT\tHọ và tên\tSố CMND\tĐiện thoại\tSố hồ sơ\n"
        "1\tLê Bình\t211234567\t0912345678\t12345678\n2\tTrần Hồng\t211234568\t0912345679\t15\n"
    )
    plain, masked = both(table.encode(), "x.csv")
    told = msgspec.json.encode(masked).decode()
    for number in ("211234567", "211234568", "912345678", "912345679"):
        assert number in msgspec.json.encode(plain).decode()
        assert number not in told
    assert [f.value for f in masked.records.figures if f.value] == ["12345678", "15"]


def test_a_person_is_masked_in_addresses_on_the_net_and_without_marks() -> None:
    report = (
        "BÁO CÁO\nÔng Nguyễn Văn Minh có đơn; trang facebook.com/nguyenvanminh, facebook.com/nguyen.van.minh1990, "
        "trang facebook.com/ubndxatanan; chuyển cho nguyen van minh.\nBà Lê An nhận bảng, lean nhanh.\n"
    )
    shown = masked_text(readers.read(report.encode(), ""), rules.load())
    assert shown == (
        "BÁO CÁO\nÔng ██████ ███ ████ có đơn; trang facebook.com/█████████████, facebook.com/███████████████1990, "
        "trang facebook.com/ubndxatanan; chuyển cho ██████ ███ ████.\nBà ██ ██ nhận bảng, lean nhanh.\n"
    )


def test_an_insurance_number_is_no_figure_once_masked() -> None:
    report = "BÁO CÁO\nCấp lại thẻ BHYT GD4010112345678, GPLX 790123456789, BHXH 2520123456 cho 12 người.\n"
    masked = convert(report.encode(), "x.txt", Options(mask=True))
    assert [figure.value for figure in masked.records.figures] == ["12"]
