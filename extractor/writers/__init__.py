"""Writers put the records of one document after the other into files; they know records and nothing else."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

Rows = Mapping[str, Sequence[Struct]]
"""The records of one document: every table of `records.TABLES` by its name."""


Note = tuple[str, Mapping[str, str | int]]
"""What a person must know of what was written: a key of `[say]` in the messages, and its values."""


class Writer(Protocol):
    """What every form of output does."""

    def write(self, rows: Rows) -> None:
        """Take the records of one document."""

    def close(self) -> Sequence[Note]:
        """Finish: everything is in the files of the output. Gives what had to be left out."""
