"""Datasette, as its users start it, reads the index as it is."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from extractor.parts import Pinpoint
from tests.index.made import decision, enter, store

SERVE = [sys.executable, "-m", "datasette", "serve", "--host", "127.0.0.1", "--port", "0"]
ADDRESS = re.compile(rb"http://127\.0\.0\.1:\d+")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "vien-dan.sqlite"
    with store(path) as index:
        mention = decision(
            subject="ban hành Quy chế", pinpoints=(Pinpoint(dieu="5"),), sentence=SCRIPT + " rà soát"
        )
        enter(index, "a", mention, number="15", symbol="BC-SNV", issuer="Sở Nội vụ tỉnh Hà Tĩnh")
        enter(index, "b", decision(), decision("36", None, id="c2"))
        index.finish()
    with subprocess.Popen([*SERVE, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:  # noqa: S603 - installed for tests
        try:
            assert process.stderr
            lines = iter(process.stderr.readline, b"")
            yield next(found[0].decode() for line in lines if (found := ADDRESS.search(line)))
        finally:
            process.kill()


def told(address: str, path: str) -> Any:  # noqa: ANN401 - JSON
    with urlopen(f"{address}/vien-dan{path}") as answer:  # noqa: S310 - our own address
        return json.load(answer)


def test_tables_have_their_keys_and_full_text(address: str) -> None:
    tables = {table["name"]: table for table in told(address, ".json")["tables"]}
    assert {name: table["fts_table"] for name, table in tables.items() if not table["hidden"]} == {
        "works": "works_fts",
        "names": "names_fts",
        "mentions": "mentions_fts",
        **dict.fromkeys(("body_words", "files", "reports", "types", "type_words")),
    }
    ways = tables["mentions"]["foreign_keys"]["outgoing"]
    assert {(way["column"], way["other_table"]) for way in ways} >= {
        ("report", "reports"),
        ("work", "works"),
        ("name", "names"),
    }
    assert {view["name"] for view in told(address, ".json")["views"]} == {
        "citations",
        "most_cited",
        "unread",
        "who_cites_whom",
    }


def test_a_table_and_a_view_come_as_json(address: str) -> None:
    (work,) = told(address, "/works.json?_shape=array")
    assert (work["key"], work["mentions"], work["reports"]) == ("36/2023/QĐ-UBND@tinh-ha-tinh", 2, 2)
    (mention, *_) = told(address, "/mentions.json?_shape=array&_labels=on")
    assert mention["work"]["label"] == work["title"] == "Quyết định 36/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh"
    assert mention["report"]["label"] == "Báo cáo 15/BC-SNV, Sở Nội vụ tỉnh Hà Tĩnh"
    assert mention["doc_type"]["label"] == "Quyết định"
    paths = [row["path"] for row in told(address, "/citations.json?_shape=array")]
    assert sorted(paths) == ["a.txt", "b.txt", "b.txt"]


@pytest.mark.parametrize("typed", ["quyet dinh 36", "quyết định 36/2023", "quy che", "QĐ-UBND"])
def test_full_text_is_searched_with_and_without_diacritics(address: str, typed: str) -> None:
    assert len(told(address, f"/works.json?_shape=array&_search={quote(typed)}")) == 1
    assert told(address, "/works.json?_shape=array&_search=khac") == []


def test_sentences_are_searched_and_shown_as_text(address: str) -> None:
    (found,) = told(address, f"/mentions.json?_shape=array&_search={quote('ra soat script')}")
    assert found["sentence"].startswith(SCRIPT)
    with urlopen(f"{address}/vien-dan/mentions") as page:  # noqa: S310 - our own address
        assert SCRIPT.encode() not in page.read()
