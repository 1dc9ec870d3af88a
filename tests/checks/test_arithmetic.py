"""Sums, levels, parts and wholes, and what one period hands to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import rules
from extractor.checks import arithmetic
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from tests.checks.made import figure

PROVINCE = DocumentRecord(issuer_level="tinh", date="2024-01-20")


def run(*figures: FigureRecord, document: DocumentRecord = PROVINCE) -> list[CheckRecord]:
    return arithmetic.run(figures, document, rules.load())


def new(total: str, online: str, counter: str) -> list[FigureRecord]:
    return [
        figure(10, total, "HS.RECV.NEW"),
        figure(20, online, "HS.RECV.NEW.ONLINE"),
        figure(30, counter, "HS.RECV.NEW.DIRECT_POST"),
    ]


def test_a_total_that_is_the_sum_of_its_parts_is_left_alone() -> None:
    assert run(*new("110", "70", "40")) == []


def test_a_total_that_is_not_is_an_error_with_exact_numbers() -> None:
    (found,) = run(*new("1110", "700", "400"))
    assert (found.rule, found.severity, found.members) == ("SUM", "error", ("f10", "f20", "f30"))
    assert (found.stated, found.computed, found.difference) == ("1110", "1100", "-10")
    assert "ghi 1.110 nhưng cộng 700 + 400 là 1.100 (lệch 10)" in found.message


def test_parts_may_stand_before_their_total() -> None:
    parts = [figure(1, "70", "HS.RECV.NEW.ONLINE"), figure(2, "41", "HS.RECV.NEW.DIRECT_POST")]
    assert [found.stated for found in run(*parts, figure(3, "110", "HS.RECV.NEW"))] == ["110"]
    assert run(*parts, figure(3, "111", "HS.RECV.NEW")) == []


def test_parts_belong_to_the_total_before_them() -> None:
    later = [
        figure(40, "9", "HS.RECV.NEW"),
        figure(50, "5", "HS.RECV.NEW.ONLINE"),
        figure(60, "4", "HS.RECV.NEW.DIRECT_POST"),
    ]
    assert run(*new("110", "70", "40"), *later) == []


@pytest.mark.parametrize(
    "change",
    [
        {"level": "huyen"},
        {"unit": "pakn"},
        {"period": ("2023-12-15", "2024-12-14")},
        {"section": ("III. KHÁC",)},
        {"qualifier": "about"},
        {"kind": "delta"},
    ],
)
def test_figures_of_different_scopes_are_not_added(change: dict[str, str]) -> None:
    total, online, counter = new("110", "70", "30")
    other = figure(30, "30", "HS.RECV.NEW.DIRECT_POST", **change)  # type: ignore[arg-type]  # each a field of its own type
    assert len(run(total, online, counter)) == 1
    assert run(total, online, other) == []


def test_bullets_of_one_list_are_one_scope() -> None:
    total, online, _ = new("110", "70", "30")
    below = figure(30, "30", "HS.RECV.NEW.DIRECT_POST", section=("II. KẾT QUẢ", "- Trong đó:"))
    assert len(run(total, online, below)) == 1


def test_what_may_be_unreported_is_a_warning_when_the_total_is_more() -> None:
    parts = [figure(20, "70", "HS.RECV.NEW.ONLINE"), figure(30, "40", "HS.RECV.NEW.DIRECT_POST")]
    (more,) = run(figure(10, "120", "HS.RECV.TOTAL"), *parts)
    (less,) = run(figure(10, "100", "HS.RECV.TOTAL"), *parts)
    assert (more.severity, less.severity) == ("warning", "error")
    carried = figure(40, "10", "HS.RECV.CARRIED")
    assert run(figure(10, "120", "HS.RECV.TOTAL"), *parts, carried) == []


def test_one_accepted_reading_is_enough() -> None:
    early, ontime, late = (
        figure(20, "100", "HS.DONE.EARLY"),
        figure(30, "532", "HS.DONE.ONTIME"),
        figure(40, "0", "HS.DONE.LATE"),
    )
    assert run(figure(10, "532", "HS.DONE.TOTAL"), early, ontime, late) == []
    assert len(run(figure(10, "500", "HS.DONE.TOTAL"), early, ontime, late)) == 1


def test_parts_of_another_total_beside_are_not_held_against_this_one() -> None:
    parts = [figure(30, "70", "HS.RECV.NEW.ONLINE"), figure(40, "40", "HS.RECV.NEW.DIRECT_POST")]
    totals = [figure(10, "110", "HS.RECV.NEW", level=None), figure(20, "60", "HS.RECV.NEW")]
    assert run(*totals, *parts) == []


def test_levels_add_up_to_the_whole() -> None:
    levels = [figure(20, "60", "TTHC.TOTAL"), figure(30, "30", "TTHC.TOTAL", level="huyen")]
    commune = figure(40, "11", "TTHC.TOTAL", level="xa")
    (found,) = run(figure(10, "100", "TTHC.TOTAL", level="all"), *levels, commune)
    assert (found.rule, found.computed) == ("SUM_LEVELS", "101")
    assert run(figure(10, "101", "TTHC.TOTAL", level="all"), *levels, commune) == []


def test_levels_that_are_not_all_given_may_only_not_be_more_than_the_whole() -> None:
    levels = [figure(20, "60", "TTHC.TOTAL"), figure(30, "30", "TTHC.TOTAL", level="huyen")]
    assert run(figure(10, "100", "TTHC.TOTAL", level="all"), *levels) == []
    assert len(run(figure(10, "80", "TTHC.TOTAL", level="all"), *levels)) == 1


@pytest.mark.parametrize(
    ("document", "count"),
    [
        (DocumentRecord(issuer_level="huyen", date="2024-03-01"), 0),
        (DocumentRecord(issuer_level="tinh", date="2024-03-01"), 0),
        (DocumentRecord(issuer_level="tinh", date="2025-09-30"), 1),
    ],
)
def test_from_july_2025_there_are_two_levels(document: DocumentRecord, count: int) -> None:
    levels = [figure(20, "60", "TTHC.TOTAL"), figure(30, "30", "TTHC.TOTAL", level="xa")]
    assert len(run(figure(10, "100", "TTHC.TOTAL", level="all"), *levels, document=document)) == count


def test_rates_of_levels_do_not_add_up() -> None:
    rates = [
        figure(n, "90", "RATE.ONTIME", level=level) for n, level in enumerate(("all", "tinh", "huyen", "xa"))
    ]
    assert run(*rates) == []


def test_a_period_opens_with_what_the_one_before_closed_with() -> None:
    closed = figure(10, "67", "HS.PEND.TOTAL", period=("2020-12-15", "2021-12-14"))
    opened = figure(90, "0", "HS.RECV.CARRIED", period=("2021-12-15", "2022-12-14"))
    (found,) = run(closed, opened)
    assert (found.rule, found.stated, found.computed) == ("CARRY_FORWARD", "0", "67")
    assert found.members == ("f90", "f10")
    later = figure(90, "0", "HS.RECV.CARRIED", period=("2021-12-16", "2022-12-14"))
    assert run(closed, later) == []


def test_a_part_is_not_more_than_its_whole() -> None:
    whole = figure(10, "95", "TTHC.TOTAL", unit="tthc")
    part = figure(20, "96", "TTHC.ONLINE_ELIGIBLE", unit="tthc")
    (found,) = run(whole, part)
    assert (found.rule, found.severity, found.members) == ("SUBSET", "warning", ("f20", "f10"))
    assert run(whole, part, figure(5, "200", "TTHC.TOTAL", unit="tthc")) == []
    assert [c.rule for c in run(figure(1, "5", "EQUIP.PC"), figure(2, "6", "EQUIP.PC", part_of="f1"))] == [
        "SUBSET"
    ]


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_true_sum_is_never_doubted(online: int, counter: int) -> None:
    assert run(*new(str(online + counter), str(online), str(counter))) == []


def test_a_mean_is_no_total() -> None:
    parts = new("110", "70", "40")[1:]
    assert run(figure(10, "41.7", "HS.RECV.NEW"), *parts) == []


def test_what_the_report_calls_a_part_of_another_figure_is_not_a_part_of_this_one() -> None:
    total, online, _ = new("110", "70", "30")
    other = figure(30, "30", "HS.RECV.NEW.DIRECT_POST", part_of="f99")
    assert run(total, online, other) == []


def test_levels_listed_as_parts_are_held_against_their_own_total_whatever_its_level() -> None:
    total = figure(10, "47", "STAFF.BC.CHANGE", unit="nguoi")
    levels = [
        figure(at, value, "STAFF.BC.CHANGE", unit="nguoi", level=level, part_of="f10")
        for at, value, level in ((20, "18", "tinh"), (30, "21", "huyen"), (40, "9", "xa"))
    ]
    assert [(c.rule, c.stated, c.computed) for c in run(total, *levels)] == [("SUM_LEVELS", "47", "48")]


def test_levels_that_add_up_to_another_figure_beside_are_not_held_against_this_one() -> None:
    levels = [
        figure(at, value, "TTHC.TOTAL", level=level)
        for at, value, level in ((20, "18", "tinh"), (30, "5", "huyen"), (40, "0", "xa"))
    ]
    checked = figure(50, "146", "TTHC.TOTAL", level=None)
    assert run(figure(10, "23"), *levels, checked) == []
