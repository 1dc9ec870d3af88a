"""The account of a run: `manifest.jsonl`, a line a file, and `run.json`.

Neither says when or on which machine the run was: the same input gives the same bytes.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from extractor import __version__
from extractor.records import SCHEMA_VERSION, TABLES, DocumentRecord
from extractor.writers import Note, Rows
from extractor.writers.names import ACCOUNT, EVERY
from extractor.writers.output import DRAFT, Output, writing

RUN, MANIFEST = ACCOUNT


class _Written(Struct):
    """What the next run asks of `run.json`."""

    files: tuple[str, ...] = ()


def written_before(folder: Path) -> frozenset[str]:
    """The names of what earlier runs may have left in a folder: files of the last `run.json`, and drafts.

    A file of such a name that no run wrote is its owner's, and not among them.
    """
    try:
        told = msgspec.json.decode((folder / RUN).read_bytes(), type=_Written).files
    except (OSError, msgspec.DecodeError):
        told = ()
    return EVERY.intersection(told) | {name + DRAFT for name in EVERY}


class Account:
    """Counts what the other writers write, of `inputs` files; `facts` go into `run.json` as they are."""

    def __init__(self, output: Output, *, inputs: int, skipped: int, facts: dict[str, Any]) -> None:
        self._inputs = inputs
        self._skipped = skipped
        self._facts = facts
        self._documents: Counter[str] = Counter()
        self._records: Counter[str] = Counter()
        self._copies = 0
        self._output = output
        self._manifest = output.open(MANIFEST)
        self._run = output.open(RUN)

    def write(self, rows: Rows) -> None:
        """Count the records of one document and note its line."""
        counts = {table: len(rows[table]) for table in TABLES if table != "documents"}
        self._records.update(counts)
        for document in rows["documents"]:
            if not isinstance(document, DocumentRecord):
                raise TypeError
            self._documents[document.status] += 1
            self._copies += document.duplicate_of is not None
            line = {
                "path": document.path,
                "doc_id": document.doc_id or None,
                "status": document.status,
                "duplicate_of": document.duplicate_of,
                "media_type": document.media_type,
                "chars": document.chars,
                "counts": counts,
            }
            with writing(self._output.folder / MANIFEST):
                self._manifest.write(msgspec.json.encode(line) + b"\n")

    def close(self) -> tuple[Note, ...]:
        """Write `run.json`; a run that was interrupted is not `complete`."""
        run = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "baocao", "version": __version__},
            **self._facts,
            "files": sorted(self._output.drafts()),
            "complete": self._documents.total() == self._inputs,
            "counts": {
                "documents": self._documents.total(),
                "by_status": dict(sorted(self._documents.items())),
                "copies": self._copies,
                "skipped": self._skipped,
                "records": {table: self._records[table] for table in TABLES if table != "documents"},
            },
        }
        with writing(self._output.folder / RUN):
            self._run.write(msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")
        return ()
