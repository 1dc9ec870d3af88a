"""The wordings of reports, which lie in `phrases.toml`: each passage in several ways, as lines with slots."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

Lines = tuple[str, ...]


def wordings(name: str) -> tuple[Lines, ...]:
    """All ways to write a passage."""
    return tuple(tuple(text.splitlines()) for text in _all()[name])


def heading(name: str) -> str:
    """The heading of a section."""
    text: str = _all()["headings"][name]
    return text


def passages() -> tuple[str, ...]:
    """The names of all passages."""
    return tuple(name for name in _all() if name != "headings")


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
