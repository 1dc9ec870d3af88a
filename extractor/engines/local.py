"""Convert many files on this machine, in worker processes that may die.

Workers are started by `spawn` and watched from outside, so that everything here holds on every system. A
document whose worker dies, runs out of time or takes too much memory is one failed result; the worker is
replaced and the rest goes on.
"""

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from multiprocessing.connection import wait

from msgspec import Struct

from extractor.engines.inputs import Input
from extractor.engines.process import Process
from extractor.engines.worker import READY, Work, answer, convert_file, failed, heard
from extractor.errors import BaocaoError
from extractor.pipeline import Options, Result

LOOK = 0.1
"""Seconds between two looks at time and memory."""

AHEAD = 8
"""How many documents a worker may be ahead of the one whose result is awaited."""

MOST = 60
"""How many workers Windows can wait for at once."""

STARTS = 3
"""How many workers in a row may die before they are ready."""

START_SECONDS = 120.0
"""How long a worker may take to start."""


class Allowance(Struct, frozen=True, kw_only=True):
    """What one document may take: seconds, and bytes of memory of its worker with all its children."""

    seconds: float = 60.0
    memory: int = 1 << 30


def run(
    inputs: Sequence[Input],
    options: Options,
    jobs: int,
    allowance: Allowance | None = None,
    work: Work = convert_file,
) -> Generator[Result, None, None]:
    """The results in the order of the inputs, whatever the number of workers.

    With `jobs` 0 everything happens in this process, without limits. Raises the BaocaoError that a worker
    meets when no document can be converted.
    """
    if jobs == 0:
        for entry in inputs:
            yield heard(answer(work, entry.source, entry.path, options), entry.path, options)
        return
    pool = _Pool(inputs, options, jobs, allowance or Allowance(), work)
    try:
        yield from pool.results()
    finally:
        pool.close()


class _Pool:
    """The workers of a run, the documents that wait and the results that are not yet due."""

    def __init__(
        self, inputs: Sequence[Input], options: Options, jobs: int, allowance: Allowance, work: Work
    ) -> None:
        self.inputs = inputs
        self.options = options
        self.jobs = min(jobs, MOST)
        self.allowance = allowance
        self.work = work
        self.waiting = deque(range(len(inputs)))
        self.again: deque[int] = deque()
        self.workers: list[Process] = []
        self.finished: dict[int, Result] = {}
        self.due = 0
        self.failed_starts = 0
        self.next_look = 0.0

    def results(self) -> Iterator[Result]:
        """Every result when it is due."""
        while self.due < len(self.inputs):
            self._start()
            self._hand_out()
            self._listen()
            self._watch()
            while self.due in self.finished:
                yield self.finished.pop(self.due)
                self.due += 1

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self.workers:
            worker.kill()

    def _start(self) -> None:
        """Start workers: none without a document for it, and one for each document that needs a fresh one."""
        idle = [worker for worker in self.workers if worker.job is None]
        fresh = [worker for worker in idle if not worker.served]
        wanted = max(len(self.again) + len(self.waiting) - len(idle), len(self.again) - len(fresh))
        for _ in range(min(wanted, self.jobs - len(self.workers))):
            self.workers.append(Process(self.work, self.options, time.monotonic() + START_SECONDS))

    def _hand_out(self) -> None:
        for worker in self.workers:
            queue = self.waiting if worker.served or not self.again else self.again
            within = queue and queue[0] < self.due + AHEAD * self.jobs
            if within and worker.ready and worker.job is None:
                number = queue.popleft()
                entry = self.inputs[number]
                worker.give(number, entry.source, entry.path, time.monotonic() + self.allowance.seconds)

    def _listen(self) -> None:
        """Take the answers that have come, and the deaths."""
        talking = wait([worker.pipe for worker in self.workers], timeout=LOOK)
        for worker in [worker for worker in self.workers if worker.pipe in talking]:
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._lose(worker, "worker_died", exit=worker.exit_name())
                continue
            if message == READY:
                worker.ready = True
                self.failed_starts = 0
            else:
                number = worker.finish()
                self.finished[number] = heard(message, self.inputs[number].path, self.options)

    def _watch(self) -> None:
        """Kill the workers that are late or fat; an answer that has come in time still counts."""
        if time.monotonic() < self.next_look:
            return
        self.next_look = time.monotonic() + LOOK
        for worker in list(self.workers):
            if (worker.ready and worker.job is None) or worker.has_spoken():
                continue
            if time.monotonic() > worker.deadline:
                self._lose(worker, "timed_out", seconds=f"{self.allowance.seconds:g}")
            elif worker.ready and worker.memory() > self.allowance.memory:
                self._lose(worker, "too_much_memory", mebibytes=self.allowance.memory >> 20)

    def _lose(self, worker: Process, code: str, **values: str | float) -> None:
        """End a worker, and say what becomes of its document.

        Death and memory may be the harm that earlier documents did: the document is tried once more in a
        fresh worker, and so fails or not whatever the number of workers.
        """
        self.workers.remove(worker)
        worker.kill()
        if worker.job is None:
            self.failed_starts += not worker.ready
            if self.failed_starts >= STARTS:
                raise BaocaoError("worker_cannot_start", exit=values.get("exit", code))
        elif worker.served and code != "timed_out":
            self.again.append(worker.job)
        else:
            self.finished[worker.job] = failed(self.inputs[worker.job].path, self.options, code, **values)
