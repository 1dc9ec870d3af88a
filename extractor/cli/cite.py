"""`baocao cite REPORTS... -o citations.sqlite`: the index of who cites which document."""

import hashlib
import os
import sys
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from extractor import __version__, rules
from extractor.cli.speech import language
from extractor.cli.upkeep import Upkeep
from extractor.engines.archives import expand
from extractor.engines.inputs import STANDARD_INPUT, Found, discover
from extractor.engines.local import Allowance, run
from extractor.engines.locations import Locations
from extractor.engines.worker import convert_file
from extractor.errors import ExitCode, UsageError
from extractor.index.store import Store
from extractor.pipeline import Options, Wanted
from extractor.rules import Messages, Patterns
from extractor.text.visible import in_json
from extractor.writers import Note
from extractor.writers.output import Output, writing

INDEX = frozenset({".sqlite", ".sqlite3", ".db"})
"""Ends of the names of files that are brought up to date; files of other forms are made anew."""

LISTINGS = (".csv", ".xlsx", ".jsonl")


@click.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(path_type=Path, allow_dash=True), required=True)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=lambda: os.cpu_count() or 1)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True)
@click.option("--memory", type=click.IntRange(min=1), default=1024, show_default=True)
@click.option("--patterns", type=click.Path())
@click.option("--register", type=click.Path())
@click.option("--allow-classified", is_flag=True)
@click.option("-q", "--quiet", is_flag=True)
@click.option("--no-progress", is_flag=True)
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    reports: tuple[str, ...],
    out: Path,
    jobs: int,
    timeout: float,
    memory: int,
    patterns: str | None,
    register: str | None,
    allow_classified: bool,
    quiet: bool,
    no_progress: bool,
) -> ExitCode:
    """Read the reports that are new or changed, bring the index up to date, and say what was done."""
    suffix = _suffix(out)
    options = Options(
        patterns=patterns,
        register=register,
        language=messages.language,
        allow_classified=allow_classified,
        wanted=Wanted.REFERENCES,
    )
    listed = discover(reports, standard_input=options.limits.bytes)
    if _is_input(out, listed):
        raise UsageError("out_is_report", path=out)
    found = expand(listed, options.limits)
    places = Locations(reports, listed, out.parent if suffix in INDEX else Path())
    loaded = rules.read(patterns, register)  # the workers check them
    with ExitStack() as stack:
        file = None if suffix in INDEX else _file(out, stack)
        store = stack.enter_context(Store(None if file else out, _version(options, loaded), loaded))
        if not found.inputs and not any(map(places.is_given, store.locations)):
            raise UsageError("nothing_to_read", skipped=len(found.skipped))
        work = partial(convert_file, known=store.known)
        results = run(found.inputs, options, jobs, Allowance(seconds=timeout, memory=memory << 20), work)
        upkeep = Upkeep(shown=not (quiet or no_progress))
        with closing(results):
            upkeep.take(found.inputs, results, store, places)
        with writing(out):
            notes = _list(store, suffix, file, messages, loaded) if file else []
        counts = store.counts
    if not quiet:
        upkeep.say(messages)
        for key, values in notes:
            click.echo(messages.say("say", key, **values), err=True)
        click.echo(messages.say("say", "indexed", out=out, **counts._asdict()), err=True)
    return upkeep.exit_code


def _suffix(out: Path) -> str:
    """The form of the output by the end of its name; raises UsageError for any other."""
    suffix = ".jsonl" if str(out) == STANDARD_INPUT else out.suffix.lower()
    if suffix not in INDEX and suffix not in LISTINGS:
        raise UsageError("unknown_suffix", path=out, forms=", ".join((".sqlite", *LISTINGS)))
    return suffix


def _is_input(out: Path, found: Found) -> bool:
    """Whether the output would replace a file that is read."""
    files = (entry.source for entry in found.inputs if isinstance(entry.source, str))
    alike = (Path(file) for file in files if Path(file).suffix.lower() == out.suffix.lower())
    return out.is_file() and any(file.is_file() and file.samefile(out) for file in alike)


def _version(options: Options, patterns: Patterns) -> str:
    """The name of all that decides what is found in a report."""
    told = (__version__, patterns.digest, options.language, str(options.allow_classified))
    return "sha256:" + hashlib.sha256("\n".join(told).encode()).hexdigest()


def _file(out: Path, stack: ExitStack) -> BinaryIO:
    """The file for a listing, which gets its name when it is complete, or standard output."""
    if str(out) == STANDARD_INPUT:
        return sys.stdout.buffer
    return stack.enter_context(Output(out.parent)).open(out.name)


def _list(store: Store, suffix: str, file: BinaryIO, messages: Messages, patterns: Patterns) -> list[Note]:
    """Write the index as a listing; what had to be left out."""
    from extractor.index import listings  # noqa: PLC0415 - loads what writes workbooks
    from extractor.writers.vocabulary import vocabulary  # noqa: PLC0415 - as above

    if suffix == ".xlsx":
        return listings.workbook(store.connection, file, messages, vocabulary(messages, patterns))
    if suffix == ".csv":
        listings.separated(store.connection, file)
    else:
        lines = (in_json(line.decode()) + "\n" for line in listings.json_lines(store.connection))
        file.writelines(line.encode() for line in lines)
    return []
