import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import CannotWriteError, ExitCode, UsageError
from extractor.index import store as module
from extractor.index.store import Outcome, Store
from extractor.records import CheckRecord
from tests.index.made import decision, enter, report, store


def rows(index: Store, statement: str) -> list[Any]:
    return index.connection.execute(statement).fetchall()


def check(index: Store) -> None:
    """What is told of works is what mentions say, and the full text is that of the tables."""
    counted = "SELECT {0}, count(*), count(DISTINCT report) FROM mentions WHERE {0} IS NOT NULL GROUP BY 1 ORDER BY 1"
    for table, column in (("works", "work"), ("names", "name")):
        stated = f"SELECT id, mentions, reports FROM {table} ORDER BY id"  # noqa: S608 - our names
        assert rows(index, stated) == rows(index, counted.format(column))
    whole = "INSERT INTO {0}_fts({0}_fts, rank) VALUES ('integrity-check', 1)"
    for table in ("works", "names", "mentions"):
        rows(index, whole.format(table))
    assert rows(index, "PRAGMA foreign_key_check") == []
    assert rows(index, "PRAGMA integrity_check") == [("ok",)]


def told(index: Store) -> list[list[Any]]:
    """All that the index says, without numbers of rows."""
    return [
        rows(index, "SELECT title, mentions, reports, key, date, subject, issuer FROM works ORDER BY key"),
        rows(index, "SELECT title, mentions, reports, called FROM names ORDER BY called"),
        rows(index, "SELECT path, location, problem FROM files ORDER BY location"),
        rows(index, "SELECT path, start, key, work_title FROM citations ORDER BY path, doc_id, start, key"),
    ]


def test_a_report_is_added_kept_changed_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with store(path) as index:
        assert enter(index, "a", decision("36"), decision("37", id="c2")) is Outcome.ADDED
        assert enter(index, "b", decision("36")) is Outcome.ADDED
        index.finish()
        assert index.counts == (2, 2, 3)
    with store(path) as index:
        assert index.known == {"sha256:a", "sha256:b"}
        assert index.keep("a.txt", report("a")) is Outcome.UNCHANGED
        assert enter(index, "b2", decision("38"), location="b.txt") is Outcome.CHANGED
        index.finish()
        check(index)
        assert [row[:3] for row in told(index)[0]] == [
            ("Quyết định 36/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh", 1, 1),
            ("Quyết định 37/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh", 1, 1),
            ("Quyết định 38/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh", 1, 1),
        ]
        assert index.remove(lambda location: location == "a.txt") == 1
        index.finish()
        check(index)
        assert index.counts == (1, 1, 1)


def test_a_copy_counts_once_and_stays_when_the_first_is_gone(tmp_path: Path) -> None:
    with store(tmp_path / "c.sqlite") as index:
        enter(index, "a", decision(), location="x/a.txt")
        enter(index, "a", decision(), location="y/a.txt")
        index.finish()
        assert index.counts == (1, 1, 1)
        assert index.remove(lambda location: location == "x/a.txt") == 1
        index.finish()
        assert index.counts == (1, 1, 1)
        assert index.keep("z/a.txt", report("a")) is Outcome.ADDED, "it moved and is not read again"
        index.remove(lambda location: location == "y/a.txt")
        index.finish()
        check(index)
        assert index.counts == (1, 1, 1)


def test_another_version_reads_anew(tmp_path: Path) -> None:
    with store(tmp_path / "c.sqlite", "1") as index:
        enter(index, "a", decision("36"))
        index.finish()
    with store(tmp_path / "c.sqlite", "2") as index:
        assert index.known == frozenset()
        assert enter(index, "a", decision("37")) is Outcome.CHANGED
        index.finish()
        check(index)
        assert [row[3] for row in told(index)[0]] == ["37/2023/QĐ-UBND@tinh-ha-tinh"]


def test_what_could_not_be_read_keeps_what_was_known_unless_its_bytes_are_others() -> None:
    with store(None) as index:
        enter(index, "a", decision())
        assert index.fail("a.txt", report("a", doc_id=""), "khóa") is Outcome.FAILED
        assert index.fail("b.txt", report("b", doc_id=""), "khóa") is Outcome.FAILED
        index.finish()
        assert index.counts == (1, 1, 1)
        assert rows(index, "SELECT location, problem FROM unread") == [("a.txt", "khóa"), ("b.txt", "khóa")]
        index.fail("a.txt", report("a", doc_id="sha256:other"), "hỏng")
        index.finish()
        check(index)
        assert index.counts == (0, 0, 0)
        assert enter(index, "a", decision()) is Outcome.ADDED
        assert rows(index, "SELECT location FROM unread") == [("b.txt",)]


def test_the_most_frequent_stands_for_a_work_then_the_fullest_and_a_title_of_the_register_before_all() -> (
    None
):
    with store(None) as index:
        enter(index, "a", decision(subject="quy chế", issuer="UBND tỉnh Hà Tĩnh", date="2023"))
        enter(index, "b", decision(subject="ban hành Quy chế hoạt động", issuer="UBND Hà Tĩnh", date=None))
        index.finish()
        query = "SELECT subject, issuer, date FROM works"
        assert rows(index, query) == [("ban hành Quy chế hoạt động", "UBND tỉnh Hà Tĩnh", "2023")]
        enter(index, "c", decision(subject="quy chế", issuer="UBND Hà Tĩnh"))
        index.finish()
        assert rows(index, query) == [("quy chế", "UBND Hà Tĩnh", "2023-09-08")]
        enter(index, "d", decision(registered_title="Ban hành Quy chế"))
        index.finish()
        assert rows(index, query)[0][0] == "Ban hành Quy chế"
        check(index)


def test_a_mention_without_a_complete_key_belongs_to_no_work() -> None:
    with store(None) as index:
        enter(index, "a", decision(place=None), decision(id="c2"))
        enter(
            index,
            "b",
            decision(place=None, issuer="UBND xã A"),
            decision(place=None, issuer="UBND xã B", id="c2"),
        )
        index.finish()
        assert index.counts == (2, 1, 4)
        assert rows(index, "SELECT title, mentions, reports, issuer FROM names") == [
            ("Quyết định 36/2023/QĐ-UBND", 3, 2, None)
        ]
        assert rows(index, "SELECT count(*) FROM mentions WHERE work IS NULL") == [(3,)]


def test_what_a_report_says_of_itself_is_no_citation_and_doubts_are_told() -> None:
    doubt = CheckRecord(rule="REF_DATE", message="ghi sai ngày", members=("c2",))
    with store(None) as index:
        enter(index, "a", decision(kind="self"), decision("37", id="c2"), checks=[doubt])
        index.finish()
        assert rows(index, "SELECT number, doubt FROM mentions") == [("37/2023/QĐ-UBND", "ghi sai ngày")]


def test_reports_that_cite_reports_are_linked_by_their_keys() -> None:
    with store(None) as index:
        key = "15/BC-SNV@tinh-ha-tinh#2024"
        cited = decision(number="15/BC-SNV", key=key, doc_type="bao_cao")
        enter(index, "a", key=key, key_status="complete", number="15", symbol="BC-SNV", issuer="Sở Nội vụ")
        enter(index, "b", cited, key="9-BC/HU@huyen-x#2024", number="9", symbol="BC/HU")
        index.finish()
        assert rows(index, "SELECT report_title, mentions, work_key, work_is_report FROM who_cites_whom") == [
            ("Báo cáo 9-BC/HU", 1, key, 1)
        ]
        assert rows(index, "SELECT title, number FROM reports WHERE id = 1") == [
            ("Báo cáo 15/BC-SNV, Sở Nội vụ", "15/BC-SNV")
        ]


def broken_off(path: Path, name: str) -> None:
    """Enter a report, and be stopped by an error."""
    with suppress(KeyError), store(path) as index:
        enter(index, name, decision("37"))
        raise KeyError


def test_what_is_not_committed_is_lost_and_the_rest_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    broken_off(path, "a")
    assert not path.exists(), "an index that was never filled is not left behind"
    with store(path) as index:
        enter(index, "a", decision())
        index.finish()
    broken_off(path, "b")
    with store(path) as index:
        check(index)
        assert index.counts == (1, 1, 1)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0 a document of Word" * 100, b"text"])
def test_a_file_that_is_no_index_is_never_written_over(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="no_index"):
        store(path)
    assert path.read_bytes() == data


def test_databases_of_others_and_of_another_form_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (x)")
    connection.close()
    with pytest.raises(UsageError, match="no_index"):
        store(path)
    path.unlink()
    with store(path) as index:
        index.finish()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="other_index"):
        store(path)


def test_an_index_that_another_program_writes_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    with store(tmp_path / "c.sqlite") as index:
        index.finish()
        with pytest.raises(CannotWriteError, match="index_locked") as caught:
            store(tmp_path / "c.sqlite")
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE


def test_an_index_without_the_right_to_write_says_so(ordinary_user: Path) -> None:
    with store(ordinary_user / "c.sqlite") as index:
        index.finish()
    (ordinary_user / "c.sqlite").chmod(0o400)
    with pytest.raises(CannotWriteError) as caught:
        store(ordinary_user / "c.sqlite")
    assert caught.value.exit_code == ExitCode.CANNOT_WRITE
    with pytest.raises(CannotWriteError):
        store(ordinary_user / "c.sqlite" / "inside.sqlite")


def test_text_that_a_database_cannot_keep_costs_nothing_but_itself() -> None:
    odd = "a\0b\ud800c"
    with store(None) as index:
        enter(index, "a", decision(subject=odd, sentence=odd, text=odd, issuer=odd), issuer=odd, path=odd)
        index.finish()
        check(index)
        assert rows(index, "SELECT sentence, path FROM citations") == [("a\ufffdb\ufffdc", "a\ufffdb\ufffdc")]


PLACES = st.sampled_from(["x/a.txt", "x/b.txt", "y/c.txt"])
CONTENTS = st.lists(
    st.tuples(st.sampled_from(["1", "2", "3"]), st.sampled_from(["tinh-ha-tinh", "tinh-nghe-an", None])),
    max_size=3,
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enter"), PLACES, CONTENTS),
        st.tuples(st.just("remove"), PLACES, st.just([])),
        st.tuples(st.just("fail"), PLACES, st.just([])),
        st.tuples(st.just("finish"), PLACES, st.just([])),
    ),
    max_size=14,
)


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_an_index_kept_up_says_what_one_made_anew_says(
    steps: list[tuple[str, str, list[tuple[str, str | None]]]],
) -> None:
    lying: dict[str, list[tuple[str, str | None]]] = {}
    with store(None) as index, store(None) as fresh:
        for deed, place, cited in steps:
            if deed == "enter":
                put(index, place, cited)
                lying[place] = cited
            elif deed == "remove":
                index.remove(lambda location, place=place: location == place)  # type: ignore[misc]
                lying.pop(place, None)
            elif deed == "fail" and place in lying:
                index.fail(place, report("x", path=place, doc_id=""), "gone")
                put(index, place, lying[place])
            elif deed == "finish":
                index.finish()
        index.finish()
        for place, cited in lying.items():
            put(fresh, place, cited)
        fresh.finish()
        check(index)
        assert told(index) == told(fresh)


def put(index: Store, place: str, cited: list[tuple[str, str | None]]) -> None:
    """Enter a report whose bytes are what it cites."""
    mentions = [decision(serial, seat, id=f"c{n}", start=n) for n, (serial, seat) in enumerate(cited)]
    index.enter(place, report(repr(cited), path=place), mentions, ())
