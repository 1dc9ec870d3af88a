"""Which reports count, and who has sent none."""

from extractor import rules
from extractor.aggregate.receipts import State, expected, listed, missing, periods_of, receipts
from extractor.aggregate.seats import seated
from extractor.records import CitationRecord, DocumentRecord
from extractor.units.gazetteer import units_on
from tests.aggregate.made import PERIOD, figure, report

CO_TO = "207"
DAY = "2025-07-01"


def states(*documents: DocumentRecord, **values: str) -> dict[str, State]:
    figures = [figure(path, value) for path, value in values.items()]
    return {one.document.path: one.state for one in receipts(documents, figures, [])}


def test_the_later_of_two_reports_on_one_matter_counts() -> None:
    first = report("a", "UBND xã A", date="2025-09-16")
    second = report("b", "UBND xã A", date="2025-09-18")
    assert states(second, first, a="5", b="7") == {"a": State.REPLACED, "b": State.COUNTED}


def test_the_same_values_sent_twice_are_a_copy() -> None:
    first, second = report("a", "UBND xã A"), report("b", "UBND xã A")
    assert states(first, second, a="5", b="5") == {"a": State.COPY, "b": State.COUNTED}


def test_a_report_that_replaces_another_counts_whatever_its_day() -> None:
    first, second = report("a", "UBND xã A"), report("b", "UBND xã A", date="2025-09-20")
    says = CitationRecord(path="a", relation="thay_the", doc_type="bao_cao")
    found = receipts([first, second], [figure("a", "5"), figure("b", "7")], [says])
    assert {one.document.path: one.state for one in found} == {"a": State.COUNTED, "b": State.REPLACED}
    assert [one.because for one in found if one.state == State.REPLACED] == ["a"]


def test_another_subject_is_another_report() -> None:
    first, second = report("a", "UBND xã A"), report("b", "UBND xã A", subject="Công tác y tế")
    assert set(states(first, second).values()) == {State.COUNTED}


def test_two_units_of_one_name_are_two_senders() -> None:
    codes = ("09550", "09583")
    sent = [report(code, "UBND phường A", admin_code=code, units_on="2024-02-01") for code in codes]
    found = receipts([*sent, report("c", "UBND phường A")], [], [])
    assert {receipt.state for receipt in found} == {State.COUNTED}
    assert {receipt.sender for receipt in found} == {
        "UBND phường A, Quận Hà Đông",
        "UBND phường A, Thị xã Sơn Tây",
        "UBND phường A, c",
    }


def test_the_period_of_most_reports_is_the_one() -> None:
    found = receipts([report("a"), report("b"), report("c", period_label="2025-9M")], [], [])
    assert [one.state for one in found] == [State.COUNTED, State.COUNTED, State.OTHER_PERIOD]
    assert periods_of(found) == (PERIOD,)
    asked = receipts([report("a"), report("b"), report("c", period_label="2025-9M")], [], [], ["2025-9M"])
    assert [one.document.path for one in asked if one.state == State.COUNTED] == ["c"]


def test_copies_and_unreadable_files_do_not_count() -> None:
    found = states(report("a"), report("b", duplicate_of="a"), report("c", status="failed"))
    assert found == {"a": State.COUNTED, "b": State.COPY, "c": State.UNREADABLE}


def test_the_neighbours_of_most_senders_are_expected() -> None:
    units = units_on("2024-06-14").children(CO_TO)
    sent = [report(unit.code, admin_code=unit.code, units_on="2024-02-01") for unit in units[1:]]
    found = receipts(sent, [], [])
    assert missing(found, expected(found)) == [units[0]]


def test_a_list_names_units_by_code_and_departments_by_name() -> None:
    units = listed("# ai phải gửi\n07195\n\tSở Y tế tỉnh Quảng Ninh\n\n")
    assert [unit.full_name for unit in units] == ["Xã Đồng Tiến", "Sở Y tế tỉnh Quảng Ninh"]
    found = receipts([report("a", "Sở Y tế tỉnh Quảng Ninh")], [], [])
    assert [unit.code for unit in missing(found, units)] == ["07195"]


def test_reports_of_bodies_without_a_name_are_never_one_row() -> None:
    found = receipts([report("a", "UBND"), report("b", "UBND"), report("c", "UBND xã")], [], [])
    assert [one.sender for one in found] == ["a", "b", "c"]
    assert {one.state for one in found} == {State.COUNTED}


def test_a_report_without_its_province_is_of_that_of_the_others() -> None:
    first, second = units_on(DAY).children("22")[:2]
    known = report("a", f"UBND {first.full_name}", province="Quảng Ninh", admin_code=first.code)
    bare = report("b", f"UBND {second.full_name}", commune=second.name, issuer_level="xa", date="2025-10-02")
    stranger = report("c", "UBND xã Không Có", commune="Không Có", issuer_level="xa", date="2025-10-02")
    codes = [one.admin_code for one in seated([known, bare, stranger], rules.load())]
    assert codes == [first.code, second.code, None]
    other = report("d", "UBND xã X", province="Phú Thọ", admin_code="1")
    assert seated([known, bare, other], rules.load())[1].admin_code is None


def test_a_name_in_a_list_is_that_of_the_unit_or_of_its_body_and_tones_count() -> None:
    first, second = units_on(DAY).children("22")[:2]
    sent = receipts([report("a", f"UBND {first.full_name}", admin_code=first.code, units_on=DAY)], [], [])
    asked = listed(f"{first.full_name}\nUBND {first.full_name}\n{second.full_name}\n99999\n")
    assert [unit.full_name for unit in missing(sent, asked)] == [second.full_name, "99999"]
    toned = receipts([report("b", "UBND xã Cẩm Giang")], [], [])
    asked = listed("UBND xã Cẩm Giang\nUBND xã Cẩm Giàng\n")
    assert [unit.full_name for unit in missing(toned, asked)] == ["UBND xã Cẩm Giàng"]


def centre(code: str, name: str) -> DocumentRecord:
    """The report of a service centre, whose own name tells no unit."""
    unit = units_on(DAY).units[code]
    return report(
        name,
        "Trung tâm Phục vụ hành chính công",
        issuer_parent=f"UBND {unit.full_name}, tỉnh Lâm Đồng",
        admin_code=code,
        units_on=DAY,
    )


def test_bodies_of_one_name_are_told_apart_by_their_units() -> None:
    one, other, *_ = units_on(DAY).children("68")
    found = receipts([centre(one.code, "a"), centre(other.code, "b")], [], [])
    assert {receipt.sender for receipt in found} == {
        f"Trung tâm Phục vụ hành chính công, {unit.full_name}" for unit in (one, other)
    }
    assert {receipt.state for receipt in found} == {State.COUNTED}
