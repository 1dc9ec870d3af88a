import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from extractor.errors import CannotWriteError
from extractor.records import TABLES
from extractor.text.fold import search_key
from extractor.writers.database import Database
from extractor.writers.names import DATABASE
from extractor.writers.output import Output
from tests.writers.made import HOSTILE, documents, hostile, written


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written(tmp_path, [Database], documents())
    return tmp_path / DATABASE


@pytest.fixture
def base(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_every_record_is_a_row_and_every_link_leads_somewhere(base: sqlite3.Connection) -> None:
    for table in TABLES:
        expected = sum(len(one[table]) for one in documents())
        assert base.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (expected,)  # noqa: S608 - our names
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_link_that_leads_nowhere_would_be_known(base: sqlite3.Connection) -> None:
    base.execute("UPDATE figures SET period = 'd9' WHERE id = 'f1'")
    assert base.execute("PRAGMA foreign_key_check").fetchall()


def test_values_have_their_types_and_lose_no_digit(base: sqlite3.Connection) -> None:
    rows = base.execute(
        "SELECT value, typeof(value), typeof(cumulative) FROM figures WHERE path = 'a.txt'"
    ).fetchall()
    assert rows == [(15, "integer", "integer"), (-1234.5, "real", "null"), ("0." + "3" * 20, "text", "null")]
    assert base.execute(
        "SELECT sum(value) FROM figures WHERE value > 0 AND typeof(value) = 'integer'"
    ).fetchone() == (15,)


def test_a_record_stands_once(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute(
            "INSERT INTO figures (doc_id, path, id, confidence) VALUES ('sha256:a.txt', 'a.txt', 'f1', 1)"
        )


def test_members_of_checks_are_links(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT id, position, to_table, to_id FROM checks_members").fetchall()
    assert found == [("k1", 0, "figures", "f1"), ("k1", 1, "citations", "c1")]
    assert base.execute("SELECT to_id FROM figures_pair WHERE id = 'f1'").fetchall() == [("f2",)]


@pytest.mark.parametrize(
    "query", ["đất đai", "dat dai", "DAT DAI", "đat đai", "quyet dinh", "Quyết định", '"tiep nhan 15"']
)
def test_text_is_found_with_and_without_diacritics(base: sqlite3.Connection, query: str) -> None:
    found = base.execute(
        "SELECT of_table, of_id FROM texts JOIN texts_fts ON texts_fts.rowid = text_id WHERE texts_fts MATCH ? AND kind = 'sentence'",
        (query,),
    ).fetchall()
    assert found == [("figures", "f1")]


def test_the_database_and_our_own_folding_agree_on_every_letter() -> None:
    letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("CREATE VIRTUAL TABLE t USING fts5 (x, tokenize='unicode61 remove_diacritics 2')")
        for letter in letters + letters.upper():
            base.execute("INSERT INTO t VALUES (?)", (f"b{letter}",))
            ours = search_key(letter)
            count = base.execute("SELECT count(*) FROM t WHERE t MATCH ?", (f'"b{ours}"',)).fetchone()
            assert count == (1,), letter
            base.execute("DELETE FROM t")


def test_datasette_opens_it_as_it_is(path: Path) -> None:
    async def asked(*urls: str) -> list[Any]:
        served = Datasette([str(path)])
        return [(await served.client.get(url)).json() for url in urls]

    tables, figures, found = asyncio.run(
        asked(
            "/records.json",
            "/records/figures.json?_labels=on",
            "/records/texts.json?_search=dat+dai&_shape=objects",
        )
    )
    assert set(TABLES) <= {table["name"] for table in tables["tables"]}
    assert figures["rows"]
    assert [row["of_id"] for row in found["rows"]] == ["f1"]


def test_hostile_text_is_only_text(base: sqlite3.Connection) -> None:
    found = base.execute("SELECT text FROM figures WHERE path = '../../x' ORDER BY rowid").fetchall()
    assert [text for (text,) in found] == list(HOSTILE)


def test_a_run_that_fails_leaves_the_database_before(path: Path) -> None:
    before = path.read_bytes()
    twice = [hostile(), hostile()]  # the second one breaks the key
    with pytest.raises(sqlite3.IntegrityError):
        written(path.parent, [Database], twice)
    assert [one.name for one in path.parent.iterdir()] == [DATABASE]
    assert path.read_bytes() == before


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / f"{DATABASE}.part").mkdir()
    with pytest.raises(CannotWriteError), Output(tmp_path) as output:
        Database(output)
