"""Where gold and its reports are looked for."""

import json
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.evaluate import evaluate, read_corpus
from tests.evaluate.made import TEXT, ours, theirs, written


def test_reports_lie_in_reports_beside_gold(tmp_path: Path) -> None:
    (case,) = read_corpus(written(tmp_path))
    assert (case.name, case.data.decode(), case.gold.level) == ("nho", TEXT, "xa")


@pytest.mark.parametrize("asked", [".", "gold"])
@pytest.mark.parametrize("place", [".", "gold"])
def test_the_other_form_is_found_from_either_folder_with_reports_one_up_or_beside(
    tmp_path: Path, asked: str, place: str
) -> None:
    gold, checks = theirs()
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "nho.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "gold" / "nho.checks").write_text(json.dumps(checks), encoding="utf-8")
    (tmp_path / place / "ten-khac.txt").write_text(TEXT, encoding="utf-8", newline="")
    (case,) = read_corpus(tmp_path / asked)
    assert case.data.decode() == TEXT  # found by its digest: its name is another
    assert len(case.gold.faults) == 1
    assert evaluate(tmp_path / asked).scores["date.f1"] == 1.0


def test_a_folder_without_gold_and_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"digest": "", "floors": {}}')
    (tmp_path / "list.json").write_text("[1]")
    with pytest.raises(UsageError, match="no_gold"):
        list(read_corpus(tmp_path))


def test_a_report_that_is_not_the_one_of_the_gold_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no_report"):
        list(read_corpus(written(tmp_path, text="Báo cáo khác")))


def test_gold_that_breaks_its_form_is_named(tmp_path: Path) -> None:
    broken = ours(citations=[{"start": 1}])
    with pytest.raises(UsageError, match=r"bad_gold.*nho\.json"):
        list(read_corpus(written(tmp_path, broken)))


def test_only_wanted_reports_are_scored(tmp_path: Path) -> None:
    assert evaluate(written(tmp_path), wanted=lambda _: False).reports == ()
