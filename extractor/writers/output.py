"""The folder of results: its files get their names when all of them are complete, or not at all."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, TypeVar

from extractor.errors import CannotWriteError, reason_of

DRAFT = ".part"
"""What the name of a file ends in until it is complete."""


class Draft(Protocol):
    """A file or a database that is being written."""

    def close(self) -> None:
        """Write what is left; a second time does nothing."""


D = TypeVar("D", bound=Draft)


class Output:
    """New files of one folder. As a context: publishes its files at the end, or discards them on an error.

    `earlier` are the names of files that an earlier run wrote: what of them is not written now is removed
    when the files are published, and `removed` names it then.
    """

    def __init__(self, folder: Path, earlier: Iterable[str] = ()) -> None:
        self.folder = folder
        self.removed: list[str] = []
        self._earlier = sorted(earlier)
        self._files: dict[str, Draft] = {}
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name in self._earlier:
            self._probe(name)

    def open(self, name: str) -> BinaryIO:
        """A new file, written under a temporary name; raises as `draft` does."""
        return self.draft(name, lambda path: path.open("wb"))

    def draft(self, name: str, opened: Callable[[Path], D]) -> D:
        """A new file that a library opens by its temporary path; it is closed before it gets its name.

        Raises CannotWriteError when the file that it will replace is open in another program, at once and
        not after hours of work.
        """
        path = self.folder / (name + DRAFT)
        with writing(self.folder / name):
            if (self.folder / name).exists():
                (self.folder / name).open("r+b").close()
            file = opened(path)
        self._files[name] = file
        return file

    def _probe(self, name: str) -> None:
        """Raise CannotWriteError where another program has a file open that will be replaced or removed."""
        path = self.folder / name
        with writing(path):
            if path.is_file():
                path.open("r+b").close()

    def drafts(self) -> dict[str, Path]:
        """The files so far by their names, with all that was written in them."""
        for name, file in self._files.items():
            if isinstance(file, BufferedIOBase) and not file.closed:
                with writing(self.folder / name):
                    file.flush()
        return {name: self.folder / (name + DRAFT) for name in self._files}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._publish()
        else:
            self._discard()

    def _publish(self) -> None:
        for name, file in self._files.items():
            with writing(self.folder / name):
                file.close()
        kept = [name for name in self._files if not self._named(name)]
        left = [name for name in self._of_earlier_runs() if not self._is_gone(name)]
        if left:
            raise CannotWriteError("not_removed", path=str(self.folder / left[0]), files=", ".join(left))
        if kept:
            drafts = ", ".join(name + DRAFT for name in kept)
            raise CannotWriteError("not_replaced", path=str(self.folder / kept[0]), drafts=drafts)

    def _named(self, name: str) -> bool:
        """Give a file its name, unless another program has the one before open: then the draft stays."""
        try:
            (self.folder / (name + DRAFT)).replace(self.folder / name)
        except OSError:
            return False
        return True

    def _of_earlier_runs(self) -> list[str]:
        """The files of earlier runs that this run did not write."""
        ours = {*self._files, *(name + DRAFT for name in self._files)}
        return [name for name in self._earlier if name not in ours and os.path.lexists(self.folder / name)]

    def _is_gone(self, name: str) -> bool:
        """Remove a file, unless another program has it open; a folder of that name is nobody's output."""
        path = self.folder / name
        if path.is_dir() and not path.is_symlink():
            return True
        try:
            path.unlink()
        except OSError:
            return False
        self.removed.append(name)
        return True

    def _discard(self) -> None:
        for name, file in self._files.items():
            with suppress(OSError):
                file.close()
            with suppress(OSError):
                (self.folder / (name + DRAFT)).unlink()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say what the system says about a file that cannot be written as a CannotWriteError."""
    try:
        yield
    except PermissionError as error:
        code = "output_locked" if path.is_file() else "no_right_to_write"
        raise CannotWriteError(code, path=str(path)) from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise CannotWriteError("no_space", path=str(path)) from error
        raise CannotWriteError("cannot_write", path=str(path), reason=reason_of(error)) from error
