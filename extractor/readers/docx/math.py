"""Formulas (OMML) on one line: what stands above, below or around something else is marked by signs."""

from collections.abc import Callable, Mapping

from lxml.etree import _Element as Element

from extractor.readers.docx.names import MATH, TEXTS, UNSEEN
from extractor.readers.docx.symbols import scripted

FRACTION = MATH + "f"
VAL = MATH + "val"
MARKS = {"superscript": "^", "subscript": "_"}


def linear(element: Element) -> str:
    """The text of a formula or of a part of one: `3/4`, `x²`, `(a+b)/c`, `√16`."""
    if element.tag in TEXTS:
        return element.text or ""
    if element.tag in UNSEEN or element.tag.endswith("Pr"):
        return ""
    return SHAPES.get(element.tag, _inside)(element)


def apart(before: str, text: str) -> str:
    """A text that begins anew, parted from a digit before it: 2 and 3/4 are not 23/4."""
    return " " + text if before[-1:].isdigit() and text[:1].isdigit() else text


def _inside(element: Element) -> str:
    text = ""
    for child in element:
        text += apart(text, linear(child)) if child.tag == FRACTION else linear(child)
    return text


def _part(element: Element, name: str) -> str:
    """The text of a child; "" where there is none."""
    child = element.find(MATH + name)
    return "" if child is None else linear(child).strip()


def _parts(element: Element, name: str, separator: str) -> str:
    return separator.join(map(linear, element.iterchildren(MATH + name)))


def _sign(element: Element, properties: str, name: str, usual: str) -> str:
    """A sign that the properties of a shape name, `usual` where they do not."""
    child = element.find(f"{MATH}{properties}/{MATH}{name}")
    return usual if child is None else child.get(VAL, "")


def _grouped(text: str) -> str:
    """The text in brackets, unless it is one number or word."""
    return text if text.replace(".", "").replace(",", "").isalnum() else f"({text})"


def _placed(text: str, place: str) -> str:
    """A raised or lowered text; digits become such characters, all other text gets a mark."""
    small = scripted(text, place)
    return small if small != text or not text else MARKS[place] + _grouped(text)


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _scripts(element: Element) -> str:
    low, high = _part(element, "sub"), _part(element, "sup")
    return _part(element, "e") + _placed(low, "subscript") + _placed(high, "superscript")


def _limit(element: Element) -> str:
    return _part(element, "e") + _placed(_part(element, "lim"), "subscript")


def _brackets(element: Element) -> str:
    left, right = _sign(element, "dPr", "begChr", "("), _sign(element, "dPr", "endChr", ")")
    return left + _parts(element, "e", _sign(element, "dPr", "sepChr", "|")) + right


def _root(element: Element) -> str:
    return _placed(_part(element, "deg"), "superscript") + "√" + _grouped(_part(element, "e"))


def _sum(element: Element) -> str:
    low, high = _placed(_part(element, "sub"), "subscript"), _placed(_part(element, "sup"), "superscript")
    return f"{_sign(element, 'naryPr', 'chr', '∫')}{low}{high} {_part(element, 'e')}"


SHAPES: Mapping[str, Callable[[Element], str]] = {
    FRACTION: _fraction,
    **dict.fromkeys((MATH + "sSup", MATH + "sSub", MATH + "sSubSup", MATH + "sPre"), _scripts),
    **dict.fromkeys((MATH + "limLow", MATH + "limUpp"), _limit),
    MATH + "d": _brackets,
    MATH + "rad": _root,
    MATH + "nary": _sum,
    MATH + "func": lambda element: f"{_part(element, 'fName')} {_part(element, 'e')}",
    MATH + "mr": lambda element: _parts(element, "e", " "),
    MATH + "m": lambda element: _parts(element, "mr", "; "),
    MATH + "eqArr": lambda element: _parts(element, "e", "; "),
}
