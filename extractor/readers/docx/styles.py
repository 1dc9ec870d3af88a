"""What styles give to paragraphs, runs and tables: a list number, borders, how text shows."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.docx.names import RUN_PROPERTIES, VAL, W, is_on, value
from extractor.readers.opc import parsed

RAISED, VANISH, CAPITALS = W + "vertAlign", W + "vanish", W + "caps"
BORDERS = W + "tblBorders"
GENERATIONS = 64  # Word allows 11; a longer line of styles is an attack
UNDRAWN = frozenset(("none", "nil"))


class Look(NamedTuple):
    """How text shows: hidden, in capitals, at a place ("superscript"); None where nothing is said."""

    hidden: bool | None = None
    capitals: bool | None = None
    place: str | None = None

    def over(self, base: "Look") -> "Look":
        """The look, completed by another."""
        return Look(
            base.hidden if self.hidden is None else self.hidden,
            base.capitals if self.capitals is None else self.capitals,
            base.place if self.place is None else self.place,
        )


USUAL = Look()


class Style(NamedTuple):
    """A style with what it inherits; `bordered` is None where it says nothing about a table's borders."""

    num_id: str | None = None
    level: str | None = None
    bordered: bool | None = None
    look: Look = USUAL


PLAIN = Style()


@lru_cache(maxsize=8)  # reports of one office share a template
def read_styles(data: bytes) -> Mapping[str, Style]:
    """The styles of a styles part by their ids."""
    elements = {item.get(W + "styleId", ""): item for item in parsed(data).iterchildren(W + "style")}
    own = {key: _own(item) for key, item in elements.items()}
    parents = {key: value(item, W + "basedOn") for key, item in elements.items()}
    return {key: _inherited(key, own, parents) for key in own}


def look(properties: Element | None) -> Look:
    """What the properties of a run say of how it shows; nothing where it has none."""
    hidden = capitals = place = None
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == RAISED:
            place = child.get(VAL)
        elif tag == VANISH:
            hidden = is_on(child)
        elif tag == CAPITALS:
            capitals = is_on(child)
    return Look(hidden, capitals, place)


def drawn_sides(borders: Element) -> int:
    """How many sides of a table or cell are to be drawn."""
    return sum(side.get(VAL) not in UNDRAWN for side in borders if side.get(VAL) is not None)


def _own(item: Element) -> Style:
    numbers = item.find(f"{W}pPr/{W}numPr")
    borders = item.find(f"{W}tblPr/{BORDERS}")
    return Style(
        num_id=None if numbers is None else value(numbers, W + "numId"),
        level=None if numbers is None else value(numbers, W + "ilvl"),
        bordered=None if borders is None else drawn_sides(borders) > 0,
        look=look(item.find(RUN_PROPERTIES)),
    )


def _inherited(key: str, own: Mapping[str, Style], parents: Mapping[str, str | None]) -> Style:
    """A style, completed by those it is based on; a circle or too long a line of them is cut."""
    style, seen = own[key], {key}
    parent = parents[key]
    while parent is not None and parent in own and parent not in seen and len(seen) < GENERATIONS:
        seen.add(parent)
        base = own[parent]
        style = Style(
            num_id=base.num_id if style.num_id is None else style.num_id,
            level=base.level if style.level is None else style.level,
            bordered=base.bordered if style.bordered is None else style.bordered,
            look=style.look.over(base.look),
        )
        parent = parents[parent]
    return style
