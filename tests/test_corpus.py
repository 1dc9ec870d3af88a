"""The corpus is the gate: no score below its floor."""

from pathlib import Path

import msgspec
import pytest

from extractor.evaluate import (
    Evaluation,
    below,
    evaluate,
    findings,
    lost,
    missed,
    pin,
    read_corpus,
    read_floors,
    score,
)
from extractor.pipeline import convert

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(CORPUS)


def test_no_score_is_below_its_floor(evaluation: Evaluation) -> None:
    floors = read_floors(CORPUS / "floors.json")
    assert floors is not None
    assert floors.digest == evaluation.digest, "reports or gold changed: pin the floors again"
    changes = lost.changes(lost.read_findings(CORPUS / lost.FILE), findings(evaluation))
    assert below(evaluation, floors) == {}, "\n".join(map(str, changes.lost))


def test_the_findings_of_the_pinned_run_lie_beside_the_floors(evaluation: Evaluation) -> None:
    pinned = {finding.report for finding in lost.read_findings(CORPUS / lost.FILE)}
    assert pinned == {part.report for part in evaluation.reports}, "pin the floors again"


def test_a_lost_finding_falls_below_the_floor_and_is_named(evaluation: Evaluation) -> None:
    case = next(read_corpus(CORPUS))
    result = convert(case.data, case.gold.file)
    before = score(result, case.gold)
    poorer = msgspec.structs.replace(
        result, records=msgspec.structs.replace(result.records, citations=result.records.citations[1:])
    )
    assert score(poorer, case.gold)["citation.right"] == before["citation.right"] - 1
    gone = set(missed(poorer, case.gold)) - set(missed(result, case.gold))
    assert gone == {
        f"citation missed: {result.records.citations[0].text!r} at {result.records.citations[0].start}"
    }
    worse = msgspec.structs.replace(evaluation, scores={**evaluation.scores, "citation.f1": 0.5})
    assert set(below(worse, pin(evaluation))) == {"citation.f1"}


def test_gold_is_printed_where_it_says() -> None:
    for case in read_corpus(CORPUS):
        raw = case.data.decode("utf-8")
        for family in case.gold.families:
            for entry in family.entries if not family.by_row else ():
                assert raw[entry.start : entry.end] == entry.text
        for start, end in case.gold.others:
            assert raw[start:end].strip()
