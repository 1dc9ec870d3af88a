"""The made corpus: gold comes from marks, and every digit of a report has its annotation."""

import json
from pathlib import Path

import pytest

from corpus.made.anchor import GOLD, MARKED, REPORTS, committed, faults, made
from corpus.made.coverage import faults as gold_faults
from corpus.made.errors import (
    MarkError,
    NotClosedError,
    NotOpenedError,
    SurplusAttributeError,
    UnknownMarkError,
)
from corpus.made.marks import printed

SLUGS = sorted(path.stem for path in MARKED.glob("*.txt"))
HEAD = '{\n "document": {}\n}\n=====\n'


@pytest.mark.parametrize("slug", SLUGS)
def test_marked_sources_give_the_committed_reports_and_gold(slug: str) -> None:
    text, gold = made(MARKED / f"{slug}.txt")
    assert text.encode() == (REPORTS / f"{slug}.txt").read_bytes()
    assert gold.encode() == (GOLD / f"{slug}.json").read_bytes()


@pytest.mark.parametrize("slug", SLUGS)
def test_committed_gold_has_no_fault(slug: str) -> None:
    assert list(faults(slug)) == []


@pytest.mark.parametrize(
    ("body", "error", "said"),
    [
        ("Tiếp nhận\n{{f ho_so|12 hồ sơ.\nHết {{d |05/3/2024}}.\n", NotClosedError, "6: mark not closed: f"),
        ("Tiếp nhận {{f ho_so|12}}}} hồ sơ.\n", NotOpenedError, "5: no mark to close: }}"),
        ("{{! unit=ho_so}}\nTiếp nhận {{q |12}}.\n", UnknownMarkError, "6: unknown mark: q "),
        ("{{u P1Y;P2Y|hằng năm}}\n", SurplusAttributeError, "5: attribute without a place: u P1Y;P2Y"),
        (
            "{{staff}}\n1\t2\n{{/staff}}\n{{f |nhiều}}\n",
            MarkError,
            "8: mark not readable: no number in 'nhiều'",
        ),
        ("Ngày {{d |05/3}}\n", MarkError, "5: mark not readable: no date in '05/3'"),
    ],
)
def test_a_mark_that_cannot_be_read_is_an_error_with_file_and_line(
    tmp_path: Path, body: str, error: type[MarkError], said: str
) -> None:
    path = tmp_path / "marked.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    with pytest.raises(error) as caught:
        made(path)
    assert str(caught.value) == f"marked.txt:{said}"


def test_offsets_of_marks_are_those_of_the_printed_text() -> None:
    report = printed(
        "{{! unit=ho_so}}\nTừ {{y |ngày {{d |01/01/2024}}}} có {{f ;;xa|12}} hồ sơ.", "marked.txt"
    )
    assert report.text == "Từ ngày 01/01/2024 có 12 hồ sơ."
    assert [(mark.tag, report.text[mark.start : mark.end]) for mark in report.marks] == [
        ("!", ""),
        ("y", "ngày 01/01/2024"),
        ("d", "01/01/2024"),
        ("f", "12"),
    ]
    assert report.marks[-1].attributes == {"level": "xa"}


def test_a_digit_without_annotation_is_a_fault() -> None:
    text, source = committed(SLUGS[0])
    gold = json.loads(source)
    lost = gold["figures"].pop(0)
    said = list(gold_faults(text, gold))
    assert len(said) == sum(char.isdigit() for char in lost["text"]) > 0
    assert said[0].startswith(f"digit {lost['text'][0]!r} at {lost['start']} covered 0 times")


def test_a_digit_with_two_annotations_is_a_fault() -> None:
    text, source = committed(SLUGS[0])
    gold = json.loads(source)
    twice = gold["figures"][0]
    gold["other_numbers"].append(twice)
    assert any(f"at {twice['start']} covered 2 times" in said for said in gold_faults(text, gold))


def test_a_changed_report_is_a_fault() -> None:
    text, source = committed(SLUGS[0])
    said = list(gold_faults("*" + text, json.loads(source)))
    assert said[0] == "the digest is not that of the report"
    assert any("is not" in line for line in said[1:])
