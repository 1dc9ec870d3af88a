"""How results come into an index: what became of each file, and what of the index is gone."""

from collections import Counter
from collections.abc import Iterable, Sequence

import click
from msgspec import Struct

from extractor.cli.interrupts import undisturbed
from extractor.cli.outcome import SHOWN
from extractor.cli.progress import progress
from extractor.engines.archives import EMPTY
from extractor.engines.collect import UNREAD
from extractor.engines.inputs import Input
from extractor.engines.locations import Locations, is_in
from extractor.engines.worker import UNCHANGED
from extractor.errors import ExitCode
from extractor.index.store import Outcome, Store
from extractor.model import Problem
from extractor.pipeline import Result
from extractor.rules import Messages
from extractor.text.visible import in_a_line

KEPT_AFTER = 200
"""After how many reports the changes so far are kept for good."""


class _Failure(Struct, frozen=True):
    """A file that could not be read, and what was said of it."""

    path: str
    message: str
    next_step: str


class Upkeep:
    """Takes results into an index, and counts what became of each file."""

    def __init__(self, *, shown: bool) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.removed = 0
        self.interrupted = False
        self.failures: list[_Failure] = []
        self._shown = shown
        self._present: set[str] = set()
        self._unseen: list[str] = []

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended."""
        if self.interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.SOME_FAILED if self.failures else ExitCode.OK

    def take(
        self,
        inputs: Sequence[Input],
        results: Iterable[Result],
        store: Store,
        places: Locations,
    ) -> None:
        """Take all results; what an interruption leaves is kept, and nothing is removed after it."""
        try:
            with progress(len(inputs), shown=self._shown) as step:
                for entry, result in zip(inputs, results, strict=True):
                    with undisturbed():
                        self._take(entry, result, store, places)
                    step()
        except KeyboardInterrupt:
            if not self.outcomes:
                raise
            self.interrupted = True
        else:
            self.removed = store.remove(lambda location: self._is_gone(location, places))
        store.finish()

    def _take(self, entry: Input, result: Result, store: Store, places: Locations) -> None:
        location, document = places.of(entry), result.document
        self._present.add(location)
        if document.status == UNCHANGED:
            outcome = store.keep(location, document)
        elif document.status in UNREAD:
            outcome = store.fail(location, document, self._failed(result))
            is_empty = isinstance(entry.source, Problem) and entry.source.code == EMPTY
            self._unseen += [] if is_empty else [location]
        else:
            outcome = store.enter(location, document, result.records.citations, result.records.checks)
        self.outcomes[outcome] += 1
        if self.outcomes.total() % KEPT_AFTER == 0:
            store.commit()

    def _failed(self, result: Result) -> str:
        problems = sorted(result.problems, key=lambda problem: problem.severity != "error")
        message, step = (problems[0].message, problems[0].next_step) if problems else ("", "")
        self.failures.append(_Failure(result.document.path, message, step))
        return message

    def _is_gone(self, location: str, places: Locations) -> bool:
        """Whether a file of the index is no longer where the call looks; not where it could not look."""
        return (
            location not in self._present
            and places.is_given(location)
            and not any(is_in(location, place) for place in self._unseen)
        )

    def say(self, messages: Messages) -> None:
        """Say what was done, and what failed with its next step."""
        if self.interrupted:
            click.echo(messages.say("say", "index_interrupted"), err=True)
        counts = {outcome.value: self.outcomes[outcome] for outcome in Outcome}
        click.echo(messages.say("say", "cited", **counts, removed=self.removed), err=True)
        for failure in self.failures[:SHOWN]:
            values = {"path": in_a_line(failure.path), "message": failure.message, "next": failure.next_step}
            click.echo(messages.say("say", "failure", **values), err=True)
        if len(self.failures) > SHOWN:
            click.echo(messages.say("say", "more_unread", count=len(self.failures) - SHOWN), err=True)
