"""One worker process as its owner sees it: what it was given, until when, and how much memory it takes."""

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import ModuleType

import psutil

from extractor.engines.inputs import Source
from extractor.engines.worker import Work, serve
from extractor.pipeline import Options

FAMILY = 1.0
"""Seconds for which it is not asked again what a worker has started."""

ENDING = 5.0
"""Seconds that a worker whose pipe is closed may take to end by itself."""

LARGEST_EXIT = 255
"""A larger exit code is a status of Windows."""

_CONTEXT = multiprocessing.get_context("spawn")


class Process:
    """A worker.

    `job` is the number of the document that it has, `served` how many it has finished; `deadline` says
    until when it must be ready, or have finished its document.
    """

    def __init__(self, work: Work, options: Options, deadline: float) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self.ready = False
        self.job: int | None = None
        self.deadline = deadline
        self.served = 0
        self._process = _CONTEXT.Process(target=serve, args=(theirs, work, options), daemon=True)
        with _deaf(), _nameless():
            self._process.start()
        theirs.close()
        self._family: list[psutil.Process] = []
        self._family_known = float("-inf")

    def give(self, job: int, source: Source, path: str, deadline: float) -> None:
        """Hand over a document; that the worker is already dead shows when it is listened to."""
        self.job = job
        self.deadline = deadline
        with suppress(OSError):
            self.pipe.send((source, path))

    def has_spoken(self) -> bool:
        """Whether a message, or the end, can be read from the pipe."""
        try:
            return self.pipe.poll()
        except OSError:  # Windows says so that the other side is closed
            return True

    def finish(self) -> int:
        """The number of the document that the worker had; it is free for the next one."""
        if self.job is None:
            raise ValueError
        number, self.job = self.job, None
        self.served += 1
        return number

    def memory(self) -> int:
        """Bytes in memory of the worker and all processes that it started; 0 when it is gone."""
        if time.monotonic() > self._family_known + FAMILY:
            self._meet_family()
        return sum(_resident(process) for process in self._family)

    def exit_name(self) -> str:
        """How a worker whose pipe is closed ended."""
        self._process.join(ENDING)
        return exit_name(self._process.exitcode)

    def kill(self) -> None:
        """End the worker and all that it started, whatever they do."""
        self._meet_family()
        self._process.kill()
        for process in self._family:
            with suppress(psutil.Error):
                process.kill()
        self._process.join()
        self.pipe.close()

    def _meet_family(self) -> None:
        """Find the processes that the worker has started; slow, for it looks at all processes there are."""
        self._family_known = time.monotonic()
        with suppress(psutil.Error):
            process = psutil.Process(self._process.pid)
            self._family = [process, *process.children(recursive=True)]


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore Ctrl-C: what is started meanwhile does so from its first moment, and ends without a word."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


@contextmanager
def _nameless() -> Iterator[None]:
    """Hide the program's main module: a worker needs nothing of it and would run a script once more."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def exit_name(code: int | None) -> str:
    """The signal that ended a process by its name, a Windows status in hexadecimal, or the exit code."""
    if code is None:
        return "?"
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return str(code) if code <= LARGEST_EXIT else f"0x{code:08X}"
