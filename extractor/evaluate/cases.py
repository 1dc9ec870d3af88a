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

from extractor.pipeline import Options, convert
from extractor.records import CitationRecord

FOLDER = "cases"
OPEN = "open.tsv"
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
    """What was asked of a case and what differs.

    `found` counts the marks that a citation spans exactly, `false` citations that no mark is of; `rules` are
    those that found something.
    """

    case: Case
    found: int
    rules: frozenset[str]
    false: int
    differences: tuple[str, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of `folder/*.toml` in order of file and place; msgspec.ValidationError for a wrong one."""
    for path in sorted(folder.glob("*.toml")):
        if path.stem == HEADS:
            continue
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            yield msgspec.convert({**entry, "file": path.name}, Case)


def read_heads(folder: Path) -> dict[str, str]:
    """The letterheads by name."""
    return tomllib.loads((folder / f"{HEADS}.toml").read_text(encoding="utf-8"))


def read_open(folder: Path) -> dict[str, str]:
    """The cases that are known not to be right, by id, with the reason."""
    rows = (line.split("\t", 1) for line in (folder / OPEN).read_text(encoding="utf-8").splitlines())
    return {row[0]: row[1] for row in rows if len(row) > 1 and not row[0].startswith("#")}


def told(folder: Path, options: Options, *, every: bool) -> Iterator[str]:
    """How many cases of each file are right, then of all; with `every` what differs, a line each."""
    heads = read_heads(folder)
    verdicts = [judge(case, heads, options) for case in read_cases(folder)]
    if every:
        for verdict in verdicts:
            yield from (f"{verdict.case.file}: {verdict.case.id}: {line}" for line in verdict.differences)
        return
    for file in dict.fromkeys(verdict.case.file for verdict in verdicts):
        part = [verdict for verdict in verdicts if verdict.case.file == file]
        yield f"{file:56} {_right(part):4} of {len(part):4}"
    marks, found = sum(len(v.case.cites) for v in verdicts), sum(v.found for v in verdicts)
    score = 2 * found / (marks + found + sum(v.false for v in verdicts))
    yield f"{'all':56} {_right(verdicts):4} of {len(verdicts):4}   marks {found} of {marks}, f1 {score:.4f}"


def _right(verdicts: list[Verdict]) -> int:
    return sum(not verdict.differences for verdict in verdicts)


def judge(case: Case, heads: dict[str, str], options: Options | None = None) -> Verdict:
    """Read the text of a case and compare."""
    head = heads[case.letterhead]
    text, spans = _unmarked(head + case.text)
    if case.damage == "nfd":
        spans = [(_decomposed(text[:start]), _decomposed(text[:end])) for start, end in spans]
        text = unicodedata.normalize("NFD", text)
    citations = convert(text.encode(), "case.txt", options).records.citations
    of_text = [citation for citation in citations if (citation.start or 0) >= len(head)]
    at = {(citation.start or 0, citation.end or 0): citation for citation in of_text}
    wanted = [at.get(span) for span in spans]
    differences = [
        f"{text[slice(*span)]!r} is not found" for span, found in zip(spans, wanted, strict=True) if not found
    ]
    extra = [c for c in of_text if (c.start, c.end) not in spans and c.kind != "pinpoint"]
    differences += [f"{citation.text!r} is no citation" for citation in extra]
    for cite, found in zip(case.cites, wanted, strict=True):
        if found is not None:
            differences += _fields(cite, found, wanted)
    return Verdict(
        case=case,
        found=sum(map(bool, wanted)),
        rules=frozenset(citation.rule or "" for citation in of_text),
        false=len(extra),
        differences=tuple(differences),
    )


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the span of each."""
    text = ""
    spans: list[tuple[int, int]] = []
    for number, part in enumerate(marked.split("[[")):
        if not number:
            text += part
            continue
        core, rest = part.split("]]", 1)
        spans.append((len(text), len(text) + len(core)))
        text += core + rest
    return text, spans


def _decomposed(text: str) -> int:
    return len(unicodedata.normalize("NFD", text))


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
            expected, got = value, list(got)
        if got != expected:
            yield f"{found.text!r}: {name} is {got!r}, not {expected!r}"
