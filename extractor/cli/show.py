"""`baocao show FILE`: what was found in one report, in the terminal."""

import click
import msgspec

from extractor import rules
from extractor.cli.found import parts
from extractor.cli.picture import draw, known_page, on_page
from extractor.cli.speech import language
from extractor.cli.telling import tell
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
    if page and result.document.status != "failed":
        known_page(inputs[0].path, result, page)
        result = on_page(result, page)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(tables(result)), indent=2))
    else:
        tell(parts(result, messages, vocabulary(messages, rules.load(patterns))))
    for line in said:
        click.echo(line, err=True)
    return ExitCode.SOME_FAILED if result.document.status == "failed" else ExitCode.OK
