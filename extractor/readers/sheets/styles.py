"""What an XLSX file keeps beside its sheets: the texts that cells share, and how cells look."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.sheets.formats import BUILTIN, GENERAL

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TEXT, PHONETIC = S + "t", S + "rPh"
SIDES = 2  # a cell with one drawn side is underlined text

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Style(NamedTuple):
    """The number format of a cell, and whether lines are drawn around it."""

    format: str = GENERAL
    ruled: bool = False


def shared_strings(root: Element | None) -> list[str]:
    """The shared texts by their numbers; `root` is None where there is no such part."""
    return [] if root is None else [string(item) for item in root.iterchildren(S + "si")]


def string(item: Element) -> str:
    """The text of a shared or inline string, all its runs together, without reading aids."""
    text = "".join(_texts(item))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def read_styles(root: Element | None) -> list[Style]:
    """The styles that cells refer to by number; `root` is None where there is no such part."""
    if root is None:
        return []
    known = {str(at): code for at, code in BUILTIN.items()}
    known |= {item.get("numFmtId", ""): item.get("formatCode", GENERAL) for item in root.iter(S + "numFmt")}
    borders = root.find(S + "borders")
    ruled = {
        str(at) for at, border in enumerate([] if borders is None else borders) if _drawn(border) >= SIDES
    }
    return [
        Style(known.get(form.get("numFmtId", "0"), GENERAL), form.get("borderId", "0") in ruled)
        for form in root.iterfind(f"{S}cellXfs/{S}xf")
    ]


def _texts(item: Element) -> Iterator[str]:
    for child in item:
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag != PHONETIC:
            yield from _texts(child)


def _drawn(border: Element) -> int:
    return sum(side.get("style", "none") != "none" for side in border)
