import pytest

from extractor.evaluate.compare import document_number, readings, right, said, same
from extractor.evaluate.gold import Field
from extractor.parts import Pinpoint
from extractor.records import CitationRecord, DateRecord


@pytest.mark.parametrize(
    ("want", "have"),
    [
        ("97.5", "97.50"),
        ("08", "8"),
        ("Chính phủ", "CHÍNH PHỦ"),
        ("Hoà Bình", "Hòa Bình"),
        ("met_gia", "metgia"),
        ("Sở Lao động – Thương binh", "Sở Lao động, Thương binh"),
        ("giai đoạn 2021 – 2025", "Giai đoạn 2021 - 2025."),
        (None, None),
    ],
)
def test_the_same_value_in_another_writing_is_the_same(want: str | None, have: str | None) -> None:
    assert same(want, have)


@pytest.mark.parametrize(
    ("want", "have"),
    [
        ("97.5", "975"),
        ("2024-1", "20241"),
        ("15/12/2023", "15-12-2023"),
        ("UBND xã", None),
        (None, "0"),
        ("12", "12%"),
        ("-5", "5"),
    ],
)
def test_another_value_is_not(want: str | None, have: str | None) -> None:
    assert not same(want, have)


def test_document_numbers_are_compared_without_padding_spaces_and_subscripts() -> None:
    assert document_number("07/ UBND-NC₂") == document_number("7/UBND–nc2") == "7/UBND-NC2"
    assert document_number("70/QĐ-UBND") != document_number("7/QĐ-UBND")
    assert document_number("") is None


def test_lists_of_gold_and_structs_of_records_are_said_alike() -> None:
    assert said([{"khoan": "2", "dieu": "12"}]) == said((Pinpoint(dieu="12", khoan="2"),))
    assert said(63.4) == "63.4"
    assert said("") is None


def test_a_field_may_be_stated_in_several_ways() -> None:
    field = Field(
        measure="period.label",
        of=("label", "start_date/end_date"),
        accepted=("Q1/2024", "2024-01-01/2024-03-31"),
    )
    by_bounds = DateRecord(label="quý I", start_date="2024-01-01", end_date="2024-03-31")
    assert right(field, readings(field, by_bounds))
    half = DateRecord(label="quý I", start_date="2024-01-01")
    assert readings(field, half) == ("quý I", None)
    assert not right(field, readings(field, half))


def test_nothing_accepted_accepts_anything() -> None:
    anything = Field(measure="citation.number", of=("number",), accepted=())
    assert right(anything, readings(anything, CitationRecord(number="1/QH")))
