"""What a run says at its end, on stderr."""

from collections.abc import Iterable, Mapping

import click

from extractor.engines.collect import UNREAD
from extractor.errors import ExitCode
from extractor.pipeline import Result
from extractor.rules import Messages
from extractor.writers import Note

SHOWN = 20
"""How many failed documents are named; all of them stand in `problems.jsonl`."""


class Summary:
    """Counts results: `done` all, `failures` path, message and next step of each failed document."""

    def __init__(self, messages: Messages, *, skipped: int, total: int) -> None:
        self.failures: list[tuple[str, str, str]] = []
        self.interrupted = False
        self._messages = messages
        self._skipped = skipped
        self._total = total
        self.done = self._partial = self._copies = 0

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended."""
        if self.interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.SOME_FAILED if self.failures else ExitCode.OK

    def add(self, result: Result) -> None:
        """Count one result."""
        self.done += 1
        self._copies += result.document.duplicate_of is not None
        self._partial += result.document.status == "partial"
        if result.document.status in UNREAD:
            problems = sorted(result.problems, key=lambda problem: problem.severity != "error")
            message, step = (problems[0].message, problems[0].next_step) if problems else ("", "")
            self.failures.append((result.document.path, message, step))

    def say(self, notes: Iterable[Note]) -> None:
        """Say what was read, what failed with its next step, and what else is to be known."""
        if self.interrupted:
            self._tell("interrupted", done=self.done, total=self._total)
        elif self.done < self._total:
            self._tell("stopped", done=self.done, total=self._total)
        self._tell("read", count=self.done - len(self.failures))
        if self._partial:
            self._tell("partial", count=self._partial)
        if self._copies:
            self._tell("copies", count=self._copies)
        if self._skipped:
            self._tell("skipped", count=self._skipped)
        if self.failures:
            self._tell("failed", count=len(self.failures))
        for path, message, step in self.failures[:SHOWN]:
            self._tell("failure", path=click.format_filename(path), message=message, next=step)
        if len(self.failures) > SHOWN:
            self._tell("more_failures", count=len(self.failures) - SHOWN)
        for key, values in notes:
            self._tell(key, **values)

    def _tell(self, key: str, **values: object) -> None:
        click.echo(self._messages.say("say", key, **values), err=True)


def say_stages(messages: Messages, seconds: Mapping[str, float]) -> None:
    """A table of the stages of a conversion: CPU seconds over all documents, and the share of each."""
    total = sum(seconds.values())
    known = [stage for stage in messages.keys("stage") if stage in seconds]
    rows = [(messages.say("stage", stage), seconds[stage]) for stage in known]
    rows.append((messages.say("say", "stages", "total"), total))
    width = max(len(name) for name, _ in rows)
    click.echo(messages.say("say", "stages"), err=True)
    for name, taken in rows:
        share = taken / total if total else 0
        line = f"  {name:<{width}}  {taken:9.2f} s  {share:7.1%}"
        click.echo(line.replace(".", ",") if messages.language == "vi" else line, err=True)
