"""Citations that cannot be right."""

from typing import Any

import pytest

from extractor import rules
from extractor.checks import references
from extractor.parts import Repair
from extractor.records import CheckRecord, CitationRecord, DocumentRecord
from tests.checks.made import citation

REPORT = DocumentRecord(date="2024-04-20")


def run(*citations: CitationRecord, document: DocumentRecord = REPORT) -> list[CheckRecord]:
    return references.run(citations, (), document, rules.load())


@pytest.mark.parametrize(
    ("number", "fields", "document", "count"),
    [
        ("12/2028/NĐ-CP", {}, REPORT, 1),
        ("12/2024/NĐ-CP", {}, REPORT, 0),
        ("7/QĐ-TTg", {"date": "2024-04-21"}, REPORT, 1),
        ("7/QĐ-TTg", {"date": "2024-04-20"}, REPORT, 0),
        ("7/QĐ-TTg", {"date": "2024-11"}, DocumentRecord(date="2024"), 0),
        ("7/QĐ-TTg", {"date": "2025-01-05"}, DocumentRecord(date="2024"), 1),
        ("7/QĐ-TTg", {"date": "2024-01-15"}, DocumentRecord(period_end="2023-12-14"), 0),
        ("7/QĐ-TTg", {"date": "2025-01-15"}, DocumentRecord(period_end="2023-12-14"), 1),
        ("7/QĐ-TTg", {"date": "2099-01-15"}, DocumentRecord(), 0),
        ("7/QĐ-TTg", {"date": "2099-01-15", "kind": "self"}, REPORT, 0),
    ],
)
def test_nothing_is_cited_from_the_future(
    number: str, fields: dict[str, Any], document: DocumentRecord, count: int
) -> None:
    assert [found.rule for found in run(citation(1, number, **fields), document=document)] == [
        "REF_FUTURE"
    ] * count


def test_another_mention_of_the_number_is_proposed() -> None:
    (found,) = run(citation(1, "12/2018/NĐ-CP"), citation(9, "12/2028/NĐ-CP"))
    assert (found.severity, found.proposal, found.members) == ("error", "12/2018/NĐ-CP", ("c9",))


def test_the_year_of_the_number_is_that_of_the_date() -> None:
    (found,) = run(citation(1, "12/2018/NĐ-CP", date="2019-05-02"))
    assert (found.rule, found.severity) == ("REF_DATE", "warning")
    assert run(citation(1, "12/2018/NĐ-CP", date="2018-05-02")) == []


def test_a_number_that_was_mended_is_told_unless_only_spaces_were_lost() -> None:
    def with_repair(from_: str) -> CitationRecord:
        return citation(
            1, "7/QĐ-TTg", repairs=(Repair(field="number", from_=from_, to="7/QĐ-TTg", reason="form"),)
        )

    (found,) = run(with_repair("7/QĐTTg"))
    assert (found.rule, found.severity, found.proposal) == ("REF_FORMAT", "info", "7/QĐ-TTg")
    assert run(with_repair("7 /QĐ- TTg")) == []


@pytest.mark.parametrize(
    ("number", "issuer", "severity", "proposal"),
    [
        ("5/KH-TTCP", "Thanh tra Chính phủ", None, None),
        ("5/KH-TTTP", "Thanh tra Chính phủ", "error", "5/KH-TTCP"),
        ("5/KH-BTC", "Bộ Tư pháp", "warning", "5/KH-BTP"),
        ("5/QĐ-UBND", "Sở Nội vụ tỉnh Lâm Đồng", "warning", None),
        ("5/QĐ-UBND", "UBND tỉnh Lâm Đồng", None, None),
        ("5/UBND-NC2", "UBND tỉnh Lâm Đồng", None, None),
        ("5/BNV-CCHC", "Bộ Nội vụ", None, None),
        ("5/KH-XYZQ", "Bộ Nội vụ", None, None),
        ("5/KH-TTTP", "Hội Người cao tuổi", None, None),
        ("5/2020/NĐ-CP", "Chính phủ", None, None),
    ],
)
def test_the_symbol_is_that_of_the_issuer(
    number: str, issuer: str, severity: str | None, proposal: str | None
) -> None:
    found = run(citation(1, number, issuer=issuer, issuer_source="text"))
    assert [(check.rule, check.severity, check.proposal) for check in found] == (
        [("REF_SYMBOL_ISSUER", severity, proposal)] if severity else []
    )


def test_an_issuer_that_was_inferred_is_not_held_against_the_symbol() -> None:
    assert run(citation(1, "5/KH-TTTP", issuer="Thanh tra Chính phủ", issuer_source="symbol")) == []
