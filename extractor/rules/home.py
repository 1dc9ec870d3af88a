"""Where the data of `patterns/` lies."""

from collections.abc import Set as AbstractSet
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

TABLES = frozenset({".tsv", ".csv", ".xlsx", ".xls", ".txt"})
"""What a list may have been saved as by mistake."""


def home() -> Traversable:
    """The folder of patterns: inside the installed package, or beside it in a checkout."""
    shipped = files("extractor") / "patterns"
    return shipped if shipped.is_dir() else Path(__file__).resolve().parents[2] / "patterns"


def data_files(folder: Traversable) -> list[tuple[str, bytes]]:
    """All TOML and TSV files below a folder as (relative name, bytes), in order of their names."""
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += [(f"{entry.name}/{name}", data) for name, data in data_files(entry)]
        elif entry.name.endswith((".toml", ".tsv")):
            found.append((entry.name, entry.read_bytes()))
    return found


def unused_files(folder: Path, known: AbstractSet[str]) -> list[str]:
    """The tables below a folder that have no name that is read, such as `indicators.csv`.

    Books of rules may have any name, and so may files that are no tables.
    """
    tables = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in TABLES)
    return [name for path in tables if (name := path.relative_to(folder).as_posix()) not in known]
