"""What the rules take for personal data, sentence by sentence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import readers, rules
from extractor.masking.mask import MARK, Mask
from extractor.pipeline import masked_text
from tests.masking.sentences import CATCH, KEEP, OPEN

MASK = Mask(rules.load())


def parts(marked: str) -> tuple[str, str]:
    """A sentence as printed, and as it is to be masked."""
    printed = marked.replace("⟦", "").replace("⟧", "")
    masked = re.sub(r"⟦(.*?)⟧", lambda found: re.sub(r"\S", MARK, found[1]), marked)
    return printed, masked


@pytest.mark.parametrize("marked", CATCH)
def test_personal_data_are_masked_and_nothing_else(marked: str) -> None:
    printed, masked = parts(marked)
    assert MASK.text(printed) == masked


@pytest.mark.parametrize("sentence", KEEP)
def test_offices_places_streets_laws_and_figures_stay(sentence: str) -> None:
    assert MASK.text(sentence) == sentence


@pytest.mark.parametrize("marked", OPEN)
def test_a_known_miss_that_is_found_moves_up_to_those_that_are_caught(marked: str) -> None:
    printed, masked = parts(marked)
    assert MASK.text(printed) != masked


@given(st.lists(st.sampled_from([*(parts(one)[0] for one in CATCH), *KEEP, "\n", "\u0301", "\u00a0", "²"])))
def test_a_masked_text_is_as_long_and_differs_only_by_the_mark(pieces: list[str]) -> None:
    text = " ".join(pieces)
    masked = MASK.text(text)
    assert len(masked) == len(text)
    assert all(now in (was, MARK) for was, now in zip(text, masked, strict=True))


@pytest.mark.parametrize("name", ["complaints.txt", "awards.txt"])
def test_a_report_full_of_persons_keeps_none_and_every_figure_and_street(name: str) -> None:
    """The kinds of reports that name most persons: invented, each of them between ⟦ and ⟧."""
    marked = (Path(__file__).parent / name).read_text(encoding="utf-8")
    printed, masked = parts(marked)
    assert masked_text(readers.read(printed.encode(), ""), rules.load()) == masked
