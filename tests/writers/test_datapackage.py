import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package, system

from extractor.writers import Writer
from extractor.writers.columnar import Parquet
from extractor.writers.database import Database
from extractor.writers.datapackage import DataPackage
from extractor.writers.jsonl import Jsonl
from extractor.writers.names import PACKAGE
from extractor.writers.output import Output
from extractor.writers.separated import Csv
from tests.writers.made import documents, written


@pytest.fixture(params=[False, True], ids=["plain", "excel"])
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    makers: list[Callable[[Output], Writer]] = [
        Jsonl,
        lambda output: Csv(output, excel=request.param),
        Parquet,
        Database,
        DataPackage,
    ]
    written(tmp_path, makers, documents())
    return tmp_path / PACKAGE


def faults(package: Path) -> set[str]:
    with system.use_context(trusted=True):
        return {fault[0] for fault in Package(package).validate().flatten(["type"])}


def test_frictionless_accepts_it(package: Path) -> None:
    assert faults(package) == set()
    described = json.loads(package.read_bytes())
    assert {one["path"] for one in described["resources"]} == {
        path.name for path in package.parent.iterdir() if path.name != PACKAGE
    }
    assert described["schema_version"]


@pytest.mark.parametrize(
    ("table", "was", "becomes", "fault"),
    [
        ("figures", b",15,", b",many,", "type-error"),
        ("figures", b",f2,", b",f1,", "primary-key"),
        ("figures", b"sha256:a.txt,a.txt,f2", b"sha256:a.txt,z.txt,f2", "foreign-key"),
        ("figures", b"cumulative", b"cumulated", "incorrect-label"),
        ("documents", b"a.txt", b"d.txt", "hash-count"),
    ],
)
def test_frictionless_refuses_a_file_that_was_changed(
    package: Path, table: str, was: bytes, becomes: bytes, fault: str
) -> None:
    path = package.with_name(f"{table}.csv")
    data = path.read_bytes()
    assert was in data
    path.write_bytes(data.replace(was, becomes, 1))
    assert fault in faults(package) | unsealed(package)


def unsealed(package: Path) -> set[str]:
    """What the tables break but size and digest, which a validator asks first."""
    described = json.loads(package.read_bytes())
    for one in described["resources"]:
        del one["hash"], one["bytes"]
    package.write_bytes(json.dumps(described).encode())
    return faults(package)


def test_a_json_line_that_was_changed_is_known_by_its_digest(package: Path) -> None:
    path = package.with_name("checks.jsonl")
    path.write_bytes(path.read_bytes().replace(b"0.1", b"0.2"))
    assert faults(package) == {"hash-count"}


def test_it_can_be_moved(package: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "run"
    shutil.copytree(package.parent, elsewhere)
    assert faults(elsewhere / PACKAGE) == set()
