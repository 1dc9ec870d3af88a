import msgspec
import pytest

from extractor.evaluate import missed, score
from extractor.evaluate.scores import rates, worse
from extractor.records import CheckRecord, FigureRecord
from tests.evaluate.made import TEXT, gold, records, result, span


def test_right_records_score_one() -> None:
    found = rates(score(result(), gold()))
    assert {value for name, value in found.items() if name.endswith(("f1", "record", "identity"))} >= {1.0}
    below_one = {name: value for name, value in found.items() if value < 1 and not name.endswith("_per_10k")}
    assert set(below_one) == {"check.recall", "check.f1"}  # no check is among the records
    assert all(value == 0 for name, value in found.items() if name.endswith("_per_10k"))


def test_strict_demands_the_same_span_and_relaxed_does_not() -> None:
    law, first = records().citations[1], records().citations[0]
    shifted = msgspec.structs.replace(first, end=(first.end or 0) - 1)
    found = rates(score(result(citations=(shifted, law)), gold()))
    assert (found["citation.f1"], found["citation.strict_f1"]) == (1.0, 0.5)


def test_a_wrong_field_costs_the_field_and_the_whole_record_only() -> None:
    first, law = records().citations
    wrong = msgspec.structs.replace(first, issuer="UBND tỉnh Nam Định")
    found = rates(score(result(citations=(wrong, law)), gold()))
    assert (found["citation.issuer"], found["citation.record"], found["citation.identity"]) == (0.0, 0.5, 1.0)
    assert found["citation.f1"] == 1.0
    assert missed(result(citations=(wrong, law)), gold())[:1] == [
        "citation.issuer at 10: 'UBND tỉnh Hà Nam' is read as 'UBND tỉnh Nam Định'"
    ]


def test_a_mention_without_number_is_identified_by_its_type() -> None:
    first, law = records().citations
    other = msgspec.structs.replace(law, doc_type="nghi_dinh")
    found = rates(score(result(citations=(first, other)), gold()))
    assert (found["citation.number"], found["citation.identity"]) == (1.0, 0.5)


def test_a_missed_mention_counts_against_its_number_and_not_against_its_issuer() -> None:
    found = rates(score(result(citations=records().citations[1:]), gold()))
    assert (found["citation.recall"], found["citation.number"]) == (0.5, 0.5)
    assert "citation.issuer" not in found
    assert found["cited.recall"] == 0.0


def test_a_false_figure_counts_per_10_000_characters_and_inside_a_citation_twice() -> None:
    inside = FigureRecord(start=TEXT.index("07/"), end=TEXT.index("07/") + 2, text="07", value="7")
    tallied = score(result(figures=(*records().figures, inside)), gold())
    assert (tallied["figure.false"], tallied["figure.inside"]) == (1, 1)
    assert rates(tallied)["figure.false_per_10k"] == round(10_000 / len(TEXT), 4)
    assert f"figure false: '07' at {inside.start}" in missed(
        result(figures=(*records().figures, inside)), gold()
    )


def test_a_wrong_cell_costs_one_cell_of_three() -> None:
    row = msgspec.structs.replace(records().staffing[0], seconded=2)
    found = rates(score(result(staffing=(row,)), gold()))
    assert (found["staff_cell"], found["staff_row.f1"], found["staff_row.seconded"]) == (0.6667, 1.0, 0.0)
    lost = rates(score(result(staffing=()), gold()))
    assert (lost["staff_cell"], lost["staff_row.f1"]) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("rule", "member", "stated", "right"),
    [
        ("SUM", "f1100", "1100", 1),
        ("RATE", "f1100", "1100", 0),
        ("SUM", "f1146", "1100", 0),
        ("SUM", "f1100", "9", 0),
    ],
)
def test_a_planted_fault_is_found_by_rule_place_and_stated_value(
    rule: str, member: str, stated: str, right: int
) -> None:
    check = CheckRecord(rule=rule, severity="error", stated=stated, members=(member,), **span("1.146"))
    tallied = score(result(checks=(check,)), gold())
    assert (tallied["check.right"], tallied["check.hit"], tallied["check.found"]) == (right, right, 1)


def test_a_warning_is_not_judged_by_gold_that_holds_errors_only() -> None:
    warning = CheckRecord(rule="SUM", severity="warning", **span("1.146"))
    assert score(result(checks=(warning,)), gold())["check.found"] == 0


def test_less_is_better_only_for_what_is_counted_per_characters() -> None:
    assert worse("figure.false_per_10k", 2.0, 1.0)
    assert not worse("figure.false_per_10k", 0.5, 1.0)
    assert worse("figure.f1", 0.5, 1.0)
