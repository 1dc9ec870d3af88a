"""`baocao evaluate` as it is called."""

import json
from pathlib import Path

import pytest

from extractor.cli import call
from tests.evaluate.made import ours, written


def said(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a call in English."""
    code = call(["evaluate", *map(str, args), "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


def raised(corpus: Path, name: str, value: float) -> None:
    """Pin a floor higher than it was."""
    floors = json.loads((corpus / "floors.json").read_text())
    floors["floors"][name] = value
    (corpus / "floors.json").write_text(json.dumps(floors))


def test_scores_are_printed_and_pinned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = written(tmp_path)
    code, out, _ = said(capsys, corpus)
    assert code == 0
    assert [line.split() for line in out.splitlines() if line.startswith("date.f1")] == [
        ["date.f1", "1.0000", "1.0000-1.0000", "1"]
    ]
    assert "expected calibration error" in out
    assert not (corpus / "floors.json").exists()
    assert said(capsys, corpus, "--update")[0] == 0
    assert json.loads((corpus / "floors.json").read_text())["floors"]["date.f1"] == 1.0
    assert (corpus / "findings.jsonl").read_text(encoding="utf-8").count('"nho"') > 4


def test_update_refuses_to_lower_a_floor_unless_it_is_allowed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = written(tmp_path)
    said(capsys, corpus, "--update")
    raised(corpus, "header", 1.5)
    for args in ((), ("--update",)):
        code, _, err = said(capsys, corpus, *args)
        assert code == 5
        assert "header" in err
        assert json.loads((corpus / "floors.json").read_text())["floors"]["header"] == 1.5
    assert said(capsys, corpus, "--update", "--allow-regression")[0] == 0
    assert json.loads((corpus / "floors.json").read_text())["floors"]["header"] <= 1


def test_a_score_that_is_not_taken_any_more_is_below_its_floor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = written(tmp_path)
    said(capsys, corpus, "--update")
    raised(corpus, "nothing.f1", 0.0)
    assert said(capsys, corpus)[0] == 5


def test_gold_that_changed_must_be_pinned_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = written(tmp_path)
    said(capsys, corpus, "--update")
    written(tmp_path, ours(other_numbers=[{"start": 0, "end": 1, "text": "T", "reason": "x"}]))
    code, _, err = said(capsys, corpus)
    assert (code, "--update" in err) == (5, True)


def test_what_the_last_run_had_and_this_one_has_not_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = written(tmp_path)
    said(capsys, corpus, "--update")
    kept = (corpus / "findings.jsonl").read_text(encoding="utf-8")
    gone = {"report": "nho", "table": "figure", "start": 3, "end": 5, "text": "04", "right": ["value"]}
    (corpus / "findings.jsonl").write_text(kept + json.dumps(gone) + "\n", encoding="utf-8")
    _, out, _ = said(capsys, corpus)
    assert out.splitlines()[-2:] == ["Lost against the last pinned run: 1", "  figure '04' at 3 of nho"]
    assert json.loads(said(capsys, corpus, "--json")[1])["lost"][0]["text"] == "04"


def test_first_contact_stands_beside_now_and_blind_restricts_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = written(tmp_path)
    assert said(capsys, corpus, "--blind")[0] == 2
    contact = {
        "date": "2026-01-01",
        "reports": ["nho"],
        "digest": "",
        "scores": {"date.f1": 0.25},
        "counts": {},
    }
    (corpus / "first-contact.json").write_text(json.dumps({"note": "", "first_contact": [contact]}))
    code, out, _ = said(capsys, corpus, "--blind")
    assert (code, "0.2500 -> 1.0000" in out) == (0, True)
    told = json.loads(said(capsys, corpus, "--json")[1])
    assert told["first_contact"][0]["scores"] == {"date.f1": 0.25}
    assert told["first_contact"][0]["now"]["date.f1"] == 1.0
    assert said(capsys, corpus, "--blind", "--update")[0] == 2
    assert not (corpus / "floors.json").exists()


@pytest.mark.parametrize(("group", "name"), [("type", "bao_cao"), ("level", "xa"), ("report", "nho")])
def test_scores_by_group(tmp_path: Path, capsys: pytest.CaptureFixture[str], group: str, name: str) -> None:
    code, out, _ = said(capsys, written(tmp_path), "--by", group)
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()} == {name}


def test_scores_by_reader_need_files_of_the_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = written(tmp_path)
    assert said(capsys, corpus, "--by", "reader")[0] == 2
    (corpus / "rendered").mkdir()
    (corpus / "rendered" / "nho.txt").write_bytes((corpus / "reports" / "nho.txt").read_bytes())
    code, out, _ = said(capsys, corpus, "--by", "reader")
    assert (code, out.split()[:3]) == (0, ["txt", "words.lost_per_1k", "0.0000"])


def test_misses_are_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, written(tmp_path), "--misses")
    assert code == 0
    assert "nho.txt: check missed: SUM '1.100'" in out
