"""Automatic numbers of lists and headings: from numbering.xml to the text that Word shows."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.docx.names import W, is_on, value
from extractor.readers.opc import number

LEVELS = 9
MAX_TEXT = 100  # characters of a level's text; nine levels take some thirty
PLACE = re.compile(r"%([1-9])")
DASHES = frozenset("-+*")  # bullets that are typed as they look; every other picture becomes a dash
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
MAX_ROMAN = 4000


class Level(NamedTuple):
    """How one level of a list counts and looks; `restart` is how many levels above make it start again."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    restart: int | None = None
    legal: bool = False


class List(NamedTuple):
    """A list that paragraphs refer to; all of one `family` count on together, or anew from `starts`."""

    family: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering(NamedTuple):
    """All lists by their `w:numId`, and the level that a family reserves for a paragraph style."""

    lists: Mapping[str, List]
    styled: Mapping[tuple[str, str], int]


EMPTY = Numbering({}, {})


class Counters:
    """Counts the numbered paragraphs of a document in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, num_id: str, level: int | None, style: str | None) -> str:
        """The number before the next paragraph of a list, its gap included; "" for what is no list."""
        found = self._numbering.lists.get(num_id)
        if found is None:
            return ""
        if level is None:
            level = self._numbering.styled.get((found.family, style or ""), 0)
        shape = found.levels.get(level)
        if shape is None:
            return ""
        counts = self._counts.setdefault(found.family, {})
        fresh = level in found.starts and (num_id, level) not in self._started
        self._started.add((num_id, level))
        if fresh or level not in counts:
            counts[level] = found.starts.get(level, shape.start)
        else:
            counts[level] += 1
        for deeper in [other for other in counts if other > level]:
            restart = found.levels.get(deeper, shape).restart
            if restart is None or level < restart:
                del counts[deeper]
        text = _filled(shape, found, counts)
        return text + shape.gap if text else ""


def read_numbering(root: Element | None) -> Numbering:
    """The lists that a numbering part defines; `root` is None where there is no such part."""
    if root is None:
        return EMPTY
    families = {family.get(W + "abstractNumId", ""): family for family in root.iter(W + "abstractNum")}
    by_style = {
        link: family for family in families.values() if (link := value(family, W + "styleLink")) is not None
    }
    shapes = {key: _levels(_linked(family, by_style)) for key, family in families.items()}
    lists = {
        num.get(W + "numId", ""): _list(num, shapes)
        for num in root.iter(W + "num")
        if value(num, W + "abstractNumId") in shapes
    }
    styled = {
        (key, style): number(level.get(W + "ilvl"), 0)
        for key, family in families.items()
        for level in family.iterchildren(W + "lvl")
        if (style := value(level, W + "pStyle")) is not None
    }
    return Numbering(lists, styled)


def _linked(family: Element, by_style: Mapping[str, Element]) -> Element:
    """The family that holds the levels: a list style may stand in between."""
    return by_style.get(value(family, W + "numStyleLink") or "", family)


def _list(num: Element, shapes: Mapping[str, Mapping[int, Level]]) -> List:
    family = value(num, W + "abstractNumId") or ""
    overrides = {number(item.get(W + "ilvl"), 0): item for item in num.iterchildren(W + "lvlOverride")}
    levels = {at: level for item in overrides.values() for at, level in _levels(item).items()}
    starts = {
        at: number(start, 1)
        for at, item in overrides.items()
        if (start := value(item, W + "startOverride")) is not None
    }
    return List(family, {**shapes[family], **levels}, starts)


def _levels(parent: Element) -> Mapping[int, Level]:
    return {number(item.get(W + "ilvl"), 0): _level(item) for item in parent.iterchildren(W + "lvl")}


def _level(item: Element) -> Level:
    legal = item.find(W + "isLgl")
    restart = value(item, W + "lvlRestart")
    return Level(
        start=number(value(item, W + "start"), 0),
        form=value(item, W + "numFmt") or "decimal",
        text=(value(item, W + "lvlText") or "")[:MAX_TEXT],
        gap="" if value(item, W + "suff") == "nothing" else " ",
        restart=None if restart is None else number(restart, LEVELS),
        legal=legal is not None and is_on(legal),
    )


def _filled(shape: Level, found: List, counts: Mapping[int, int]) -> str:
    """The text of a level with the counts of all levels in their places."""
    if shape.form == "bullet":
        mark = shape.text.strip()
        return mark if mark in DASHES else "-"

    def place(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        other = found.levels.get(level, shape)
        form = "decimal" if shape.legal else other.form
        return written(counts.get(level, other.start), form)

    return PLACE.sub(place, shape.text).strip()


def written(count: int, form: str) -> str:
    """A count in one of Word's number formats; unknown formats are written in digits."""
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
        case "lowerLetter" | "upperLetter" if count > 0:
            times, letter = divmod(count - 1, 26)
            text = chr(ord("a") + letter) * min(times + 1, LEVELS)
        case "lowerRoman" | "upperRoman" if 0 < count < MAX_ROMAN:
            text = _roman(count)
        case _:
            return str(count)
    return text.upper() if form.startswith("upper") else text


def _roman(count: int) -> str:
    text = ""
    for worth, letters in ROMAN:
        times, count = divmod(count, worth)
        text += letters * times
    return text
