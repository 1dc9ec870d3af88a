"""Organisations as sentences name them, and their short canonical names with the place.

`Ủy ban nhân dân tỉnh` is `UBND tỉnh` and gets the report's own province where the text names none: inside
a report of Hà Tĩnh, `UBND tỉnh` is `UBND tỉnh Hà Tĩnh`.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

from extractor.rules import KEPT, Patterns
from extractor.rules.book import Match
from extractor.rules.lists import LOCAL, Agency
from extractor.text.fold import search_key
from extractor.text.places import Places


class Seat(Struct, frozen=True, kw_only=True):
    """Where a report comes from: the names of its units, without their types."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None
    province_type: str = "tỉnh"
    district_type: str = "huyện"
    commune_type: str = "xã"
    has_districts: bool = True

    def above(self, commune: str) -> str | None:
        """The unit above a commune, with its type: the report's district, or its province where none are.

        None when the commune is not the report's own and no district is known: its parent is then open.
        """
        if self.district:
            return f"{self.district_type} {self.district}"
        if self.province and (commune == self.commune or not self.has_districts):
            return f"{self.province_type} {self.province}"
        return None

    def unit(self, level: str) -> str | None:
        """The name of the unit of a level: `tinh`, `huyen` or `xa`."""
        return {"tinh": self.province, "huyen": self.district, "xa": self.commune}.get(level)


class Organisation(NamedTuple):
    """A mention: its span in the view, canonical name, level, and the parts as printed.

    `tier` is the type of unit as printed (`tỉnh`, `thị xã`), `place` the unit's name; both may be missing.
    """

    start: int
    end: int
    body: str
    level: str | None
    role: str | None = None
    tier: str | None = None
    place: str | None = None
    above: str | None = None
    rule: str = ""


class Organisations:
    """All organisations that a text names, in order of position."""

    def __init__(self, places: Places, patterns: Patterns) -> None:
        self._places, self._patterns = places, patterns
        self._short = _short_names(patterns)
        self._tiers = patterns.ids("tier_words")
        self._names = patterns.ids("place_names")

    @cached_property
    def mentions(self) -> list[Organisation]:
        """Every mention of a body; of overlapping ones the longer."""
        found = sorted(
            (
                self._mention(match, rule.id)
                for rule in self._patterns.rules("organisations")
                if rule.value != "unit"
                for match in rule.finditer(self._places)
            ),
            key=lambda mention: (mention.start, -mention.end),
        )
        kept: list[Organisation] = []
        for mention in found:
            if not kept or mention.start >= kept[-1].end:
                kept.append(mention)
        return kept

    @cached_property
    def places(self) -> list[Organisation]:
        """Every unit of administration that is named, with or without a body before it."""
        return [
            self._mention(match, rule.id)
            for rule in self._patterns.rules("organisations")
            if rule.value == "unit"
            for match in rule.finditer(self._places)
        ]

    def at(self, start: int) -> Organisation | None:
        """The mention that begins at a position."""
        index = bisect_left(self._starts, start)
        if index < len(self.mentions) and self.mentions[index].start == start:
            return self.mentions[index]
        return None

    def before(self, end: int, start: int = 0) -> list[Organisation]:
        """The mentions that lie between two positions, the nearest to `end` first."""
        last = bisect_right(self._starts, end)
        first = bisect_left(self._starts, start)
        return [mention for mention in reversed(self.mentions[first:last]) if mention.end <= end]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def level(self, tier: str, place: str | None = None) -> str | None:
        """The level of a type of unit; the cities under the centre are named in full in the list."""
        return self._tiers.get(f"{tier} {place}".lower()) or self._tiers.get(tier.lower())

    def _mention(self, match: Match, rule: str) -> Organisation:
        parts = match.groupdict()
        body = parts.get("body") or ""
        tier = parts.get("level")
        tier = tier.lower() if tier and tier.isupper() and len(tier) > len("TP.") else tier
        place = self._official(parts.get("place"))
        above = self._official(parts.get("place2"))
        level = self.level(tier or body, place)
        if level is None:
            level = {"organisation.central": "trung_uong", "organisation.department": "tinh"}.get(rule)
        return Organisation(
            start=match.start(),
            end=match.end(),
            body=self._short.get(search_key(body), body),
            level=level,
            role=parts.get("role"),
            tier=tier,
            place=place,
            above=f"{parts['level2']} {above}" if above else None,
            rule=rule,
        )

    def _official(self, place: str | None) -> str | None:
        """The name of a unit as the lists have it: `HCM` is Hồ Chí Minh."""
        return self._names.get(place.lower(), place) if place else None


@lru_cache(KEPT)
def _short_names(patterns: Patterns) -> dict[str, str]:
    """The names of bodies by what they are also called, without marks."""
    return {search_key(word): name for word, name in patterns.ids("body_words").items()}


def canonical(mention: Organisation, seat: Seat) -> tuple[str, bool]:
    """The canonical name of a mention, and whether it identifies one body (its place is known).

    The place is taken from the text, else from the seat of the report.
    """
    name = f"{mention.role} {mention.body}" if mention.role else mention.body
    if mention.level in {None, "trung_uong"}:
        return name, mention.level == "trung_uong"
    if not mention.place and mention.level == "huyen" and is_central_city(mention.tier, seat):
        mention = mention._replace(level="tinh")
    place = mention.place or seat.unit(mention.level or "")
    words = [name, _tier(mention, seat), place] if place else [name, mention.tier]
    text = " ".join(word for word in words if word)
    above = mention.above or (seat.above(place) if mention.level == "xa" and place else None)
    return (f"{text}, {above}" if above else text), place is not None


def is_central_city(tier: str | None, seat: Seat) -> bool:
    """Whether a type of unit without a name, as in `UBND thành phố`, means the city the report comes from."""
    return tier is not None and tier.lower() == seat.province_type != "tỉnh" and seat.district is None


def _tier(mention: Organisation, seat: Seat) -> str | None:
    """The word for the unit between body and name; `Tỉnh ủy Lào Cai` has none."""
    if mention.tier or mention.level != "tinh" or mention.rule == "organisation.party":
        return mention.tier
    return seat.province_type


def agency_of(code: str, patterns: Patterns, date: str | None) -> Agency | None:
    """The agency with a code; of several with one code, the one that existed at the date."""
    return next(iter(agencies_of(code, patterns, date)), None)


@lru_cache(KEPT)
def _by_code(patterns: Patterns) -> dict[str, list[Agency]]:
    found: dict[str, list[Agency]] = defaultdict(list)
    for row in patterns.rows(Agency):
        for code in dict.fromkeys((row.code, *row.variants)):
            found[code].append(row)
    return found


@lru_cache(KEPT)
def local_codes(patterns: Patterns) -> frozenset[str]:
    """The codes that do not tell their body: `UBND`, `HĐND`."""
    rows = (row for row in patterns.rows(Agency) if row.level == LOCAL)
    return frozenset(code for row in rows for code in (row.code, *row.variants))


def agencies_of(code: str, patterns: Patterns, date: str | None) -> list[Agency]:
    """The agencies with a code that existed at the date; those of other days where none did."""
    rows = _by_code(patterns).get(code, [])
    living = [
        row for row in rows if date is None or (row.valid_from or "0") <= date <= (row.valid_to or "9999")
    ]
    return living or rows


def with_place(agency: Agency, seat: Seat) -> tuple[str, bool]:
    """The canonical name of an agency by its code, with the seat's province where it is a local one."""
    if agency.level != "tinh" or agency.name.endswith("tỉnh"):
        name = f"{agency.name} {seat.province}" if agency.level == "tinh" and seat.province else agency.name
        return name, agency.level == "trung_uong" or seat.province is not None
    if seat.province is None:
        return agency.name, False
    return f"{agency.name} {seat.province_type} {seat.province}", True
