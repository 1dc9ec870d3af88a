"""What stands outside the flow of the text: footnotes, endnotes, heads and feet of the pages."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.docx.items import flat
from extractor.readers.docx.names import ID
from extractor.readers.docx.walk import LINE_BREAK, Walk
from extractor.readers.opc import Package


class Body(NamedTuple):
    """The number of a note, None for one with a mark of its own, and its text."""

    number: int | None
    text: str


def note_bodies(package: Package, main: str, walk: Walk) -> Iterator[Body]:
    """The notes that `walk` has met references to, in the order of their references."""
    referred = list(walk.notes)
    parts = {kind: _notes(package.first(main, kind), walk) for kind in {note.kind for note in referred}}
    for note in referred:
        element = parts[note.kind].get(note.key)
        if element is not None:
            yield Body(note.number, flat(walk.blocks(element), LINE_BREAK))


def _notes(root: Element | None, walk: Walk) -> dict[str, Element]:
    """The notes of a part by their ids."""
    return {} if root is None else {note.get(ID, ""): note for note in walk.opened(root)}


def furniture(package: Package, main: str, kind: str, walk: Walk) -> list[str]:
    """The texts of all parts of a kind ("header", "footer"), each once, but none that only numbers pages."""
    roots = map(package.part, package.related(main, kind))
    texts = (flat(walk.blocks(walk.opened(root)), "\n") for root in roots if root is not None)
    return [text for text in dict.fromkeys(texts) if any(map(str.isalpha, text))]
