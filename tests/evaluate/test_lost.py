from pathlib import Path

import msgspec
import pytest

from extractor import rules
from extractor.evaluate import evaluate, findings
from extractor.evaluate.judge import judge
from extractor.evaluate.lost import Finding, changes, read_findings, write_findings
from extractor.evaluate.lost import findings as found_in
from extractor.pipeline import Result
from extractor.rules import Patterns
from tests.evaluate.made import gold, records, result, span, written


def of(given: Result) -> tuple[Finding, ...]:
    return found_in("nho", judge(given, gold()))


def told(before: Result, after: Result) -> tuple[list[str], list[str]]:
    changed = changes(of(before), of(after))
    return [str(change) for change in changed.lost], [str(change) for change in changed.gained]


def test_the_same_run_has_neither_losses_nor_gains() -> None:
    assert told(result(), result()) == ([], [])


def test_a_missed_finding_is_named_by_what_is_printed() -> None:
    poorer = result(citations=records().citations[1:])
    line = "citation 'Quyết định số 07/QĐ-UBND' at 10 of nho"
    assert told(result(), poorer) == ([line], [])
    assert told(poorer, result()) == ([], [line])


def test_a_field_that_is_wrong_now_is_named() -> None:
    first, law = records().citations
    poorer = result(citations=(msgspec.structs.replace(first, issuer=None, date=None), law))
    assert told(result(), poorer)[0] == ["citation 'Quyết định số 07/QĐ-UBND' at 10 of nho (date, issuer)"]


def test_a_new_false_record_is_a_loss() -> None:
    false = msgspec.structs.replace(records().figures[0], start=0, end=4, text="Thực")
    worse = result(figures=(*records().figures, false))
    assert told(result(), worse) == (["figure 'Thực' at 0 of nho (false)"], [])
    assert told(worse, result()) == ([], ["figure 'Thực' at 0 of nho (false)"])


def test_a_report_that_only_one_run_has_read_says_nothing() -> None:
    other = found_in("khac", judge(result(), gold()))
    assert changes(other, of(result())) == changes((), ())


def test_findings_are_kept_as_they_were(tmp_path: Path) -> None:
    write_findings(tmp_path / "findings.jsonl", of(result()))
    assert read_findings(tmp_path / "findings.jsonl") == of(result())
    assert read_findings(tmp_path / "none.jsonl") == ()


def test_a_planted_regression_in_a_rule_is_named_by_the_finding_that_it_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = written(tmp_path)
    before = findings(evaluate(corpus))
    patterns = rules.load()
    kept = tuple(rule for rule in patterns.rules("citations") if "citation.law" not in rule.id)
    poorer = msgspec.structs.replace(patterns, books={**patterns.books, "citations": kept})

    def planted(*_: str | None) -> Patterns:
        return poorer

    monkeypatch.setattr(rules, "load", planted)
    lost = [str(change) for change in changes(before, findings(evaluate(corpus))).lost]
    start = span("Luật Đất đai")["start"]
    assert lost == [f"citation 'Luật Đất đai' at {start} of nho"]
