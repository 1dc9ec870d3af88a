"""Draws staffing tables: who works at the one-stop shops of a district or province.

A row's total is its own staff and those sent to it. A table states counts for its groups in one of three
ways: in full, by the total alone, or not at all; only one with groups in full or units alone has a last line.
"""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Literal

from corpus.made.generator.model import QUARTERS, Body, StaffRow
from extractor.units.gazetteer import Gazetteer, Unit

Heads = Literal["full", "total", "bare"]
MOST_GROUPS = 4
CENTRE = "Trung tâm Hành chính công"
OFFICES = ("Bộ phận Một cửa", "UBND", "")
NOTES = ("", "", "", "", "01 công chức kiêm nhiệm", "Mới kiện toàn")


def staffing(body: Body, gazetteer: Gazetteer, rng: Random) -> tuple[StaffRow, ...]:
    """The rows of the staffing table of a district or department."""
    if body.level == "huyen":
        rows = _units(body.unit, gazetteer, rng)
        return (*rows, _sum("total", "", "Tổng cộng", rows)) if rng.random() < 1 / 2 else rows
    heads: Heads = rng.choice(("full", "total", "bare"))
    below = gazetteer.children(body.province.code)
    if any(unit.level == "huyen" for unit in below):
        named = [unit for unit in below if gazetteer.children(unit.code)]
        chosen = set(rng.sample(range(len(named)), min(len(named), MOST_GROUPS)))
        groups = [
            (unit.full_name, _units(unit, gazetteer, rng)) for n, unit in enumerate(named) if n in chosen
        ]
    else:
        groups = [
            (f"Các {kind}", _units_of(found, rng))
            for kind in ("phường", "xã", "đặc khu")
            if (found := [unit for unit in below if unit.kind == kind])
        ]
    rows = tuple(row for n, group in enumerate(groups) for row in _group(QUARTERS[n], *group, heads))
    if heads == "full":
        return (*rows, _sum("total", "", "Tổng cộng", [row for _, units in groups for row in units]))
    return rows


def _group(ordinal: str, name: str, units: Sequence[StaffRow], heads: Heads) -> tuple[StaffRow, ...]:
    head = _sum("group", ordinal, name, units)
    if heads == "total":
        head = head._replace(own=None, seconded=None)
    if heads == "bare":
        head = head._replace(total=None, own=None, seconded=None)
    return (head, *units)


def _sum(kind: Literal["group", "total"], ordinal: str, name: str, rows: Iterable[StaffRow]) -> StaffRow:
    own = sum(row.own or 0 for row in rows)
    seconded = sum(row.seconded or 0 for row in rows)
    return StaffRow(kind, ordinal, name, own + seconded, own, seconded)


def _units(district: Unit, gazetteer: Gazetteer, rng: Random) -> tuple[StaffRow, ...]:
    """The rows of a district: its centre, then its communes."""
    communes = gazetteer.children(district.code)
    seconded = rng.randint(2, 7)
    own = rng.randint(1, 4)
    centre = StaffRow("unit", "1", f"{CENTRE} {district.kind}", own + seconded, own, seconded)
    return (centre, *_units_of(communes, rng, first=2))


def _units_of(communes: Iterable[Unit], rng: Random, first: int = 1) -> tuple[StaffRow, ...]:
    office = rng.choice(OFFICES)
    return tuple(_unit(n, unit, office, rng) for n, unit in enumerate(communes, first))


def _unit(ordinal: int, unit: Unit, office: str, rng: Random) -> StaffRow:
    own, seconded = rng.randint(2, 8), rng.choice((0, 0, 0, 1, 2))
    name = f"{office} {unit.kind} {unit.name}" if office else unit.full_name
    return StaffRow("unit", str(ordinal), name, own + seconded, own, seconded, rng.choice(NOTES))
