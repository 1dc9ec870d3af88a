"""The names of all files that a run may write into its folder."""

from extractor.records import TABLES

ACCOUNT = ("run.json", "manifest.jsonl")
DATABASE = "records.sqlite"
PACKAGE = "datapackage.json"
WORKBOOK = "bao-cao.xlsx"
LINES, SEPARATED, COLUMNAR = ".jsonl", ".csv", ".parquet"

EVERY = frozenset(
    {f"{table}{ending}" for table in TABLES for ending in (LINES, SEPARATED, COLUMNAR)}
    | {*ACCOUNT, DATABASE, PACKAGE, WORKBOOK}
)
"""Every name that some form of output has."""
