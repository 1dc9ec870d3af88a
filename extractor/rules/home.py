"""Where the data of `patterns/` lies."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


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
