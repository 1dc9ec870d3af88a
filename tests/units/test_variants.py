"""Every unit of every list under the names that reports give it."""

import unicodedata
from collections.abc import Callable

import pytest

from extractor import rules
from extractor.units.gazetteer import LISTS, Unit, units_on
from extractor.units.names import parse


def body(unit: Unit) -> str:
    return f"{unit.kind} {unit.name}"


FORMS: dict[str, Callable[[Unit], str]] = {
    "as listed": lambda unit: unit.full_name,
    "capitals": lambda unit: unit.full_name.upper(),
    "small letters": lambda unit: unit.full_name.lower(),
    "its committee": lambda unit: f"UBND {body(unit)}",
    "its one-stop shop": lambda unit: f"Bộ phận Một cửa {body(unit)}",
    "letters and marks apart": lambda unit: unicodedata.normalize("NFD", unit.full_name),
    "tone on the second vowel": lambda unit: unit.full_name.replace("òa", "oà").replace("ủy", "uỷ"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("day", [LISTS[0], LISTS[-1]])
def test_every_unit_is_found_below_its_parent(day: str, form: str) -> None:
    listed, patterns = units_on(day), rules.load()
    missed = [
        unit.full_name
        for unit in listed.units.values()
        if listed.resolve(parse(FORMS[form](unit), patterns), unit.parent) is not unit
    ]
    assert missed == []
