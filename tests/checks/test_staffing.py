"""Whether staffing tables add up."""

from hypothesis import given
from hypothesis import strategies as st

from extractor import rules
from extractor.checks import staffing
from extractor.records import CheckRecord, StaffingRecord
from tests.checks.made import row

DISTRICT = "Huyện Cô Tô"
GOOD = [
    row("group", "I", DISTRICT, (12, 11, 1)),
    row("unit", "1", "Trung tâm", (3, 2, 1), parent=DISTRICT),
    row("unit", "2", "Xã Đồng Tiến", (5, 5, None), parent=DISTRICT),
    row("unit", "3", "Xã Thanh Lân", (4, 4, 0), parent=DISTRICT),
    row("total", None, "Tổng cộng", (12, 11, 1)),
]


def run(rows: list[StaffingRecord]) -> list[CheckRecord]:
    return staffing.run(rows, rules.load())


def with_row(at: int, new: StaffingRecord) -> list[StaffingRecord]:
    return [*GOOD[:at], new, *GOOD[at + 1 :]]


def test_a_table_that_adds_up_gives_nothing() -> None:
    assert run(GOOD) == []


def test_a_row_whose_parts_do_not_make_its_total_is_an_error() -> None:
    (found,) = run(with_row(3, row("unit", "3", "Xã Thanh Lân", (4, 3, 0), parent=DISTRICT)))[:1]
    assert (found.rule, found.severity) == ("ROW_SUM", "error")
    assert (found.stated, found.computed, found.difference) == ("4", "3", "-1")
    assert found.members == ("unit 3 Xã Thanh Lân",)
    assert found.message == (
        "Huyện Cô Tô, dòng 3 (Xã Thanh Lân): tổng số ghi 4 nhưng thuộc biên chế 3, cử đến 0"
        " cộng lại là 3 (lệch 1)."
    )


def test_a_gap_that_the_note_closes_is_only_told() -> None:
    rows = with_row(1, row("unit", "1", "Trung tâm", (3, 1, 0), parent=DISTRICT, note=(1, 1)))
    told = [finding for finding in run(rows) if finding.rule == "ROW_SUM"]
    assert [finding.severity for finding in told] == ["info"]


def test_contract_and_part_time_staff_count_when_they_have_columns() -> None:
    assert (
        run([row("unit", "1", "Xã A", (9, 5, 1), other={"contract": 2, "part_time": 1, "female": 4})]) == []
    )
    assert run([row("unit", "1", "Xã A", (6, 5, 1), other={"contract": 2})]) == []


def test_a_table_with_one_column_of_parts_has_no_row_identity() -> None:
    assert run([row("unit", "1", "Xã A", (9, 5, None)), row("unit", "2", "Xã B", (9, 9, None))]) == []


def test_a_row_without_total_or_without_parts_is_not_judged() -> None:
    rows = [
        row("unit", "1", "Xã A", (None, 5, 1)),
        row("unit", "2", "Xã B", (5, None, None)),
        row("unit", "3", "Xã C", (6, 5, 1)),
    ]
    assert run(rows) == []


def test_units_that_nobody_sorted_are_one_finding() -> None:
    head = row("group", "I", DISTRICT, (12, 0, 0))
    below = [row("unit", str(n), f"Xã {n}", (4, 0, 0), parent=DISTRICT) for n in (1, 2, 3)]
    rows = [row("unit", "9", "Xã khác", (2, 1, 1)), head, *below]
    found = [finding for finding in run(rows) if "12" in (finding.stated or "")]
    assert [len(finding.members) for finding in found] == [3, 1]


def test_a_table_most_of_whose_rows_do_not_add_up_is_one_warning() -> None:
    rows = [row("unit", str(n), f"Xã {n}", (9, 5, 1)) for n in range(12)]
    (found,) = run([*rows, row("unit", "12", "Xã 12", (6, 5, 1))])
    assert (found.rule, found.severity, len(found.members)) == ("ROW_SUM", "warning", 12)


def test_a_group_is_the_sum_of_its_units_in_every_column() -> None:
    found = run(with_row(0, row("group", "I", DISTRICT, (13, 11, 2))))
    groups = [(finding.stated, finding.computed) for finding in found if finding.rule == "GROUP_SUM"]
    assert groups == [("13", "12"), ("2", "1")]


def test_a_column_that_no_unit_fills_is_not_compared() -> None:
    rows = [row("group", "I", DISTRICT, (5, 5, 3)), row("unit", "1", "Xã A", (5, 5, None), parent=DISTRICT)]
    assert [finding.rule for finding in run(rows) if finding.stated == "3"] == []


def test_the_total_may_be_the_sum_of_groups_or_of_units() -> None:
    rows = with_row(0, row("group", "I", DISTRICT, (10, 9, 1)))
    assert "GRAND_TOTAL" not in {finding.rule for finding in run(rows)}
    wrong = [*GOOD[:4], row("total", None, "Tổng cộng", (13, 11, 2))]
    assert [finding.rule for finding in run(wrong)] == ["GRAND_TOTAL", "GRAND_TOTAL"]


def test_a_section_with_numbers_is_the_sum_of_its_groups() -> None:
    rows = [row("section", "A", "Cấp huyện", (13, 12, 1)), *GOOD[:4]]
    assert [finding.rule for finding in run(rows)] == ["GROUP_SUM", "GROUP_SUM"]


def test_a_subtotal_is_the_sum_of_what_stands_above_it() -> None:
    assert run([*GOOD[:4], row("subtotal", None, "Cộng cấp huyện", (12, 11, 1)), GOOD[4]]) == []
    found = run([*GOOD[:4], row("subtotal", None, "Cộng cấp huyện", (12, 10, 2)), GOOD[4]])
    assert [finding.rule for finding in found] == ["GROUP_SUM", "GROUP_SUM"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=9))
def test_whatever_adds_up_is_left_alone(parts: list[tuple[int, int]]) -> None:
    units = [
        row("unit", str(n), f"Xã {n}", (own + sent, own, sent), parent=DISTRICT)
        for n, (own, sent) in enumerate(parts, 1)
    ]
    own, sent = (sum(column) for column in zip(*parts, strict=True))
    assert run([row("group", "I", DISTRICT, (own + sent, own, sent)), *units]) == []
