"""Provisions: the parts of a document that a citation points to, one by one.

Vietnamese names the smallest part first, so what is carried goes from right to left: `điểm a, b khoản 2 và
khoản 3 Điều 5` is 5-2-a, 5-2-b and 5-3. After a document the largest may stand first: `(Điều 5, khoản 2)`.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.7.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

MOST = 200
"""How many parts one range may stand for."""

_WORD = re.compile(r"\d+(?:\.\d+)*[^\W\d_]?|[^\W\d_]+\d*|-")
_PLACE = re.compile(r"\d.*|[IVXLC]+|[A-Z]|[^\W\d_]\d{0,2}")
_NUMBER = re.compile(r"\d+")


class Part(NamedTuple):
    """A level (`khoan`) with the places named at it; `to_next` where a range goes on to the next part."""

    level: str
    places: tuple[str, ...]
    to_next: bool = False


class Names(NamedTuple):
    """All levels, the largest first; the letters of points in their order; the words of ranges."""

    levels: Sequence[str]
    letters: Sequence[str]
    ranges: Sequence[str]


def places(text: str, names: Names) -> tuple[str, ...]:
    """The places that a list names: `1, 2 và khoản 4` is 1, 2, 4; `a đến d` goes through the letters."""
    found: list[str] = []
    is_range = False
    for word in _WORD.findall(text):
        if word in names.ranges:
            is_range = bool(found)
        elif _PLACE.fullmatch(word):
            found += [*_between(found[-1], word, names), word] if is_range else [word]
            is_range = False
    return tuple(found)


def expand(parts: Sequence[Part], names: Names) -> list[dict[str, str]]:
    """Every provision that the parts (as printed) name, in the order printed, as places by level."""
    rank = {level: number for number, level in enumerate(names.levels)}
    joined = _ranges(parts, names)
    downwards = len(joined) > 1 and rank[joined[0].level] < rank[joined[-1].level]
    walk = joined if downwards else joined[::-1]
    found: list[list[dict[str, str]]] = []
    above: dict[str, str] = {}
    for part, following in pairwise([*walk, None]):
        assert part is not None  # noqa: S101 - only the last of all is none
        above = {level: place for level, place in above.items() if rank[level] < rank[part.level]}
        own = [{**above, part.level: place} for place in part.places]
        has_smaller = following is not None and rank[following.level] > rank[part.level]
        nearest = -1 if downwards else 0
        above = own[nearest]
        if has_smaller:
            del own[nearest]
        found.append(own)
    ordered = found if downwards else found[::-1]
    return [provision for group in ordered for provision in group]


def _ranges(parts: Sequence[Part], names: Names) -> list[Part]:
    """The parts with `khoản 1 đến khoản 4` made one."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and last.to_next and last.level == part.level:
            between = _between(last.places[-1], part.places[0], names)
            joined[-1] = Part(part.level, (*last.places, *between, *part.places), part.to_next)
        else:
            joined.append(part)
    return joined


def _between(first: str, last: str, names: Names) -> Iterator[str]:
    """What lies between two ends of a range, without them; nothing where that cannot be known."""
    if first in names.letters and last in names.letters:
        yield from names.letters[names.letters.index(first) + 1 : names.letters.index(last)]
        return
    low, high = _NUMBER.match(first), _NUMBER.match(last)
    if low and high and int(high[0]) - int(low[0]) <= MOST:
        yield from map(str, range(int(low[0]) + 1, int(high[0])))
