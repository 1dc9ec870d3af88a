"""The table of a period: units by indicators."""

from decimal import Decimal

from extractor import rules
from extractor.aggregate.derive import completed
from extractor.aggregate.rates import Rate, rate_of
from extractor.aggregate.receipts import receipts
from extractor.aggregate.table import Column, Doubt, Table, table, wholes
from extractor.aggregate.totals import total
from extractor.records import CheckRecord, DocumentRecord, FigureRecord
from extractor.units.gazetteer import units_on
from tests.aggregate.made import figure, report

DONE = Column(indicator="HS.DONE.TOTAL")


def made(
    *figures: FigureRecord,
    documents: list[DocumentRecord] | None = None,
    checks: list[CheckRecord] | None = None,
) -> Table:
    sent = documents or [report(path) for path in sorted({one.path for one in figures})]
    return table(receipts(sent, figures, []), figures, checks or [], rules.load())


def values(found: Table, column: Column = DONE) -> list[Decimal | None]:
    return [line.entries[column].value for line in found.lines]


def test_units_stand_below_each_other_with_exact_decimals() -> None:
    found = made(figure("a", "0.1"), figure("b", "0.2"))
    assert values(found) == [Decimal("0.1"), Decimal("0.2")]


def test_two_subjects_of_one_sender_are_one_row() -> None:
    sent = [report("a", "UBND xã A", subject="Thủ tục"), report("b", "UBND xã A", subject="Chuyển đổi số")]
    found = made(figure("a", "5"), figure("b", "5"), documents=sent)
    assert values(found) == [5]
    assert [one.path for one in found.lines[0].entries[DONE].figures] == ["a", "b"]


def test_two_subjects_of_one_sender_that_differ_are_doubtful() -> None:
    sent = [report("a", "UBND xã A", subject="Thủ tục"), report("b", "UBND xã A", subject="Chuyển đổi số")]
    found = made(figure("a", "5"), figure("b", "7"), documents=sent)
    assert values(found) == [None]
    assert found.lines[0].entries[DONE].doubts == (Doubt.SEVERAL,)


def test_a_value_that_is_stated_twice_counts_once() -> None:
    found = made(figure("a", "5"), figure("a", "5", id="f2"))
    assert values(found) == [5]
    assert found.lines[0].entries[DONE].doubts == ()


def test_two_values_for_one_thing_are_none_and_doubtful() -> None:
    found = made(figure("a", "5"), figure("a", "7", id="f2"), figure("b", "1"))
    entry = found.lines[0].entries[DONE]
    assert (entry.value, entry.doubts, len(entry.figures)) == (None, (Doubt.SEVERAL,), 2)


def test_unsure_and_faulty_values_are_doubtful() -> None:
    check = CheckRecord(path="b", severity="error", members=("f1",))
    found = made(figure("a", "5", confidence=0.5), figure("b", "7"), checks=[check])
    assert [line.entries[DONE].doubts for line in found.lines] == [(Doubt.UNSURE,), (Doubt.CHECKED,)]


def test_a_rate_of_all_is_worked_out_from_what_it_is_of() -> None:
    rate = Column(indicator="RATE.PAY_ONLINE")
    found = made(
        *(figure("a", value, one, kind=kind) for value, one, kind in PAID_A),
        *(figure("b", value, one, kind=kind) for value, one, kind in PAID_B),
    )
    paid, base = Column(indicator="HS.PAID_ONLINE"), Column(indicator="HS.WITH_FIN")
    assert rate_of(rate, found, rules.load()) == Rate(parts=(paid,), base=(base,))


PAID_A = (
    ("9", "HS.PAID_ONLINE", "numerator"),
    ("10", "HS.WITH_FIN", "denominator"),
    ("90", "RATE.PAY_ONLINE", "rate"),
)
PAID_B = (
    ("1", "HS.PAID_ONLINE", "numerator"),
    ("90", "HS.WITH_FIN", "denominator"),
    ("1.11", "RATE.PAY_ONLINE", "rate"),
)


def test_a_rate_is_worked_out_over_the_units_that_state_its_base() -> None:
    rate = Column(indicator="RATE.PAY_ONLINE")
    found = made(
        *(figure("a", value, one, kind=kind) for value, one, kind in PAID_A),
        figure("b", "1", "HS.PAID_ONLINE"),
        figure("b", "50", "RATE.PAY_ONLINE", kind="rate"),
    )
    whole = total(rate, found, rules.load())
    assert whole is not None
    assert (whole.value, [line.receipt.document.path for line in whole.lines]) == (Decimal(90), ["a"])
    nobody = made(figure("b", "1", "HS.PAID_ONLINE"), figure("b", "50", "RATE.PAY_ONLINE", kind="rate"))
    assert total(rate, nobody, rules.load()) is None


def test_what_is_stated_in_parts_is_added_up_and_marked() -> None:
    asked = Column(indicator="HS.RECV.NEW.DIRECT_POST")
    parts = made(
        figure("a", "83", "HS.RECV.NEW.DIRECT"),
        figure("a", "2", "HS.RECV.NEW.POST", id="f2"),
        figure("b", "7", "HS.RECV.NEW.DIRECT"),
        figure("c", "9", "HS.RECV.NEW.DIRECT_POST"),
        figure("c", "4", "HS.RECV.NEW.DIRECT", id="f2"),
        figure("c", "4", "HS.RECV.NEW.POST", id="f3"),
    )
    first, second, third = completed(parts.flat(), [asked], rules.load()).lines
    assert (first.entries[asked].value, first.entries[asked].doubts) == (Decimal(85), (Doubt.DERIVED,))
    assert [one.value for one in first.entries[asked].figures] == ["83", "2"]
    assert asked not in second.entries
    assert (third.entries[asked].value, third.entries[asked].doubts) == (Decimal(9), ())


def test_a_denominator_counts_only_where_nothing_else_says_it() -> None:
    column = Column(indicator="HS.WITH_FIN")
    alone = made(figure("a", "50", "HS.WITH_FIN", kind="denominator"))
    beside = made(
        figure("a", "50", "HS.WITH_FIN", kind="denominator"), figure("a", "60", "HS.WITH_FIN", id="f2")
    )
    assert alone.lines[0].entries[column].value == 50
    assert beside.lines[0].entries[column].value == 60


def test_differences_unknown_labels_and_other_periods_are_left_out() -> None:
    found = made(
        figure("a", "5", kind="delta"),
        figure("a", "5", indicator="NO.SUCH"),
        figure("a", "5", period_label="2025-9M"),
    )
    assert found.columns == ()


def test_a_period_that_is_told_by_its_days_is_the_reports_own() -> None:
    days = {"period_start": "2025-08-15", "period_end": "2025-09-14"}
    found = made(figure("a", "5", period_label="15/8-14/9", **days), documents=[report("a", **days)])
    assert found.lines[0].entries[DONE].value == 5


def test_a_stock_of_the_year_stands_where_none_of_the_period_is_stated() -> None:
    month = {"period_start": "2025-09-01", "period_end": "2025-09-30"}
    year = {"period_label": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31"}
    staff = Column(indicator="STAFF.BC.ASSIGNED")
    given = figure("a", "58", staff.indicator, **year)
    assert values(made(given, documents=[report("a", **month)]), staff) == [58]
    own = figure("a", "57", staff.indicator, id="f2", **month)
    assert values(made(given, own, documents=[report("a", **month)]), staff) == [57]
    assert made(figure("a", "5", **year), documents=[report("a", **month)]).columns == ()


def test_a_part_of_the_same_thing_does_not_hide_its_total() -> None:
    found = made(figure("a", "550"), figure("a", "200", id="f2", part_of="f1"), figure("b", "5"))
    assert values(found) == [550, 5]


def test_a_part_that_is_another_thing_stays() -> None:
    late = figure("a", "20", "HS.DONE.LATE", id="f2", part_of="f1")
    assert list(wholes([figure("a", "550"), late])) == [figure("a", "550"), late]


def test_levels_are_columns_of_their_own_where_there_are_several() -> None:
    found = made(figure("a", "5", level="xa"), figure("a", "7", level="huyen", id="f2"))
    assert [column.level for column in found.columns] == ["huyen", "xa"]


def test_what_a_district_states_is_not_added_to_what_its_communes_do() -> None:
    above = report("d", admin_code="207", units_on="2024-02-01")
    below = report("c", admin_code="07195", units_on="2024-02-01")
    found = made(figure("d", "9"), figure("c", "4"), documents=[above, below])
    assert found.overlapping(DONE) == {"UBND xã d"}


def test_what_a_body_states_is_not_added_to_what_its_unit_does() -> None:
    unit = {"admin_code": "07195", "units_on": "2024-02-01"}
    parent = units_on("2024-02-01").units["07195"].full_name
    body = report("b", "Trung tâm Phục vụ hành chính công", issuer_parent=f"UBND {parent}", **unit)
    found = made(figure("a", "9"), figure("b", "9"), documents=[report("a", **unit), body])
    assert found.overlapping(DONE) == {f"Trung tâm Phục vụ hành chính công, {parent}"}
    alone = made(figure("b", "9"), documents=[body])
    assert alone.overlapping(DONE) == frozenset()


def test_a_month_under_a_heading_of_its_own_counts_and_the_year_so_far_does_not() -> None:
    so_far = report("a", period_label="2025-9M")
    figures = [
        figure("a", "90", period_label="2025-9M", id="f1"),
        figure("a", "7", basis={"period": "heading"}, id="f2"),
        figure("b", "5"),
    ]
    found = made(*figures, documents=[so_far, report("b"), report("c")])
    stated = {line.receipt.document.path: line.entries[DONE].value for line in found.lines if line.entries}
    assert stated == {"a": 7, "b": 5}
