"""Which files a run reads, and the path that their records carry.

A file given by name is read whatever its extension. In folders the known extensions are read, the rest is
counted as skipped. Nothing is opened here: a file that cannot be read must cost its own document only. What
archives hold is found in `archives`.
"""

import os
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from extractor.errors import UsageError
from extractor.model import Problem

ARCHIVE = ".zip"
EXTENSIONS = frozenset(
    {
        *(".pdf", ".docx", ".doc", ".txt", ".md", ".text"),
        *(".xlsx", ".xlsm", ".xls", ".csv", ".tsv"),
        *(ARCHIVE, ".rar", ".7z"),
    }
)
STANDARD_INPUT = "-"
RESULTS = frozenset({"run.json", "manifest.jsonl"})
"""A folder with these files holds the results of an earlier run, and a workbook that is no report."""


class Member(Struct, frozen=True, kw_only=True):
    """A file inside an archive on disk: its number there, after those of the archives in between."""

    archive: str
    trail: tuple[int, ...]


Source = str | bytes | Member | Problem
"""Where a file lies, its bytes (standard input), or why it cannot be read."""


class Input(Struct, frozen=True, kw_only=True):
    """A file to read: `path` as the records say it, and its source."""

    path: str
    source: Source


class Found(Struct, frozen=True, kw_only=True):
    """All inputs of a run in order of their paths, and the files in folders that no reader knows."""

    inputs: tuple[Input, ...] = ()
    skipped: tuple[str, ...] = ()


class _Place(Struct, frozen=True, kw_only=True):
    """A file on disk: the folder it was found from, its name below that, and whether it is to be read."""

    root: Path
    name: PurePath
    known: bool = True

    @property
    def file(self) -> Path:
        return self.root / self.name

    def path(self, depth: int = 0) -> str:
        """The name below the folder, after the last `depth` parts of the folder's own path."""
        parts = [part.strip("\\/:") for part in self.root.parts[::-1][:depth][::-1]]
        path = "/".join([part for part in (*parts, *self.name.parts) if part])
        return unicodedata.normalize("NFC", path.encode(errors="replace").decode())


def discover(given: Sequence[str], out: Path | None = None, *, standard_input: int = 1 << 28) -> Found:
    """The files behind the arguments of a call; `out` is never read.

    At most `standard_input` bytes are taken from standard input, one more when there is more. Raises
    UsageError for an argument that does not exist, and for a folder that lies inside `out`.
    """
    forbidden = out.resolve() if out else None
    found: dict[Path, _Place] = {}
    skipped: dict[Path, _Place] = {}
    for argument in given:
        if argument == STANDARD_INPUT:
            continue
        root = Path(os.path.abspath(argument))  # noqa: PTH100 - Path.resolve would follow links
        if not os.path.lexists(root):
            raise UsageError("no_such_input", path=argument)
        if not _is_folder(root):
            found.setdefault(root, _Place(root=root.parent, name=PurePath(root.name)))
            continue
        if forbidden and root.resolve().is_relative_to(forbidden):
            raise UsageError("out_is_input", path=argument)
        for place in _below(root, forbidden):
            (found if place.known else skipped).setdefault(place.file, place)
    inputs = [Input(path=path, source=str(place.file)) for path, place in _named(found.values())]
    if STANDARD_INPUT in given:
        inputs.append(Input(path=STANDARD_INPUT, source=sys.stdin.buffer.read(standard_input + 1)))
    return Found(
        inputs=unique(inputs),
        skipped=tuple(sorted(place.path() for file, place in skipped.items() if file not in found)),
    )


def _below(root: Path, forbidden: Path | None) -> Iterator[_Place]:
    """All files below a folder; a folder that cannot be listed comes back as if it were a file.

    Links to folders wait until all real folders are read, and no folder is read twice: loops end.
    """
    folders, links, read = [root], list[Path](), set[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.pop()
        real = folder.resolve()
        if real in read or real == forbidden:
            continue
        read.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
        except OSError:
            yield _Place(root=root, name=folder.relative_to(root))
            continue
        is_output = {entry.name for entry in entries} >= RESULTS
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if _is_folder(entry):
                (links if entry.is_symlink() else folders).append(Path(entry.path))
            else:
                name = PurePath(entry.path).relative_to(root)
                yield _Place(root=root, name=name, known=is_known(name) and not is_output)


def _is_folder(place: Path | os.DirEntry[str]) -> bool:
    try:
        return place.is_dir()
    except OSError:  # what cannot even be looked at is read as a file, and fails there
        return False


def _named(places: Iterable[_Place], depth: int = 0) -> Iterator[tuple[str, _Place]]:
    """Each place with its path; where two would be the same, with as much of their folders as it takes."""
    groups: dict[str, list[_Place]] = {}
    for place in places:
        groups.setdefault(place.path(depth), []).append(place)
    for path, group in groups.items():
        if len({place.root.parts[::-1][depth:] for place in group}) > 1:
            yield from _named(group, depth + 1)
        else:
            yield from ((path, place) for place in group)


def is_known(name: PurePath) -> bool:
    """Whether a file in a folder is read, by its extension."""
    return name.suffix.lower() in EXTENSIONS


def unique(inputs: Iterable[Input]) -> tuple[Input, ...]:
    """The inputs in order, with a number behind a path that others have too: names that differ before NFC."""
    seen: Counter[str] = Counter()
    numbered = []
    for entry in sorted(inputs, key=lambda entry: (entry.path, _order(entry.source))):
        seen[entry.path] += 1
        number = seen[entry.path]
        numbered.append(entry if number == 1 else replace(entry, path=f"{entry.path}~{number}"))
    return tuple(sorted(numbered, key=lambda entry: entry.path))


def _order(source: Source) -> str:
    """What orders inputs of the same path: where they lie on disk."""
    return source if isinstance(source, str) else ""
