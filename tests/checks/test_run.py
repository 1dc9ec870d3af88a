"""All checks of one document together."""

from decimal import Decimal

import pytest

from extractor import checks, rules
from extractor.checks import build
from extractor.finders import staffing, tables
from extractor.grammar import written
from extractor.records import DocumentRecord, Records
from tests.checks.made import citation, figure
from tests.finders.reports import report

TEXT = (
    "STT\tBộ phận Một cửa\tTổng số\tThuộc biên chế\tCử đến\n"
    "I\tHuyện Cô Tô\t10\t9\t1\n"
    "1\tXã Đồng Tiên\t6\t4\t1\n"
    "2\tXã Đồng Tiến\t4\t4\t0\n"
)


def test_findings_are_numbered_by_position_and_said_in_full() -> None:
    made = report(TEXT)
    header = DocumentRecord(date="2024-04-20", issuer_level="tinh", period_end="2024-03-14")
    rows = staffing.find(made, tables.find(made), header)
    records = Records(
        staffing=tuple(rows),
        citations=(citation(900, "12/2028/NĐ-CP", text="Nghị định\n12/2028/NĐ-CP"),),
        figures=(figure(500, "5", "TTHC.TOTAL"), figure(510, "6", "TTHC.ONLINE_ELIGIBLE")),
    )
    found = checks.run(made, header, records)
    assert [finding.id for finding in found] == [f"k{n}" for n in range(1, len(found) + 1)]
    assert {finding.rule for finding in found} == {
        "ROW_SUM",
        "GROUP_SUM",
        "DUPLICATE_UNIT",
        "UNIT_NAME",
        "SUBSET",
        "REF_FUTURE",
    }
    placed = [finding.start for finding in found if finding.start is not None]
    assert placed == sorted(placed)
    assert not [finding.message for finding in found if "{" in finding.message or "\n" in finding.message]
    assert all(finding.message.endswith(".") for finding in found)


def test_every_doubt_is_told_in_both_languages() -> None:
    messages = rules.load().messages
    for rule in messages.keys("check"):
        for part, text in messages.texts["check"][rule].items():
            assert text.vi, f"{rule}.{part}"
            assert text.en, f"{rule}.{part}"


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("1204.5"), "1.204,5"), (Decimal(1204), "1.204"), (7, "7"), ("2024", "2024"), (None, "")],
)
def test_numbers_are_said_as_they_are_written_in_vietnamese(
    value: Decimal | str | int | None, said: str
) -> None:
    assert written.said(value) == said


def test_a_difference_is_what_the_stated_number_lacks() -> None:
    found = build.check(
        rules.load().messages, "SUM", members=[], stated=Decimal("1E+1"), computed=Decimal("12.50")
    )
    assert (found.stated, found.computed, found.difference) == ("10", "12.50", "2.50")
