"""`records.sqlite`: the records as a database, a table a table, that Datasette and any SQLite program open.

Records belong to their document by its path, links between records are foreign keys, lists of links tables of
their own (`checks_members`). The table `texts` holds every sentence, passage and citation; `texts_fts` finds
them with and without diacritics, for its column `folded` is the text as it is typed without any.
"""

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from msgspec import Struct

from extractor import __version__
from extractor.fields import ANY
from extractor.records import SCHEMA_VERSION, TABLES
from extractor.text.fold import search_key
from extractor.writers import Note, Rows
from extractor.writers.flat import Column, Kind, columns, flat, key, number, reference
from extractor.writers.names import DATABASE
from extractor.writers.output import Output, writing

TYPES = {Kind.WHOLE: "INTEGER", Kind.REAL: "REAL", Kind.EXACT: "", Kind.TRUTH: "BOOLEAN"}
"""The declared type of a column, TEXT where it is none of these.

An exact decimal is a number where a number of SQLite holds all its digits, and text where it would lose some:
a column that declares NUMERIC would round it.
"""

SEARCHED = ("passages", "citations")
"""The tables whose `text` is searched, besides the sentences of all tables."""

OWN = ("doc_id", "id")
LINK_COLUMNS = ("doc_id", "id", "position", "to_table", "to_id")
TEXT_COLUMNS = ("doc_id", "path", "kind", "of_table", "of_id", "page", "text", "folded")

_MORE = """
CREATE TABLE "about" ("name" TEXT PRIMARY KEY, "value" TEXT);
CREATE TABLE "texts" (
  "text_id" INTEGER PRIMARY KEY, "doc_id" TEXT, "path" TEXT NOT NULL REFERENCES "documents" ("path"),
  "kind" TEXT, "of_table" TEXT, "of_id" TEXT, "page" INTEGER, "text" TEXT, "folded" TEXT
);
CREATE VIRTUAL TABLE "texts_fts" USING fts5 (
  "text", "folded", content="texts", content_rowid="text_id", tokenize="unicode61 remove_diacritics 2"
);
"""


class Database:
    """Writes `records.sqlite`."""

    def __init__(self, output: Output) -> None:
        self._path = output.folder / DATABASE
        with _writing(self._path):
            self._base = output.draft(DATABASE, _connect)
            for table in TABLES:
                self._base.execute(_table(table))
                for column in _links(table):
                    self._base.execute(_link_table(table, column))
            for statement in filter(str.strip, _MORE.split(";")):
                self._base.execute(statement)
            about = {"schema_version": SCHEMA_VERSION, "tool": f"baocao {__version__}"}
            self._insert("about", ("name", "value"), about.items())

    def write(self, rows: Rows) -> None:
        """Add the records of one document, their links and their texts."""
        tables = {record.id: table for table in TABLES for record in rows[table] if hasattr(record, "id")}
        with _writing(self._path):
            for table in TABLES:
                names = [column.name for column in columns(table)]
                self._insert(table, names, (_row(record, table) for record in rows[table]))
                for column in _links(table):
                    linked = (_linked(record, column, tables) for record in rows[table])
                    self._insert(f"{table}_{column.name}", LINK_COLUMNS, chain.from_iterable(linked))
            self._insert("texts", TEXT_COLUMNS, _texts(rows))

    def close(self) -> tuple[Note, ...]:
        """Index the texts and finish the file."""
        with _writing(self._path):
            for order in ("rebuild", "optimize"):
                self._base.execute('INSERT INTO "texts_fts" ("texts_fts") VALUES (?)', (order,))
            self._base.execute("COMMIT")
            self._base.close()
        return ()

    def _insert(self, table: str, names: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
        listed = _quoted(names)
        marks = ", ".join("?" for _ in listed.split(", "))
        # Names are those of our own fields; values go in as parameters.
        self._base.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', map(tuple, rows))  # noqa: S608


def _connect(path: Path) -> sqlite3.Connection:
    """A new database: as a draft it needs no journal, for it is discarded when anything fails."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF"):
        base.execute(f"PRAGMA {setting}")
    base.execute("BEGIN")
    return base


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say what SQLite says about a file that cannot be written as a CannotWriteError."""
    with writing(path):
        try:
            yield
        except sqlite3.OperationalError as error:
            full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
            raise OSError(errno.ENOSPC if full else errno.EIO, str(path)) from error


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _table(table: str) -> str:
    """The statement that makes a table, with its key and what it refers to."""
    named = [f'"{column.name}" {_type(column)}' for column in columns(table)]
    keys = [f"PRIMARY KEY ({_quoted(key(table))})"]
    keys += [
        _foreign(*found, column.refers or "") for column in columns(table) if (found := reference(column))
    ]
    return f'CREATE TABLE "{table}" ({", ".join(named + keys)})'


def _foreign(names: Iterable[str], there: Iterable[str], table: str) -> str:
    return f'FOREIGN KEY ({_quoted(names)}) REFERENCES "{table}" ({_quoted(there)})'


def _type(column: Column) -> str:
    return TYPES.get(column.kind, "TEXT") + (" NOT NULL" if column.always else "")


def _links(table: str) -> list[Column]:
    """The columns of a table that hold lists of links."""
    return [column for column in columns(table) if column.kind == Kind.LIST and column.refers]


def _link_table(table: str, column: Column) -> str:
    """The statement that makes the table of a list of links; `position` counts from 0."""
    parts = ['"doc_id" TEXT', '"id" TEXT', '"position" INTEGER', '"to_table" TEXT', '"to_id" TEXT']
    parts += [f"PRIMARY KEY ({_quoted(LINK_COLUMNS[:3])})", _foreign(OWN, OWN, table)]
    if column.refers and column.refers != ANY:
        parts.append(_foreign(("doc_id", "to_id"), OWN, column.refers))
    return f'CREATE TABLE "{table}_{column.name}" ({", ".join(parts)})'


def _row(record: Struct, table: str) -> list[object]:
    values = ((column.kind, flat(getattr(record, column.name))) for column in columns(table))
    return [
        number(value) if kind == Kind.EXACT and isinstance(value, str) else value for kind, value in values
    ]


def _values(record: Struct, names: Iterable[str]) -> list[object]:
    return [flat(getattr(record, name)) for name in names]


def _linked(record: Struct, column: Column, tables: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """The links of one record; a link to a record of another run's document has no table."""
    doc_id, own = _values(record, ("doc_id", "id"))
    for position, linked in enumerate(getattr(record, column.name)):
        yield doc_id, own, position, tables.get(linked), linked


def _texts(rows: Rows) -> Iterator[tuple[object, ...]]:
    """What is searched: each sentence once, with the first record that stands in it, passages, citations."""
    known: set[str] = set()
    for table, records in rows.items():
        for record in records:
            where = _values(record, ("doc_id", "path"))
            sentence = getattr(record, "sentence", None)
            found = [("sentence", sentence)] if sentence and sentence not in known else []
            found += [(table, getattr(record, "text", None))] if table in SEARCHED else []
            for kind, text in found:
                if text:
                    known.add(text)
                    own = (table, *_values(record, ("id", "page")))
                    yield *where, kind, *own, text, search_key(text)
