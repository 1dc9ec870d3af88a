"""The files that are read, and how many pages each has."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pypdfium2

SUFFIXES = (".pdf", ".docx")


class Sample(NamedTuple):
    """A file and its pages; a Word file has none before it is laid out and counts as one."""

    path: Path
    pages: int


def found(places: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, of the kinds that are measured."""
    paths = [
        path
        for place in places
        for path in (sorted(place.rglob("*")) if place.is_dir() else [place])
        if path.suffix.lower() in SUFFIXES
    ]
    return list(dict.fromkeys(paths))


def sample(path: Path) -> Sample:
    """A file with its pages; none for a PDF that cannot be opened, or not without a password."""
    if path.suffix.lower() != ".pdf":
        return Sample(path, 1)
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return Sample(path, len(pdf))
    except pypdfium2.PdfiumError:
        return Sample(path, 0)
