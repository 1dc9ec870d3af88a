"""The results of an earlier run, read back as records."""

from pathlib import Path
from typing import TypeVar

import msgspec

from extractor.errors import UsageError

T = TypeVar("T", bound=msgspec.Struct)


def read_table(folder: Path, table: str, record: type[T]) -> list[T]:
    """The records of one table below a folder of results.

    Raises UsageError where the folder has no such table, or a line of it is no record.
    """
    path = folder / f"{table}.jsonl"
    if not path.is_file():
        raise UsageError("no_results", folder=folder)
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            found += [msgspec.json.decode(line, type=record)] if line else []
        except msgspec.DecodeError as error:
            raise UsageError("damaged_results", path=path, line=number) from error
    return found
