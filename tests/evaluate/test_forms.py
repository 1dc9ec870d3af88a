"""Gold of both forms becomes one value that is scored alike."""

import msgspec

from extractor.evaluate import missed, score
from extractor.evaluate.gold import Gold
from extractor.evaluate.refs_form import read
from extractor.evaluate.scores import rates
from extractor.parts import TableCell
from extractor.records import CheckRecord, CitationRecord, FigureRecord
from tests.evaluate.made import gold as our_gold
from tests.evaluate.made import records, result, span, theirs

CHECK = CheckRecord(rule="SUM_LEVELS", severity="error", members=("f1100",))


def their_gold() -> Gold:
    return read(*theirs())


def test_the_same_records_are_right_by_both_forms() -> None:
    ours, other = (rates(score(result(), gold)) for gold in (our_gold(), their_gold()))
    shared = {"citation.f1", "date.f1", "period.f1", "figure.f1", "staff_row.f1", "staff_cell", "header"}
    assert (
        {name: ours[name] for name in shared}
        == {name: other[name] for name in shared}
        == dict.fromkeys(shared, 1.0)
    )
    assert other["staff_admin_code"] == other["figure.period"] == other["period.label"] == 1.0
    assert missed(result(checks=(CHECK,)), their_gold()) == []


def test_the_printed_number_and_its_correction_are_both_right() -> None:
    first, law = records().citations
    for number, share in (("07/QĐ-UBND", 1.0), ("7/QĐ-UBND", 1.0), ("8/QĐ-UBND", 0.0)):
        changed = msgspec.structs.replace(first, number=number)
        assert rates(score(result(citations=(changed, law)), their_gold()))["citation.identity"] == share


def test_an_issuer_may_lack_its_place_but_not_be_a_bare_body() -> None:
    first, law = records().citations
    issuers = {
        "UBND tỉnh": 1.0, "Ủy ban nhân dân tỉnh Hà Nam": 1.0, "Chủ tịch UBND tỉnh Hà Nam": 1.0, "UBND": 0.0,
        "UBND tỉnh Hà": 1.0, "Sở Tư pháp": 0.0,
    }  # fmt: skip
    for issuer, share in issuers.items():
        changed = msgspec.structs.replace(first, issuer=issuer)
        found = rates(score(result(citations=(changed, law)), their_gold()))
        assert found["citation.issuer"] == share, issuer


def test_what_the_other_form_does_not_annotate_is_neither_expected_nor_punished() -> None:
    own = CitationRecord(**span("hồ sơ, giải"), text="hồ sơ", kind="self", number="1/BC-UBND")
    cell = FigureRecord(**span("5"), text="5", value="5", table=TableCell(id="t1", row=0, col=3))
    found = score(
        result(citations=(*records().citations, own), figures=(*records().figures, cell)), their_gold()
    )
    assert (found["citation.false"], found["figure.false"]) == (0, 0)
    number = CitationRecord(**span("hồ sơ, giải"), text="hồ sơ", number="1/BC-UBND")
    assert score(result(citations=(*records().citations, number)), their_gold())["citation.false"] == 1


def test_checks_are_compared_by_family_and_arithmetic_that_holds_is_left_alone() -> None:
    right = score(result(checks=(CHECK,)), their_gold())
    assert (right["check.right"], right["check.hit"], right["check.left_alone.ok"]) == (1, 1, 1)
    wrong = score(result(checks=(msgspec.structs.replace(CHECK, members=("f1146",)),)), their_gold())
    assert (wrong["check.right"], wrong["check.hit"], wrong["check.left_alone.ok"]) == (0, 0, 0)
