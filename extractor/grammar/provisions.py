"""Provisions: the parts of a document that a citation points to, one by one.

Vietnamese names the smallest part first, so what is carried goes from right to left: `điểm a, b khoản 2 và
khoản 3 Điều 5` is 5-2-a, 5-2-b and 5-3. After a document the largest may stand first: `(Điều 5, khoản 2)`.
Source: Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.7.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

MOST = 200
"""How many parts one range may stand for."""

ONES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
ROMAN = [ten + one for ten in ("", "X", "XX", "XXX") for one in ("", *ONES)]
"""0 to 39 in Roman numerals."""

_WORD = re.compile(r"\d+(?:\.\d+)*[^\W\d_]?|[^\W\d_]+\d*|-")
_PLACE = re.compile(r"\d.*|[IVXLC]+|[A-Z]|[^\W\d_]\d{0,2}")
_NUMBER = re.compile(r"\d+")


class Part(NamedTuple):
    """A level (`khoan`) with the places named at it.

    `to_next` where a range goes on to the next part, `is_joined` where an "and" stands between the two.
    """

    level: str
    places: tuple[str, ...]
    to_next: bool = False
    is_joined: bool = False


class Names(NamedTuple):
    """All levels, the largest first; the letters of points in order; the words of ranges and of lists."""

    levels: Sequence[str]
    letters: Sequence[str]
    ranges: frozenset[str]
    joints: frozenset[str]


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
    ranks = [rank[part.level] for part in joined]
    is_listed = any(part.is_joined for part in joined)
    downwards = ranks[:1] < ranks[-1:] and ranks == sorted(ranks) and not is_listed
    walk = joined if downwards else joined[::-1]
    found: list[list[dict[str, str]]] = []
    above: dict[str, str] = {}
    last = -1
    for number, part in enumerate(walk):
        following = walk[number + 1] if number + 1 < len(walk) else None
        # An "and" behind a smaller part ends its place: `Điều 3 và Chương IV` are two.
        is_apart = part.is_joined and rank[part.level] > last >= 0
        kept = {} if is_apart else above
        above = {level: place for level, place in kept.items() if rank[level] < rank[part.level]}
        last = rank[part.level]
        own = [{**above, part.level: place} for place in part.places]
        is_inner = following is not None and rank[following.level] > rank[part.level]
        has_smaller = is_inner and (downwards or following is None or not following.is_joined)
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
            joined[-1] = part._replace(places=(*last.places, *between, *part.places))
        else:
            joined.append(part)
    return joined


def _between(first: str, last: str, names: Names) -> Iterator[str]:
    """What lies between two ends of a range, without them; nothing where that cannot be known."""
    if first in names.letters and last in names.letters:
        yield from names.letters[names.letters.index(first) + 1 : names.letters.index(last)]
        return
    if first in ROMAN and last in ROMAN:
        yield from ROMAN[ROMAN.index(first) + 1 : ROMAN.index(last)]
        return
    low, high = _NUMBER.match(first), _NUMBER.match(last)
    if low and high and int(high[0]) - int(low[0]) <= MOST:
        yield from map(str, range(int(low[0]) + 1, int(high[0])))
