from pathlib import Path

import pytest

from extractor.engines.archives import expand
from extractor.engines.inputs import discover
from extractor.engines.locations import Locations, is_in
from extractor.readers.limits import Limits
from tests.readers.zip_files import packed

INNER = packed(("in.txt", "x"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("q1/a.txt", "q1/huyện/a.txt", "q2/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    hostile = packed(("b.txt", "x"), ("../../c.txt", "x"), ("inner.zip", INNER), ("/etc/d.txt", "x"))
    (tmp_path / "q1" / "z.zip").write_bytes(hostile)
    return tmp_path


def located(base: Path, *given: Path) -> tuple[Locations, set[str]]:
    arguments = [str(place) for place in given]
    listed = discover(arguments)
    places = Locations(arguments, listed, base)
    return places, {places.of(entry) for entry in expand(listed, Limits()).inputs}


def test_a_location_is_the_same_whatever_else_is_read(folder: Path) -> None:
    _, alone = located(folder, folder / "q1" / "a.txt")
    _, together = located(folder, folder / "q1", folder / "q2")
    assert alone == {"q1/a.txt"}
    assert together >= {
        "q1/a.txt",
        "q1/huyện/a.txt",
        "q2/a.txt",
        "q1/z.zip/b.txt",
        "q1/z.zip/inner.zip/in.txt",
    }
    _, from_inside = located(folder / "q2", folder)
    assert from_inside >= {"../q1/a.txt", "a.txt", "../q1/z.zip/b.txt"}


def test_what_a_place_holds_is_given_with_it(folder: Path) -> None:
    for base in (folder, folder / "q2", folder / "q1" / "huyện", folder.parent):
        for given in (folder, folder / "q1", folder / "q1" / "z.zip", folder / "q2" / "a.txt"):
            _, all_of_them = located(base, folder)
            places, inside = located(base, given)
            assert {location for location in all_of_them if places.is_given(location)} == inside


def test_hostile_names_in_an_archive_lie_in_the_archive(folder: Path) -> None:
    places, inside = located(folder, folder / "q1" / "z.zip")
    assert all(location.startswith("q1/z.zip/") for location in inside)
    assert len(inside) == 4
    assert not places.is_given("c.txt")


def test_standard_input_is_a_place_of_its_own(tmp_path: Path) -> None:
    places = Locations(["-"], discover([]), tmp_path)
    assert places.is_given("-")
    assert places.is_given("-/a.txt")
    assert not places.is_given("a.txt")
    assert not Locations([str(tmp_path)], discover([]), tmp_path).is_given("-")


def test_a_name_that_begins_alike_is_not_inside() -> None:
    assert is_in("a.zip/b", "a.zip")
    assert not is_in("a.zip2", "a.zip")
