"""Stamps of electronic signatures: who signed, and when. They are no part of the report's own text."""

from functools import lru_cache
from itertools import pairwise

import regex

from extractor.grammar.moments import Moment, moments
from extractor.model import Block, BlockKind, Document
from extractor.parts import Stamp
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Phrase

_ADDRESS = regex.compile(r"\S+@\S+")

FIELDS = {"signer": "signer", "opening": "signer", "organisation": "organisation", "email": "email"}
"""The field that follows a label, by the id of its words."""


def find(document: Document, patterns: Patterns) -> tuple[Stamp, ...]:
    """Read the stamps of a document; two that stand one after the other in a block are two."""
    return tuple(
        _stamp(document, block.start + start, block.start + end, moment, _labels(patterns))
        for block in document.blocks
        if block.kind == BlockKind.STAMP
        for start, end, moment in _parts(document, block)
    )


def _parts(document: Document, block: Block) -> list[tuple[int, int, Moment | None]]:
    """Cut a block behind each time; what follows the last one belongs to it."""
    text = document.raw[block.start : block.end]
    found = moments(text)
    cuts = [0, *(moment.end for moment in found[:-1]), len(text)]
    parts = zip(pairwise(cuts), found or (None,), strict=True)
    return [
        (end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()), moment)
        for (start, end), moment in parts
    ]


@lru_cache(KEPT)
def _labels(patterns: Patterns) -> "regex.Pattern[str]":
    """Any label, in a group named by the id of its words."""
    words: dict[str, list[str]] = {}
    for row in patterns.rows(Phrase, "stamp_words"):
        words.setdefault(row.id, []).extend(map(regex.escape, row.words))
    parts = [
        rf"(?P<{name}>{'|'.join(known)})\s{'+' if name == 'opening' else '*:'}"
        for name, known in words.items()
    ]
    return regex.compile(rf"(?m)^\s*(?:{'|'.join(parts)})", regex.IGNORECASE)


def _stamp(
    document: Document, start: int, end: int, moment: Moment | None, labels: "regex.Pattern[str]"
) -> Stamp:
    """Read one stamp: labelled lines, else the signer above an address."""
    text = document.raw[start:end]
    values = _labelled(text, labels) or _unlabelled(text)
    return Stamp(
        page=next((page.number for page in document.pages if page.start <= start < page.end), None),
        time=moment.iso if moment else None,
        start=start,
        end=end,
        **values,
    )


def _labelled(text: str, labels: "regex.Pattern[str]") -> dict[str, str]:
    """The fields of a stamp after their labels, each up to the next label."""
    found = list(labels.finditer(text))
    values: dict[str, str] = {}
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        field = FIELDS.get(match.lastgroup or "")
        if field and (value := " ".join(text[match.end() : end].split())):
            values.setdefault(field, value)
    return values


def _unlabelled(text: str) -> dict[str, str]:
    """The signer and the address of a stamp that names them without labels."""
    address = _ADDRESS.search(text)
    until = address.start() if address else min((moment.start for moment in moments(text)), default=len(text))
    signer = " ".join(text[:until].split())
    return ({"signer": signer} if signer else {}) | ({"email": address[0]} if address else {})
