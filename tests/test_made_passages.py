"""Gold of passages, placed in the text of their report."""

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.made import passages
from corpus.made.anchor import committed
from corpus.made.errors import NoValueError

TEXT = "II. KHÓ KHĂN\n- Kinh phí được giao\ncòn thấp.\n- Đề nghị (bổ sung).\nIII. HẾT\n"


def test_a_text_is_found_over_the_breaks_of_its_lines() -> None:
    row = {"kind": "kho_khan", "addressee": "", "text": "Kinh phí được giao còn thấp."}
    placed = passages.placed(row, TEXT)
    assert placed["text"] == "Kinh phí được giao\ncòn thấp." == TEXT[placed["start"] : placed["end"]]
    assert (placed["kind"], placed["addressee"]) == ("kho_khan", None)


@pytest.mark.parametrize("text", ["Kinh phí được giao còn cao.", "K", "Đề nghị .bổ sung.."])
def test_a_text_that_stands_nowhere_or_twice_is_an_error(text: str) -> None:
    with pytest.raises(NoValueError, match="no passage"):
        passages.placed({"kind": "kho_khan", "addressee": "", "text": text}, TEXT)


@pytest.mark.parametrize("path", sorted(passages.FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_committed_passages_stand_in_their_report_in_order_and_apart(path: Path) -> None:
    text, _ = committed(path.stem)
    found = list(passages.passages(path.stem, text))
    assert len(found) == len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)
    assert all(before["end"] <= after["start"] for before, after in pairwise(found))


def test_a_report_whose_passages_nobody_wrote_down_has_none() -> None:
    assert list(passages.passages("khong-co", TEXT)) == []
