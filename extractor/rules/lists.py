"""The TSV lists of `patterns/` as typed rows: one row one thing, no regular expression.

A column whose field is a tuple holds alternatives separated by `|`. An empty place is the field's default.
Lines that begin with `#` are comments.
"""

import csv
import types
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from extractor.errors import PatternError

Words = tuple[str, ...]


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every row has: an example that shows it in a sentence, and where it comes from."""

    example: str = ""
    source: str = ""


class DocType(Row, frozen=True, kw_only=True):
    """A type of document: `label` as in running text, `abbr` as in symbols, `words` other spellings.

    `issuer` where only one body issues documents of the type.
    """

    id: str
    label: str
    abbr: Words = ()
    words: Words = ()
    group: str = "hanh_chinh"
    issuer: str = ""


LOCAL, DRAFTING = "dia_phuong", "don_vi_soan_thao"
"""Levels of agencies whose code many bodies share, and of units that draft letters for an issuer."""


class Agency(Row, frozen=True, kw_only=True):
    """An agency or drafting unit by the code that document symbols use."""

    code: str
    name: str
    variants: Words = ()
    level: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""


class Measure(Row, frozen=True, kw_only=True):
    """A unit of measure; `kind`: count, place, classifier, aside, money, rate, measure; `factor` multiplies.

    A `place` is counted but never says what other numbers count, a `classifier` counts what stands before
    it. `guarded` words are this unit only where a range, a decimal or a table's note makes it sure. A unit
    that is `like` another one counts what that one's indicators measure.
    """

    id: str
    words: Words = ()
    guarded: Words = ()
    kind: str = "count"
    factor: str = "1"
    like: str = ""


class Dimension(Row, frozen=True, kw_only=True):
    """A word that sets a dimension of a figure: dimension `level`, value `tinh`, words `cấp tỉnh`."""

    dimension: str
    id: str
    words: Words


class Indicator(Row, frozen=True, kw_only=True):
    """What a figure may measure. `words` are phrases whose presence in the clause means this indicator.

    `whole` is the indicator of what it is a share of: the denominator's where this is the numerator's. With a
    `chart` ("yes") the workbook of totals draws it.
    """

    id: str
    label: str
    words: Words
    unit: str = ""
    aggregation: str = "sum"
    context: Words = ()
    excludes: Words = ()
    whole: str = ""
    chart: str = ""


class Formula(Row, frozen=True, kw_only=True):
    """An identity between indicators; rows of one `id` are variants of which one must hold.

    `sum`: `total` is the sum of `parts`, with any of the `optional` ones that a report gives apart; it is not
    asked where a figure of `unless` stands beside. `carry`: `total` opens a period with what `parts` closed
    the one before with. `subset`: none of `parts` is more than `total`. `base`: `total`, a denominator,
    should be one of `parts`. `rate`: `total` is the sum of `parts` in per cent of that of `base`. `row`: what
    a sentence says of one unit is its row of a staffing table.
    """

    id: str
    kind: str = "sum"
    total: str
    parts: Words
    optional: Words = ()
    unless: Words = ()
    base: Words = ()


class Theme(Row, frozen=True, kw_only=True):
    """What the indicators are about whose ids begin with `id`: the name of a sheet or of a merged heading."""

    id: str
    label: str


class Form(Row, frozen=True, kw_only=True):
    """An official form, known by words that all stand in the heading of its table."""

    id: str
    title: str
    columns: Words


class UnitType(Row, frozen=True, kw_only=True):
    """A type of administrative unit: `label` before a name, `words` other spellings of it."""

    id: str
    level: str
    label: str
    words: Words


class Named(Row, frozen=True, kw_only=True):
    """A law, code or ordinance that is cited by its name; `words` are other spellings."""

    name: str
    words: Words = ()
    doc_type: str


class Programme(Row, frozen=True, kw_only=True):
    """A programme known by its name, with the number of the document it stands for where that is certain."""

    name: str
    words: Words = ()
    doc_type: str
    number: str = ""


class Registered(Row, frozen=True, kw_only=True):
    """A document of the register: number, type and issuer as printed, days (ISO), title."""

    number: str
    doc_type: str = ""
    issuer: str = ""
    date: str = ""
    effective_date: str = ""
    title: str = ""


class Phrase(Row, frozen=True, kw_only=True):
    """A closed word or phrase with a meaning: relations, roles of table columns, urgency, posts, ..."""

    id: str
    words: Words


class PassageKind(Phrase, frozen=True, kw_only=True):
    """What the items below a heading with these words are; `opening` words say it of an item itself."""

    opening: Words = ()
    excludes: Words = ()


class Relation(Phrase, frozen=True, kw_only=True):
    """A trigger word between documents; `links` is "yes" where it says what one does to another."""

    links: str = ""


class StaffRole(Row, frozen=True, kw_only=True):
    """What a column of a staffing table may be, by the words of its heading.

    Where `under` has words, this heading or one above it must hold one of them. `staff` is `yes` for what
    only staffing tables count, `alone` for what a heading says only when it says nothing else.
    """

    id: str
    label: str
    words: Words
    under: Words = ()
    excludes: Words = ()
    staff: str = ""
    alone: str = ""


class ColumnSum(Row, frozen=True, kw_only=True):
    """Columns of staffing tables that add up to another: the first of `whole` that they fit.

    Those of `also` are parts in some tables and not in others.
    """

    id: str
    label: str
    whole: Words
    parts: Words
    also: Words = ()


class Surname(Row, frozen=True, kw_only=True):
    """Family names; `doubtful` ones are as often part of names of places, `plain` ones are without marks."""

    words: Words
    doubtful: Words = ()
    plain: Words = ()


class PersonTitle(Row, frozen=True, kw_only=True):
    """Words before a person's name; behind `likely` ones only a family name begins one."""

    words: Words
    likely: Words = ()


class NamedAfter(Row, frozen=True, kw_only=True):
    """Words before a name of a street or a work; behind `doubtful` ones only names of `commemorated` stay.

    `unless` are words that end like one of these and name no place.
    """

    words: Words
    doubtful: Words
    unless: Words


class QueryWords(Row, frozen=True, kw_only=True):
    """Words that join the parts of a citation as printed, which a search drops; see `index.printed`."""

    words: Words
    days: Words
    months: Words
    years: Words


class Plain(Row, frozen=True, kw_only=True):
    """Words that mean one thing all."""

    words: Words


LISTS: dict[str, type[Row]] = {
    "lists/doc_types.tsv": DocType,
    "lists/agencies.tsv": Agency,
    "lists/units.tsv": Measure,
    "lists/scales.tsv": Measure,
    "lists/dimensions.tsv": Dimension,
    "lists/named_documents.tsv": Named,
    "lists/relations.tsv": Relation,
    "lists/passage_words.tsv": PassageKind,
    "lists/passives.tsv": Phrase,
    "lists/fillers.tsv": Phrase,
    "lists/negations.tsv": Phrase,
    "lists/plain_letters.tsv": Phrase,
    "lists/provinces.tsv": Phrase,
    "lists/place_names.tsv": Phrase,
    "lists/text_parts.tsv": Phrase,
    "lists/point_marks.tsv": Phrase,
    "lists/body_words.tsv": Phrase,
    "lists/tier_words.tsv": Phrase,
    "lists/header_words.tsv": Phrase,
    "lists/stamp_words.tsv": Phrase,
    "lists/column_words.tsv": StaffRole,
    "lists/column_sums.tsv": ColumnSum,
    "lists/staffing_words.tsv": Phrase,
    "lists/number_words.tsv": Phrase,
    "lists/unit_types.tsv": UnitType,
    "lists/forms.tsv": Form,
    "lists/qualifiers.tsv": Phrase,
    "lists/changes.tsv": Phrase,
    "lists/date_roles.tsv": Phrase,
    "lists/column_units.tsv": Phrase,
    "lists/programmes.tsv": Programme,
    "lists/fields.tsv": Phrase,
    "lists/surnames.tsv": Surname,
    "lists/person_titles.tsv": PersonTitle,
    "lists/named_after.tsv": NamedAfter,
    "lists/commemorated.tsv": Plain,
    "lists/query_words.tsv": QueryWords,
    "lists/public_names.tsv": Plain,
    "register.tsv": Registered,
    "indicators.tsv": Indicator,
    "formulas.tsv": Formula,
    "lists/themes.tsv": Theme,
}
"""Which rows a list of `patterns/` holds."""

R = TypeVar("R", bound=Row)


def read_list(name: str, data: bytes, row_type: type[R]) -> tuple[R, ...]:
    """The rows of one list; raises PatternError that names file and line."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise PatternError("not_utf8", file=name) from error
    kept = [
        (number, next(csv.reader([line], delimiter="\t")))
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    heading, rows = (kept[0][1], kept[1:]) if kept else ([], [])
    if unknown := set(heading) - set(row_type.__struct_fields__):
        known = ", ".join(row_type.__struct_fields__)
        raise PatternError("unknown_column", file=name, columns=", ".join(sorted(unknown)), known=known)
    tuples = {field for field, hint in get_type_hints(row_type).items() if _is_tuple(hint)}
    result = []
    for number, places in rows:
        if len(places) > len(heading):
            raise PatternError("bad_list_row", file=name, row=number, reason="more cells than columns")
        values: dict[str, Any] = {
            field: tuple(part.strip() for part in place.split("|")) if field in tuples else place.strip()
            for field, place in zip(heading, places, strict=False)
            if place.strip()
        }
        try:
            result.append(msgspec.convert(values, row_type))
        except msgspec.ValidationError as error:
            raise PatternError("bad_list_row", file=name, row=number, reason=str(error)) from error
    return tuple(result)


def _is_tuple(hint: object) -> bool:
    return get_origin(hint) is tuple or (isinstance(hint, types.GenericAlias) and tuple in get_args(hint))
