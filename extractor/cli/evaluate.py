"""`baocao evaluate`: the scores against gold, and the floors that they must not fall below."""

import json
from pathlib import Path

import click
import msgspec

from extractor.cli.speech import language
from extractor.errors import BelowFloorError
from extractor.evaluate import Evaluation, below, evaluate, missed, pin, read_corpus, read_floors
from extractor.pipeline import Options, convert
from extractor.rules import Messages

FLOORS = "floors.json"


@click.command()
@click.argument("corpus", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--update", is_flag=True)
@click.option("--allow-regression", is_flag=True)
@click.option("--misses", is_flag=True)
@click.option("--patterns", type=click.Path())
@language
@click.pass_obj
def command(
    messages: Messages,
    corpus: Path,
    *,
    update: bool,
    allow_regression: bool,
    misses: bool,
    patterns: str | None,
) -> None:
    """Print each score with its count; exit code 5 when one is below its floor."""
    options = Options(patterns=patterns)
    if misses:
        _print_misses(corpus, options)
        return
    evaluation = evaluate(corpus, options)
    for name, value in evaluation.scores.items():
        count = evaluation.counts.get(name, evaluation.counts.get(name.rpartition(".")[0]))
        click.echo(f"{name:28} {value:.4f} n={count}")
    path = corpus / FLOORS
    floors = read_floors(path)
    fallen = below(evaluation, floors) if floors else {}
    if update and (allow_regression or not fallen):
        _pin(path, evaluation)
        click.echo(messages.say("say", "floors_pinned", file=path), err=True)
    elif fallen:
        told = ", ".join(f"{name} {value} < {floor}" for name, (value, floor) in fallen.items())
        raise BelowFloorError("below_floor", scores=told)
    elif floors and floors.digest != evaluation.digest:
        raise BelowFloorError("gold_changed")


def _print_misses(corpus: Path, options: Options) -> None:
    for gold_bytes, data in read_corpus(corpus):
        gold = msgspec.json.decode(gold_bytes)
        for line in missed(convert(data, gold["file"], options), gold):
            click.echo(f"{gold['file']}: {line}")


def _pin(path: Path, evaluation: Evaluation) -> None:
    text = json.dumps(msgspec.to_builtins(pin(evaluation)), indent=1)
    path.write_text(text + "\n", encoding="utf-8")
