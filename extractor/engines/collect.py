"""What is done with results in the order of the inputs: a second copy of a file says so."""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from extractor.pipeline import Result
from extractor.records import TABLES, Records

UNREAD = frozenset({"failed", "refused"})
"""The status of documents of which nothing was read."""


def without_copies(results: Iterable[Result]) -> Iterator[Result]:
    """The results; one whose bytes came before names the first in `duplicate_of` and repeats no record.

    A copy that failed keeps its problems, so that every failed document has one.
    """
    first: dict[str, str] = {}
    for result in results:
        document = result.document
        original = first.setdefault(document.doc_id, document.path) if document.doc_id else document.path
        if original == document.path:
            yield result
            continue
        yield replace(
            result,
            document=replace(document, duplicate_of=original),
            records=Records(),
            problems=result.problems if document.status in UNREAD else (),
        )


def told_apart(results: Iterable[Result]) -> Iterator[Result]:
    """The results; one whose masked path is that of an earlier one has a number behind it."""
    taken: set[str] = set()
    for result in results:
        path, number = result.document.path, 1
        while path in taken:
            number += 1
            path = f"{result.document.path} ({number})"
        taken.add(path)
        yield result if number == 1 else _at(result, path)


def _at(result: Result, path: str) -> Result:
    """A result whose records all have another path."""
    moved = {
        table: tuple(replace(record, path=path) for record in getattr(result.records, table))
        for table in Records.__struct_fields__
    }
    return replace(
        result,
        document=replace(result.document, path=path),
        records=Records(**moved),
        problems=tuple(replace(problem, path=path) for problem in result.problems),
    )


def tables(result: Result) -> dict[str, tuple[Struct, ...]]:
    """All records of a result by the name of their table, in the order of `records.TABLES`."""
    return {name: result.table(name) for name in TABLES}
