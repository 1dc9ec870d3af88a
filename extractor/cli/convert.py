"""`baocao convert REPORTS... -o OUT`: read every report and write the tables of its records."""

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from extractor import rules
from extractor.cli.interrupts import undisturbed
from extractor.cli.progress import progress
from extractor.cli.speech import language
from extractor.cli.summary import Summary, say_stages
from extractor.engines.archives import expand
from extractor.engines.collect import tables, without_copies
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.errors import ExitCode, UsageError
from extractor.pipeline import Options
from extractor.rules import Messages
from extractor.stages import Watch
from extractor.writers import Writer
from extractor.writers.account import Account
from extractor.writers.jsonl import Jsonl
from extractor.writers.output import Output
from extractor.writers.vocabulary import Vocabulary, vocabulary
from extractor.writers.workbook import NAME, Workbook

FORMS: dict[str, Callable[[Output, Vocabulary], Writer]] = {
    "jsonl": lambda output, _words: Jsonl(output),
    "xlsx": Workbook,
}
"""The forms of output that can be asked for."""


def forms(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """The names of forms in a comma-separated list, each once; JSONL is always the first."""
    asked = ["jsonl", *(part.strip().lower() for part in value.split(",") if part.strip())]
    for form in asked:
        if form not in FORMS:
            raise UsageError("unknown_form", form=form, forms=", ".join(FORMS))
    return tuple(dict.fromkeys(asked))


@click.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True)
@click.option("--to", default=",".join(FORMS), show_default=True, callback=forms)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=lambda: os.cpu_count() or 1)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True)
@click.option("--memory", type=click.IntRange(min=1), default=1024, show_default=True)
@click.option("--patterns", type=click.Path())
@click.option("--register", type=click.Path())
@click.option("--units", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--allow-classified", is_flag=True)
@click.option("-x", "--fail-fast", is_flag=True)
@click.option("-n", "--dry-run", is_flag=True)
@click.option("-q", "--quiet", is_flag=True)
@click.option("--no-progress", is_flag=True)
@click.option("--profile", is_flag=True)
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    reports: tuple[str, ...],
    out: Path,
    to: Sequence[str],
    jobs: int,
    timeout: float,
    memory: int,
    patterns: str | None,
    register: str | None,
    units: datetime | None,
    allow_classified: bool,
    fail_fast: bool,
    dry_run: bool,
    quiet: bool,
    no_progress: bool,
    profile: bool,
) -> ExitCode:
    """Convert, write what was found, and say at the end what was read."""
    options = Options(
        patterns=patterns,
        register=register,
        language=messages.language,
        allow_classified=allow_classified,
        units=units.date().isoformat() if units else None,
        profile=profile,
    )
    found = expand(discover(reports, out, standard_input=options.limits.bytes), options.limits)
    if not found.inputs:
        raise UsageError("nothing_to_read", skipped=len(found.skipped))
    if dry_run:
        click.echo("\n".join(entry.path for entry in found.inputs))
        return ExitCode.OK
    loaded = rules.read(patterns, register)  # the workers check them
    words = vocabulary(messages, loaded)
    facts = {
        "patterns": loaded.digest,
        "options": {"language": messages.language, "seconds": timeout, "mebibytes": memory},
    }
    results = run(found.inputs, options, jobs, Allowance(seconds=timeout, memory=memory << 20))
    summary = Summary(messages, skipped=len(found.skipped), total=len(found.inputs))
    watch = Watch()
    bar = progress(len(found.inputs), shown=not (quiet or no_progress))
    with Output(out) as output:
        writers = [FORMS[form](output, words) for form in to]
        writers.append(Account(output, inputs=len(found.inputs), skipped=len(found.skipped), facts=facts))
        try:
            with bar as step, closing(results):
                for result in without_copies(results):
                    watch.add(result.profile)
                    with undisturbed(), watch("write"):
                        for writer in writers:
                            writer.write(tables(result))
                        summary.add(result)
                    step()
                    if fail_fast and summary.failures:
                        break
        except KeyboardInterrupt:
            if not summary.done:
                raise
            summary.interrupted = True
        with watch("write"):
            notes = [note for writer in writers for note in writer.close()]
    if not quiet:
        summary.say(notes, out / NAME if "xlsx" in to else out)
    if profile:
        say_stages(messages, watch.seconds)
    return summary.exit_code
