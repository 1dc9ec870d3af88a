"""`baocao rules list|check|try|unmatched`: the rules, whether they keep their promises, where they match."""

from pathlib import Path

import click
import msgspec

from extractor import unmatched
from extractor.cli.speech import language
from extractor.errors import PatternError
from extractor.records import FigureRecord
from extractor.results import Stored
from extractor.rules import Messages, Patterns, complaints, load, read
from extractor.text.fold import normal
from extractor.text.places import Places
from extractor.text.visible import in_a_line

patterns_option = click.option("--patterns", type=click.Path())


@click.group()
@language
def command() -> None:
    """Hold the verbs about rules."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True)
@patterns_option
@language
def list_rules(*, as_json: bool, patterns: str | None) -> None:
    """Print one line a rule: id, book, reading, source, first example."""
    rules = [
        {
            "id": rule.id,
            "book": book,
            "reading": rule.reading,
            "source": rule.entry.source,
            "examples": rule.entry.examples,
            "rejects": rule.entry.rejects,
        }
        for book, rule in load(patterns).every_rule()
    ]
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rules), indent=2))
        return
    for entry in rules:
        told = (entry["id"], entry["book"], entry["reading"], entry["source"], entry["examples"][0])
        click.echo("\t".join(in_a_line(str(part)) for part in told))


@command.command("check")
@patterns_option
@language
@click.pass_obj
def check_rules(messages: Messages, patterns: str | None) -> None:
    """Check every rule; the broken ones are named and end the call with exit code 5."""
    loaded = read(patterns)
    broken = list(complaints(loaded))
    for rule, reason in broken:
        click.echo(messages.say("say", "rule_broken", rule=rule, reason=reason), err=True)
    if broken:
        raise PatternError("rules_broken", count=len(broken))
    values = {"rules": sum(1 for _ in loaded.every_rule()), "lists": sum(map(len, loaded.lists.values()))}
    click.echo(messages.say("say", "rules_good", **values), err=True)


@command.command("try")
@click.argument("text")
@patterns_option
@language
@click.pass_obj
def try_rules(messages: Messages, text: str, patterns: str | None) -> None:
    """Print which rules match where in the text: start, end, rule, book, what is matched."""
    found = _matches(load(patterns), normal(text))
    for start, end, rule, book, matched in found:
        click.echo(f"{start}\t{end}\t{rule}\t{book}\t{in_a_line(matched)}")
    if not found:
        click.echo(messages.say("say", "no_match"), err=True)


@command.command("unmatched")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@language
def unmatched_labels(results: tuple[Path, ...]) -> None:
    """Print what the results measure and the catalogue does not know, as rows of `indicators.tsv`."""
    figures = Stored(results, "figures", FigureRecord)
    for row in (unmatched.COLUMNS, *unmatched.rows(figures)):
        click.echo("\t".join(in_a_line(cell) for cell in row))


def _matches(patterns: Patterns, view: str) -> list[tuple[int, int, str, str, str]]:
    places = Places(view)
    return sorted(
        (match.start(), match.end(), rule.id, book, match[0])
        for book, rule in patterns.every_rule()
        for match in rule.finditer(places)
    )
