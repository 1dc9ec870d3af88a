"""`baocao convert REPORTS... -o OUT`: read every report and write the tables of its records."""

import os
from contextlib import closing
from datetime import datetime

import click

from extractor import rules
from extractor.cli.forms import USUAL, sink, writers
from extractor.cli.interrupts import undisturbed
from extractor.cli.outcome import Summary, say_stages
from extractor.cli.progress import progress
from extractor.cli.speech import language
from extractor.engines.archives import expand
from extractor.engines.collect import tables, told_apart, without_copies
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.errors import ExitCode, UsageError
from extractor.pipeline import Options
from extractor.records import TABLES
from extractor.rules import Messages
from extractor.stages import Watch
from extractor.writers.vocabulary import vocabulary


@click.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(), required=True)
@click.option("--to", show_default=",".join(USUAL))
@click.option("--table", type=click.Choice(list(TABLES)))
@click.option("--excel", is_flag=True)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=lambda: os.cpu_count() or 1)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True)
@click.option("--memory", type=click.IntRange(min=1), default=1024, show_default=True)
@click.option("--patterns", type=click.Path())
@click.option("--register", type=click.Path())
@click.option("--units", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--mask", is_flag=True)
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
    out: str,
    to: str | None,
    table: str | None,
    excel: bool,
    jobs: int,
    timeout: float,
    memory: int,
    patterns: str | None,
    register: str | None,
    units: datetime | None,
    mask: bool,
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
        mask=mask,
        profile=profile,
    )
    asked = sink(out, to, table, excel=excel)
    found = expand(discover(reports, asked.folder, standard_input=options.limits.bytes), options.limits)
    if not found.inputs:
        raise UsageError("nothing_to_read", skipped=len(found.skipped))
    asked.spare(found.inputs)
    if dry_run:
        click.echo("\n".join(entry.path for entry in found.inputs))
        return ExitCode.OK
    loaded = rules.read(patterns, register)  # the workers check them
    words = vocabulary(messages, loaded)
    facts = {
        "patterns": loaded.digest,
        "masked": mask,
        "options": {"language": messages.language, "seconds": timeout, "mebibytes": memory},
    }
    results = run(found.inputs, options, jobs, Allowance(seconds=timeout, memory=memory << 20))
    summary = Summary(messages, skipped=len(found.skipped), total=len(found.inputs))
    watch = Watch()
    bar = progress(len(found.inputs), shown=not (quiet or no_progress))
    counts = {"inputs": len(found.inputs), "skipped": len(found.skipped)}
    with writers(asked, words, **counts, facts=facts) as (made, told):
        try:
            with bar as step, closing(results):
                for result in without_copies(told_apart(results)):
                    watch.add(result.profile)
                    with undisturbed(), watch("write"):
                        for writer in made:
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
            notes = [note for writer in made for note in writer.close()]
    if not quiet:
        summary.say([*notes, *told, *asked.where()])
    if profile:
        say_stages(messages, watch.seconds)
    return summary.exit_code
