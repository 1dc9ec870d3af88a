"""Small tables of words for a person: drawn in a terminal, lines with tabs anywhere else."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

import click


class Part(NamedTuple):
    """One table of words, fit to be shown: its title, the headings of its columns and its rows."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tell(found: Sequence[Part]) -> None:
    """Show the tables on stdout."""
    (_draw if sys.stdout.isatty() else _print)(found)


def _print(found: Sequence[Part]) -> None:
    """Print the parts as lines of places separated by tabs."""
    for part in found:
        lines = [part.title, "\t".join(part.headings), *("\t".join(row) for row in part.rows), ""]
        click.echo("\n".join(lines))


def _draw(found: Sequence[Part]) -> None:
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
