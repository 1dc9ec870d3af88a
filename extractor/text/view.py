"""The matching view: the text that rules run over, with its exact map back to the raw text.

The view is NFC with the tone on the first vowel (see `fold`), one space for any run of spaces, plain hyphens
and quotes, subscripts as digits, note marks and Markdown marks taken out, soft line breaks joined and the
bodies of footnotes moved to the end, so that a sentence stands whole. Tables keep their rows as lines and
their tabs. Every code point of the view knows the stretch of raw text that it stands for.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import regex

from extractor.model import BlockKind, Document
from extractor.text.fold import plain
from extractor.text.lines import is_soft, width
from extractor.text.places import Places

SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad\u2060"

_SPECIAL = regex.compile(
    rf"""(?P<composed>[^\W\d_]\p{{M}}+)
    | (?P<invisible>[{_INVISIBLE}]+)
    | (?P<sub>[₀-₉])
    | (?P<power>(?<=(?:\d\s?|/)[dck]?m)[²³])
    | (?P<note>[⁰¹²³⁴-⁹]+)
    | (?P<markdown>(?m:^)\#{{1,6}}\ |\*+)
    # One plain space between words stays; beside what is taken out it may be one too many.
    | (?P<space>(?<!\t)\v
        | (?:[^\S\n\t\ ]|\ (?=[^\S\n\t])|(?<![^\n\t\#*\p{{M}}{_INVISIBLE}₀-₉⁰¹²³⁴-⁹])\ )[^\S\n\t]*)""",
    regex.VERBOSE | regex.VERSION1,
)
_RARE = re.compile(r"[^\w !\"$-)+-/:-@\[-`{-~–—“”…\t]|[⁰¹²³⁴-⁹₀-₉]|[ \t] ")
"""What a line must hold to hold anything special; most lines do not, and are copied as they are."""

_NOTE_BODY = regex.compile(r"(?m)^[ \t]*(?P<mark>[⁰¹²³⁴-⁹]+)[^\n]*(?:\n(?![ \t]*(?:\n|[⁰¹²³⁴-⁹]))[^\n]+)*\n?")
_PAGE_NUMBER = regex.compile(
    r"\n[ \t]*\n(?P<line>[ \t]*(?:- ?)?(?P<number>\d{1,3})(?: ?-)?[ \t]*\n)(?=[ \t]*\n)"
)
_AT_BREAK = regex.compile(
    r"\f[ \t]*(?:- ?)?\d{1,3}(?: ?-)?[ \t]*\n|(?<=\n)[ \t]*(?:- ?)?\d{1,3}(?: ?-)?[ \t]*\n?\f"
)
"""A number alone at a form feed."""
FIRST_PAGES = frozenset({1, 2})
"""Page numbers begin here; the first page often shows none (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
_LINE = regex.compile(r"[^\n]*\n|[^\n]+")
_PART = re.compile(r"[^\v]+")


class NoteMark(NamedTuple):
    """A footnote's mark: its number, its raw span, and where it would stand in the view."""

    number: str
    start: int
    end: int
    at: int


class NoteBody(NamedTuple):
    """The body of a footnote in the view, end exclusive, without its mark."""

    number: str
    start: int
    end: int


class View:
    """The matching text and its map.

    `starts[i]` is the raw offset of view code point `i`; its end is the next one but where `ends` has it.
    """

    def __init__(
        self,
        text: str,
        starts: list[int],
        ends: dict[int, int],
        *,
        flow: int,
        marks: tuple[NoteMark, ...] = (),
        bodies: tuple[NoteBody, ...] = (),
    ) -> None:
        self.text = text
        self.places = Places(text)
        self.lowered = self.places.lowered
        self.flow = flow
        self.marks = marks
        self.bodies = bodies
        self._starts = starts
        self._ends = ends

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw offsets of a stretch of the view (not empty), end exclusive."""
        last = end - 1
        return self._starts[start], self._ends.get(last, self._starts[last] + 1)

    def at(self, raw: int) -> int:
        """The first code point of the flowing part that stands for raw offset `raw` or a later one."""
        return bisect_left(self._starts, raw, 0, self.flow)

    def span(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The stretch of the flowing part that stands for a stretch of raw text."""
        return self.at(raw_start), self.at(raw_end)

    def note_of(self, position: int) -> str | None:
        """The mark of the footnote whose body holds this position of the view."""
        index = bisect_right(self.bodies, position, key=attrgetter("start")) - 1
        body = self.bodies[index] if index >= 0 else None
        return body.number if body is not None and position < body.end else None


def make(document: Document) -> View:
    """The matching view of a document."""
    builder = _Builder(document.raw)
    tables = sorted((b.start, b.end) for b in document.blocks if b.kind == BlockKind.TABLE)
    notes = _note_bodies(document)
    hidden = [(b.start, b.end) for b in document.blocks if b.kind in (BlockKind.FURNITURE, BlockKind.STAMP)]
    hidden += _page_numbers(document)
    skipped = sorted(hidden + [(start, end) for start, end, _ in notes])
    builder.flow(skipped, tables, wrapped=document.wrapped)
    flow = len(builder.starts)
    for start, end, number in notes:
        builder.note(start, end, number)
    text = plain("".join(builder.chunks))
    return View(
        text,
        builder.starts,
        builder.ends,
        flow=flow,
        marks=tuple(builder.marks),
        bodies=tuple(builder.bodies),
    )


def of_text(text: str) -> View:
    """The matching view of a plain text that has no document around it."""
    return make(Document(name="", media_type="text/plain", raw=text))


class _Builder:
    """Collects the view piece by piece; each piece knows its raw span."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.chunks: list[str] = []
        self.starts: list[int] = []
        self.ends: dict[int, int] = {}
        self.marks: list[NoteMark] = []
        self.bodies: list[NoteBody] = []

    def flow(self, skipped: list[tuple[int, int]], tables: list[tuple[int, int]], *, wrapped: bool) -> None:
        lines = [line for line in self._lines(skipped, tables) if self.raw[slice(*line)].strip()]
        texts = [self.raw[start:end] for start, end in lines]
        in_table = [_inside(start, tables) for start, _ in lines]
        prose = [text for text, cell in zip(texts, in_table, strict=True) if not cell]
        full = width(prose) if wrapped else None
        gaps = [self.raw.count("\n", end, start) > 1 for (_, end), (start, _) in pairwise(lines)]
        # A text with an empty line after each printed one says nothing by them.
        double_spaced = sum(gaps) > len(gaps) / 2
        for number, (start, end) in enumerate(lines):
            self.piece(start, end, is_row=in_table[number])
            if number + 1 == len(lines):
                break
            # A line break inside a paragraph of Word says nothing about the width of the page.
            inner = self.raw[end : end + 1] == "\v"
            soft = (
                (wrapped or inner)
                and not in_table[number]
                and not in_table[number + 1]
                and is_soft(
                    texts[number],
                    texts[number + 1],
                    None if inner else full,
                    apart=gaps[number] and not double_spaced,
                )
            )
            if not (soft and self.chunks[-1:] and self.chunks[-1].endswith(" ")):
                self.put(" " if soft else "\n", end, max(end, min(end + 1, len(self.raw))))

    def note(self, start: int, end: int, number: str) -> None:
        """Append the body of a footnote as a line of its own, its own line breaks as spaces."""
        self.put("\n", start, start)
        at = len(self.starts)
        for first, last in (
            (m.start() + start, m.end() + start) for m in _LINE.finditer(self.raw[start:end])
        ):
            if len(self.starts) > at:
                self.put(" ", first, first)
            self.piece(first, last - self.raw[first:last].endswith("\n"), is_row=False)
        self.bodies.append(NoteBody(number, at, len(self.starts)))

    def piece(self, start: int, end: int, *, is_row: bool) -> None:
        """Append one line without its break, folding what is special in it."""
        raw, line_start, begun = self.raw, start, len(self.starts)
        if not is_row:
            while start < end and raw[start].isspace():
                start += 1
            while end > start and raw[end - 1].isspace():
                end -= 1
        at = start
        # Between the columns of a row that white space parts stands what parts those of other rows.
        is_parted = is_row and raw.find("\t", start, end) < 0 and raw.find("|", start, end) < 0
        is_plain = not raw.startswith(" ", start) and _RARE.search(raw, start, end) is None
        for found in () if is_plain else _SPECIAL.finditer(raw, start, end):
            self.copy(at, found.start())
            if is_parted and begun < len(self.starts) and found["space"] and len(found[0]) > 1:
                self.put("\t", found.start(), found.end())
            else:
                self.special(found, is_line_start=found.start() == line_start or len(self.starts) == begun)
            at = found.end()
        self.copy(at, end)

    def special(self, found: "regex.Match[str]", *, is_line_start: bool) -> None:
        kind, text, start, end = found.lastgroup, found[0], found.start(), found.end()
        if kind == "composed":
            self.put(unicodedata.normalize("NFC", text), start, end)
        elif kind == "sub":
            self.put(text.translate(SUBSCRIPTS), start, end)
        elif kind == "power":
            self.put(text.translate(SUPERSCRIPTS), start, end)
        elif kind == "note":
            self.marks.append(NoteMark(text.translate(SUPERSCRIPTS), start, end, len(self.starts)))
        elif kind == "space":
            if not self.chunks or not self.chunks[-1].endswith((" ", "\n", "\t")):
                self.put(" ", start, end)
        elif kind == "markdown" and is_line_start and text.startswith("*") and self.raw[end : end + 1] == " ":
            self.put("*", start, end)

    def copy(self, start: int, end: int) -> None:
        if start < end:
            self.chunks.append(self.raw[start:end])
            self.starts.extend(range(start, end))

    def put(self, text: str, start: int, end: int) -> None:
        self.chunks.append(text)
        for _ in text:
            if end != start + 1:
                self.ends[len(self.starts)] = end
            self.starts.append(start)

    def _lines(self, skipped: list[tuple[int, int]], tables: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The lines outside the skipped stretches, without their breaks; a row of a table is one line."""
        edges = [0, *(edge for stretch in skipped for edge in stretch), len(self.raw)]
        kept = [pair for number, pair in enumerate(pairwise(edges)) if number % 2 == 0]
        raw, lines = self.raw, []
        for begin, end in kept:
            start = begin
            while start < end:
                stop = raw.find("\n", start, end)
                stop = end if stop < 0 else stop
                if raw.find("\v", start, stop) < 0 or _inside(start, tables):
                    lines.append((start, stop))
                else:
                    lines += [part.span() for part in _PART.finditer(raw, start, stop)]
                start = stop + 1
        return lines


def _note_bodies(document: Document) -> list[tuple[int, int, str]]:
    """The bodies of footnotes: as the reader marked them, else lines that begin with a raised number."""
    marked = [b for b in document.blocks if b.kind == BlockKind.FOOTNOTE]
    if marked or not document.wrapped:
        return [(b.start, b.end, (b.mark or "").translate(SUPERSCRIPTS)) for b in marked]
    tables = [(b.start, b.end) for b in document.blocks if b.kind == BlockKind.TABLE]
    full = width([line for line in document.raw.split("\n") if line.strip()])
    return [
        (found.start(), _note_end(found, full), found["mark"].translate(SUPERSCRIPTS))
        for found in _NOTE_BODY.finditer(document.raw)
        if not _inside(found.start(), tables)
    ]


def _note_end(found: regex.Match[str], full: int | None) -> int:
    """Where a note ends: at an empty line, or where a line is no continuation of the one before."""
    end: int = found.start()
    for line, after in pairwise([*found[0].splitlines(keepends=True), ""]):
        end += len(line)
        if not after or not is_soft(line, after, full):
            break
    return end


def _page_numbers(document: Document) -> list[tuple[int, int]]:
    """In text without pages, numbers at form feeds; else those alone between empty lines.

    Those count up from the first page, or cut a sentence in two.
    """
    if document.pages or not document.wrapped:
        return []
    if at_breaks := [found.span() for found in _AT_BREAK.finditer(document.raw)]:
        return at_breaks
    alone = list(_PAGE_NUMBER.finditer(document.raw))
    numbers = [int(found["number"]) for found in alone]
    counts_up = bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    if counts_up and numbers[0] in FIRST_PAGES:
        return [found.span("line") for found in alone]
    return [found.span("line") for found in alone if _interrupts(document.raw, *found.span("line"))]


def _interrupts(raw: str, start: int, end: int) -> bool:
    """Whether a line stands between a sentence and the small letter with which it goes on."""
    before, after = raw[:start].rstrip()[-1:], raw[end:].lstrip()[:1]
    return after.islower() and (before.isalnum() or before == ",")


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_left(spans, (position + 1,)) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]
