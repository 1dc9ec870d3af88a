"""Official forms of `patterns/forms/`: tables whose rows are units and whose columns are told here."""

import tomllib
from typing import Literal

import msgspec
from msgspec import Struct

from extractor.errors import PatternError

FOLDER = "forms/"
"""Where forms lie below `patterns/`."""


class FormColumn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column: its headings from above, the number that stands below them, and what it asks for.

    With `staff` the values are those of this column of staffing tables, and the rows are theirs.
    """

    heading: tuple[str, ...]
    indicator: str
    place: str = ""
    staff: Literal["", "total", "own_staff", "seconded"] = ""


class OfficialForm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form by the number that is printed on it; `source` is the document that it is annexed to."""

    id: str
    number: str
    title: str
    source: str
    columns: tuple[FormColumn, ...]


def read_form(name: str, data: bytes) -> OfficialForm:
    """A form as written in a file; raises PatternError that names it."""
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), OfficialForm)
    except UnicodeDecodeError as error:
        raise PatternError("not_utf8", file=name) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PatternError("bad_rule_file", file=name, reason=str(error)) from error
