"""`baocao show FILE`: what was found in one report, in the terminal."""

import sys

import click
import msgspec

from extractor import rules
from extractor.cli.found import Part, parts
from extractor.cli.picture import draw, on_page
from extractor.cli.speech import language
from extractor.engines.archives import expand
from extractor.engines.collect import tables
from extractor.engines.inputs import discover
from extractor.engines.local import Allowance, run
from extractor.errors import ExitCode, UsageError
from extractor.pipeline import Options
from extractor.rules import Messages
from extractor.writers.vocabulary import vocabulary


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True)
@click.option("--page", type=click.IntRange(min=1))
@click.option("--picture", is_flag=False, flag_value="", metavar="[PNG]")
@click.option("--mask", is_flag=True)
@click.option("--patterns", type=click.Path())
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True)
@language
@click.pass_obj
def command(
    messages: Messages,
    *,
    file: str,
    as_json: bool,
    page: int | None,
    picture: str | None,
    mask: bool,
    patterns: str | None,
    timeout: float,
) -> ExitCode:
    """Convert one file in a worker and show its records, or those of one page, and the page as a picture."""
    options = Options(patterns=patterns, language=messages.language, mask=mask)
    if mask and picture is not None:
        raise UsageError("picture_is_unmasked")
    inputs = expand(discover([file]), options.limits).inputs
    if len(inputs) != 1:
        raise UsageError("one_file", path=file)
    (result,) = run(inputs, options, 1, Allowance(seconds=timeout))
    said = [] if picture is None else draw(inputs[0], result, page or 1, picture, messages)
    result = on_page(result, page) if page else result
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(tables(result)), indent=2))
    else:
        found = parts(result, messages, vocabulary(messages, rules.load(patterns)))
        (_draw if sys.stdout.isatty() else _print)(found)
    for line in said:
        click.echo(line, err=True)
    return ExitCode.SOME_FAILED if result.document.status == "failed" else ExitCode.OK


def _print(found: list[Part]) -> None:
    """Print the parts as lines of places separated by tabs."""
    for part in found:
        lines = [part.title, "\t".join(part.headings), *("\t".join(row) for row in part.rows), ""]
        click.echo("\n".join(lines))


def _draw(found: list[Part]) -> None:
    """Draw the parts as tables as wide as the terminal; text of the report is never taken as markup."""
    from rich.console import Console  # noqa: PLC0415 - loaded only where a person looks
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    console = Console()
    for part in found:
        table = Table(title=Text(part.title), title_justify="left")
        for heading in part.headings:
            table.add_column(Text(heading), overflow="fold")
        for row in part.rows:
            table.add_row(*(Text(place) for place in row))
        console.print(table)
