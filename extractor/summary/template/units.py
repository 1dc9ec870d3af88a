"""Which sender a row of a form names: the rows of an office above are no list of ours.

A name is compared as it is spelled; without its marks only where one sender alone can be meant. What is
printed beside it, its type and the units above it, has to be that of the sender.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractor.aggregate.receipts import State, unit_of
from extractor.aggregate.table import Line
from extractor.rules import Patterns
from extractor.summary.contents import Contents
from extractor.text.fold import KEYS, normal, search_key
from extractor.units.gazetteer import LISTS, Unit, units_on
from extractor.units.names import Printed, parse

_PARTS = re.compile(r"([,(])")
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,4}|[IVXLC]+|[a-z])[.)]\)?\s+(?=\S)")


class Sender(NamedTuple):
    """Who a row may name: a unit of the list of a day, or another body; the units above it; its reports."""

    unit: Unit
    above: tuple[Unit, ...]
    lines: tuple[Line, ...] = ()
    day: str = ""

    @property
    def key(self) -> str:
        """The code of the unit, else the name."""
        return self.unit.code or self.unit.full_name


def senders(contents: Contents, patterns: Patterns) -> dict[str, Sender]:
    """Those who have reported and those who had to, by their keys."""
    found: dict[str, Sender] = {}
    for line in contents.table.lines:
        one = _sender(line, patterns)
        lines = found[one.key].lines if one.key in found else ()
        found[one.key] = one._replace(lines=(*lines, line))
    days = [r.document.units_on for r in contents.receipts if r.state == State.COUNTED]
    known = tuple(dict.fromkeys([*filter(None, days), *reversed(LISTS)]))
    for unit in contents.missing:
        day = next((day for day in known if units_on(day).units.get(unit.code) == unit), "")
        found.setdefault(unit.code or unit.full_name, Sender(unit, _above(unit, day), day=day))
    return found


def _sender(line: Line, patterns: Patterns) -> Sender:
    """Who reports: "UBND xã Bình An" speaks for the unit, "Công an xã Bình An" is a body of its own."""
    document, name = line.receipt.document, line.receipt.sender
    unit, day = unit_of(document), document.units_on or ""
    printed = parse(name.partition(",")[0], patterns)
    if unit is None:
        return Sender(Unit(code="", full_name=name, name=name, parent=""), ())
    speaks = printed.types or printed.office or name == document.path
    if speaks or search_key(printed.name) == search_key(unit.name):
        return Sender(unit, _above(unit, day), day=day)
    return Sender(Unit(code="", full_name=name, name=name, parent=unit.code), (unit, *_above(unit, day)))


def _above(unit: Unit, day: str) -> tuple[Unit, ...]:
    """The units above a unit, the nearest first."""
    listed, found = units_on(day).units if day else {}, []
    over = listed.get(unit.parent)
    while over is not None:
        found.append(over)
        over = listed.get(over.parent)
    return tuple(found)


class Names:
    """The senders by the names that rows print."""

    def __init__(self, known: Mapping[str, Sender], patterns: Patterns) -> None:
        self._known, self._patterns = tuple(known.values()), patterns

    def in_row(self, texts: Sequence[str], group: str | None = None) -> tuple[Sender, ...]:
        """The senders that the texts of a row may name; `group` is the heading row of the district above it.

        One where it is sure, several where the row may mean any of them or names several.
        """
        found: dict[str, Sender] = {}
        for text in texts:
            beside = [*(other for other in texts if other is not text), *([group] if group else [])]
            found |= {one.key: one for one in self._placed(self._meant(text), beside)}
        return self.only_below(found)

    def only_below(self, found: Mapping[str, Sender]) -> tuple[Sender, ...]:
        """Senders without those that are above others of them."""
        over = {unit.code for one in found.values() for unit in one.above}
        return tuple(one for key, one in found.items() if key not in over)

    def is_unit(self, text: str) -> bool:
        """Whether a text is a name with the type of a unit before it."""
        printed = self._parsed(_PARTS.split(text)[0])
        return bool(printed.types and printed.name)

    def groups(self, rows: Sequence[tuple[int, Sequence[str]]]) -> dict[int, str]:
        """For rows with their texts the row of the district that each stands below: "II. Huyện Bình An".

        Nothing where such rows do not each stand right before rows of other units.
        """
        kinds = {up.kind for one in self._known for up in one.above}
        heads = [next((text for text in texts if self._heads(text, kinds)), None) for _, texts in rows]
        if any(one and other for one, other in pairwise(heads)):
            return {}
        found: dict[int, str] = {}
        current = None
        for (row, _), head in zip(rows, heads, strict=True):
            if head is None and current is not None:
                found[row] = current
            current = head or current
        return found

    def is_whole(self, text: str, one: Sender) -> bool:
        """Whether a text holds the full name of a sender as it is spelled."""
        return self._parsed(_PARTS.split(text)[0]).whole == _written(one.unit.full_name)

    def _heads(self, text: str, kinds: AbstractSet[str]) -> bool:
        printed = self._parsed(_PARTS.split(text)[0])
        return bool(printed.name and printed.types and not printed.office) and printed.types[-1] in kinds

    def _parsed(self, text: str) -> Printed:
        printed = parse(text, self._patterns)
        # "X. Bình An" is a commune, "V. Bình An" the fifth one.
        return printed if printed.types else parse(_NUMBERED.sub("", text, count=1), self._patterns)

    def _meant(self, text: str) -> tuple[Sender, ...]:
        """Those whom a text may name, with all that is printed about them."""
        whole = tuple(one for one in self._known if _written(one.unit.full_name) == _written(text))
        if whole and len(whole[0].unit.full_name.split(",")) > 1:
            return whole
        head, *rest = _PARTS.split(text)
        printed = self._parsed(head)
        if not printed.name:
            return ()
        parts = [
            (mark, self._parsed(part.rstrip(") "))) for mark, part in zip(rest[::2], rest[1::2], strict=True)
        ]
        able = [one for one in self._known if _agrees(one, parts) and _is_of_type(one.unit, printed)]
        exact = tuple(one for one in able if _is_spelled(one.unit, printed, _written))
        if exact:
            return exact
        folded = tuple(one for one in able if _is_spelled(one.unit, printed, search_key))
        return folded if len(folded) != 1 or not _is_another(printed, folded[0]) else ()

    def _placed(self, found: Iterable[Sender], beside: Sequence[str]) -> tuple[Sender, ...]:
        """The senders that the other texts of the row do not place elsewhere."""
        parsed = [self._parsed(_PARTS.split(text)[0]) for text in beside]
        able = tuple(
            one for one in found if not any(_contradicts(printed, one) for printed in parsed if printed.types)
        )
        named = tuple(
            one for one in able if any(_names(printed, up) for printed in parsed for up in one.above)
        )
        return named if len(able) > 1 and named else able


@lru_cache(KEYS)
def _written(text: str) -> str:
    written: str = normal(" ".join(text.split())).lower()
    return written


def _is_of_type(unit: Unit, printed: Printed) -> bool:
    return not printed.types or unit.kind in printed.types or _written(unit.full_name) == printed.whole


def _is_spelled(unit: Unit, printed: Printed, key: Callable[[str], str]) -> bool:
    names = {key(unit.name), *([key(unit.other)] if unit.other else [])}
    return key(printed.name) in names or (bool(printed.types) and key(unit.full_name) == key(printed.whole))


def _agrees(one: Sender, parts: Iterable[tuple[str, Printed]]) -> bool:
    """Whether what stands after a comma, or as a unit in parentheses, is above the sender."""
    told = [printed for mark, printed in parts if printed.name and (mark == "," or printed.types)]
    return all(any(_names(printed, up) for up in one.above) for printed in told)


def _names(printed: Printed, unit: Unit) -> bool:
    is_name = bool(printed.name) and search_key(printed.name) == search_key(unit.name)
    return is_name and (not printed.types or unit.kind == printed.types[-1])


def _contradicts(printed: Printed, one: Sender) -> bool:
    """Whether a text names another unit of a type that one above the sender has."""
    of_type = [unit for unit in one.above if unit.kind == printed.types[-1]]
    return bool(printed.name and of_type) and not any(_names(printed, unit) for unit in of_type)


def _is_another(printed: Printed, one: Sender) -> bool:
    """Whether the name as it is spelled is that of another unit of the province, which has not reported."""
    listed = units_on(one.day)
    province = listed.above(one.unit, "tinh")
    return any(
        _written(unit.name) == _written(printed.name)
        and unit.code != one.unit.code
        and listed.above(unit, "tinh") == province
        for unit in listed.named(one.unit.kind, one.unit.name)
    )
