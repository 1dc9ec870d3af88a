"""Staff, documents cited and passages of many reports."""

import pandas as pd

from extractor import rules
from extractor.aggregate import lists
from extractor.aggregate.change import change
from extractor.aggregate.receipts import receipts
from extractor.aggregate.table import Table, table
from extractor.records import CitationRecord, PassageRecord, StaffingRecord
from tests.aggregate.made import figure, report

SENDERS = {"a": "UBND xã A"}


def test_only_units_are_added_in_staffing() -> None:
    rows = [
        StaffingRecord(path="a", row_kind="group", unit_level="huyen", total=99),
        StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=5, own_staff=4, seconded=1),
        StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=7, own_staff=7, seconded=None),
        StaffingRecord(path="replaced", row_kind="unit", unit_level="xa", total=7),
    ]
    assert lists.staffing(rows, SENDERS).to_dict("records") == [
        {"report": "UBND xã A", "level": "xa", "units": 2, "total": 12, "own_staff": 11, "seconded": 1}
    ]


def test_what_no_row_states_stays_unknown() -> None:
    frame = lists.staffing([StaffingRecord(path="a", row_kind="unit", unit_level="xa", total=5)], SENDERS)
    (row,) = frame.to_dict("records")
    assert row["total"] == 5
    assert pd.isna(row["own_staff"])


def test_a_document_is_one_row_however_often_it_is_cited() -> None:
    cited = [CitationRecord(path="a", key="1", number="1"), CitationRecord(path="a", key="1", number="1")]
    (row,) = lists.citations(cited, SENDERS).to_dict("records")
    assert (row["mentions"], row["reports"]) == (2, 1)


def test_passages_stand_together_by_kind() -> None:
    said = [PassageRecord(path="a", kind=kind, text=kind) for kind in ("nhiem_vu", "kho_khan")]
    assert list(lists.passages(said, SENDERS)["kind"]) == ["kho_khan", "nhiem_vu"]


def made(**values: str) -> Table:
    figures = [figure(path, value) for path, value in values.items()]
    sent = receipts([report(path) for path in values], figures, [])
    return table(sent, figures, [], rules.load())


def test_change_is_over_the_units_of_both_periods() -> None:
    (row,) = change(made(a="12", b="8", c="100"), made(a="10", b="10"), rules.load()).to_dict("records")
    assert (row["units"], row["before"], row["now"], row["difference"], row["percent"]) == (2, 20, 20, 0, 0)


def test_without_anything_before_there_is_no_per_cent() -> None:
    (row,) = change(made(a="12"), made(a="0"), rules.load()).to_dict("records")
    assert (row["difference"], row["percent"]) == (12, None)
