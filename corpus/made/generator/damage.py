"""Damages a report as converters do, and keeps its truth where its text went.

Each damage is a function from passage to passage. `apply` knows them by name and does them in a
fixed order, so that what depends on lines finds them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from random import Random

from corpus.made.generator.passage import Edit, Mark, Passage, cut, edited, join, marked, plain

WIDTHS = (78, 92, 104)
LINES_OF_PAGE = (18, 30)
LOST = 0.25
SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹"
BODY = "\n\nKính gửi"
SIGNATURE = "\nNơi nhận:"

_NOTED = re.compile(r" \((?P<body>[^()\n]*)\)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=hồ sơ|người|TTHC)")
_SPACE = re.compile(r" ")


def wrap(passage: Passage, rng: Random) -> Passage:
    """Long lines broken at a width, in some reports with a blank line between lines."""
    return _wrapped(passage, rng.choice(WIDTHS), rng.choice(("\n", "\n", "\n\n")))


def spaces(passage: Passage, rng: Random) -> Passage:
    """Spaces between a number and its unit lost, here and there."""
    found = [m.span() for m in _BEFORE_UNIT.finditer(passage.text) if rng.random() < LOST]
    return edited(passage, [Edit(start, end, "") for start, end in found])


def pages(passage: Passage, rng: Random) -> Passage:
    """Page numbers between lines, where converters leave them."""
    free = [at for at in _line_ends(passage) if not _is_inside(at, passage.marks)]
    pieces: list[Passage] = []
    last, number, step = 0, 2, rng.randint(*LINES_OF_PAGE)
    for at in free[step::step]:
        page = marked(str(number), "other_numbers", reason="page number")
        pieces += [cut(passage, last, at), join([plain("\n\n"), page, plain("\n")])]
        last, number = at, number + 1
    return join([*pieces, cut(passage, last, len(passage.text))])


def notes(passage: Passage, rng: Random) -> Passage:
    """Documents named in brackets made footnotes, which stand after the line that has their mark."""
    starts = {m.start for m in passage.marks if m.table == "citations"}
    noted = [found for found in _NOTED.finditer(passage.text) if found.start("body") in starts]
    noted = [found for found in noted if rng.random() < 1 - LOST][: len(SUPERSCRIPTS)]
    pieces: list[Passage] = []
    waiting: list[Passage] = []
    last = 0
    for found, sign in zip(noted, SUPERSCRIPTS, strict=False):
        pieces += _until(passage, last, found.start(), waiting)
        note = marked(sign, "other_numbers", reason="footnote mark")
        pieces.append(note)
        body = cut(passage, *found.span("body"))
        waiting.append(join([note, plain(" "), body, plain(".")]))
        last = found.end()
    pieces += _until(passage, last, len(passage.text), waiting)
    return join(pieces)


def nfd(passage: Passage, _rng: Random) -> Passage:
    """All letters decomposed."""
    split = ((at, unicodedata.normalize("NFD", char)) for at, char in enumerate(passage.text))
    return edited(passage, [Edit(at, at + 1, parts) for at, parts in split if len(parts) > 1])


Damage = Callable[[Passage, Random], Passage]
DAMAGES: dict[str, Damage] = {"spaces": spaces, "wrap": wrap, "notes": notes, "pages": pages, "nfd": nfd}
"""Every damage by its name, in the order in which they are done."""


def apply(passage: Passage, names: Iterable[str], rng: Random) -> Passage:
    """The passage with the damages of these names."""
    chosen = set(names)
    for name, damage in DAMAGES.items():
        if name in chosen:
            passage = damage(passage, rng)
    return passage


def _wrapped(passage: Passage, width: int, between: str) -> Passage:
    first, end = _body(passage)
    edits: list[Edit] = []
    at = 0
    for line in passage.text.splitlines(keepends=True):
        if first <= at < end and len(line) > width and "\t" not in line:
            edits += [Edit(at + n, at + n + 1, between) for n in _breaks(line, width)]
        at += len(line)
    return edited(passage, edits)


def _breaks(line: str, width: int) -> list[int]:
    """The spaces of a line at which it is broken."""
    found: list[int] = []
    begin, last = 0, -1
    for space in (m.start() for m in _SPACE.finditer(line)):
        if space - begin > width and last > begin:
            found.append(last)
            begin = last + 1
        last = space
    if len(line.rstrip()) - begin > width and last > begin:
        found.append(last)
    return found


def _body(passage: Passage) -> tuple[int, int]:
    """Where the text between the letterhead and the signature lies."""
    return passage.text.index(BODY), passage.text.index(SIGNATURE)


def _line_ends(passage: Passage) -> list[int]:
    """The line ends of the body."""
    first, end = _body(passage)
    return [m.start() for m in re.finditer(r"\n+", passage.text) if first < m.start() < end]


def _is_inside(at: int, marks: Sequence[Mark]) -> bool:
    return any(m.start < at < m.end for m in marks)


def _until(passage: Passage, start: int, end: int, waiting: list[Passage]) -> list[Passage]:
    """The text up to a place, with the notes that wait put in at its first line end outside of marks."""
    at = passage.text.find("\n", start, end)
    while waiting and at >= 0 and _is_inside(at, passage.marks):
        at = passage.text.find("\n", at + 1, end)
    if not waiting or at < 0:
        return [cut(passage, start, end)]
    bodies = join([join([plain("\n\n"), note]) for note in waiting])
    waiting.clear()
    return [cut(passage, start, at), bodies, plain("\n"), cut(passage, at, end)]
