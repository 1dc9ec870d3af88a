"""The index as a file that is brought up to date: what is in it stays whole, whatever happens meanwhile.

All changes are made in transactions; `commit` ends one and begins the next. Reports are known by their bytes:
a file that moved or was copied is not converted again.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec

from extractor.errors import UsageError
from extractor.index.entries import MentionEntry, ReportEntry, mention_entries, report_entry
from extractor.index.faults import writing_index
from extractor.index.folding import folded, storable
from extractor.index.schema import APPLICATION, VERSION, script
from extractor.index.works import Saying, name_entry, work_entry
from extractor.records import CheckRecord, CitationRecord, DocumentRecord
from extractor.rules import Patterns
from extractor.rules.lists import DocType, Phrase
from extractor.writers.output import writing

PATIENCE = 5.0
"""Seconds to wait for another program that writes the index at this moment."""

CACHE = -(1 << 16)
"""KiB of the file that are kept in memory, as SQLite takes them: negative."""

CITED = {"works": ("work", work_entry), "names": ("name", name_entry)}
"""The tables of what is cited: the column of mentions that leads there, and what is said of it in the end."""

SAID = tuple(field for field in Saying.__struct_fields__ if field != "count")


class Outcome(StrEnum):
    """What became of a file in the index."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Counts(NamedTuple):
    """How many reports, documents cited and mentions an index holds."""

    reports: int
    works: int
    mentions: int


class Store:
    """An index that is open for changes; as a context it is closed at the end, with what was committed.

    `path` is the file, made where there is none; None is an index that lives as long as it is open.
    `version` names all that decides what is found in a report; of `patterns` the index takes the types of
    documents and the names of bodies, by which it is searched.
    Raises UsageError for a file that is no index of this form, CannotWriteError.
    """

    def __init__(self, path: Path | None, version: str, patterns: Patterns) -> None:
        self._path = path or Path()
        self._version = version
        self._labels = {row.id: row.label for row in patterns.rows(DocType)}
        self._touched: set[tuple[str, int]] = set()
        self._is_made = False
        if path is not None:
            with writing(path.parent):
                path.parent.mkdir(parents=True, exist_ok=True)
        with writing_index(self._path):
            self.connection = sqlite3.connect(path or "", timeout=PATIENCE, isolation_level=None)
        try:
            with writing_index(self._path):
                self._open(patterns)
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def known(self) -> frozenset[str]:
        """The `doc_id` of every report that need not be converted again."""
        rows = self.connection.execute("SELECT doc_id FROM reports WHERE version = ?", (self._version,))
        return frozenset(doc_id for (doc_id,) in rows)

    @property
    def locations(self) -> tuple[str, ...]:
        """Where all files of the index lie."""
        return tuple(place for (place,) in self.connection.execute("SELECT location FROM files"))

    @property
    def counts(self) -> Counts:
        """How much is in the index."""
        tables = ("reports", "works", "mentions")
        counted = (self.connection.execute(f"SELECT count(*) FROM {table}") for table in tables)  # noqa: S608 - our names
        return Counts(*(int(rows.fetchone()[0]) for rows in counted))

    def enter(
        self,
        location: str,
        document: DocumentRecord,
        citations: Sequence[CitationRecord],
        checks: Sequence[CheckRecord],
    ) -> Outcome:
        """Put a report that was read into the index, in place of what was known of the file."""
        with writing_index(self._path):
            found = self._one("SELECT id, version FROM reports WHERE doc_id = ?", document.doc_id)
            if found is None or found[1] != self._version:
                entry = report_entry(document, self._version, self._labels)
                number = self._report(entry, found[0] if found else None)
                self._mentions(number, mention_entries(citations, checks, self._labels))
                return self._file(location, document.path, number, is_new=True)
            return self._file(location, document.path, found[0], is_new=False)

    def keep(self, location: str, document: DocumentRecord) -> Outcome:
        """Note where a report lies that is known by its bytes and was not converted again."""
        with writing_index(self._path):
            (number,) = self._one("SELECT id FROM reports WHERE doc_id = ?", document.doc_id) or (None,)
            return self._file(location, document.path, number, is_new=False)

    def fail(self, location: str, document: DocumentRecord, problem: str) -> Outcome:
        """Note why a file could not be read.

        Of a file whose bytes could not even be had the index keeps what it knows; other bytes replace it.
        """
        with writing_index(self._path):
            before = self._one(
                "SELECT doc_id FROM files JOIN reports ON id = report WHERE location = ?", location
            )
            is_other = before is not None and document.doc_id not in {"", before[0]}
            self.connection.execute(
                "INSERT INTO files (location, path, problem) VALUES (?, ?, ?) "
                "ON CONFLICT (location) DO UPDATE SET path = excluded.path, problem = excluded.problem",
                (location, storable(document.path), storable(problem)),
            )
            if is_other:
                self.connection.execute("UPDATE files SET report = NULL WHERE location = ?", (location,))
        return Outcome.FAILED

    def remove(self, is_gone: Callable[[str], bool]) -> int:
        """Forget the files that are gone by their location; how many these are."""
        gone = [(location,) for location in self.locations if is_gone(location)]
        with writing_index(self._path):
            self.connection.executemany("DELETE FROM files WHERE location = ?", gone)
        return len(gone)

    def finish(self) -> None:
        """Forget the reports of which there is no file any more, and commit."""
        with writing_index(self._path):
            lost = self.connection.execute(
                "SELECT id FROM reports WHERE NOT EXISTS (SELECT 1 FROM files WHERE report = reports.id)"
            ).fetchall()
            for (number,) in lost:
                self._touch(number)
                self.connection.execute("DELETE FROM reports WHERE id = ?", (number,))
        self.commit()

    def commit(self) -> None:
        """Bring the documents cited up to date, and keep all changes so far."""
        with writing_index(self._path):
            for table, number in sorted(self._touched):
                self._refresh(table, number)
            self._touched.clear()
            self.connection.execute("COMMIT")
            self._is_made = False
            self.connection.execute("BEGIN IMMEDIATE")

    def _open(self, patterns: Patterns) -> None:
        run = self.connection.execute
        run("PRAGMA foreign_keys = ON")
        run(f"PRAGMA cache_size = {CACHE}")
        (application,) = self._one("PRAGMA application_id") or (0,)
        if self._one("SELECT 1 FROM sqlite_master LIMIT 1") is None and not application:
            self._is_made = True
            self.connection.executescript("BEGIN IMMEDIATE;" + script())
            run(f"PRAGMA application_id = {APPLICATION}")
            run(f"PRAGMA user_version = {VERSION}")
        else:
            check_form(self.connection, self._path)
            run("BEGIN IMMEDIATE")
        types = patterns.rows(DocType)
        for row in types:
            self._type(row.id, row.label)
        typed = ((word, row.id) for row in types for word in (row.label, *row.abbr, *row.words))
        self._words("type_words", typed)
        bodies = patterns.rows(Phrase, "body_words")
        named = ((word, row.id) for row in bodies for word in row.words if folded(word) != folded(row.id))
        self._words("body_words", named)

    def _words(self, table: str, words: Iterable[tuple[str, str]]) -> None:
        """Write the words of a list, folded, in the place of those before."""
        self.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our names
        rows = [(folded(word), meant) for word, meant in words]
        self.connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", rows)  # noqa: S608 - our names

    def _close(self) -> None:
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        self.connection.close()
        if self._is_made and self._path.is_file():
            with suppress(OSError):
                self._path.unlink()

    def _type(self, name: str, label: str) -> None:
        self.connection.execute(
            "INSERT INTO types VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET label = excluded.label "
            "WHERE label <> excluded.label",
            (name, label),
        )

    def _report(self, entry: ReportEntry, number: int | None) -> int:
        """Write a report, in the place of an earlier one, of which no mention is kept."""
        if number is not None:
            self._touch(number)
            self.connection.execute("DELETE FROM mentions WHERE report = ?", (number,))
        return self._put("reports", {"id": number, **msgspec.structs.asdict(entry)})

    def _mentions(self, report: int, entries: Iterable[MentionEntry]) -> None:
        for entry in entries:
            work = self._cited("works", "key", entry.key, entry) if entry.is_identified else None
            called = None if entry.is_identified else entry.called
            name = self._cited("names", "called", called, entry) if called else None
            self._put(
                "mentions", {"report": report, "work": work, "name": name, **msgspec.structs.asdict(entry)}
            )

    def _cited(self, table: str, identity: str, value: str | None, entry: MentionEntry) -> int:
        """What a mention cites; what is new is filled when it is brought up to date."""
        found = self._one(f"SELECT id FROM {table} WHERE {identity} = ?", value)  # noqa: S608 - our names
        if found is None:
            row = {"title": entry.title, "mentions": 0, "reports": 0, "number_key": "", "folded": ""}
            row |= {"key": entry.key, identity: value}
            row |= {"key_status": entry.key_status} if table == "names" else {}
            found = (self._put(table, row),)
        self._touched.add((table, found[0]))
        return int(found[0])

    def _refresh(self, table: str, number: int) -> None:
        """Say anew what stands for something cited, or forget what no report names any more."""
        column, told = CITED[table]
        rows = self.connection.execute(
            f"SELECT {', '.join(SAID)}, count(*) FROM mentions WHERE {column} = ? GROUP BY {', '.join(SAID)}",  # noqa: S608 - our names
            (number,),
        )
        sayings = [Saying(**dict(zip(Saying.__struct_fields__, row, strict=True))) for row in rows]
        if not sayings:
            self.connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))  # noqa: S608 - our names
            return
        (reports,) = self._one(
            f"SELECT count(DISTINCT report) FROM mentions WHERE {column} = ?",  # noqa: S608 - our names
            number,
        ) or (0,)
        mentions = sum(saying.count for saying in sayings)
        entry = {**told(sayings, self._labels), "mentions": mentions, "reports": reports}
        columns = ", ".join(f"{name} = :{name}" for name in entry)
        self.connection.execute(
            f"UPDATE {table} SET {columns} WHERE id = :id",  # noqa: S608 - our names
            {**entry, "id": number},
        )

    def _file(self, location: str, path: str, report: int | None, *, is_new: bool) -> Outcome:
        before = self._one("SELECT report FROM files WHERE location = ?", location)
        self.connection.execute(
            "INSERT INTO files (location, path, report) VALUES (?, ?, ?) ON CONFLICT (location) "
            "DO UPDATE SET path = excluded.path, report = excluded.report, problem = NULL",
            (location, storable(path), report),
        )
        if before is None or before[0] is None:
            return Outcome.ADDED
        return Outcome.CHANGED if is_new or before[0] != report else Outcome.UNCHANGED

    def _touch(self, report: int) -> None:
        """Remember what a report cites: it is to be brought up to date."""
        for table, (column, _) in CITED.items():
            rows = self.connection.execute(
                f"SELECT DISTINCT {column} FROM mentions WHERE report = ? AND {column} IS NOT NULL",  # noqa: S608 - our names
                (report,),
            )
            self._touched.update((table, number) for (number,) in rows)

    def _put(self, table: str, values: dict[str, Any]) -> int:
        """Write a row, in the place of the one with the same id; its id."""
        name = values.get("doc_type")
        if name is not None and name not in self._labels:
            self._labels[name] = name
            self._type(name, name)
        columns = ", ".join(f'"{column}"' for column in values)
        changes = ", ".join(f'"{column}" = excluded."{column}"' for column in values)
        holes = ", ".join("?" * len(values))
        row = self._one(
            f"INSERT INTO {table} ({columns}) VALUES ({holes}) "  # noqa: S608 - our names
            f"ON CONFLICT (id) DO UPDATE SET {changes} RETURNING id",
            *values.values(),
        )
        return int(row[0]) if row else 0

    def _one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self.connection.execute(statement, values).fetchone()
        return row


def check_form(connection: sqlite3.Connection, path: Path) -> None:
    """Raise UsageError for a file that is no index, or one of another form."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        raise UsageError("no_index", path=path)
    if version != VERSION:
        raise UsageError("other_index", path=path)
