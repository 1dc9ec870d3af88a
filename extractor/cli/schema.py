"""`baocao schema`: the JSON Schema of the records."""

import json

import click
import msgspec

from extractor.cli.speech import language
from extractor.records import TABLES, json_schema


@click.command()
@click.option("--table", type=click.Choice(list(TABLES)))
@language
def command(table: str | None) -> None:
    """Print the schema of all tables, or of the lines of one."""
    schema = msgspec.json.schema(TABLES[table]) if table else json_schema()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
