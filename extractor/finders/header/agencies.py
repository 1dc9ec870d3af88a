"""The agencies of a letterhead: the issuer and the one above it, without the national motto beside them.

Names stand in capitals; they come out as running text writes them.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, ô số 2.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.finders.header.lines import Line, Words
from extractor.parts import FieldSpan
from extractor.report import Report
from extractor.rules import KEPT, Patterns
from extractor.rules.lists import Agency, Phrase, UnitType
from extractor.text.fold import normal
from extractor.text.words import first_word
from extractor.units.gazetteer import LISTS, units_on

NEWEST = "9999"
CUT_MOTTO = 3
"""A motto that a line end cut is known by this many of its words."""


class _Known(NamedTuple):
    """What the lists know, in lower case.

    `names` of agencies with their print by their first word, the longest first; `kinds` of units and `tiers`
    that are no bodies, with the space after them; `heads`, the first words of agencies and bodies.
    """

    names: dict[str, list[tuple[str, str]]]
    kinds: tuple[str, ...]
    tiers: tuple[str, ...]
    heads: frozenset[str]

    def named(self, lowered: str) -> Sequence[tuple[str, str]]:
        """The names that begin with the same word as a text."""
        return self.names.get(first_word(lowered), ())


@lru_cache(KEPT)
def _known(patterns: Patterns) -> _Known:
    agencies = sorted(patterns.rows(Agency), key=lambda row: -len(row.name))
    bodies, tiers = patterns.ids("body_words").keys(), patterns.ids("tier_words").keys()
    kinds = (f"{word.lower()} " for row in patterns.rows(UnitType) for word in (row.label, *row.words))
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in agencies:
        names[first_word(row.name.lower())].append((row.name.lower(), row.name))
    return _Known(
        names=names,
        kinds=tuple(kinds),
        tiers=tuple(f"{tier} " for tier in tiers - bodies),
        heads=frozenset(name.split()[0] for name in (*(row.name.lower() for row in agencies), *bodies)),
    )


class Name(NamedTuple):
    """An agency's name as running text writes it, and where it is printed."""

    text: str
    field: FieldSpan | None


def read_agencies(report: Report, lines: list[Line], words: Words) -> list[Name]:
    """The agencies that the lines above the number name, the issuer first, then the one above it."""
    names: list[tuple[str, int, int]] = []
    rest = ""
    for line in lines:
        text, rest = without_motto(line.text, words, rest)
        part = text.strip(" -_*–")
        is_rest = bool(names) and part.isupper() and _is_place(names[-1][0], part, report)
        is_name = Line(part, 0, 0, gap=False).is_capitals and not _is_stamp(part, words)
        if not (is_rest or is_name):
            continue
        start = line.start + text.index(part)
        goes_on = names and (_is_known(names[-1][0], part, report) or not _is_agency(part, report, words))
        if is_rest or goes_on:
            name, first, _ = names.pop()
            names.append((f"{name} {part}", first, start + len(part)))
        else:
            names.append((part, start, start + len(part)))
    found = [Name(to_name(name, report), report.field(start, end)) for name, start, end in reversed(names)]
    # "VĂN PHÒNG" alone is the office of the body above it.
    if len(found) > 1 and words.among("office", found[0].text):
        found[0] = Name(f"{found[0].text} {found[1].text}", found[0].field)
    return found


def to_name(capitals: str, report: Report) -> str:
    """An agency's name in capitals as it is written in running text."""
    lowered = capitals.lower().strip()
    for known, name in _known(report.patterns).named(lowered):
        if _begins(lowered, known):
            return (name + _place_name(capitals[len(name) :], report)).strip()
    for row in report.patterns.rows(Phrase, "body_words"):
        for word in sorted(row.words, key=len, reverse=True):
            if _begins(lowered, word.lower()):
                return (row.id + _place_name(capitals[len(word) :], report)).strip()
    return _as_in_text(lowered, report) or capitals.strip().capitalize()


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()


def _as_in_text(lowered: str, report: Report) -> str | None:
    """A name that no list has, as the report's own sentences write it."""
    at = report.view.lowered.find(lowered)
    while at >= 0:
        name = report.view.text[at : at + len(lowered)]
        if not name.isupper():
            return name[:1].upper() + name[1:]
        at = report.view.lowered.find(lowered, at + len(lowered))
    return None


def _place_name(rest: str, report: Report) -> str:
    """` TỈNH HÀ TĨNH` as ` tỉnh Hà Tĩnh`: the type of unit stays small, its name gets capitals.

    A province printed without its type gets it: `SỞ Y TẾ BÌNH ĐỊNH`.
    """
    lowered = rest.strip().lower()
    kinds = (kind for kind in _known(report.patterns).kinds if lowered.startswith(kind))
    kind = max(kinds, key=len, default="").rstrip()
    name = " ".join(word.capitalize() for word in rest.strip()[len(kind) :].split())
    if not kind:
        provinces = (unit for unit in units_on(NEWEST).children("") if unit.name.lower() == name.lower())
        older = (unit for unit in units_on("").children("") if unit.name.lower() == name.lower())
        kind = next((unit.kind for unit in (*provinces, *older)), "")
    return f" {kind} {name}".replace("  ", " ").rstrip()


def without_motto(text: str, words: Words, rest: str) -> tuple[str, str]:
    """A line with its motto blanked out, and what of a cut motto the next line still holds."""
    if rest and text.upper().startswith(rest):
        text = " " * len(rest) + text[len(rest) :]
    while (motto := words.inside("motto", text)) is not None:
        text = text[: motto[0]] + " " * (motto[1] - motto[0]) + text[motto[1] :]
    printed = text.rstrip()
    for head, tail in _cut_mottos(words):
        if printed.upper().endswith(head):
            kept = printed[: -len(head)]
            return kept + " " * (len(text) - len(kept)), tail
    return text, ""


@lru_cache(KEPT)
def _cut_mottos(words: Words) -> tuple[tuple[str, str], ...]:
    """The two parts of each motto as a line end may cut it, in capitals, the longest first part first."""
    mottos = [motto.upper().split() for motto in words.all("motto")]
    return tuple(
        (" ".join(motto[:count]), " ".join(motto[count:]))
        for motto in mottos
        for count in range(len(motto) - 1, CUT_MOTTO - 1, -1)
    )


def _is_stamp(part: str, words: Words) -> bool:
    """Whether a line is a stamp of urgency or secrecy and names no one."""
    return any(words.inside(name, part) == (0, len(part)) for name in ("urgent", "classified"))


def _is_known(first: str, second: str, report: Report) -> bool:
    """Whether the lists have an agency whose name runs over both lines."""
    both = f"{first} {second}".lower()
    return any(
        len(name) > len(first) and (name.startswith(both) or _begins(both, name))
        for name, _ in _known(report.patterns).named(both)
    )


def _is_place(first: str, second: str, report: Report) -> bool:
    """Whether a line end cut the name of a unit in two: "ỦY BAN NHÂN DÂN XÃ TIỀN", "HẢI"."""
    lowered = f"{first} ".lower()
    kind = max(_known(report.patterns).kinds, key=lambda kind: lowered.rfind(f" {kind}"))
    at = lowered.rfind(f" {kind}")
    name = lowered[at + len(kind) + 1 :].strip() if at >= 0 else ""
    return bool(name) and _is_unit(kind, f"{name} {second}")


def _is_unit(kind: str, name: str) -> bool:
    """Whether any list has a unit of a type with this very name, in any case."""
    wanted = normal(name).lower()
    found = (unit for day in LISTS for unit in units_on(day).named(kind.strip(), name))
    return any(normal(unit.name).lower() == wanted for unit in found)


def _is_agency(capitals: str, report: Report, words: Words) -> bool:
    """Whether a line in capitals begins the name of an agency, and not the rest of the line above."""
    lowered, known = capitals.lower(), _known(report.patterns)
    if any(_begins(lowered, name) for name, _ in known.named(lowered)):
        return True
    begins = words.begins("agency", capitals)
    if lowered.startswith(known.tiers):
        return begins
    return begins or lowered.split()[0] in known.heads
