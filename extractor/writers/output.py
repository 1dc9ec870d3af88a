"""The folder of results: its files get their names when all of them are complete, or not at all."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, TypeVar

from extractor.errors import CannotWriteError

DRAFT = ".part"
"""What the name of a file ends in until it is complete."""


class Draft(Protocol):
    """A file or a database that is being written."""

    def close(self) -> None:
        """Write what is left; a second time does nothing."""


D = TypeVar("D", bound=Draft)


class Output:
    """New files of one folder. As a context: publishes its files at the end, or discards them on an error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, Draft] = {}
        with writing(folder):
            folder.mkdir(parents=True, exist_ok=True)

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
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise CannotWriteError("cannot_write", path=str(path), reason=reason) from error
