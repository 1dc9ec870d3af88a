"""Records as Apache Parquet: one file a table, even an empty one, every column of its type in every run.

Needs pyarrow, an extra. Exact decimals are decimals of 26 digits before and 12 behind the point; a longer one
is left out and told, as is done where a workbook cannot hold a text.
"""

from decimal import Decimal
from functools import partial
from pathlib import Path

import pyarrow as pa
from msgspec import Struct
from pyarrow import parquet

from extractor.records import SCHEMA_VERSION, TABLES
from extractor.writers import Note, Rows
from extractor.writers.flat import Column, Flat, Kind, columns, flat
from extractor.writers.names import COLUMNAR
from extractor.writers.output import Output, writing

GROUP = 20_000
"""Records of a row group, after which they leave the memory."""

PRECISION, SCALE = 38, 12
TYPES = {
    Kind.WHOLE: pa.int64(),
    Kind.REAL: pa.float64(),
    Kind.EXACT: pa.decimal128(PRECISION, SCALE),
    Kind.TRUTH: pa.bool_(),
}


class Parquet:
    """Writes `documents.parquet`, `citations.parquet` and so on."""

    def __init__(self, output: Output, *, group: int = GROUP) -> None:
        self._folder = output.folder
        self._group = group
        self._waiting: dict[str, list[Struct]] = {table: [] for table in TABLES}
        self._left = 0
        self._files = {
            table: output.draft(table + COLUMNAR, partial(_opened, table=table)) for table in TABLES
        }

    def write(self, rows: Rows) -> None:
        """Take the records of one document; write a row group where enough have come together."""
        for table, waiting in self._waiting.items():
            waiting.extend(rows[table])
            if len(waiting) >= self._group:
                self._write(table)

    def close(self) -> tuple[Note, ...]:
        """Write what waits and finish the files."""
        for table, file in self._files.items():
            self._write(table)
            with writing(self._folder / (table + COLUMNAR)):
                file.close()
        return (("decimals_left", {"count": self._left}),) if self._left else ()

    def _write(self, table: str) -> None:
        records = self._waiting[table]
        if not records:
            return
        made = [
            pa.array([self._value(column, record) for record in records], TYPES.get(column.kind, pa.string()))
            for column in columns(table)
        ]
        with writing(self._folder / (table + COLUMNAR)):
            self._files[table].write_table(pa.Table.from_arrays(made, schema=schema(table)), self._group)
        records.clear()

    def _value(self, column: Column, record: Struct) -> Flat | Decimal:
        value = flat(getattr(record, column.name))
        if column.kind != Kind.EXACT or not isinstance(value, str):
            return value
        exact = Decimal(value)
        _, digits, exponent = exact.as_tuple()
        fits = (
            isinstance(exponent, int) and exponent >= -SCALE and len(digits) + exponent <= PRECISION - SCALE
        )
        self._left += not fits
        return exact if fits else None


def _opened(path: Path, table: str) -> parquet.ParquetWriter:
    return parquet.ParquetWriter(path, schema(table), compression="zstd")


def schema(table: str) -> pa.Schema:
    """The Arrow schema of a table."""
    fields = [
        pa.field(column.name, TYPES.get(column.kind, pa.string()), nullable=not column.always)
        for column in columns(table)
    ]
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION})
