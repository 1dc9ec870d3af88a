"""`patterns/` as typed, checked values: rules, lists and messages.

`load()` reads everything once, checks every rule against its own examples and rejects, and raises
`PatternError` (exit code 5) naming the file and the rule that is wrong.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar, cast

import msgspec
from msgspec import Struct

from extractor.errors import PatternError
from extractor.rules.book import Entry, Rule, alternation, compose, read_book
from extractor.rules.forms import FOLDER, OfficialForm, read_form
from extractor.rules.home import data_files, home, unused_files
from extractor.rules.lists import LISTS, Indicator, Measure, Phrase, Row, read_list
from extractor.rules.messages import Messages, read_messages
from extractor.text.fold import normal
from extractor.text.places import key
from extractor.text.words import holds

__all__ = ["Messages", "Patterns", "Rule", "load"]

R = TypeVar("R", bound=Row)
MESSAGES = "messages.toml"
REGISTER = "register.tsv"
KEPT = 4
"""For how many sets of patterns it is kept what follows from them; a run has one."""

VIETNAMESE = "vi"
NO_BOOKS = frozenset({MESSAGES, "tokens.toml"})
AGGREGATIONS = frozenset({"sum", "last", "units", "recompute", "none"})


class Patterns(Struct, frozen=True, kw_only=True, eq=False):
    """All of `patterns/`. `digest` is the sha256 of the files, for the record of a run.

    Compared by identity, so that what follows from them alone can be kept with `lru_cache(KEPT)`.
    """

    books: dict[str, tuple[Rule, ...]]
    lists: dict[str, tuple[Row, ...]]
    messages: Messages
    digest: str
    forms: tuple[OfficialForm, ...] = ()

    def rules(self, book: str) -> tuple[Rule, ...]:
        """The rules of one book, in the order of the file."""
        return self.books.get(book, ())

    def rows(self, row_type: type[R], name: str = "") -> tuple[R, ...]:
        """The rows of the list with this type of row; `name` tells lists of one type apart."""
        return cast("tuple[R, ...]", _rows_of(self, row_type, name))

    def ids(self, name: str) -> Mapping[str, str]:
        """The row's id by each word, in lower case, of a list of phrases."""
        return _ids_of(self, name)

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """The catalogue of indicators by id."""
        return _indicators_of(self)

    def every_rule(self) -> Iterator[tuple[str, Rule]]:
        """All rules with the name of their book."""
        for book, rules in self.books.items():
            for rule in rules:
                yield book, rule


@lru_cache(KEPT)
def _indicators_of(patterns: Patterns) -> Mapping[str, Indicator]:
    return {row.id: row for row in patterns.rows(Indicator)}


@lru_cache(KEPT * len(LISTS))
def _ids_of(patterns: Patterns, name: str) -> Mapping[str, str]:
    return {word.lower(): row.id for row in patterns.rows(Phrase, name) for word in row.words}


@lru_cache(KEPT * len(LISTS))
def _rows_of(patterns: Patterns, row_type: type[Row], name: str) -> tuple[Row, ...]:
    found = (rows for file, rows in patterns.lists.items() if LISTS[file] is row_type and name in file)
    return tuple(chain.from_iterable(found))


@cache
def load(extra: str | None = None, register: str | None = None, language: str = VIETNAMESE) -> Patterns:
    """The built-in patterns, with the folder `extra` and a file of documents added, all of them checked.

    The messages speak the `language`, `vi` or `en`.
    """
    if language != VIETNAMESE:
        patterns = load(extra, register)
        return msgspec.structs.replace(patterns, messages=patterns.messages.in_language(language))
    patterns = read(extra, register)
    for rule, reason in complaints(patterns):
        raise PatternError("bad_rule", rule=rule, reason=reason)
    return patterns


def read(extra: str | None = None, register: str | None = None) -> Patterns:
    """The patterns as `load` gives them, their rules not yet checked against examples and rejects."""
    folders = [home()] + ([Path(extra)] if extra else [])
    if extra and not Path(extra).is_dir():
        raise PatternError("no_patterns_folder", folder=extra)
    for name in (
        unused_files(Path(extra), {*LISTS, *(name for name, _ in data_files(home()))}) if extra else ()
    ):
        raise PatternError("unused_pattern_file", file=name)
    files = [entry for folder in folders for entry in data_files(folder)]
    files += [(REGISTER, _bytes(register))] if register else []
    lists: dict[str, tuple[Row, ...]] = dict.fromkeys(LISTS, ())
    for name, data in files:
        if name.endswith(".tsv") and name in LISTS:
            lists[name] += read_list(name, data, LISTS[name])
    words = _list_words(lists)
    tokens = {name: alternation(listed) for name, listed in words.items()}
    for name, data in files:
        if name == "tokens.toml":
            tokens |= read_book(name, data).tokens
    books: dict[str, tuple[Rule, ...]] = {}
    messages = Messages({})
    for name, data in files:
        if name == MESSAGES:
            messages = messages.joined(read_messages(data, name))
        elif name.endswith(".toml") and name not in NO_BOOKS and "/" not in name:
            book = name.removesuffix(".toml")
            books[book] = books.get(book, ()) + _rules(name, data, tokens, words)
    digest = hashlib.sha256(b"".join(name.encode() + data for name, data in files)).hexdigest()
    forms = [read_form(name, data) for name, data in files if name.startswith(FOLDER)]
    return Patterns(
        books=books, lists=lists, messages=messages, digest=f"sha256:{digest}", forms=tuple(forms)
    )


def _bytes(register: str) -> bytes:
    try:
        return Path(register).read_bytes()
    except OSError as error:
        raise PatternError("no_register", file=register) from error


def complaints(patterns: Patterns) -> Iterator[tuple[str, str]]:
    """Every rule that breaks its own promises, with what it breaks."""
    counts = Counter(rule.id for _, rule in patterns.every_rule())
    for book, rule in patterns.every_rule():
        name = f"{book}.toml: {rule.id}"
        if counts[rule.id] > 1:
            yield name, "its id stands twice"
        for sentence in rule.complaints():
            yield name, sentence
    yield from _list_complaints(patterns)


def _list_complaints(patterns: Patterns) -> Iterator[tuple[str, str]]:
    """Indicators that cannot be meant: without example or known unit, or with the id of another row."""
    rows = patterns.rows(Indicator)
    counts = Counter(row.id for row in rows)
    units = {row.id for row in patterns.rows(Measure, "lists/units")}
    for row in rows:
        broken = {
            "twice": counts[row.id] > 1,
            "id": not row.id or any(map(str.isspace, row.id)),
            "example": not holds(row.example, row.words),
            "unit": not all(part in units or part.isdigit() for part in row.unit.split("/")),
            "aggregation": row.aggregation not in AGGREGATIONS,
        }
        for promise in (promise for promise, is_broken in broken.items() if is_broken):
            yield f"indicators.tsv: {row.id}", patterns.messages.say("complaint", promise, unit=row.unit)
    for form in patterns.forms:
        for column in form.columns:
            if column.indicator not in counts:
                said = patterns.messages.say("complaint", "indicator", indicator=column.indicator)
                yield f"{FOLDER}{form.id}", said


def _rules(name: str, data: bytes, tokens: dict[str, str], words: dict[str, list[str]]) -> tuple[Rule, ...]:
    book = read_book(name, data)
    known = tokens | book.tokens
    return tuple(_rule(entry, known, words, f"{name}: {entry.id}") for entry in book.rule)


def _rule(entry: Entry, tokens: dict[str, str], words: dict[str, list[str]], where: str) -> Rule:
    """A rule with its tokens filled in; `starts` may name a column of a list, `{qualifiers.words}`."""
    listed = [word for start in entry.starts for word in words.get(start.strip("{}"), [start])]
    starts = {word: key(normal(word)) for word in listed}
    if unknown := [word for word, place in starts.items() if place is None]:
        raise PatternError("bad_start", rule=where, start=unknown[0])
    if listed:
        tokens = tokens | {"starts": f"(?i:{alternation(listed)})"}
    return Rule(entry, compose(entry.pattern, tokens, where=where), filter(None, starts.values()))


def _list_words(lists: dict[str, tuple[Row, ...]]) -> dict[str, list[str]]:
    """The words of every column of a list, by the name of its token: `{units.words}`."""
    columns: dict[str, list[str]] = {}
    for file, rows in lists.items():
        name = file.rsplit("/", 1)[-1].removesuffix(".tsv")
        for column in set(LISTS[file].__struct_fields__) - set(Row.__struct_fields__):
            words: list[str] = []
            for row in rows:
                value = getattr(row, column)
                words += [value] if isinstance(value, str) else value
            if words := [word for word in words if word]:
                columns[f"{name}.{column}"] = words
    return columns
