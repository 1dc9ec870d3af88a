"""Gold as a value: what a report truly holds, whatever form it was written down in.

A gold form (`records_form`, `refs_form`) says everything that scoring needs to know: which records are
considered, which values are right, what is neither expected nor punished. Scoring itself knows no form.
"""

from msgspec import Struct

Span = tuple[int, int]


class Field(Struct, frozen=True, kw_only=True):
    """What gold states of one field.

    `measure` is the score that it counts to, `also` a second one that pools several fields. `of` names the
    attributes of the record that may state it, `a/b` being the interval of two. Any of `accepted` is right;
    an empty `accepted` accepts anything. A `needed` field is wrong when nothing was found, any other one is
    scored only on what was found. The fields that `identify` decide whether a finding is the right one.
    """

    measure: str
    of: tuple[str, ...]
    accepted: tuple[str | None, ...]
    also: str | None = None
    needed: bool = False
    identifies: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """One finding that the report holds; `starts` are the starts of its cells where it is a row."""

    start: int
    end: int
    text: str
    kind: str | None = None
    fields: tuple[Field, ...] = ()
    starts: tuple[int, ...] = ()


class Family(Struct, frozen=True, kw_only=True):
    """The entries of one kind, the records that compete for them, and what else may stand there.

    Considered are the records of `table` of one of `kinds` (all, when empty), without those in cells where
    `prose` is set. A record that stands for no entry is false, unless its kind is `tolerated` or it overlaps
    a `neutral` span and no `claimed` one; with `laws`, laws by their name are neutral outside `unnamed`.
    """

    name: str
    table: str
    entries: tuple[Entry, ...]
    kinds: tuple[str, ...] = ()
    by_row: bool = False
    prose: bool = False
    tolerated: tuple[str, ...] = ()
    neutral: tuple[Span, ...] = ()
    claimed: tuple[Span, ...] = ()
    laws: bool = False
    unnamed: tuple[Span, ...] = ()


class Fault(Struct, frozen=True, kw_only=True):
    """Arithmetic or a reference that does not hold: a check of one of `rules` must stand on its spans.

    A fault that is not `expected` explains a check without demanding it. `stated` is compared when given.
    """

    rules: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    expected: bool = True
    stated: str | None = None


class Passed(Struct, frozen=True, kw_only=True):
    """Arithmetic that holds: no check of one of `rules` may stand on all of its spans."""

    rules: tuple[str, ...]
    spans: tuple[Span, ...]


class Gold(Struct, frozen=True, kw_only=True):
    """All that is known of one report. `others` are numbers that are no figures.

    `severities` are those of the checks that gold accounts for. `doc_type` and `level` are the report's own,
    for scores by group.
    """

    file: str
    sha256: str | None = None
    doc_type: str | None = None
    level: str | None = None
    header: tuple[Field, ...] = ()
    families: tuple[Family, ...] = ()
    faults: tuple[Fault, ...] = ()
    passed: tuple[Passed, ...] = ()
    severities: tuple[str, ...] = ("error",)
    others: tuple[Span, ...] = ()
