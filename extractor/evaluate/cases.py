"""Cases of citations: short texts with what must be found in them, in `CORPUS/cases/*.toml`.

`[[` and `]]` mark the core of each citation; `cites` says of each, in order, what is certain of it. Each text
is read behind a letterhead (`department`, or what its `letterhead` says), so that `UBND tỉnh` has a place.
"""

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from extractor.pipeline import convert
from extractor.records import CitationRecord

HEADS = "letterheads"
FIELDS = {"type": "doc_type"}
"""Names of fields that cases shorten."""

LINKS = ("relates_to", "resolves_to")


class Case(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text: `damage` "nfd" decomposes it before it is read; an empty place of `cites` must be null."""

    id: str
    note: str
    text: str
    cites: list[dict[str, Any]]
    letterhead: str = "department"
    damage: str = ""
    file: str = ""


class Verdict(Struct, frozen=True, kw_only=True):
    """What was asked of a case and what differs; `found` counts the marks that a citation spans exactly."""

    case: Case
    found: int
    false: int
    differences: tuple[str, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of `folder/*.toml` in order of file and place; raises msgspec.ValidationError for a wrong one."""
    for path in sorted(folder.glob("*.toml")):
        if path.stem == HEADS:
            continue
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            yield msgspec.convert({**entry, "file": path.name}, Case)


def read_heads(folder: Path) -> dict[str, str]:
    """The letterheads by name."""
    return tomllib.loads((folder / f"{HEADS}.toml").read_text(encoding="utf-8"))


def judge(case: Case, heads: dict[str, str], patterns: str | None = None) -> Verdict:
    """Read the text of a case and compare."""
    head = heads[case.letterhead]
    text, spans = _unmarked(head + case.text)
    if case.damage == "nfd":
        spans = [tuple(len(unicodedata.normalize("NFD", text[:edge])) for edge in span) for span in spans]
        text = unicodedata.normalize("NFD", text)
    citations = convert(text.encode(), "case.txt").records.citations
    of_text = [citation for citation in citations if (citation.start or 0) >= len(head)]
    at = {(citation.start, citation.end): citation for citation in of_text}
    wanted = [at.get(span) for span in spans]
    differences = [
        f"{text[slice(*span)]!r} is not found" for span, found in zip(spans, wanted, strict=True) if not found
    ]
    extra = [c for c in of_text if (c.start, c.end) not in spans and c.kind != "pinpoint"]
    differences += [f"{citation.text!r} is no citation" for citation in extra]
    for cite, found in zip(case.cites, wanted, strict=True):
        if found is not None:
            differences += _fields(cite, found, wanted)
    return Verdict(case=case, found=sum(map(bool, wanted)), false=len(extra), differences=tuple(differences))


def _unmarked(marked: str) -> tuple[str, list[tuple[int, ...]]]:
    """The text without its marks, and the span of each."""
    text, spans = "", []
    for number, part in enumerate(marked.split("[[")):
        if not number:
            text += part
            continue
        core, rest = part.split("]]", 1)
        spans.append((len(text), len(text) + len(core)))
        text += core + rest
    return text, spans


def _fields(
    cite: dict[str, Any], found: CitationRecord, wanted: list[CitationRecord | None]
) -> Iterator[str]:
    for field, value in cite.items():
        name = FIELDS.get(field, field)
        got: Any = msgspec.to_builtins(getattr(found, name))
        expected = value or None
        if field in LINKS and expected:
            other = wanted[expected - 1]
            expected = other.id if other else "?"
        if field == "pinpoints":
            expected = value
        if got != expected:
            yield f"{found.text!r}: {name} is {got!r}, not {expected!r}"
