"""The inside of a worker process: it takes one document at a time from a pipe and answers.

Answers are messages of plain values, checked against their types where they arrive: nothing that a damaged
worker says is ever executed by the process that started it.
"""

import os
import signal
import stat
import sys
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec
from msgspec import Struct

from extractor import rules
from extractor.engines.archives import member_bytes
from extractor.engines.inputs import Member, Source
from extractor.errors import BaocaoError, ExitCode, place_of, reason_of
from extractor.model import Problem, Severity
from extractor.pipeline import Options, Result, convert, failure, identity
from extractor.readers.faults import UnreadableError
from extractor.readers.limits import Limits
from extractor.records import DocumentRecord
from extractor.stages import Watch

Work = Callable[[Source, str, Options], Result]
"""What a worker does: the source of a document, the path of its records, the options -> the result."""


READY = b""
"""What a worker says when it has loaded what it needs."""


class Done(Struct, frozen=True, tag=True):
    """The document that the worker was given is converted."""

    result: Result


class Stop(Struct, frozen=True, tag=True):
    """No document can be converted: an error of the whole run, by its code and values."""

    code: str
    values: dict[str, str]
    exit_code: int


_said = msgspec.msgpack.Decoder(Done | Stop)


def heard(message: bytes, path: str, options: Options) -> Result:
    """The result in a worker's message; raises the error that the message holds instead.

    A record that breaks its type fails its document.
    """
    try:
        said = _said.decode(message)
    except msgspec.MsgspecError as error:
        return failed(path, options, "converter_failed", error=str(error))
    if isinstance(said, Done):
        return said.result
    stop = BaocaoError(said.code, **said.values)
    stop.exit_code = ExitCode(said.exit_code)
    raise stop


def serve(pipe: Connection, work: Work, options: Options) -> None:
    """Answer every document that comes through the pipe until it is closed.

    The patterns are loaded before the time of the first document begins; when they are wrong, the answer to
    that document says so.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    with suppress(BaocaoError):
        rules.load(options.patterns, options.register)
    with suppress(EOFError, OSError):
        pipe.send_bytes(READY)
        while True:
            source, path = pipe.recv()
            pipe.send_bytes(answer(work, source, path, options))


def answer(work: Work, source: Source, path: str, options: Options) -> bytes:
    """The message for one document; only a BaocaoError is more than a problem of this document."""
    try:
        return _attempt(work, source, path, options)
    except BaocaoError as error:
        values = {key: str(value) for key, value in error.values.items()}
        return msgspec.msgpack.encode(Stop(error.code, values, error.exit_code))


def _attempt(work: Work, source: Source, path: str, options: Options) -> bytes:
    try:
        return msgspec.msgpack.encode(Done(work(source, path, options)))
    except BaocaoError:
        raise
    except MemoryError:
        result = failed(path, options, "out_of_memory")
    except Exception as error:  # noqa: BLE001 - one document must never stop the others
        result = failed(path, options, "converter_failed", error=place_of(error))
    return msgspec.msgpack.encode(Done(result))


UNCHANGED = "unchanged"
"""The status of a document that was not converted because its bytes are known."""


def convert_file(
    source: Source, path: str, options: Options, known: AbstractSet[str] = frozenset()
) -> Result:
    """Read a file and convert it; a file that cannot be read is a failed document.

    One whose bytes are known by their `doc_id` is not converted again: its document is `unchanged`.
    """
    if isinstance(source, Problem):
        return failure(path, source, options)
    try:
        data = contents(source, options.limits)
    except UnreadableError as error:
        return failed(path, options, error.code, **error.values)
    except OSError as error:
        return failed(path, options, _code(error), reason=reason_of(error))
    if known and (doc_id := identity(data)) in known:
        return Result(document=DocumentRecord(doc_id=doc_id, path=path, status=UNCHANGED))
    return _converted(data, path, options)


def contents(source: str | bytes | Member, limits: Limits) -> bytes:
    """The bytes of a file; raises UnreadableError or OSError."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, Member):
        return member_bytes(source, limits)
    state = Path(source).stat()
    if stat.S_ISDIR(state.st_mode):
        list(Path(source).iterdir())
    if not stat.S_ISREG(state.st_mode):
        raise UnreadableError("not_a_file")
    if state.st_size > limits.bytes:
        raise UnreadableError("too_large", mebibytes=limits.bytes >> 20)
    with Path(source).open("rb") as file:
        return file.read(limits.bytes + 1)


def _converted(data: bytes, path: str, options: Options) -> Result:
    """The result, with what each stage took where that is wanted."""
    if not options.profile:
        return convert(data, path, options)
    watch = Watch()
    result = convert(data, path, options, watch)
    return msgspec.structs.replace(result, profile=watch.seconds)


def failed(path: str, options: Options, code: str, **values: str | float) -> Result:
    """The result of a document that could not be read for the reason `code`."""
    return failure(path, Problem(code=code, severity=Severity.ERROR, values=values), options)


def _code(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "file_gone"
        case PermissionError():
            return "no_right_to_read"
        case _:
            return "cannot_read_file"


def _silence() -> None:
    """Send whatever libraries print to nowhere: stdout of the run carries data only."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for good
