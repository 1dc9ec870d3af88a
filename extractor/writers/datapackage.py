"""`datapackage.json`: what the files of a run are, for programs that were not written for them.

A Data Package (version 2): each CSV file with its Table Schema, keys and references; every other file with
its kind; all of them with size and SHA-256, so that a damaged or edited file is known.
Source: datapackage.org, version 2.0.
"""

import hashlib
from pathlib import Path, PurePath
from typing import Any

import msgspec

from extractor import __version__
from extractor.records import SCHEMA_VERSION, TABLES
from extractor.writers import Note, Rows
from extractor.writers.flat import DOCUMENTS, Column, Kind, columns, key
from extractor.writers.names import PACKAGE, SEPARATED
from extractor.writers.output import Output, writing

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
DIALECT = {
    "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
}
"""How the CSV files are written; readers that would guess guess wrong where cells hold JSON."""

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class DataPackage:
    """Writes `datapackage.json` when all other writers of the `output` are closed."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._file = output.open(PACKAGE)

    def write(self, rows: Rows) -> None:
        """Take nothing: it is written of files, not of records."""

    def close(self) -> tuple[Note, ...]:
        """Describe the files that the other writers have written."""
        files = {name: path for name, path in self._output.drafts().items() if name != PACKAGE}
        with writing(self._output.folder / PACKAGE):
            package = {
                "$schema": PROFILE,
                "name": "baocao",
                "version": __version__,
                "schema_version": SCHEMA_VERSION,
                "resources": [_resource(name, path) for name, path in files.items()],
            }
            self._file.write(msgspec.json.format(msgspec.json.encode(package), indent=2) + b"\n")
        return ()


def table_schema(table: str) -> dict[str, Any]:
    """The Table Schema (version 2) of a table in its flat form."""
    # References of two columns of which one may be empty are left out: validators take them as broken.
    foreign = [
        {"fields": [column.name], "reference": {"resource": DOCUMENTS, "fields": list(key(DOCUMENTS))}}
        for column in columns(table)
        if column.refers == DOCUMENTS
    ]
    return {
        "$schema": TABLE_PROFILE,
        "fields": [_field(column) for column in columns(table)],
        "missingValues": [""],
        "primaryKey": list(key(table)),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    kind = Kind.REAL if column.kind == Kind.EXACT else column.kind
    required = {"constraints": {"required": True}} if column.always else {}
    return {"name": column.name, "type": kind.value, **required}


def _resource(name: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    suffix = PurePath(name).suffix
    table = name.removesuffix(SEPARATED)
    facts = {
        "path": name,
        "format": suffix.removeprefix("."),
        "mediatype": MEDIA_TYPES[suffix],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if table in TABLES:
        return {"name": table, "type": "table", **facts, "dialect": DIALECT, "schema": table_schema(table)}
    return {"name": name, "type": "file", **facts}
