"""`baocao check REPORTS...`: what does not fit in reports and between them."""

from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from extractor import across, rules
from extractor.cli.speech import language
from extractor.engines.archives import expand
from extractor.engines.collect import UNREAD, told_apart, without_copies
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.errors import ExitCode, UsageError
from extractor.pipeline import Options, Result
from extractor.records import CheckRecord
from extractor.rules import Messages
from extractor.text.visible import in_a_line
from extractor.writers import checklist
from extractor.writers.vocabulary import vocabulary

FORMS = ("text", "json", "xlsx")
WEIGHTS = ("info", "warning", "error")


@click.command()
@click.argument("reports", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("-o", "--out", type=click.Path(path_type=Path))
@click.option("--severity", type=click.Choice(WEIGHTS), default="warning", show_default=True)
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=1)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True)
@click.option("--mask", is_flag=True)
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    reports: tuple[str, ...],
    form: str,
    out: Path | None,
    severity: str,
    jobs: int,
    timeout: float,
    mask: bool,
    patterns: str | None,
) -> ExitCode:
    """Convert the reports, and say what does not fit in each and between them."""
    form = "xlsx" if out is not None and form == "text" and out.suffix.lower() == ".xlsx" else form
    if form == "xlsx" and out is None:
        raise UsageError("no_out")
    if form != "xlsx" and out is not None:
        raise UsageError("only_xlsx", path=out)
    options = Options(patterns=patterns, language=messages.language, mask=mask)
    inputs = expand(discover(list(reports), standard_input=options.limits.bytes), options.limits).inputs
    if not inputs:
        raise UsageError("nothing_to_read", skipped=0)
    results = list(without_copies(told_apart(run(inputs, options, jobs, Allowance(seconds=timeout)))))
    loaded = rules.load(patterns, language=messages.language)
    unread = [result for result in results if result.document.status in UNREAD]
    read = [result for result in results if result not in unread]
    found = _found(read, across.run(read, loaded), WEIGHTS[WEIGHTS.index(severity) :])
    if form == "xlsx" and out is not None:
        documents = {result.document.path: result.document for result in results}
        rows = [(documents[path], doubt) for path, doubts in found.items() for doubt in doubts]
        rows += [(result.document, _told(result)) for result in unread]
        checklist.write(out, rows, messages, vocabulary(messages, loaded))
    elif form == "json":
        told = [doubt for doubts in found.values() for doubt in doubts]
        click.echo(msgspec.json.format(msgspec.json.encode(told), indent=2))
    else:
        _print(found, messages)
    for result in unread:
        why = _told(result)
        click.echo(messages.say("say", "unread", path=result.document.path, reason=why.message), err=True)
    return ExitCode.SOME_FAILED if unread else ExitCode.OK


def _told(result: Result) -> CheckRecord:
    """Why a report was not read, as a line among the findings."""
    problems = sorted(result.problems, key=lambda problem: problem.severity != "error")
    said = f"{problems[0].message} {problems[0].next_step}" if problems else ""
    return CheckRecord(path=result.document.path, severity="error", message=said)


def _found(
    results: Sequence[Result], between: Sequence[CheckRecord], weights: Sequence[str]
) -> dict[str, list[CheckRecord]]:
    """The findings by report, those between reports after its own."""
    return {
        result.document.path: [
            doubt
            for doubt in (
                *result.records.checks,
                *(one for one in between if one.path == result.document.path),
            )
            if doubt.severity in weights
        ]
        for result in results
    }


def _print(found: dict[str, list[CheckRecord]], messages: Messages) -> None:
    """Print the findings, a line each below the name of their report."""
    for path, doubts in found.items():
        click.echo(messages.say("say", "checked", path=in_a_line(path), count=len(doubts)))
        for doubt in doubts:
            weight = messages.say("value", "severity", doubt.severity)
            page = messages.say("say", "page", page=doubt.page) if doubt.page else ""
            click.echo(f"  [{weight}] {page}{in_a_line(doubt.message)}")
