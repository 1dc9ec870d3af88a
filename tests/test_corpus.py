"""The corpus is the gate: no score below its floor."""

from pathlib import Path

import msgspec
import pytest

from extractor.evaluate import Evaluation, below, evaluate, missed, pin, read_corpus, read_floors, score
from extractor.pipeline import convert

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluate(CORPUS)


def test_no_score_is_below_its_floor(evaluation: Evaluation) -> None:
    floors = read_floors(CORPUS / "floors.json")
    assert floors is not None
    assert floors.digest == evaluation.digest, "reports or gold changed: pin the floors again"
    assert below(evaluation, floors) == {}


def test_a_lost_finding_falls_below_the_floor_and_is_named(evaluation: Evaluation) -> None:
    gold_bytes, data = next(read_corpus(CORPUS))
    gold = msgspec.json.decode(gold_bytes)
    result = convert(data, gold["file"])
    before = score(result, gold)
    poorer = msgspec.structs.replace(
        result, records=msgspec.structs.replace(result.records, citations=result.records.citations[1:])
    )
    assert score(poorer, gold)["citation.right"] == before["citation.right"] - 1
    lost = set(missed(poorer, gold)) - set(missed(result, gold))
    assert lost == {
        f"citation missed: {result.records.citations[0].text!r} at {result.records.citations[0].start}"
    }
    worse = msgspec.structs.replace(evaluation, scores={**evaluation.scores, "citation.f1": 0.5})
    assert set(below(worse, pin(evaluation))) == {"citation.f1"}


def test_gold_is_printed_where_it_says() -> None:
    for gold_bytes, data in read_corpus(CORPUS):
        gold = msgspec.json.decode(gold_bytes)
        raw = data.decode("utf-8")
        for entry in (*gold["citations"], *gold["dates"], *gold["figures"], *gold["other_numbers"]):
            assert raw[entry["start"] : entry["end"]] == entry["text"]
