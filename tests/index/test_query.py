import sqlite3

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.index.query import MOST, parse
from extractor.index.search import Filters, search
from tests.index.made import decision, enter, store


def test_each_word_is_looked_for_as_typed_and_folded() -> None:
    assert parse("Quyết định").expression == (
        '({title subject} : "Quyết" OR {folded} : "quyet") AND ({title subject} : "định" OR {folded} : "dinh")'
    )
    assert parse("quyet").expression == '({title subject} : "quyet" OR {folded} : "quyet")'


def test_words_in_quotes_and_numbers_stay_together() -> None:
    assert parse('"ban hành quy chế"').expression.count("AND") == 0
    assert parse("36/2023/QĐ-UBND").numbers == ("36/2023/qd-ubnd",)
    assert parse("số 05, năm 2024.").numbers == ("5", "2024")


@pytest.mark.parametrize("typed", ["", "  ", '"', '""', "*", "-", "^", "( )", "\0", "\ud800", "'", ";--"])
def test_marks_alone_ask_for_nothing(typed: str) -> None:
    assert parse(typed).expression == ""


def test_no_more_words_than_can_be_looked_for() -> None:
    assert parse("x1 " * 100_000).expression.count(" AND ") == MOST - 1
    assert len(parse(" ".join(map(str, range(1000)))).numbers) == MOST


PIECES = st.sampled_from(
    ['"', "*", "NEAR", "NEAR(", "AND", "OR", "NOT", "^", "-", "+", "{title}:", "folded :", ":", "(", ")", "'",
     ";", "--", "\\", "%", "_", "36", "36/2023", "quyet", "QĐ-UBND", "đ", "\u0301", "\0", "\ud800", "𝟛", "\u202e"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
@example("x " * 5000)
@example(" ".join(map(str, range(5000))))
def test_no_text_is_an_error(typed: str) -> None:
    with store(None) as index:
        enter(index, "a", decision(), decision("37", None, id="c2"))
        index.finish()
        index.connection.create_function("folded", 1, lambda text: text)
        try:
            search(index.connection, parse(typed), Filters(issuer=typed, since=typed, until=typed), 5)
            found = search(index.connection, parse(typed), Filters(), 5)
        except sqlite3.Error as error:  # pragma: no cover - what must not be
            pytest.fail(f"{typed!r}: {error}")
    if not parse(typed).expression:
        assert len(found.works) == len(found.names) == 1
