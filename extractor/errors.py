"""What can stop the tool, each with its exit code and the next step.

Inside the library a document that cannot be read is a `Problem` in its result, never an exception. The
classes here are for what stops the whole run: a wrong call, a missing part, an output that cannot be written.
"""

from enum import IntEnum
from errno import errorcode
from pathlib import Path
from traceback import extract_tb


class ExitCode(IntEnum):
    """The exit codes of the command line."""

    OK = 0
    SOME_FAILED = 1
    USAGE = 2
    MISSING_PART = 3
    CANNOT_WRITE = 4
    BELOW_FLOOR = 5
    INTERRUPTED = 130


def place_of(error: BaseException, frames: int = 1) -> str:
    """Class and last `frames` places of an exception; its text may hold text of a report and is left out."""
    found = extract_tb(error.__traceback__)[-frames:]
    return ", ".join([type(error).__name__, *(f"{Path(one.filename).name}:{one.lineno}" for one in found)])


def reason_of(error: OSError) -> str:
    """What the system says of a file, as a key of `[reason]` in the messages: `ENOENT`, else the class."""
    return errorcode.get(error.errno or 0) or type(error).__name__


class BaocaoError(Exception):
    """Stops the run.

    `code` is a key of `patterns/messages.toml`, `values` fill its text.
    """

    exit_code = ExitCode.SOME_FAILED

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.code}: {details}" if details else self.code


class UsageError(BaocaoError):
    """The call cannot be understood: no such input, an option out of range."""

    exit_code = ExitCode.USAGE


class CannotWriteError(BaocaoError):
    """The output cannot be written: open in another program, no right, no space."""

    exit_code = ExitCode.CANNOT_WRITE


class BelowFloorError(BaocaoError):
    """A score fell below its pinned floor, or a rule breaks its own examples."""

    exit_code = ExitCode.BELOW_FLOOR


class PatternError(BelowFloorError):
    """A file of `patterns/` is wrong; `values` name the file, the rule and what it breaks."""
