"""One walk over the elements of a part: paragraphs, lists, fields, notes, text boxes and tables."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractor.readers.docx import names
from extractor.readers.docx.items import Item, stripped
from extractor.readers.docx.math import apart, linear
from extractor.readers.docx.names import W
from extractor.readers.docx.numbering import Counters, read_numbering
from extractor.readers.docx.styles import PLAIN, USUAL, Look, Style, look, read_styles
from extractor.readers.docx.symbols import raised, scripted, symbol
from extractor.readers.docx.tables import read_table
from extractor.readers.opc import Package, number

LINE_BREAK = "\v"
# Tabs belong to tables: outside of them a tab is a space.
CHARACTERS = {
    W + "br": LINE_BREAK,
    W + "cr": LINE_BREAK,
    W + "tab": " ",
    W + "ptab": " ",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
REFERENCES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}
# An element is plain when it holds none of these: its text is that of its runs one after the other.
TELLING = (*names.TELLING, *CHARACTERS, *REFERENCES)
MAY_BE_PLAIN = (names.ROW, names.CELL, names.PARAGRAPH, names.RUN)
STYLE, LIST_NUMBER = W + "pStyle", W + "numPr"
GONE = frozenset((names.DELETED, names.MOVED_AWAY))


class Note(NamedTuple):
    """A note that the text refers to: the kind of part it stands in, its id there, its number.

    The number is None where the text itself goes on with a mark.
    """

    kind: str
    key: str
    number: int | None


class Line(NamedTuple):
    """A paragraph in the making.

    Its text, its text boxes, of each open field whether the walk is in the field's code, and how its text
    shows by its style.
    """

    pieces: list[str]
    boxes: list[Element]
    fields: list[bool]
    look: Look

    def add(self, text: str) -> None:
        """Append text, unless it is part of a field's code."""
        if not (self.fields and self.fields[-1]):
            self.pieces.append(text)


class Walk:
    """Walks over the parts of one document and counts its lists and notes.

    `notes` holds the notes in the order of their references.
    """

    def __init__(self, package: Package, main: str) -> None:
        self.notes: list[Note] = []
        self._package = package
        self._main = main
        self._told: set[Element] = set()
        self._begun = False
        self._numbered = 0

    def opened(self, root: Element) -> Element:
        """Take note of what is more than plain text in a part; to be called before it is walked.

        Most elements are not, and to look into all their properties costs more than the text itself.
        """
        for element in root.iter(*TELLING, names.RUN_STYLE):
            if element.tag != names.RUN_STYLE or self._style(element).look != USUAL:
                self._told.update(element.iterancestors(*MAY_BE_PLAIN))
        return root

    def blocks(self, parent: Element) -> list[Item]:
        """The paragraphs and tables below an element; text boxes follow the paragraph that anchors them."""
        items: list[Item] = []
        carried = ""
        for child in parent:
            tag = child.tag
            if tag == names.PARAGRAPH and child not in self._told and not carried:
                items.append(self._finished("".join([text.text or "" for text in child.iter(*names.TEXTS)])))
            elif tag == names.PARAGRAPH:
                line, joined = self._paragraph(child)
                carried += "".join(line.pieces)
                if not joined:
                    items.append(self._finished(carried))
                    carried = ""
                for box in line.boxes:
                    items += self.blocks(box)
            elif tag == names.TABLE:
                if carried:
                    items.append(self._finished(carried))
                    carried = ""
                first, self._begun = not self._begun, True
                items.append(
                    read_table(child, self.blocks, self._told, styled=self._borders(child), first=first)
                )
            elif tag == names.ALTERNATE:
                items += self._first_blocks(child)
            elif tag not in names.UNSEEN:
                items += self.blocks(child)
        return [*items, self._finished(carried)] if carried else items

    def _first_blocks(self, alternate: Element) -> list[Item]:
        """The blocks of the first alternative that has any."""
        choices = alternate.iterchildren(names.CHOICE, names.FALLBACK)
        return next(filter(None, map(self.blocks, choices)), [])

    def _finished(self, text: str) -> str:
        """A paragraph's text without space at its ends."""
        text = stripped(text)
        self._begun = self._begun or bool(text)
        return text

    def _paragraph(self, element: Element) -> tuple[Line, bool]:
        """A paragraph; True if its end is deleted, so that the next paragraph goes on with it."""
        label, joined, shown = "", False, USUAL
        if len(element) and element[0].tag == names.PARAGRAPH_PROPERTIES:
            label, joined, shown = self._properties(element[0])
        line = Line([label], [], [], shown)
        self._inline(element, line)
        return line, joined

    def _properties(self, properties: Element) -> tuple[str, bool, Look]:
        """The automatic number of a paragraph, whether its end is deleted, and how its style shows text."""
        joined = False
        key = own = level = None
        for child in properties:
            tag = child.tag
            if tag == STYLE:
                key = child.get(names.VAL)
            elif tag == LIST_NUMBER:
                own, level = names.value(child, W + "numId"), names.value(child, W + "ilvl")
            elif tag == names.RUN_PROPERTIES and any(change.tag in GONE for change in child):
                joined = True
        style = PLAIN if key is None else self._styles.get(key, PLAIN)
        num_id, level = own or style.num_id, level or style.level
        if num_id is None or joined:
            return "", joined, style.look
        return (
            self._counters.label(num_id, None if level is None else number(level, 0), key),
            False,
            style.look,
        )

    def _inline(self, parent: Element, line: Line) -> None:
        """Add all that an element shows within a paragraph."""
        for child in parent:
            tag = child.tag
            if tag in names.UNSEEN:
                continue
            if tag == names.RUN:
                self._run(child, line)
            elif tag in names.TEXTS:
                line.add(child.text or "")
            elif tag in CHARACTERS:
                line.add(CHARACTERS[tag])
            else:
                self._special(child, line)

    def _special(self, child: Element, line: Line) -> None:
        """Add what is neither a run nor simply text; go into elements that are not known."""
        tag = child.tag
        if tag == names.FIELD:
            _mark_field(child, line.fields)
        elif tag in REFERENCES:
            line.add(self._note(child))
        elif tag == names.SYMBOL:
            line.add(symbol(child.get(W + "font", ""), child.get(W + "char", "")))
        elif tag == names.FORMULA:
            line.add(apart("".join(line.pieces[-1:]), linear(child)))
        elif tag == names.TEXT_BOX:
            line.boxes.append(child)
        elif tag == names.ALTERNATE:
            self._first_inline(child, line)
        else:
            self._inline(child, line)

    def _first_inline(self, alternate: Element, line: Line) -> None:
        """Add the first alternative that shows anything."""
        before = len(line.pieces), len(line.boxes)
        for choice in alternate.iterchildren(names.CHOICE, names.FALLBACK):
            self._inline(choice, line)
            if (len(line.pieces), len(line.boxes)) != before:
                return

    def _run(self, run: Element, line: Line) -> None:
        """Add a run, unless it is hidden; raised and lowered digits become such characters."""
        shown = line.look
        if run in self._told and len(run) and run[0].tag == names.RUN_PROPERTIES:
            style = run[0].find(names.RUN_STYLE)
            shown = shown if style is None else self._style(style).look.over(shown)
            shown = look(run[0]).over(shown)
        if shown.hidden:
            return
        begin = len(line.pieces)
        self._inline(run, line)
        if shown.capitals or shown.place is not None:
            text = scripted("".join(line.pieces[begin:]), shown.place)
            line.pieces[begin:] = [text.upper() if shown.capitals else text]

    def _note(self, reference: Element) -> str:
        """Take down the note that is referred to; its raised number, "" where it has a mark of its own."""
        is_custom = reference.get(W + "customMarkFollows") in {"1", "true", "on"}
        self._numbered += not is_custom
        number = None if is_custom else self._numbered
        self.notes.append(Note(REFERENCES[reference.tag], reference.get(names.ID, ""), number))
        return raised(number)

    def _style(self, name: Element) -> Style:
        """The style that an element refers to."""
        return self._styles.get(name.get(names.VAL, ""), PLAIN)

    def _borders(self, table: Element) -> bool | None:
        """What a table's style says about its borders."""
        properties = table.find(names.TABLE_PROPERTIES)
        key = None if properties is None else names.value(properties, W + "tblStyle")
        return None if key is None else self._styles.get(key, PLAIN).bordered

    @cached_property
    def _styles(self) -> Mapping[str, Style]:
        return self._package.made_of(self._main, "styles", read_styles) or {}

    @cached_property
    def _counters(self) -> Counters:
        return Counters(read_numbering(self._package.first(self._main, "numbering")))


def _mark_field(character: Element, fields: list[bool]) -> None:
    """Open a field, pass from its code to its result, or close it; within a code, a result is code too."""
    kind = character.get(W + "fldCharType")
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = any(fields[-2:-1])
    elif fields and kind == "end":
        fields.pop()
