"""Imports only go down: a module may import from floors below its own, and from its own package."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "extractor"
FLOORS = {
    "errors": 0,
    "shown": -1,
    "stages": 0,
    "model": 0,
    "fields": 0,
    "grammar": 1,
    "text": 1,
    "parts": 1,
    "records": 2,
    "rules": 2,
    "lexer": 3,
    "organisations": 3,
    "readers": 3,
    "units": 3,
    "register": 3,
    "writers": 3,
    "frames": 3,
    "index": 4,
    "outline": 4,
    "report": 5,
    "finders": 6,
    "nlp": 6,
    "checks": 7,
    "masking": 7,
    "resolve": 7,
    "pipeline": 8,
    "aggregate": 8,
    "across": 9,
    "results": 4,
    "unmatched": 4,
    "summary": 9,
    "engines": 9,
    "evaluate": 9,
    "notebook": 9,
    "prose": 9,
    "cli": 10,
    "api": 10,
    "__main__": 11,
    "spacy_components": 11,
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms of our own package that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("extractor.")}
    return found


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} <= set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        assert imported(path) == {"api", "frames"}, "the face, for type checkers only"
        return
    upward = {
        name for name in imported(path) if name in FLOORS and name != own and FLOORS[name] >= FLOORS[own]
    }
    assert not upward, f"{own} (floor {FLOORS[own]}) imports {upward}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_passes_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("word", ["os.fork(", "SIGALRM", "import resource", "import fcntl"])
def test_nothing_that_windows_lacks(word: str) -> None:
    assert [path for path in MODULES if word in path.read_text(encoding="utf-8")] == []
