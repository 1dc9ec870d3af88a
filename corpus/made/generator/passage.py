"""Text that carries its truth: a passage is a piece of a report with marks on what it states.

Passages are values: joining, filling, cutting and editing give new ones whose marks stand where their text
went. So the truth of a report grows with its text and needs no search afterwards.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

_SLOT = re.compile(r"\{([^{}]+)\}")

Fields = dict[str, Any]


class Mark(NamedTuple):
    """What a stretch of a passage states: the list of the gold file that it belongs to, and its fields."""

    table: str
    start: int
    end: int
    fields: Fields


class Passage(NamedTuple):
    """A text and the marks on it."""

    text: str
    marks: tuple[Mark, ...] = ()


class Edit(NamedTuple):
    """A stretch of a text and what stands there instead."""

    start: int
    end: int
    text: str


def plain(text: str) -> Passage:
    """A text that states nothing."""
    return Passage(text)


def marked(text: str, table: str, **fields: object) -> Passage:
    """A text that states one thing."""
    return covered(Passage(text), table, **fields)


def covered(passage: Passage, table: str, **fields: object) -> Passage:
    """The passage with a mark on the whole of it, around the marks inside."""
    return Passage(passage.text, (Mark(table, 0, len(passage.text), fields), *passage.marks))


def join(parts: Iterable[Passage], glue: str = "") -> Passage:
    """The passages one after the other."""
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for part in parts:
        if texts:
            at += len(glue)
        texts.append(part.text)
        marks += [Mark(m.table, m.start + at, m.end + at, m.fields) for m in part.marks]
        at += len(part.text)
    return Passage(glue.join(texts), tuple(marks))


def fill(template: str, slot: Callable[[str], Passage]) -> Passage:
    """The template with a passage for each of its slots (`{name}`)."""
    pieces = _SLOT.split(template)
    return join(slot(piece) if n % 2 else Passage(piece) for n, piece in enumerate(pieces))


def cut(passage: Passage, start: int, end: int) -> Passage:
    """A stretch of a passage with the marks that lie wholly in it."""
    inside = (m for m in passage.marks if start <= m.start and m.end <= end)
    return Passage(
        passage.text[start:end],
        tuple(Mark(m.table, m.start - start, m.end - start, m.fields) for m in inside),
    )


def edited(passage: Passage, edits: Sequence[Edit]) -> Passage:
    """The passage after edits, given in order and apart from each other; marks grow with edits inside them.

    What is put in at the edge of a mark stands outside of it.
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += [passage.text[at : edit.start], edit.text]
        at = edit.end
    places = sorted({place for m in passage.marks for place in (m.start, m.end)})
    starts = _moved(places, edits, after=True)
    ends = _moved(places, edits, after=False)
    return Passage(
        "".join([*pieces, passage.text[at:]]),
        tuple(Mark(m.table, starts[m.start], ends[m.end], m.fields) for m in passage.marks),
    )


def _moved(places: Sequence[int], edits: Sequence[Edit], *, after: bool) -> dict[int, int]:
    """Where places of the old text lie in the new one; `after`: behind what is put in right there."""
    moved: dict[int, int] = {}
    shift, n = 0, 0
    for place in places:
        while n < len(edits) and _is_before(edits[n], place, after=after):
            shift += len(edits[n].text) - (edits[n].end - edits[n].start)
            n += 1
        moved[place] = place + shift
    return moved


def _is_before(edit: Edit, place: int, *, after: bool) -> bool:
    is_put_in = edit.start == edit.end == place
    return after if is_put_in else edit.end <= place
