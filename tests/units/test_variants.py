"""Every unit of every list under the names that reports give it."""

import random
import unicodedata
from collections.abc import Callable

import pytest

from extractor import rules
from extractor.units.gazetteer import LISTS, Unit, units_on
from extractor.units.names import parse

LONG_ENOUGH = 7
"""Letters of a name in which one may be wrong."""


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


def slips(unit: Unit) -> list[str]:
    """The name with one letter left out, and with one letter another; the same for every run."""
    chance = random.Random(unit.code)  # noqa: S311 - no secret
    at = chance.choice([place for place, char in enumerate(unit.name) if place > 1 and char.isalpha()])
    other = "n" if unit.name[at] != "n" else "m"
    names = (unit.name[:at] + unit.name[at + 1 :], unit.name[:at] + other + unit.name[at + 1 :])
    return [f"{unit.kind} {name}" for name in names]


@pytest.mark.parametrize("day", [LISTS[0], LISTS[-1]])
def test_one_wrong_letter_leads_to_the_unit_or_says_which_it_may_be(day: str) -> None:
    listed, patterns = units_on(day), rules.load()
    right, wrong, tried = 0, 0, 0
    for unit in listed.units.values():
        for text in slips(unit) if len(unit.name) >= LONG_ENOUGH else ():
            meant = listed.candidates(parse(text, patterns), unit.parent)
            tried += 1
            right += unit in meant
            wrong += len(meant) == 1 and unit not in meant
    # A slip may give the name of another unit, or of none that is near.
    assert right > 0.99 * tried
    assert wrong < 0.005 * tried
