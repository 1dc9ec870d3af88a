"""The marks of a marked text: the grammar in which a writer says what stands in a report.

In: `made/marked/<slug>.txt`, a JSON head, a line `=====` and the text with marks. Out: the head, and the
printed text with its marks, whose offsets are those of the printed text.

A mark is `{{TAG attributes|text}}`; its text is printed, the rest is gold.

    c  citation        d  date           p  reporting period   y  other period    u  duration
    w  recurring       f  count          r  rate               fn/fd  fraction    m  money
    ms measure         rg range          z  stated zero        b  blank           dl delta
    n  other number    k  planted fault  nfd  text in NFD      !  defaults of the figures that follow

Attributes are divided by `;`, either `name=value` or by place (PLACES below). A mark that prints nothing
is `{{TAG attributes}}`; a line that holds defaults only prints no line. A staffing table stands between
lines `{{staff}}` and `{{/staff}}`; the head may give `staffing` with its `columns` (indicator ids, after
the ordinal and the unit) and `header_rows` where they are not those of the usual form.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from corpus.made.errors import NotClosedError, NotOpenedError, SurplusAttributeError, UnknownMarkError
from corpus.made.records import Record
from corpus.made.staffing import USUAL, Layout

HEAD_END = "\n=====\n"
DEFAULTS, NFD = "!", "nfd"
KINDS = {
    "f": "count",
    "r": "rate",
    "fn": "numerator",
    "fd": "denominator",
    "m": "money",
    "ms": "measure",
    "rg": "range",
    "z": "zero_stated",
    "b": "blank",
    "dl": "delta",
}
PLACES: dict[str, tuple[str, ...]] = {
    "c": ("issuer",),
    "d": ("date", "role"),
    "p": ("label", "role"),
    "y": ("label", "role"),
    "u": ("label",),
    "w": ("label",),
    "n": ("reason",),
    "k": ("rule", "stated", "computed"),
    DEFAULTS: (),
    NFD: (),
    **dict.fromkeys(KINDS, ("unit", "indicator", "level", "period_label")),
}
TOKEN = re.compile(
    r"""\{\{staff\}\}\n (?P<table>(?s:.*?)) \{\{/staff\}\}\n
      | ^\{\{ (?P<defaults>![^|{}]*) \}\}\n
      | \{\{ (?P<open>[^|{}]*) \|
      | \{\{ (?P<whole>[^|{}]*) \}\}
      | (?P<close>\}\})""",
    re.VERBOSE | re.MULTILINE,
)


class Mark(NamedTuple):
    """One mark: what it says, its place in the printed text and its line in the marked file."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    line: int


class Token(NamedTuple):
    """A piece of a marked text: `text` or the name of a group of TOKEN, and its line."""

    kind: str
    value: str
    line: int


@dataclass(frozen=True)
class Head:
    """What stands above the text: header fields, issuers by code, period rule, line width, table layout."""

    document: Record
    issuers: dict[str, str | None]
    regime: str
    wrap: tuple[int, str] | None
    staffing: Layout


@dataclass(frozen=True)
class Printed:
    """The printed text of a marked file, its marks in order and the bounds of its staffing tables."""

    file: str
    text: str
    marks: tuple[Mark, ...]
    tables: tuple[tuple[int, int], ...] = ()


def read_marked(path: Path) -> tuple[Head, Printed]:
    """Head and printed text of one marked file."""
    head_text, _, body = path.read_text(encoding="utf-8").partition(HEAD_END)
    head = read_head(head_text)
    report = printed(body, path.name, 1 + (head_text + HEAD_END).count("\n"))
    if head.wrap is None or report.tables:
        return head, report
    return head, wrapped(report, *head.wrap)


def read_head(source: str) -> Head:
    """Head of a marked file from its JSON."""
    given = json.loads(source)
    wrap = (given["wrap"][0], given["wrap"][1]) if "wrap" in given else None
    shape = given.get("staffing")
    layout = Layout(tuple(shape["columns"]), shape["header_rows"]) if shape else USUAL
    return Head(given["document"], given.get("issuers", {}), given.get("regime", "calendar"), wrap, layout)


def printed(source: str, file: str, first_line: int = 1) -> Printed:
    """Reads a text with marks; `file` and `first_line` are for the errors."""
    press = Press(file)
    for token in tokens(source, first_line):
        press.put(token)
    return press.printed()


def tokens(source: str, line: int) -> Iterator[Token]:
    """Cuts a marked text into its pieces; `line` is the number of its first line."""
    at = 0
    for found in TOKEN.finditer(source):
        yield Token("text", source[at : found.start()], line)
        line += source.count("\n", at, found.start())
        kind = found.lastgroup or "close"
        yield Token(kind, found[kind], line)
        line += found.group().count("\n")
        at = found.end()
    yield Token("text", source[at:], line)


@dataclass
class Press:
    """Prints a marked text piece by piece and keeps where each mark begins and ends."""

    file: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[Mark] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tables: list[tuple[int, int]] = field(default_factory=list)

    def put(self, token: Token) -> None:
        """Takes the next piece."""
        match token.kind:
            case "text":
                self.print(token.value)
            case "table":
                start = self.length
                for inner in tokens(token.value, token.line + 1):
                    self.put(inner)
                self.tables.append((start, self.length))
            case "open":
                self.opened.append(self.mark(token))
            case "close":
                self.close(token)
            case _:
                self.marks.append(self.mark(token))

    def print(self, text: str) -> None:
        """Adds a printed text, decomposed inside an `nfd` mark."""
        if any(mark.tag == NFD for mark in self.opened):
            text = unicodedata.normalize("NFD", text)
        self.pieces.append(text)
        self.length += len(text)

    def mark(self, token: Token) -> Mark:
        """The mark that begins here; it ends here too until it is closed."""
        tag, rest = split_tag(token.value)
        if tag not in PLACES:
            raise UnknownMarkError(self.file, token.line, token.value)
        given = attributes(tag, rest)
        if given is None:
            raise SurplusAttributeError(self.file, token.line, token.value)
        return Mark(tag, given, self.length, self.length, token.line)

    def close(self, token: Token) -> None:
        """Ends the mark that was opened last."""
        if not self.opened:
            raise NotOpenedError(self.file, token.line, token.value)
        self.marks.append(self.opened.pop()._replace(end=self.length))

    def printed(self) -> Printed:
        """What has been printed; outer marks stand before inner ones, defaults before both."""
        if self.opened:
            mark = self.opened[-1]
            raise NotClosedError(self.file, mark.line, mark.tag)
        self.marks.sort(key=lambda mark: (mark.start, mark.tag != DEFAULTS, -mark.end))
        return Printed(self.file, "".join(self.pieces), tuple(self.marks), tuple(self.tables))


def split_tag(source: str) -> tuple[str, str]:
    """Tag and attribute text of a mark."""
    if source.startswith(DEFAULTS):
        return DEFAULTS, source.removeprefix(DEFAULTS)
    tag, _, rest = source.partition(" ")
    return tag, rest


def attributes(tag: str, source: str) -> dict[str, str] | None:
    """Attributes of a mark by name, those without one by place; None when the places run out."""
    given: dict[str, str] = {}
    places = iter(PLACES[tag])
    for part in (piece.strip() for piece in source.split(";") if source):
        name, equals, value = part.partition("=")
        place = name if equals else next(places, None)
        if place is None:
            return None
        # An empty place is skipped: `;;tinh` gives the third only.
        if equals or part:
            given[place] = value if equals else part
    return given


def wrapped(report: Printed, width: int, separator: str) -> Printed:
    """The report with its lines broken as a PDF extraction breaks them; the marks move along."""
    breaks = [at for line in re.finditer(r"[^\n]+", report.text) for at in line_breaks(line, width)]
    shift = len(separator) - 1

    def moved(at: int) -> int:
        return at + shift * sum(place < at for place in breaks)

    marks = (mark._replace(start=moved(mark.start), end=moved(mark.end)) for mark in report.marks)
    bounds = zip([-1, *breaks], [*breaks, len(report.text)], strict=True)
    lines = (report.text[start + 1 : end] for start, end in bounds)
    return Printed(report.file, separator.join(lines), tuple(marks))


def line_breaks(line: re.Match[str], width: int) -> Iterator[int]:
    """Places of the spaces at which a line is broken so that no piece is longer than a width."""
    start, last = line.start(), None
    for found in re.finditer(r"(?<=\S) (?=\S)|$", line.group()):
        at = line.start() + found.start()
        if at - start > width and last is not None:
            yield last
            start = last + 1
        last = at
