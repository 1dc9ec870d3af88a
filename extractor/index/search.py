"""Search in an index: documents cited, by number, type, issuer, subject and date, and who cites them."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from msgspec.json import decode
from msgspec.structs import replace

from extractor.errors import UsageError
from extractor.index.faults import reading_index
from extractor.index.folding import folded, storable
from extractor.index.query import Query, named
from extractor.index.store import PATIENCE, check_form
from extractor.parts import Pinpoint

FIELDS = (
    "title",
    "doc_type",
    "number",
    "date",
    "issuer",
    "subject",
    "mentions",
    "reports",
    "key",
    "key_status",
)
"""What is said of a document, in the order of the columns that the statements give."""

WEIGHTS = "3.0, 3.0, 1.0"
"""What words of title and subject as typed, and folded ones, weigh in `bm25`."""

_CITED = """
SELECT {fields}, id FROM (
    SELECT {table}.*, {exact} AS exact, {rank} AS rank FROM {source} WHERE {conditions}
) ORDER BY exact DESC, rank, reports DESC, mentions DESC, title LIMIT :limit
"""

_MENTIONS = """
SELECT path, page, sentence, text, start, "end", relation, pinpoints, doubt,
    report_type, report_number, report_date, report_issuer, report_key, doc_id
FROM citations WHERE {column} = ? ORDER BY report_date DESC, path, start
"""


class Filters(Struct, frozen=True, kw_only=True):
    """What else must be true of a document: words of its issuer, its type, first and last day (ISO)."""

    issuer: str | None = None
    doc_type: str | None = None
    since: str | None = None
    until: str | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """A place that names a document: file, page, sentence, offsets in raw text, and the report's identity."""

    path: str | None
    page: int | None
    sentence: str | None
    text: str | None
    start: int | None
    end: int | None
    relation: str | None
    pinpoints: tuple[Pinpoint, ...] | None
    doubt: str | None
    report_type: str | None
    report_number: str | None
    report_date: str | None
    report_issuer: str | None
    report_key: str | None
    doc_id: str


class Cited(Struct, frozen=True, kw_only=True):
    """A document that reports name, how often and by how many; a mere name where the key is not complete."""

    title: str
    doc_type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    mentions: int
    reports: int
    key: str | None
    key_status: str
    cited_by: tuple[Mention, ...] | UnsetType = UNSET


class Hits(Struct, frozen=True, kw_only=True):
    """What a search finds: documents, and names that do not tell which document is meant."""

    works: tuple[Cited, ...] = ()
    names: tuple[Cited, ...] = ()


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """An index that is open for reading only; raises UsageError for a file that is none."""
    if not path.exists():
        raise UsageError("no_such_input", path=path)
    with reading_index(path):
        address = path.resolve().as_uri() + "?mode=rw"  # a file that was left unfinished is mended
        with closing(
            sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        ) as connection:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.create_function("folded", 1, _folded, deterministic=True)
            check_form(connection, path)
            yield connection


def known_type(connection: sqlite3.Connection, word: str) -> str:
    """The id of a type of documents, by its id, its name or its short form; raises UsageError."""
    found = (
        connection.execute(
            "SELECT type FROM type_words WHERE word = ?", (folded(word.replace("_", " ")),)
        ).fetchone()
        or connection.execute("SELECT id FROM types WHERE id = ?", (storable(word),)).fetchone()
    )
    if found is None:
        labels = connection.execute("SELECT DISTINCT label FROM types JOIN works ON doc_type = types.id")
        raise UsageError("unknown_type", type=word, types=", ".join(sorted(label for (label,) in labels)))
    return str(found[0])


def known_bodies(connection: sqlite3.Connection) -> dict[str, str]:
    """The names of bodies, folded, with those that titles have."""
    return dict(connection.execute("SELECT word, body FROM body_words"))


def search(
    connection: sqlite3.Connection, query: Query, filters: Filters, limit: int, *, with_mentions: bool = False
) -> Hits:
    """The documents and names that fit, the best first: numbers that are as typed, then by `bm25`.

    An empty query finds everything, the most cited first.
    """
    values = {
        "query": query.expression,
        "limit": limit,
        "year": query.year,
        **_values(filters),
        **_numbers(query),
    }
    values["named"] = named(filters.issuer or "", known_bodies(connection)) if filters.issuer else ""

    def found(table: str, column: str) -> tuple[Cited, ...]:
        rows = connection.execute(_statement(table, query, filters), values).fetchall()
        return tuple(_cited(connection, row, column, told=with_mentions) for row in rows)

    return Hits(works=found("works", "work"), names=found("names", "name"))


def _statement(table: str, query: Query, filters: Filters) -> str:
    """A statement over the full text, or over the table where nothing is looked for."""
    conditions = [*_conditions(filters, table)]
    source, rank = table, "0"
    if query.expression:
        source = f"{table}_fts JOIN {table} ON {table}.id = {table}_fts.rowid"
        rank = f"bm25({table}_fts, {WEIGHTS})"
        conditions.insert(0, f"{table}_fts MATCH :query")
    if query.year:
        conditions.append(
            f"({table}.day IS NULL OR substr({table}.day, 1, 4) = :year "
            f"OR instr({table}.number_key, '/' || :year || '/'))"
        )
    status = ("'complete' AS key_status",) if table == "works" else ("key_status",)
    return _CITED.format(
        table=table,
        fields=", ".join(FIELDS[:-1] + status),
        source=source,
        rank=rank,
        exact=_exact(query, table),
        conditions=" AND ".join(conditions) or "1",
    )


def _exact(query: Query, own: str) -> str:
    """How well a number fits those typed: 2 for the same, 1 for one that begins so."""
    number = f"{own}.number_key"
    cases = (
        f"CASE WHEN {number} = {typed} THEN 2 "
        f"WHEN substr({number}, 1, length({typed}) + 1) IN ({typed} || '/', {typed} || '-') THEN 1 ELSE 0 END"
        for typed in (f":n{index}" for index, _ in enumerate(query.numbers))
    )
    return " + ".join(cases) or "0"


def _conditions(filters: Filters, own: str) -> Iterator[str]:
    if filters.issuer:
        yield f"(instr(folded({own}.issuer), :issuer) OR instr(folded({own}.issuer), :named))"
    if filters.doc_type:
        yield f"{own}.doc_type = :doc_type"
    # A year or month that is all that is known fits when it has a day of the span.
    if filters.since:
        yield f"{own}.day >= substr(:since, 1, length({own}.day))"
    if filters.until:
        yield f"{own}.day <= :until"


def _values(filters: Filters) -> dict[str, str | None]:
    return {
        "issuer": folded(filters.issuer or ""),
        "doc_type": filters.doc_type,
        "since": storable(filters.since),
        "until": storable(filters.until),
    }


def _numbers(query: Query) -> dict[str, str]:
    return {f"n{index}": number for index, number in enumerate(query.numbers)}


def _cited(connection: sqlite3.Connection, row: Sequence[Any], column: str, *, told: bool) -> Cited:
    found = Cited(**dict(zip(FIELDS, row, strict=False)))
    if not told:
        return found
    rows = connection.execute(_MENTIONS.format(column=column), (row[-1],))
    return replace(found, cited_by=tuple(map(_mention, rows)))


def _mention(row: Sequence[Any]) -> Mention:
    told = dict(zip(Mention.__struct_fields__, row, strict=True))
    places = told.pop("pinpoints")
    return Mention(**told, pinpoints=decode(places, type=tuple[Pinpoint, ...]) if places else None)


def _folded(text: object) -> str | None:
    return folded(text) if isinstance(text, str) else None
