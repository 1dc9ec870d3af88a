"""Where the records of a run go: the forms of output in a folder, or one of them on standard output."""

import errno
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
import msgspec
from msgspec import Struct

from extractor.engines.inputs import Input, Member
from extractor.errors import CannotWriteError, UsageError, reason_of
from extractor.text.visible import visible
from extractor.writers import Note, Rows, Writer, separated
from extractor.writers.account import Account, written_before
from extractor.writers.database import Database
from extractor.writers.datapackage import DataPackage
from extractor.writers.jsonl import Jsonl
from extractor.writers.names import EVERY, WORKBOOK
from extractor.writers.output import Output
from extractor.writers.separated import Csv
from extractor.writers.vocabulary import Vocabulary
from extractor.writers.workbook import Workbook

USUAL = ("jsonl", "xlsx")
STREAMED = ("jsonl", "csv")
"""The forms that standard output can carry."""

PACKAGE = "datapackage"
CLOSED = frozenset({errno.EPIPE, errno.EINVAL})
"""What a system says of a pipe whose reader has enough; Windows says EINVAL."""


class Sink(Struct, frozen=True, kw_only=True):
    """Where the records go and in which forms; no folder is standard output.

    `table` is the one that standard output carries; `excel` makes CSV safe and readable for Excel.
    """

    folder: Path | None
    forms: tuple[str, ...] = USUAL
    table: str | None = None
    excel: bool = False

    def spare(self, inputs: Iterable[Input]) -> None:
        """Raise UsageError for a report that this run would replace or remove as a result."""
        folder = self.folder.resolve() if self.folder else None
        for entry in inputs:
            file = entry.source.archive if isinstance(entry.source, Member) else entry.source
            path = Path(file).resolve() if isinstance(file, str) else None
            if path and path.parent == folder and path.name in EVERY:
                raise UsageError("out_is_input", path=entry.path)

    def where(self) -> tuple[Note, ...]:
        """What to open first, where the records go to files."""
        if self.folder is None:
            return ()
        return (("results", {"path": str(self.folder / WORKBOOK if "xlsx" in self.forms else self.folder)}),)


def _parquet(output: Output) -> Writer:
    from extractor.writers.columnar import Parquet  # noqa: PLC0415 - pyarrow is an extra

    return Parquet(output)


FORMS: dict[str, Callable[[Output, Vocabulary, Sink], Writer]] = {
    "jsonl": lambda output, _words, _sink: Jsonl(output),
    "xlsx": lambda output, words, _sink: Workbook(output, words),
    "csv": lambda output, _words, sink: Csv(output, excel=sink.excel),
    "parquet": lambda output, _words, _sink: _parquet(output),
    "sqlite": lambda output, _words, _sink: Database(output),
    PACKAGE: lambda output, _words, _sink: DataPackage(output),
}
"""The forms of output that can be asked for; the package comes last: it describes what the others wrote."""


def sink(out: str, to: str | None, table: str | None, *, excel: bool) -> Sink:
    """The sink that a call asks for; raises UsageError for what does not go together.

    In a folder JSON Lines are always written.
    """
    asked = [part.strip().lower() for part in (to or "").split(",") if part.strip()]
    for form in asked:
        if form not in FORMS:
            raise UsageError("unknown_form", form=form, forms=", ".join(FORMS))
    if out != "-":
        if table:
            raise UsageError("table_of_stream", table=table)
        forms = tuple(form for form in FORMS if form in {"jsonl", *(asked or USUAL)})
        found = Sink(folder=Path(out), forms=forms, excel=excel)
    else:
        forms = tuple(dict.fromkeys(asked or STREAMED[:1]))
        if len(forms) != 1 or forms[0] not in STREAMED or (forms[0] == "csv" and not table):
            raise UsageError("not_streamed", forms=", ".join(forms))
        found = Sink(folder=None, forms=forms, table=table, excel=excel)
    if excel and "csv" not in forms:
        raise UsageError("excel_is_csv")
    return found


@contextmanager
def writers(
    sink: Sink, words: Vocabulary, *, inputs: int, skipped: int, facts: Mapping[str, object]
) -> Iterator[tuple[list[Writer], list[Note]]]:
    """The writers of a sink; files get their names at the end, and none of them where anything fails.

    Beside them what is to be said of the folder once the context is left: files of earlier runs are removed,
    files of others stay even under the name of a result.
    """
    if sink.folder is None:
        yield [Stream(sink)], []
        return
    told: list[Note] = []
    with Output(sink.folder, written_before(sink.folder)) as output:
        made = [FORMS[form](output, words, sink) for form in sink.forms]
        account = Account(output, inputs=inputs, skipped=skipped, facts=dict(facts))
        made.insert(len(made) - (PACKAGE in sink.forms), account)
        yield made, told
    others = sorted((EVERY - output.drafts().keys()) & {path.name for path in sink.folder.iterdir()})
    for said, names in (("removed", output.removed), ("others_kept", others)):
        if names:
            told.append((said, {"path": str(sink.folder), "files": ", ".join(names)}))


class Stream:
    """Writes one table to standard output as it comes, or a line of JSON with all tables a document."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        if sink.forms == ("csv",) and sink.table:
            _put(separated.heading(sink.table, excel=sink.excel))

    def write(self, rows: Rows) -> None:
        """Add the records of one document."""
        table = self._sink.table
        if table is None:
            _put(msgspec.json.encode(rows) + b"\n")
        elif self._sink.forms == ("csv",):
            _put(separated.lines(table, rows, excel=self._sink.excel))
        else:
            _put(msgspec.json.Encoder().encode_lines(rows[table]))

    def close(self) -> tuple[Note, ...]:
        """Nothing is left to do, and nothing was left out."""
        return ()


def _put(data: bytes) -> None:
    """Write to standard output at once; a terminal is spared control characters.

    A reader that has enough ends the call without a word: click does so for a broken pipe.
    """
    try:
        if sys.stdout.isatty():
            click.echo(visible(data.decode().replace("\r\n", "\n")), nl=False)
        else:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
    except OSError as error:
        if error.errno in CLOSED:
            raise BrokenPipeError(errno.EPIPE, "") from error
        raise CannotWriteError("cannot_write", path="-", reason=reason_of(error)) from error
