"""Where inputs lie, as one name a file that stays the same from run to run, whatever else a run reads."""

import os
from collections.abc import Sequence
from pathlib import Path

from extractor.engines.inputs import STANDARD_INPUT, Found, Input, Member
from extractor.model import Problem


class Locations:
    """The locations of the inputs of a run, from the folder `base`: `quy-1/a.zip/b.docx`, always with `/`.

    `given` are the arguments of the call, `listed` what they were before archives were opened. On another
    drive of Windows than `base`, a location is a whole path.
    """

    def __init__(self, given: Sequence[str], listed: Found, base: Path) -> None:
        self._base = os.path.abspath(base)  # noqa: PTH100 - Path.resolve would follow links
        self._listed = {entry.source: entry.path for entry in listed.inputs if isinstance(entry.source, str)}
        self._given = [
            os.path.abspath(argument)  # noqa: PTH100 - as above
            for argument in given
            if argument != STANDARD_INPUT
        ]
        self._takes_standard_input = STANDARD_INPUT in given

    def of(self, entry: Input) -> str:
        """The location of an input."""
        match entry.source:
            case str():
                return self._name(entry.source)
            case Member():
                return self._inside(entry.source.archive, entry.path)
            case Problem():
                above = (file for file, path in self._listed.items() if is_in(entry.path, path))
                archive = next(above, None)
                return self._inside(archive, entry.path) if archive else _stored(entry.path)
            case _:
                return _stored(entry.path)

    def is_given(self, location: str) -> bool:
        """Whether a location is one of the places that the call names, or lies in one."""
        if is_in(location, STANDARD_INPUT):
            return self._takes_standard_input
        # Only the way from the base is gone: names inside archives may hold dots that lead nowhere.
        base = self._base
        while location.startswith("../"):
            base, location = os.path.dirname(base), location.removeprefix("../")  # noqa: PTH120 - a text
        place = _compared(os.path.join(base, location))  # noqa: PTH118 - as above
        return any(is_in(place, _compared(given)) for given in self._given)

    def _inside(self, archive: str, path: str) -> str:
        """The location of a file in an archive on disk, or of the archive itself."""
        return self._name(archive) + _stored(path.removeprefix(self._listed[archive]))

    def _name(self, place: str) -> str:
        try:
            name = os.path.relpath(place, self._base)
        except ValueError:  # another drive
            name = place
        return _stored(name.replace(os.sep, "/"))


def is_in(location: str, place: str) -> bool:
    """Whether a location is a place or lies in it."""
    return location == place or location.startswith(place.rstrip("/") + "/")


def _compared(place: str) -> str:
    """A path as it is compared: on Windows without regard to capitals."""
    return os.path.normcase(place).replace(os.sep, "/")


def _stored(name: str) -> str:
    """A name in which bytes that are no text stand as their numbers."""
    return name.encode(errors="backslashreplace").decode()
