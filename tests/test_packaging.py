"""What a user installs holds what the tool needs, and starts without what a call does not use."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATTERNS = sorted(
    path.relative_to(ROOT).as_posix() for path in (ROOT / "patterns").rglob("*") if path.is_file()
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)  # noqa: S603 - pip, on this checkout
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_pattern(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in PATTERNS if f"extractor/{name}" not in names] == []
    assert "extractor/py.typed" in names
    assert not [name for name in names if name.startswith(("corpus/", "tests/", "patterns/"))]


def test_patterns_are_found_inside_an_installed_package(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    code = "from extractor import rules; from extractor.rules.home import home; print(home()); rules.load()"
    told = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert str(tmp_path) in told.stdout


def test_a_plain_checkout_runs() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "extractor", "--version"], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert told.stdout.startswith("baocao ")
