"""Works that do what damaged documents make readers do. Importable, because workers start by `spawn`."""

import os
import signal
import subprocess
import sys
import time

from extractor.engines.inputs import Source
from extractor.engines.worker import convert_file
from extractor.errors import PatternError
from extractor.pipeline import Options, Result
from extractor.records import DateRecord, DocumentRecord, Records

LEAKED: list[bytearray] = []


def planted(source: Source, path: str, options: Options) -> Result:
    """Do what the path says until its first hyphen, if that is one of DEEDS; then give a record."""
    DEEDS.get(path.split("-", maxsplit=1)[0], nothing)()
    if path == "wrong":
        return good(source, path, options, label=7)
    return good(source, path, options, label="x" * 5_000_000 if path == "huge" else None)


def nothing() -> None:
    """Harm nobody."""


def crash() -> None:
    """Die as a C library dies."""
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    """End the process without a word."""
    os._exit(3)


def hang() -> None:
    """Never end."""
    while True:
        pass


def eat() -> None:
    """Take all memory there is, though not faster than it is looked at."""
    while True:
        LEAKED.append(bytearray(b"x") * (1 << 24))
        time.sleep(0.01)


def raise_error() -> None:
    """Raise with the text of a report in the message."""
    raise KeyError("bytes")


def print_words() -> None:
    """Print as libraries do that should not."""
    sys.stdout.write("printed by a library")
    os.write(1, b"printed by a C library")


def find_wrong_patterns() -> None:
    """Find what no document can be converted with."""
    raise PatternError("bad_rule", rule="x", reason="y")


DEEDS = {
    "crash": crash,
    "exit": leave,
    "hang": hang,
    "eat": eat,
    "raise": raise_error,
    "print": print_words,
    "patterns": find_wrong_patterns,
}


def good(source: Source, path: str, options: Options, **date: object) -> Result:
    """A result that says what the work was given."""
    document = DocumentRecord(
        path=path, doc_id=f"sha256:{path}", media_type=type(source).__name__, place=options.language
    )
    record: DateRecord = DateRecord(path=path, id="d1", bbox=(1, 2, 3, 4), **date)  # type: ignore[arg-type] # wrong on purpose
    return Result(document=document, records=Records(dates=(record,)))


def damaging(source: Source, path: str, options: Options) -> Result:
    """Die at the second document of a process, whatever it is; and always at `poison`."""
    LEAKED.append(bytearray(1))
    if path == "poison" or len(LEAKED) > 1:
        os._exit(9)
    return good(source, path, options)


def leaking(source: Source, path: str, options: Options) -> Result:
    """Keep 80 MiB of every document for ever."""
    LEAKED.append(bytearray(b"x") * (80 << 20))
    time.sleep(0.3)
    return good(source, path, options)


def first_is_last(source: Source, path: str, options: Options) -> Result:
    """Take long for the first document."""
    if path == "0":
        time.sleep(1)
    return good(source, path, options)


def of_process(source: Source, path: str, options: Options) -> Result:
    """Say which process did the work."""
    return good(source, path, options, label=str(os.getpid()))


def with_child(source: Source, path: str, options: Options) -> Result:
    """Start a program that takes much memory and wait for it."""
    if path == "parent":
        script = "x = bytearray(b'x') * (400 << 20); import time; time.sleep(600)"
        subprocess.run([sys.executable, "-c", script], check=True)  # noqa: S603 - a script of ours
    return good(source, path, options)


def telling_modules(source: Source, path: str, options: Options) -> Result:
    """Convert, and say in the path which modules the process has loaded by then."""
    result = convert_file(source, path, options)
    loaded = " ".join(sorted({name.split(".")[0] for name in sys.modules}))
    return Result(document=DocumentRecord(path=loaded, doc_id=result.document.doc_id), records=result.records)
