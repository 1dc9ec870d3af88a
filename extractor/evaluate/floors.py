"""Floors: scores that must not get worse, pinned for one state of reports and gold."""

import json
from pathlib import Path

import msgspec
from msgspec import Struct

from extractor.evaluate.scores import worse

FILE = "floors.json"


class Floors(Struct, frozen=True, kw_only=True):
    """The pinned scores, and the digest of the gold and reports for which they were pinned."""

    digest: str
    floors: dict[str, float]


def read_floors(path: Path) -> Floors | None:
    """The pinned floors, if there are any."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else None


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors, a score a line."""
    path.write_text(json.dumps(msgspec.to_builtins(floors), indent=1) + "\n", encoding="utf-8")


def fallen(scores: dict[str, float], floors: Floors) -> dict[str, tuple[float | None, float]]:
    """The scores that are worse than their floor, or not taken any more (None), as (score, floor)."""
    return {
        name: (scores.get(name), floor)
        for name, floor in floors.floors.items()
        if name not in scores or worse(name, scores[name], floor)
    }
