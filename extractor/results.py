"""The results of earlier runs, read back as records."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from extractor.errors import UsageError

T = TypeVar("T", bound=msgspec.Struct)
PATHS = ("path", "duplicate_of")
"""The fields that name a file of a run."""


class Stored(Iterable[T], Generic[T]):
    """The records of one table of some folders of results, read anew each time that they are gone through.

    Of several folders the paths begin with their folder: two runs may have read files of one name. Raises
    UsageError where a folder has no such table or, on the way, where a line of it is no record.
    """

    def __init__(self, folders: Sequence[Path], table: str, record: type[T]) -> None:
        self._paths = {folder: folder / f"{table}.jsonl" for folder in folders}
        self._decoder = msgspec.json.Decoder(record)
        self._named = [name for name in PATHS if name in record.__struct_fields__]
        for folder, path in self._paths.items():
            if not path.is_file():
                raise UsageError("no_results", folder=folder)

    def __iter__(self) -> Iterator[T]:
        for folder, path in self._paths.items():
            for record in self._read(path):
                yield record if len(self._paths) == 1 else self._placed(record, folder)

    def _read(self, path: Path) -> Iterator[T]:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    if line.strip():
                        yield self._decoder.decode(line)
                except msgspec.DecodeError as error:
                    raise UsageError("damaged_results", path=path, line=number) from error

    def _placed(self, record: T, folder: Path) -> T:
        names = {name: getattr(record, name) for name in self._named}
        return replace(record, **{name: (folder / path).as_posix() for name, path in names.items() if path})
