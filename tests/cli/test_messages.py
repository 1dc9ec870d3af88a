"""Every text that the source asks for by its key stands in `patterns/messages.toml`, and fills."""

import ast
import errno
import os
import re
import string
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import extractor
from extractor.errors import reason_of
from extractor.records import TABLES
from extractor.rules.home import home
from extractor.rules.messages import read_messages
from extractor.writers.workbook import ordered
from tests.cli.calls import baocao

DATA = (home() / "messages.toml").read_bytes()
MESSAGES = read_messages(DATA)
TEXTS = msgspec.toml.decode(DATA, type=dict[str, dict[str, dict[str, dict[str, str]]]])
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
FAILING = {"failed", "_lose", "_unread", "_complain"}


def asked() -> Iterator[tuple[str, str, int]]:
    """The codes of problems and errors in the source, each with its place."""
    for path in sorted(Path(extractor.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for part in (part for said in codes(node) for part in ast.walk(said)):
                if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                    yield str(part.value), path.name, part.lineno


def codes(node: ast.AST) -> list[ast.expr]:
    """The parts of a node that hold codes: a call that fails, `code = ...`, or a function named `_code`."""
    match node:
        case ast.Call(func=ast.Name(id="Problem")):
            return [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in FAILING or name.endswith(
            "Error"
        ):
            return node.args
        case ast.Assign(targets=[ast.Name(id="code")]):
            return [node.value]
        case ast.FunctionDef(name="_code"):
            returns = [part for part in ast.walk(node) if isinstance(part, ast.Return)]
            return [part.value for part in returns if part.value]
        case _:
            return []


def test_every_code_in_the_source_has_its_message() -> None:
    found = list(asked())
    assert {"pdf_broken", "worker_died", "no_such_input", "bad_rule", "output_locked", "file_gone"} <= {
        c for c, *_ in found
    }
    missing = [
        place
        for place in found
        if not MESSAGES.has("problem", place[0]) and not MESSAGES.has("error", place[0])
    ]
    assert not missing


@pytest.mark.parametrize("code", MESSAGES.keys("problem"))
def test_every_problem_has_a_next_step(code: str) -> None:
    assert MESSAGES.has("problem", code, "next")


def test_every_column_and_sheet_has_its_heading() -> None:
    for table, record in TABLES.items():
        assert len(MESSAGES.say("sheet", table)) <= 31
        assert MESSAGES.has("sheet", table)
        fields = record.__struct_fields__
        assert sorted(ordered(fields)) == sorted(fields)
        assert [field for field in fields if not MESSAGES.has("column", field)] == []


def test_no_heading_is_for_a_field_or_table_that_does_not_exist() -> None:
    fields = {field for record in TABLES.values() for field in record.__struct_fields__}
    assert set(MESSAGES.keys("column")) == fields
    assert {part for parts in TEXTS["column"].values() for part in parts} <= {"text", *TABLES}


def test_both_languages_are_filled_from_the_same_values() -> None:
    for group, keys in TEXTS.items():
        for key, parts in keys.items():
            for part, text in parts.items():
                assert text["vi"].strip(), (group, key, part)
                assert text["en"].strip(), (group, key, part)
                assert names(text["vi"]) == names(text["en"]), (group, key, part)


def names(text: str) -> set[str | None]:
    """The names of the values that a text is filled from."""
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


def test_what_the_system_says_of_a_file_is_said_in_the_language_of_the_call(tmp_path: Path) -> None:
    told = baocao("text", str(tmp_path)).stderr.decode()
    assert told.startswith(
        (f"Không mở được tệp {tmp_path} (đây là thư mục", f"Không mở được tệp {tmp_path} (không có")
    )
    (tmp_path / "a").touch()
    done = baocao("convert", str(tmp_path / "a"), "-o", str(tmp_path / "a" / "out"))
    assert done.returncode == 4
    assert "(có phần của đường dẫn không phải thư mục)" in done.stderr.decode() or os.name == "nt"
    english = baocao("text", str(tmp_path), "--lang", "en").stderr.decode()
    assert "folder" in english or "right" in english


def test_every_reason_is_one_of_the_systems() -> None:
    assert set(MESSAGES.keys("reason")) <= {*errno.errorcode.values()}
    assert reason_of(FileNotFoundError(errno.ENOENT, "")) == "ENOENT"
    assert reason_of(OSError("odd")) == "OSError"
