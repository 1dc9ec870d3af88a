"""The names of WordprocessingML that the reader knows, and the small things to be said of any element."""

from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

VAL = W + "val"
ID = W + "id"

PARAGRAPH, RUN, TABLE, ROW, CELL = W + "p", W + "r", W + "tbl", W + "tr", W + "tc"
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = W + "pPr", W + "rPr"
TABLE_PROPERTIES, ROW_PROPERTIES, CELL_PROPERTIES = W + "tblPr", W + "trPr", W + "tcPr"
TEXT, MATH_TEXT, SYMBOL = W + "t", MATH + "t", W + "sym"
TEXTS = (TEXT, MATH_TEXT)
FORMULA, RUN_STYLE = MATH + "oMath", W + "rStyle"
FIELD, TEXT_BOX = W + "fldChar", W + "txbxContent"
ALTERNATE, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
DELETED, MOVED_AWAY = W + "del", W + "moveFrom"

# What neither shows on the page nor holds anything that does.
UNSEEN = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr"),
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "fldData", "ffData"),
        *("footnoteRef", "endnoteRef", "separator", "continuationSeparator", "annotationRef", "rt"),
    )
)

# Tags that say more of an element than how it looks, or that hold more than text.
TELLING = (
    *(
        W + name
        for name in ("pStyle", "numPr", "vanish", "vertAlign", "caps", "gridSpan", "vMerge", "hMerge")
    ),
    *(W + name for name in ("gridBefore", "tblHeader", "hidden", "cellDel", "sdt", "customXml", "rt")),
    *(FORMULA, SYMBOL, FIELD, TEXT_BOX, ALTERNATE, DELETED, MOVED_AWAY, TABLE),
)


def value(parent: Element, name: str) -> str | None:
    """The `w:val` of a child by its full name; None where there is no such child or it has no value."""
    child = parent.find(name)
    return None if child is None else child.get(VAL)


def is_on(switch: Element) -> bool:
    """Whether a property such as `w:vanish` is switched on; it is so without a value."""
    return switch.get(VAL, "true") not in {"0", "false", "off", "none"}
