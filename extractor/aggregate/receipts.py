"""Which of the reports that came in count for a period: copies, corrected ones and other periods do not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from itertools import pairwise

import regex
from msgspec import Struct
from msgspec.structs import replace

from extractor.records import CitationRecord, DocumentRecord, FigureRecord
from extractor.resolve.sourced import HEADING
from extractor.text.fold import normal, search_key
from extractor.units.gazetteer import LISTS, Unit, units_on

_DIGITS = regex.compile(r"\d+|\b[ivxlc]+\b")

Statement = tuple[str | None, ...]
"""Indicator, level, period and value of a figure."""

TOP = "tinh"
"""The level of bodies of which a province has one of each kind."""

REPLACES = "thay_the"
"""The relation of "Báo cáo này thay thế Báo cáo số 12": a report of itself, without a key of its own."""


class State(StrEnum):
    """What becomes of a report."""

    COUNTED = "counted"
    COPY = "copy"
    REPLACED = "replaced"
    OTHER_PERIOD = "other_period"
    NO_PERIOD = "no_period"
    UNREADABLE = "unreadable"


class Receipt(Struct, frozen=True, kw_only=True):
    """A report that came in; `because` is the path of the one that it is a copy of or replaced by.

    A report that tells of a further period under a heading of its own is `within` that one.

    `sender` is the issuer, with the unit above it where several units bear the name, else the file.
    """

    document: DocumentRecord
    sender: str
    state: State = State.COUNTED
    because: str | None = None
    within: str | None = None

    @property
    def period(self) -> str | None:
        """The label of the period that it counts for."""
        return self.within or self.document.period_label


def receipts(
    documents: Iterable[DocumentRecord],
    figures: Iterable[FigureRecord],
    citations: Iterable[CitationRecord],
    periods: Sequence[str] = (),
) -> list[Receipt]:
    """All reports with what becomes of them, those that count for the periods (labels) first of all.

    Without a period it is the one that most reports are about. Two reports of one sender on one subject and
    period are the same when they state the same, else the one counts that says it replaces another, or the
    later one.
    """
    replacing = {cited.path for cited in citations if cited.relation == REPLACES and cited.key is None}
    read = _read(documents)
    read = [
        replace(receipt, state=State.UNREADABLE)
        if receipt.document.status in {"failed", "refused"}
        else receipt
        for receipt in read
    ]
    found = _without_repeats(read, figures, replacing)
    common = _most_common(receipt.document.period_label for receipt in found if _counts(receipt))
    wanted = periods or (common,)
    others = {r.document.path for r in found if _counts(r) and r.document.period_label not in wanted}
    headed = _headed(figures, others, wanted) if others else {}
    found = [
        replace(receipt, within=headed[receipt.document.path])
        if receipt.document.path in headed
        else replace(receipt, state=State.OTHER_PERIOD if receipt.period else State.NO_PERIOD)
        if receipt.document.path in others
        else receipt
        for receipt in found
    ]
    return sorted(found, key=lambda receipt: (receipt.state != State.COUNTED, _place(receipt)))


def periods_of(found: Iterable[Receipt]) -> tuple[str, ...]:
    """The labels of the periods of the reports that count, the earlier before the later."""
    own = [receipt.document for receipt in found if _counts(receipt) and receipt.within is None]
    days = {one.period_label: one.period_start or "" for one in reversed(own) if one.period_label}
    for receipt in found:
        if receipt.within is not None:
            days.setdefault(receipt.within, "")
    return tuple(sorted(days, key=lambda label: (days[label], label)))


def are_disjoint(found: Iterable[Receipt]) -> bool:
    """Whether all periods of the reports that count have known days, no two of them a day in common."""
    documents = (receipt.document for receipt in found if _counts(receipt) and receipt.within is None)
    spans = sorted({(one.period_start or "", one.period_end or "") for one in documents})
    ends_known = all(start and end for start, end in spans)
    return ends_known and all(one[1] < other[0] for one, other in pairwise(spans))


def expected(found: Sequence[Receipt]) -> tuple[Unit, ...]:
    """The units that were to report: all children of the unit that most senders are below.

    Nothing where fewer than half of any unit's children have sent a report.
    """
    units = [unit for receipt in found if (unit := unit_of(receipt.document)) is not None]
    known = units_on(_day(found))
    sent = Counter(unit.parent for unit in {unit.code: unit for unit in units}.values() if unit.parent)
    likely = [(count, code) for code, count in sent.items() if 2 * count >= len(known.children(code))]
    return known.children(max(likely)[1]) if likely else ()


def listed(text: str) -> tuple[Unit, ...]:
    """The senders that a list names: a line each, a code of a unit or a name, with or without more columns.

    A sender that no list of units has, such as a department, is known by its name alone.
    """
    places = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    known = [units_on(day).units for day in reversed(LISTS)]
    found = []
    for cells in places:
        codes = (units[cell] for cell in cells for units in known if cell in units)
        named = (cell.strip() for cell in cells if cell.strip(" \r0123456789"))
        name = next(named, cells[0].strip())
        found.append(next(codes, Unit(code="", full_name=name, name=name, parent="")))
    return tuple(unit for unit in found if unit.full_name)


def missing(found: Sequence[Receipt], units: Iterable[Unit]) -> list[Unit]:
    """The units that were to report and from which nothing counts, by their codes or else their names.

    A name is that of the sender, or of its unit, with or without the unit above; marks of tones count.
    """
    counted = [receipt for receipt in found if _counts(receipt)]
    sent = {receipt.document.admin_code for receipt in counted}
    names = {_spelt(name) for receipt in counted for name in _names(receipt)}
    return [
        unit
        for unit in units
        if (unit.code not in sent if unit.code else _spelt(unit.full_name) not in names)
    ]


def _names(receipt: Receipt) -> Iterator[str]:
    """What a sender may be called in a list."""
    yield from (receipt.sender, receipt.sender.partition(",")[0])
    unit = unit_of(receipt.document)
    if unit is not None:
        listed = units_on(receipt.document.units_on or "")
        parent = listed.units.get(unit.parent)
        yield unit.full_name
        if parent is not None:
            yield f"{unit.full_name}, {parent.full_name}"


def _spelt(name: str) -> str:
    """A name as it is compared: whatever its case and the placement of its tones."""
    return " ".join(normal(name).lower().split())


def unit_of(document: DocumentRecord) -> Unit | None:
    """The administrative unit of a report, in the list of its day."""
    if document.admin_code is None or document.units_on is None:
        return None
    return units_on(document.units_on).units.get(document.admin_code)


def _read(documents: Iterable[DocumentRecord]) -> list[Receipt]:
    """The reports with who sent each."""
    named = [(one, _name(one)) for one in documents]
    bearers = Counter(name for name, code in {(name, one.admin_code) for one, name in named} if code)
    return [Receipt(document=one, sender=_sender(one, name, bearers)) for one, name in named]


def _sender(document: DocumentRecord, name: str | None, bearers: Counter[str | None]) -> str:
    if name is None or _is_nameless(document):
        return document.path
    return _with_parent(document, name) if bearers[name] > 1 else name


def _name(document: DocumentRecord) -> str | None:
    """The issuer, a body of a unit that its own name does not tell with the unit."""
    unit = unit_of(document)
    if document.issuer is None or unit is None or not is_body(document):
        return document.issuer
    is_told = _spelt(unit.full_name) in _spelt(document.issuer)
    return document.issuer if is_told else f"{document.issuer}, {unit.full_name}"


def is_body(document: DocumentRecord) -> bool:
    """Whether the issuer is a body of its unit, such as its service centre, and not its committee."""
    unit = unit_of(document)
    return unit is not None and _spelt(unit.full_name) in _spelt(document.issuer_parent or "")


def _is_nameless(document: DocumentRecord) -> bool:
    """Whether the issuer is told by its kind alone: "UBND" or "UBND xã" may be any, "Sở Nội vụ" is one."""
    is_placed = document.admin_code or document.commune or document.district or document.province
    names = [word for word in (document.issuer or "").split()[1:] if word[:1].isupper()]
    return not (is_placed or names or document.issuer_level == TOP)


def _with_parent(document: DocumentRecord, name: str) -> str:
    """The issuer with the unit above its own; where that is not known the file tells them apart."""
    unit = unit_of(document)
    parent = units_on(document.units_on or "").units.get(unit.parent) if unit else None
    return f"{name}, {parent.full_name if parent else document.path}"


def _counts(receipt: Receipt) -> bool:
    return receipt.state == State.COUNTED


def _without_repeats(
    found: Iterable[Receipt], figures: Iterable[FigureRecord], replacing: set[str]
) -> list[Receipt]:
    groups: dict[object, list[Receipt]] = defaultdict(list)
    rest: list[Receipt] = []
    for receipt in found:
        if not _counts(receipt):
            rest.append(receipt)
        elif receipt.document.duplicate_of is not None:
            rest.append(replace(receipt, state=State.COPY, because=receipt.document.duplicate_of))
        else:
            groups[_matter(receipt)].append(receipt)
    repeated = {receipt.document.path for group in groups.values() if len(group) > 1 for receipt in group}
    stated = _stated(figures, repeated) if repeated else {}
    for group in groups.values():
        *earlier, last = sorted(group, key=lambda receipt: _age(receipt, replacing))
        rest.append(last)
        for receipt in earlier:
            is_same = stated.get(receipt.document.path) == stated.get(last.document.path)
            state = State.COPY if is_same else State.REPLACED
            rest.append(replace(receipt, state=state, because=last.document.path))
    return rest


def _headed(
    figures: Iterable[FigureRecord], paths: AbstractSet[str], wanted: Sequence[str | None]
) -> dict[str, str]:
    """By path the period that a heading is about: "II. KẾT QUẢ THÁNG 9" of a report on nine months."""
    told: dict[str, str] = {}
    for figure in figures:
        if figure.path in paths and figure.period_label in wanted and figure.basis.get("period") == HEADING:
            told.setdefault(figure.path, figure.period_label or "")
    return told


def _stated(figures: Iterable[FigureRecord], paths: AbstractSet[str]) -> dict[str, set[Statement]]:
    """What some reports state."""
    stated: dict[str, set[Statement]] = defaultdict(set)
    for figure in figures:
        if figure.path in paths:
            stated[figure.path].add((figure.indicator, figure.level, figure.period_label, figure.value))
    return stated


def _matter(receipt: Receipt) -> object:
    """Who reports on what for which period; numerals in a subject are those of its period."""
    document = receipt.document
    if not document.issuer:
        return document.path
    subject = " ".join(_DIGITS.sub("", search_key(document.subject or "")).split())
    return receipt.sender, document.period_label, subject


def _age(receipt: Receipt, replacing: set[str]) -> tuple[bool, str, int, str]:
    """Whether a report says that it replaces another, and when it was issued, the number last."""
    document = receipt.document
    number = document.number or ""
    serial = int(number) if number.isdigit() else 0
    return document.path in replacing, document.date or "", serial, document.path


def _place(receipt: Receipt) -> tuple[str, str]:
    return receipt.document.admin_code or "", receipt.sender


def _day(found: Iterable[Receipt]) -> str:
    return _most_common(receipt.document.units_on for receipt in found if _counts(receipt)) or ""


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], value)) if counts else None
