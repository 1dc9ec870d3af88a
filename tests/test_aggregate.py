from decimal import Decimal

import pandas as pd

from extractor import aggregate, rules
from extractor.records import DocumentRecord, FigureRecord, StaffingRecord

DOCUMENTS = [DocumentRecord(path="a.txt", issuer="UBND xã An Bình"), DocumentRecord(path="b.txt")]


def figure(path: str, value: str, indicator: str = "HS.DONE.TOTAL", **fields: str) -> FigureRecord:
    return FigureRecord(path=path, value=value, indicator=indicator, period_label="2024-Q1", **fields)  # type: ignore[arg-type] # free fields


def table(*figures: FigureRecord) -> dict[str, object]:
    frame = aggregate.indicators(figures, DOCUMENTS, rules.load())
    assert len(frame) == 1
    return dict(frame.iloc[0])


def test_reports_stand_side_by_side_with_their_exact_sum() -> None:
    row = table(figure("a.txt", "0.1"), figure("b.txt", "0.2"))
    assert (row["UBND xã An Bình (a.txt)"], row["b.txt"], row["sum"]) == (
        Decimal("0.1"),
        Decimal("0.2"),
        Decimal("0.3"),
    )


def test_a_value_that_is_stated_twice_counts_once() -> None:
    assert table(figure("a.txt", "5"), figure("a.txt", "5"))["sum"] == 5


def test_two_values_for_one_thing_give_neither_value_nor_total() -> None:
    row = table(figure("a.txt", "5"), figure("a.txt", "7"), figure("b.txt", "1"))
    assert row["sum"] is None
    assert row["UBND xã An Bình (a.txt)"] is None
    assert row["b.txt"] == 1


def test_rates_and_stocks_are_never_added() -> None:
    assert (
        table(
            figure("a.txt", "50", "RATE.ONLINE", kind="rate"),
            figure("b.txt", "70", "RATE.ONLINE", kind="rate"),
        )["sum"]
        is None
    )
    assert table(figure("a.txt", "5", "HS.PEND.TOTAL"), figure("b.txt", "7", "HS.PEND.TOTAL"))["sum"] is None


def test_differences_and_unknown_labels_are_left_out() -> None:
    figures = [figure("a.txt", "5", kind="delta"), figure("a.txt", "5", indicator="NO.SUCH")]
    assert aggregate.indicators(figures, DOCUMENTS, rules.load()).empty


def test_only_units_are_added_in_staffing() -> None:
    rows = [
        StaffingRecord(path="a", row_kind="group", unit_level="huyen", total=99),
        StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=5, own_staff=4, seconded=1),
        StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=7, own_staff=7, seconded=None),
    ]
    frame = aggregate.staffing(rows)
    assert frame.to_dict("records") == [
        {"report": "a", "level": "xa", "units": 2, "total": 12, "own_staff": 11, "seconded": 1}
    ]


def test_what_no_row_states_stays_unknown() -> None:
    frame = aggregate.staffing([StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=5)])
    (row,) = frame.to_dict("records")
    assert row["total"] == 5
    assert pd.isna(row["own_staff"])


def test_denominators_are_added_to_nothing() -> None:
    figures = [figure("a.txt", "50", kind="denominator")]
    assert aggregate.indicators(figures, DOCUMENTS, rules.load()).empty


def test_a_part_of_the_same_thing_does_not_hide_its_total() -> None:
    total, field = figure("a.txt", "550", id="f1"), figure("a.txt", "200", id="f2", part_of="f1")
    assert table(total, field, figure("b.txt", "5", id="f1"))["sum"] == 555


def test_a_part_that_is_another_thing_stays() -> None:
    total = figure("a.txt", "550", id="f1")
    late = figure("a.txt", "20", "HS.DONE.LATE", id="f2", part_of="f1")
    assert aggregate.wholes([total, late]) == [total, late]


def test_each_value_of_the_table_is_traced_and_several_are_marked() -> None:
    one = figure("a.txt", "5", start=10, end=11, text="05", label="đã giải quyết")  # type: ignore[arg-type] # an offset
    other = figure("a.txt", "7", start=30, end=31, text="7")  # type: ignore[arg-type] # an offset
    alone = figure("b.txt", "5", start=1, end=2, text="5")  # type: ignore[arg-type] # an offset
    found = aggregate.sources([other, one, alone], DOCUMENTS, rules.load())
    assert list(found["place"]) == ["30–31", "10–11", "1–2"]
    assert list(found["differs"]) == [True, True, False]
    assert list(found["words"])[1] == "đã giải quyết"


def test_nothing_stated_has_no_sources() -> None:
    assert aggregate.sources([], DOCUMENTS, rules.load()).empty
