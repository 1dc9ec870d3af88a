"""What SQLite says, as the errors of this tool."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import CannotWriteError, UsageError

PRIMARY = 0xFF
"""The part of an extended result code that says the kind of error."""

NO_INDEX = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})
LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
NO_RIGHT = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM})


@contextmanager
def writing_index(path: Path) -> Iterator[None]:
    """Say that an index cannot be written as a CannotWriteError, that a file is none as a UsageError."""
    try:
        yield
    except sqlite3.Error as error:
        kind = _kind(error)
        if kind in NO_INDEX:
            raise UsageError("no_index", path=path) from error
        if kind in LOCKED:
            raise CannotWriteError("index_locked", path=path) from error
        if kind == sqlite3.SQLITE_FULL:
            raise CannotWriteError("no_space", path=path) from error
        if kind in NO_RIGHT:
            raise CannotWriteError("no_right_to_write", path=path) from error
        raise CannotWriteError("cannot_write", path=path, reason=_name(error)) from error


@contextmanager
def reading_index(path: Path) -> Iterator[None]:
    """Say that an index cannot be read as a UsageError."""
    try:
        yield
    except sqlite3.Error as error:
        # A table that is missing is an error of the statement: the file is that of another program.
        if _kind(error) in NO_INDEX | {sqlite3.SQLITE_ERROR}:
            raise UsageError("no_index", path=path) from error
        if _kind(error) in LOCKED:
            raise UsageError("index_locked", path=path) from error
        raise UsageError("cannot_read", path=path, reason=_name(error)) from error


def _kind(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", -1) & PRIMARY


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", type(error).__name__)
