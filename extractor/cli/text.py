"""`baocao text FILE`: the raw text that every `start` and `end` refers to."""

import sys
from pathlib import Path

import click

from extractor import readers
from extractor.cli.speech import language
from extractor.engines.inputs import STANDARD_INPUT
from extractor.errors import ExitCode, UsageError
from extractor.model import Severity
from extractor.rules import Messages
from extractor.text.visible import visible
from extractor.writers.output import writing


@click.command()
@click.argument("file")
@click.option("-o", "--out", type=click.Path(path_type=Path))
@language
@click.pass_obj
def command(messages: Messages, file: str, out: Path | None) -> ExitCode:
    """Print the text exactly as it is; only a terminal is spared its control characters."""
    document = readers.read(_data(file), file)
    if out:
        with writing(out):
            out.write_bytes(document.raw.encode())
    elif sys.stdout.isatty():
        click.echo(visible(document.raw))
    else:
        click.echo(document.raw.encode(errors="surrogatepass"), nl=False)
    for problem in document.problems:
        click.echo(messages.say("problem", problem.code, **problem.values), err=True)
        click.echo(messages.say("problem", problem.code, "next", **problem.values), err=True)
    failed = any(problem.severity == Severity.ERROR for problem in document.problems)
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def _data(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError as error:
        raise UsageError("no_such_input", path=file) from error
    except OSError as error:
        raise UsageError("cannot_read", path=file, reason=error.strerror) from error
