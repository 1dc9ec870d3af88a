"""Records as JSON Lines: one file a table, even an empty one, and one line a record."""

import msgspec

from extractor.records import TABLES
from extractor.writers import Note, Rows
from extractor.writers.names import LINES
from extractor.writers.output import Output, writing


class Jsonl:
    """Writes `documents.jsonl`, `citations.jsonl` and so on."""

    def __init__(self, output: Output) -> None:
        self._folder = output.folder
        self._files = {table: output.open(table + LINES) for table in TABLES}
        self._encoder = msgspec.json.Encoder()

    def write(self, rows: Rows) -> None:
        """Add one line for every record."""
        for table, file in self._files.items():
            with writing(self._folder / (table + LINES)):
                file.write(self._encoder.encode_lines(rows[table]))

    def close(self) -> tuple[Note, ...]:
        """Nothing is left to do, and nothing was left out."""
        return ()
