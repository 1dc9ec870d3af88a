"""`baocao sample FILE`: the text of a report without personal data, to go with the report of an error."""

from collections import Counter
from pathlib import Path

import click

from extractor import __version__, readers, rules
from extractor.cli.speech import language
from extractor.cli.text import contents, put
from extractor.errors import ExitCode
from extractor.model import Document
from extractor.pipeline import masked_text
from extractor.rules import Messages


@click.command()
@click.argument("file")
@click.option("-o", "--out", type=click.Path(path_type=Path))
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(messages: Messages, *, file: str, out: Path | None, patterns: str | None) -> ExitCode:
    """Write the masked text below one line that says how the file was read; nothing names the file."""
    document = readers.read(contents(file), "")
    put(f"{facts(document)}\n{masked_text(document, rules.load(patterns))}", out)
    click.echo(messages.say("say", "sample"), err=True)
    return ExitCode.OK


def facts(document: Document) -> str:
    """The version of the tool, the format, who read how many pages and why, and the codes of the problems."""
    read = Counter(page.reader + (f" ({page.reason})" if page.reason else "") for page in document.pages)
    parts = [
        f"baocao {__version__}",
        document.media_type or "unknown",
        f"pages {len(document.pages)}",
        *(f"{reader} {count}" for reader, count in sorted(read.items())),
        "problems " + (", ".join(sorted({problem.code for problem in document.problems})) or "none"),
    ]
    return "# " + "; ".join(parts)
