"""Cases of citations that were written without sight of the rules."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.evaluate import cases

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / cases.FOLDER
CASES = tuple(cases.read_cases(FOLDER))
HEADS = cases.read_heads(FOLDER)
OPEN = cases.read_open(FOLDER)
FILES = sorted({case.file for case in CASES})


def test_there_are_six_hundred_cases_and_a_quarter_of_them_must_not_match() -> None:
    assert len(CASES) >= 600
    assert sum(not case.cites for case in CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
    assert set(OPEN) <= {case.id for case in CASES}


@pytest.mark.parametrize("file", FILES)
def test_every_case_but_the_open_ones_is_right(file: str) -> None:
    verdicts = [cases.judge(case, HEADS) for case in CASES if case.file == file]
    wrong = {verdict.case.id: verdict.differences for verdict in verdicts if verdict.differences}
    assert {name: lines for name, lines in wrong.items() if name not in OPEN} == {}
    assert {case.id for case in CASES if case.file == file} & set(OPEN) <= set(wrong), "no longer open"


ONE = tuple(
    case for case in CASES if len(case.cites) == 1 and case.cites[0].get("key") and case.id not in OPEN
)


@given(st.sampled_from(ONE))
def test_decomposed_letters_do_not_change_what_is_found(case: cases.Case) -> None:
    plain = unicodedata.normalize("NFC", case.text) == case.text
    other = "" if case.damage == "nfd" or not plain else "nfd"
    assert cases.judge(replace(case, damage=other), HEADS).differences == ()


@given(st.sampled_from(ONE), st.data())
def test_a_line_break_at_a_space_inside_a_number_s_citation_keeps_its_identity(
    case: cases.Case, data: st.DataObject
) -> None:
    head, rest = case.text.split("[[", 1)
    core, tail = rest.split("]]", 1)
    spaces = [
        place for place, char in enumerate(core) if char == " " and core[place + 1 : place + 2].islower()
    ]
    if not spaces:
        return
    at = data.draw(st.sampled_from(spaces))
    broken = replace(case, text=f"{head}[[{core[:at]}\n{core[at + 1 :]}]]{tail}")
    verdict = cases.judge(broken, HEADS)
    assert verdict.found == 1, verdict.differences
    assert not [line for line in verdict.differences if " key is " in line]


@given(st.sampled_from(ONE))
def test_a_raised_note_mark_behind_a_citation_keeps_its_identity(case: cases.Case) -> None:
    marked = replace(case, text=case.text.replace("]]", "]]\u00b9", 1))
    verdict = cases.judge(marked, HEADS)
    assert not [line for line in verdict.differences if " key is " in line or "not found" in line]
