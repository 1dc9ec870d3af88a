import gc
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from extractor.records import TABLES
from extractor.writers.columnar import Parquet, schema
from tests.writers.made import HOSTILE, documents, rows, written


def test_columns_are_typed_whatever_stands_in_them_and_runs_concatenate(tmp_path: Path) -> None:
    written(tmp_path / "full", [Parquet], documents())
    written(tmp_path / "empty", [Parquet], [])
    written(tmp_path / "null", [Parquet], [rows("a")])
    for table in TABLES:
        runs = [parquet.read_table(tmp_path / run / f"{table}.parquet") for run in ("full", "empty", "null")]
        assert all(run.schema.equals(schema(table)) for run in runs)
        assert not any(pa.types.is_null(field.type) for field in runs[0].schema)
        assert pa.concat_tables(runs).num_rows == sum(run.num_rows for run in runs)


def test_values_read_back(tmp_path: Path) -> None:
    notes = written(tmp_path, [Parquet], documents())
    found = parquet.read_table(tmp_path / "figures.parquet").to_pydict()
    assert found["value"][:3] == [Decimal(15), Decimal("-1234.5"), None]
    assert notes == [("decimals_left", {"count": 1})]
    assert found["cumulative"][:2] == [True, None]
    assert found["text"][3:] == list(HOSTILE)


@pytest.mark.parametrize(("group", "groups"), [(1, 14), (4, 4), (100, 1)])
def test_records_leave_in_row_groups(tmp_path: Path, group: int, groups: int) -> None:
    written(tmp_path, [lambda output: Parquet(output, group=group)], documents())
    file = parquet.ParquetFile(tmp_path / "figures.parquet")
    assert file.num_row_groups == groups
    assert file.metadata.num_rows == 3 + len(HOSTILE)
    assert file.schema_arrow.metadata[b"schema_version"]


def test_a_run_that_fails_is_quiet_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyError):
        written(tmp_path, [Parquet], [*documents(), {}])
    gc.collect()
    assert capsys.readouterr().err == ""
    assert list(tmp_path.iterdir()) == []
