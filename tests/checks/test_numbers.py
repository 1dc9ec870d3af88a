"""Citations of one report that cannot all be right."""

import pytest
from msgspec.structs import replace

from extractor import rules
from extractor.checks import numbers
from extractor.records import CheckRecord, CitationRecord
from tests.checks.made import citation


def run(*citations: CitationRecord) -> list[CheckRecord]:
    return numbers.run(citations, rules.load())


def decision(
    number: int, printed: str, date: str | None = None, issuer: str | None = "UBND tỉnh"
) -> CitationRecord:
    place = f"@{issuer}" if issuer else ""
    year = f"#{date[:4]}" if date else ""
    return citation(
        number,
        printed,
        serial=printed.split("/", maxsplit=1)[0],
        symbol=printed.rsplit("/", 1)[1],
        doc_type="quyet_dinh",
        date=date,
        issuer=issuer,
        issuer_source="text" if issuer else None,
        key=f"{printed}{place}{year}",
        key_status="complete" if issuer and date else "partial",
    )


def test_one_number_with_two_days_is_doubted_at_the_rarer() -> None:
    days = ("2024-06-24", "2024-06-24", "2024-04-26")
    (found,) = run(*(decision(n, "1180/QĐ-UBND", day) for n, day in enumerate(days, 1)))
    assert (found.rule, found.severity, found.stated, found.proposal) == (
        "REF_DATE",
        "error",
        "2024-04-26",
        "2024-06-24",
    )
    assert found.members == ("c3", "c1")


def test_two_years_or_two_bodies_may_share_a_number() -> None:
    assert run(decision(1, "12/QĐ-UBND", "2023-02-01"), decision(2, "12/QĐ-UBND", "2024-03-01")) == []
    assert (
        run(decision(1, "12/QĐ-UBND", "2024-02-01", "A"), decision(2, "12/QĐ-UBND", "2024-03-01", "B")) == []
    )


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("1254", "2024-03-01"), ("1245", "2024-03-01"), 1),
        (("1254", "2024-03-01"), ("1245", None), 1),
        (("1254", "2024-03-01"), ("1245", "2024-04-01"), 0),
        (("1354", "2024-03-01"), ("1254", "2024-03-01"), 1),
        (("1354", "2024-03-01"), ("1254", None), 0),
        (("1254", "2024-03-01"), ("1255", "2024-03-01"), 0),
    ],
)
def test_numbers_that_one_slip_tells_apart_are_doubted_where_the_days_do_not(
    one: tuple[str, str | None], other: tuple[str, str | None], count: int
) -> None:
    found = run(decision(1, f"{one[0]}/QĐ-UBND", one[1]), decision(2, f"{other[0]}/QĐ-UBND", other[1]))
    assert [(check.rule, check.severity) for check in found] == [("REF_NUMBER", "warning")] * count


def test_one_number_of_one_day_with_issuers_of_two_levels_is_doubted() -> None:
    district = replace(decision(1, "12/QĐ-UBND", "2024-02-01", "UBND huyện A"), issuer_level="huyen")
    province = replace(decision(2, "12/QĐ-UBND", "2024-02-01", "UBND tỉnh B"), issuer_level="tinh")
    (found,) = run(district, province)
    assert (found.rule, found.stated, found.computed) == ("REF_NUMBER", "UBND tỉnh B", "UBND huyện A")
    other = replace(decision(3, "12/QĐ-UBND", "2024-02-01", "UBND huyện C"), issuer_level="huyen")
    assert run(district, other) == []
