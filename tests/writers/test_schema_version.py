"""The schema of the records is published with a version; neither changes without the other."""

import hashlib
import json
from typing import Any

from extractor.cli.schema import json_schema
from extractor.records import SCHEMA_VERSION

DIGESTS = {
    "1.0": "e9670d3f1288b7a66f7934adb6fe8b283d83cca9cf448de18b1121b53f53d9a7",
    "1.1": "06dba2bb337407a5199144337921b48725d0774b21f7464e4b61cf1e7f8d4e00",
}
"""The digest of the fields by the version. What was published is never changed: a new version is a new line."""


def bare(schema: Any) -> Any:  # noqa: ANN401 - any part of a JSON Schema
    """A schema without what it says to a person."""
    if isinstance(schema, dict):
        kept = {
            name: bare(part)
            for name, part in schema.items()
            if not (name in {"description", "title", "version"} and isinstance(part, str))
        }
        return dict(sorted(kept.items()))
    return [bare(part) for part in schema] if isinstance(schema, list | tuple) else schema


def digest() -> str:
    return hashlib.sha256(json.dumps(bare(json_schema())).encode()).hexdigest()


def test_the_fields_are_those_of_the_version() -> None:
    assert DIGESTS.get(SCHEMA_VERSION) == digest(), (
        "the fields of the records have changed: raise SCHEMA_VERSION in extractor/records.py and add its digest here"
    )


def test_words_for_people_are_no_change_and_fields_are() -> None:
    assert bare({"properties": {"title": {"description": "x", "type": "string"}}}) == {
        "properties": {"title": {"type": "string"}}
    }
    assert bare({"properties": {"a": {}}}) != bare({"properties": {"a": {}, "b": {}}})


def test_no_two_versions_are_the_same() -> None:
    assert len(set(DIGESTS.values())) == len(DIGESTS)
