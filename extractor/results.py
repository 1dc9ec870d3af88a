"""The results of an earlier run, read back as records."""

from pathlib import Path
from typing import TypeVar

import msgspec

from extractor.errors import UsageError

T = TypeVar("T", bound=msgspec.Struct)


def read_table(folder: Path, table: str, record: type[T]) -> list[T]:
    """The records of one table below a folder of results; raises UsageError when it has none."""
    path = folder / f"{table}.jsonl"
    if not path.is_file():
        raise UsageError("no_results", folder=folder)
    return [msgspec.json.decode(line, type=record) for line in path.read_bytes().splitlines() if line]
