"""Administrative units of Vietnam as they stood on four dates, and which of them a printed name means.

A name is looked up among the children of one parent only: names repeat all over the country. Spelling may
differ in case, in diacritics or by one letter; what is ambiguous stays unresolved. Data: `patterns/units/`.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, cached_property, lru_cache

import regex
from msgspec import Struct

from extractor.records import DocumentRecord
from extractor.rules.home import home
from extractor.text.fold import normal, search_key
from extractor.text.slips import is_one_letter
from extractor.units.names import Printed

LISTS = ("2024-02-01", "2025-03-01", "2025-07-01", "2026-04-30")
"""The days of the lists in `patterns/units/units.tsv`, which numbers them from 1."""

SHORTEST_SLIP = 4
"""A shorter name with a wrong letter could be too many others."""

KNOWN_KEYS = 1 << 15
"""How many folded names are kept; more than there are names."""

_LEVELS = {2: "tinh", 3: "huyen", 5: "xa"}
_LETTERS = regex.compile(r"[^a-z0-9]+")
_HYPHEN = regex.compile(r"\s*-\s*")


class Unit(Struct, frozen=True, kw_only=True):
    """A unit at one date; `full_name` holds its type (`Xã Nghi Phú`), `name` and `other` do not."""

    code: str
    full_name: str
    name: str
    parent: str
    other: str | None = None

    @property
    def level(self) -> str:
        """`tinh`, `huyen` or `xa`."""
        return _LEVELS[len(self.code)]

    @property
    def kind(self) -> str:
        """The word of its type, in lower case: `thị xã`."""
        return self.full_name[: -len(self.name)].strip().lower()


class Difference(StrEnum):
    """How a printed name departs from the list's."""

    CASE = "case"
    SPELLING = "spelling"
    TYPE = "type"
    TWO_TYPES = "two_types"
    NAMELESS = "nameless"


class Gazetteer:
    """All units of one list, and the day that it is of."""

    def __init__(self, units: Iterable[Unit], day: str) -> None:
        self.day = day
        self.units = {unit.code: unit for unit in units}
        self._children: dict[str, list[Unit]] = defaultdict(list)
        self._levels: dict[str, set[str]] = defaultdict(set)
        for unit in self.units.values():
            self._children[unit.parent].append(unit)
            self._levels[unit.kind].add(unit.level)

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels that exist."""
        return frozenset(unit.level for unit in self.units.values())

    def children(self, parent: str) -> tuple[Unit, ...]:
        """The units right below a unit; those of "" are the provinces."""
        return tuple(self._children.get(parent, ()))

    def above(self, unit: Unit | None, level: str) -> Unit | None:
        """The unit itself or the one over it that is of a level."""
        while unit and unit.level != level:
            unit = self.units.get(unit.parent)
        return unit

    def resolve(self, printed: Printed, parent: str) -> Unit | None:
        """The one child of the parent, or the parent itself, that the printed name means."""
        return _only(self.candidates(printed, parent))

    def candidates(self, printed: Printed, parent: str) -> tuple[Unit, ...]:
        """The children of the parent, or the parent itself, that the printed name may mean."""
        exact = self._by_full_name.get((parent, printed.whole))
        if exact is not None:
            return (exact,)
        below = self.children(parent)
        own = tuple(unit for unit in (self.units.get(parent),) if unit)
        if not printed.name:
            wanted = printed.types[-1:]
            kinds = (tuple(unit for unit in units if unit.kind in wanted) for units in (own, below))
            return next(filter(None, kinds), ())
        levels = {level for kind in printed.types for level in self._levels.get(kind, ())}
        return _meant(printed, [u for u in (*below, *own) if not printed.types or u.level in levels])

    def named(self, kind: str, name: str) -> tuple[Unit, ...]:
        """All units of a type with a name, whatever its case and marks."""
        return tuple(unit for unit in self._by_key.get(_key(name), ()) if unit.kind == kind)

    def count_below(self, unit: Unit, names: Iterable[Printed]) -> int:
        """How many of the names, each with its type, stand somewhere below a unit."""
        below = [unit]
        for parent in below:
            below.extend(self.children(parent.code))
        known = {(_key(child.name), child.kind) for child in below}
        return sum((_key(name.name), name.types[-1]) in known for name in names if name.types)

    def home_of(self, names: Iterable[Printed], level: str) -> Unit | None:
        """The unit at `level` that has more than half of the names among its children, and most of all."""
        wanted = [name for name in names if name.name]
        counts: Counter[str] = Counter()
        for name in wanted:
            known = self._by_key.get(_key(name.name), ())
            counts.update({unit.parent for unit in known if not name.types or unit.kind == name.types[-1]})
        best = [(count, code) for code, count in counts.items() if code and self.units[code].level == level]
        best.sort(reverse=True)
        if not best or 2 * best[0][0] <= len(wanted) or (len(best) > 1 and best[0][0] == best[1][0]):
            return None
        return self.units[best[0][1]]

    @cached_property
    def _by_full_name(self) -> dict[tuple[str, str], Unit]:
        """Units by their parent and full name, which no two children of one parent share."""
        return {(unit.parent, _written(unit.full_name)): unit for unit in self.units.values()}

    @cached_property
    def _by_key(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units.values():
            found[_key(unit.name)].append(unit)
        return found


def units_on(day: str) -> Gazetteer:
    """The list in force on a day (ISO, may be partial): the last one that is not later, else the first."""
    return _list(max((n for n, begins in enumerate(LISTS, 1) if begins <= day), default=1))


def day_of(header: DocumentRecord) -> str | None:
    """The day (ISO, may be partial) at which the units of a report are looked up, if it states any."""
    return header.period_end or header.date


def is_known(printed: Printed, province: str) -> bool:
    """Whether any list has a unit of this folded name in the province of this name."""
    return any(
        (code, _key(printed.name)) in _spellings() for code in _province_codes().get(_key(province), ())
    )


def difference(printed: Printed, unit: Unit) -> Difference | None:
    """How the printed name departs from a unit's; None where any list spells that unit or name so."""
    if not printed.name:
        return Difference.NAMELESS
    if len(printed.types) > 1:
        return None if printed.whole == _written(unit.full_name) else Difference.TWO_TYPES
    if printed.types and printed.types[0] != unit.kind:
        return Difference.TYPE
    printed_as, listed_as = _spelling(printed.name), _spelling(unit.name)
    right = {listed_as, listed_as.upper(), unit.other}  # capitals are no slip
    if printed_as in right or printed_as in _spellings()[_province(unit), _key(unit.name)]:
        return None
    return Difference.CASE if printed_as.lower() == listed_as.lower() else Difference.SPELLING


def _meant(printed: Printed, candidates: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those of the candidates that fit, in the closest way in which any does.

    A slip in a name and a slip in its type are equally near: "xã Trà Ôn" is thị trấn Trà Ôn or xã Trà Côn.
    """
    whole_name, name, key = printed.whole, _written(printed.name), _key(printed.name)
    ways: tuple[Callable[[Unit], bool], ...] = (
        lambda unit: _written(unit.full_name) == whole_name,
        lambda unit: _written(unit.name) == name,
        lambda unit: key in map(_key, (unit.name, unit.full_name, unit.other or unit.name)),
    )
    slips: tuple[Callable[[Unit], bool], ...] = (
        lambda unit: is_one_letter(name, _written(unit.name)),
        lambda unit: is_one_letter(key, _key(unit.name)),
    )
    slips = slips if len(key) >= SHORTEST_SLIP else ()
    of_type = [unit for unit in candidates if not printed.types or unit.kind in printed.types]
    others = [unit for unit in candidates if unit not in of_type]
    return _first(of_type, ways) or _first(others, ways) + _first(of_type, slips) or _first(others, slips)


def _first(units: Iterable[Unit], ways: Iterable[Callable[[Unit], bool]]) -> tuple[Unit, ...]:
    """The units that fit in the first way in which any does."""
    fitting = (tuple(unit for unit in units if fits(unit)) for fits in ways)
    return next(filter(None, fitting), ())


def _only(units: Sequence[Unit]) -> Unit | None:
    return units[0] if len(units) == 1 else None


@lru_cache(KNOWN_KEYS)
def _key(name: str) -> str:
    key: str = _LETTERS.sub("", search_key(name))
    return key


@lru_cache(KNOWN_KEYS)
def _written(name: str) -> str:
    """The name in its normal form and lower case."""
    return normal(name).lower()


def _spelling(name: str) -> str:
    """The name as it is spelled, whatever the tone placement and the spaces around a hyphen."""
    spelled: str = _HYPHEN.sub("-", normal(name))
    return spelled


@cache
def _rows() -> tuple[tuple[Unit, str], ...]:
    """All rows of the data with the numbers of the lists that hold them."""
    others = {(code, number): _bare(name) for code, name, lists in table("other_names") for number in lists}
    return tuple(
        (
            Unit(
                code=code, full_name=name, name=_bare(name), parent=parent, other=others.get((code, lists[0]))
            ),
            lists,
        )
        for code, name, parent, lists in table("units")
    )


def table(name: str) -> Iterator[list[str]]:
    """The rows of a file of `patterns/units`, without comments and heading."""
    text = (home() / "units" / f"{name}.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    next(lines)
    return lines


def _bare(full_name: str) -> str:
    """The name without its type, whose second word is in lower case (`Thị xã Sơn Tây`)."""
    first, _, rest = full_name.partition(" ")
    if first in {"Thành", "Thị", "Đặc"}:
        return rest.partition(" ")[2]
    return rest


@cache
def _list(number: int) -> Gazetteer:
    return Gazetteer((unit for unit, lists in _rows() if str(number) in lists), LISTS[number - 1])


@cache
def _spellings() -> dict[tuple[str, str], set[str]]:
    """By province and folded name every spelling in any list: the lists do not agree which one is right."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit, _ in _rows():
        known[_province(unit), _key(unit.name)].add(_spelling(unit.name))
    return known


def _province(unit: Unit) -> str:
    top = unit.parent or unit.code
    return top if _LEVELS[len(top)] == "tinh" else _provinces()[top]


@cache
def _province_codes() -> dict[str, set[str]]:
    """The codes that a province's folded name has in any list."""
    codes: dict[str, set[str]] = defaultdict(set)
    for unit, _ in _rows():
        if unit.level == "tinh":
            codes[_key(unit.name)].add(unit.code)
    return codes


@cache
def _provinces() -> dict[str, str]:
    """The province of every district of any list."""
    return {unit.code: unit.parent for unit, _ in _rows() if unit.level == "huyen"}
