from pathlib import Path

import pytest

from extractor.evaluate import read_corpus
from extractor.evaluate.reading import errors, read, values_found, words_lost
from extractor.pipeline import Options
from tests.evaluate.made import TEXT, gold, records, result, written


def test_words_are_counted_wherever_they_stand_and_in_either_normal_form() -> None:
    assert words_lost("tiếp nhận hồ sơ", "hồ sơ tiê\u0301p nhận") == {"words": 4, "lost": 0, "added": 0}
    assert words_lost("tiếp nhận hồ sơ", "tiêp nhận hồ 1") == {"words": 4, "lost": 2, "added": 2}


def test_values_are_found_whatever_their_place() -> None:
    moved = result(figures=tuple(reversed(records().figures)))
    assert errors(values_found(moved, gold()))["figure.values_f1"] == 1.0
    assert errors(values_found(result(figures=()), gold()))["figure.values_f1"] == 0.0


def test_a_file_made_from_the_report_is_read_and_named_by_its_reader(tmp_path: Path) -> None:
    corpus = written(tmp_path)
    (corpus / "rendered").mkdir()
    (corpus / "rendered" / "nho.txt").write_text(TEXT.replace("1.146", "1.l46"), encoding="utf-8")
    (corpus / "rendered" / "khac.txt").write_text("Báo cáo khác", encoding="utf-8")
    (reading,) = read(corpus, read_corpus(corpus), Options())
    assert (reading.file, reading.reader, reading.tally["lost"]) == ("nho.txt", "txt", 1)
    assert errors(reading.tally)["words.lost_per_1k"] == pytest.approx(
        1000 / reading.tally["words"], abs=0.01
    )
    assert errors(reading.tally)["figure.values_f1"] < 1
