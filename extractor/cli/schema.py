"""`baocao schema`: the JSON Schema of the records."""

import json
from typing import Any

import click
import msgspec

from extractor.cli.speech import language
from extractor.records import SCHEMA_VERSION, TABLES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command()
@click.option("--table", type=click.Choice(list(TABLES)))
@language
def command(table: str | None) -> None:
    """Print the schema of all tables, or of the lines of one."""
    schema = line_schema(table) if table else json_schema()
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))


def line_schema(table: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the lines of one table."""
    head = {"$schema": DIALECT, "title": f"baocao {table}", "version": SCHEMA_VERSION}
    return head | msgspec.json.schema(TABLES[table])


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of all tables, one definition a table under `$defs`."""
    schemas, components = msgspec.json.schema_components(list(TABLES.values()), ref_template="#/$defs/{name}")
    tables = dict(zip(TABLES, schemas, strict=True))
    return {
        "$schema": DIALECT,
        "title": "baocao records",
        "version": SCHEMA_VERSION,
        "type": "object",
        "properties": {name: {"type": "array", "items": schema} for name, schema in tables.items()},
        "$defs": components,
    }
