"""Units by the items of an outline, without any catalogue: a column is what is counted under a heading.

The figures get ids of their own, `S<sheet>.<heading>_.<item>`, and the patterns a catalogue of these, so that
the table of totals is made as with any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import regex
from msgspec.structs import replace

from extractor.aggregate.headings import bare
from extractor.aggregate.outline import Homes
from extractor.aggregate.table import STATED
from extractor.parts import OutlineItem
from extractor.records import FigureRecord
from extractor.rules import Patterns
from extractor.rules.lists import Indicator, Row, Theme
from extractor.text.fold import search_key

INDICATORS, THEMES = "indicators.tsv", "lists/themes.tsv"
ADDED = frozenset({"count", "money", "measure", "numerator", "zero_stated"})
"""Kinds of figures that units add up."""

NOWHERE = "…"
"""The name of the sheet of what stands under no heading, or under none that was asked for."""

_DIGITS = regex.compile(r"\d+")


Key = tuple[str, ...]


class Item(NamedTuple):
    """What a column is: the headings above, what the figure is called, its unit."""

    sheet: str
    heading: str
    label: str
    unit: str


def by_section(
    figures: Sequence[Iterable[FigureRecord]], patterns: Patterns, outline: Sequence[OutlineItem] = ()
) -> tuple[Sequence[Iterable[FigureRecord]], Patterns]:
    """The figures of some runs under the items of their outlines, and the patterns with these as catalogue.

    Items are one where their headings and labels are the same but for ordinals, numbers, case and marks. They
    stand in the order of the outline that was asked for; what it does not have stands on one sheet behind.
    Without an outline a first heading that several reports have is a sheet, the others share that last one.
    """
    items: dict[Key, Item] = {}
    added: dict[Key, bool] = {}
    owners: dict[str, str | None] = {}
    for figure in filter(_is_stated, chain.from_iterable(figures)):
        key = _key(figure)
        items.setdefault(key, _item(figure))
        added[key] = added.get(key, True) and figure.kind in ADDED
        if owners.setdefault(key[0], figure.path) != figure.path:
            owners[key[0]] = None
    items = _ordered(items, outline) if outline else _together(items, owners)
    sheets = {name: number for number, name in enumerate(dict.fromkeys(i.sheet for i in items.values()), 1)}
    headings = {one: n for n, one in enumerate(dict.fromkeys(item[:2] for item in items.values()), 1)}
    prefixes = {(sheet, heading): f"S{sheets[sheet]}.{n}_." for (sheet, heading), n in headings.items()}
    ids = {key: f"{prefixes[item[:2]]}{n}" for n, (key, item) in enumerate(items.items(), 1)}
    order = {prefix: n for n, prefix in enumerate(prefixes.values())}
    rows: list[Row] = [
        Indicator(
            id=ids[key],
            label=item.label,
            words=(),
            unit=item.unit,
            aggregation="units" if added[key] else "none",
        )
        for key, item in sorted(items.items(), key=lambda entry: order[prefixes[entry[1][:2]]])
    ]
    themes: list[Row] = [Theme(id=f"S{number}", label=name) for name, number in sheets.items()]
    themes += [Theme(id=prefix, label=heading) for (_, heading), prefix in prefixes.items() if heading]
    lists = patterns.lists | {INDICATORS: tuple(rows), THEMES: tuple(themes)}
    return [_Told(run, ids) for run in figures], replace(patterns, lists=lists)


def _ordered(items: Mapping[Key, Item], outline: Sequence[OutlineItem]) -> dict[Key, Item]:
    homes = Homes(outline)
    places = {key: homes.of((item.sheet, item.heading)) for key, item in items.items()}
    kept = {key: _placed(item, outline, places[key]) for key, item in items.items()}
    last = len(outline)
    return dict(sorted(kept.items(), key=lambda one: last if (at := places[one[0]]) is None else at))


def _together(items: Mapping[Key, Item], owners: Mapping[str, str | None]) -> dict[Key, Item]:
    """The items with those at last whose first heading one report alone has, where others share any."""
    if None not in owners.values():
        return dict(items)
    own = {key: _elsewhere(item) for key, item in items.items() if owners[key[0]] is not None}
    return {key: item for key, item in items.items() if key not in own} | own


def _elsewhere(item: Item) -> Item:
    """An item on the sheet of what belongs to no other."""
    return item._replace(sheet=NOWHERE, heading=item.heading or item.sheet)


def _placed(item: Item, outline: Sequence[OutlineItem], place: int | None) -> Item:
    """An item under the heading of the outline that was asked for, as it is written there."""
    if place is None:
        return _elsewhere(item)
    first, *deeper = outline[place].path
    return item._replace(sheet=bare(first), heading=bare(deeper[-1]) if deeper else item.heading)


class _Told(Iterable[FigureRecord]):
    """Figures with the ids of their items, found anew each time: a run may be larger than memory."""

    def __init__(self, figures: Iterable[FigureRecord], ids: Mapping[Key, str]) -> None:
        self._figures, self._ids = figures, ids

    def __iter__(self) -> Iterator[FigureRecord]:
        for one in filter(_is_stated, self._figures):
            yield replace(one, indicator=self._ids[_key(one)], part_of=None)


def _is_stated(figure: FigureRecord) -> bool:
    return figure.value is not None and figure.kind in STATED


def _key(figure: FigureRecord) -> Key:
    """What two figures share that answer the same item."""
    parts = (*(bare(heading) for heading in figure.section), figure.label or "", figure.unit or "")
    return tuple(" ".join(_DIGITS.sub("", search_key(part)).split()) for part in parts)


def _item(figure: FigureRecord) -> Item:
    first, *deeper = figure.section or ("",)
    sheet = bare(first) or NOWHERE
    return Item(
        sheet, bare(deeper[-1]) if deeper else "", figure.label or figure.text or "", figure.unit or ""
    )
