"""`baocao text FILE`: the raw text that every `start` and `end` refers to."""

import sys
from pathlib import Path

import click

from extractor import readers, rules
from extractor.cli.speech import language
from extractor.engines.inputs import STANDARD_INPUT
from extractor.errors import ExitCode, UsageError, reason_of
from extractor.model import Severity
from extractor.pipeline import masked_text
from extractor.rules import Messages
from extractor.text.visible import visible
from extractor.writers.output import writing


@click.command()
@click.argument("file")
@click.option("-o", "--out", type=click.Path(path_type=Path))
@click.option("--mask", is_flag=True)
@language
@click.pass_obj
def command(messages: Messages, *, file: str, out: Path | None, mask: bool) -> ExitCode:
    """Print the text exactly as it is; only a terminal is spared its control characters."""
    document = readers.read(contents(file), file)
    put(masked_text(document, rules.load()) if mask else document.raw, out)
    for problem in document.problems:
        click.echo(messages.say("problem", problem.code, **problem.values), err=True)
        click.echo(messages.say("problem", problem.code, "next", **problem.values), err=True)
    failed = any(problem.severity == Severity.ERROR for problem in document.problems)
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def put(text: str, out: Path | None) -> None:
    """Write a text to a file, or print it; raises CannotWriteError."""
    if out:
        with writing(out):
            out.write_bytes(text.encode())
    elif sys.stdout.isatty():
        click.echo(visible(text))
    else:
        click.echo(text.encode(errors="surrogatepass"), nl=False)


def contents(file: str) -> bytes:
    """The bytes of a file or of standard input; raises UsageError."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except FileNotFoundError as error:
        raise UsageError("no_such_input", path=file) from error
    except OSError as error:
        raise UsageError("cannot_read", path=file, reason=reason_of(error)) from error
