from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.parts import Pinpoint
from extractor.records import TABLES
from extractor.writers.flat import Kind, columns, flat, key, number, reference


def test_the_columns_are_the_fields_of_the_records() -> None:
    for table, record in TABLES.items():
        assert tuple(column.name for column in columns(table)) == record.__struct_fields__


def test_types_keys_and_links_are_told_by_the_types_of_the_fields() -> None:
    kinds = {column.name: column.kind for column in columns("figures")}
    assert [
        kinds[name] for name in ("value", "start", "confidence", "cumulative", "pair", "basis", "text")
    ] == [*(Kind.EXACT, Kind.WHOLE, Kind.REAL, Kind.TRUTH, Kind.LIST, Kind.MAPPING, Kind.TEXT)]
    always = {column.name for column in columns("figures") if column.always}
    assert always == {"doc_id", "id", "confidence"}
    assert (key("documents"), key("figures"), key("problems")) == (
        ("path",),
        ("doc_id", "id"),
        ("path", "id"),
    )
    links = {column.name: reference(column) for column in columns("figures") if column.refers}
    assert links["period"] == (("doc_id", "period"), ("doc_id", "id"))
    assert links["path"] == (("path",), ("path",))
    assert links["pair"] is None


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (None, None),
        ((), None),
        ({}, None),
        ("", ""),
        (0, 0),
        (False, False),
        (float("nan"), None),
        (1 << 70, None),
        (("đ", "b"), '["đ","b"]'),
        ((Pinpoint(dieu="2"),), '[{"dieu":"2"}]'),
        ({"a": None}, '{"a":null}'),
    ],
)
def test_flat(value: object, held: object) -> None:
    assert flat(value) == held
    assert type(flat(value)) is type(held)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_a_number_holds_all_digits_of_its_decimal(exact: Decimal) -> None:
    text = f"{exact:f}"
    assert Decimal(str(number(text))) == exact
