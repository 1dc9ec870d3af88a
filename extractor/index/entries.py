"""From the records of a report to the rows of the index."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from extractor.grammar import symbols
from extractor.index.folding import folded, storable
from extractor.records import CheckRecord, CitationRecord, DocumentRecord

SELF = "self"
"""The kind of mentions by which a report names itself: they cite nothing."""

NAMED = "named"
COMPLETE = "complete"


class Described(Struct, frozen=True, kw_only=True):
    """What a document is told by: of a report, of a mention, of what several mentions say."""

    title: str
    doc_type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    issuer_level: str | None
    subject: str | None


class ReportEntry(Described, frozen=True, kw_only=True):
    """A row of `reports`, without its id."""

    key: str | None
    key_status: str
    status: str
    doc_id: str
    version: str


class MentionEntry(Described, frozen=True, kw_only=True):
    """A row of `mentions`, without its id, its report and its work."""

    page: int | None
    sentence: str | None
    text: str | None
    start: int | None
    end: int | None
    kind: str
    registered_title: str | None
    resolves_to_number: str | None
    pinpoints: str | None
    relation: str | None
    key: str | None
    key_status: str
    urn: str | None
    uri: str | None
    confidence: float
    doubt: str | None
    record: str
    day: str | None
    folded: str

    @property
    def is_identified(self) -> bool:
        """Whether it is known which document is meant."""
        return self.key is not None and self.key_status == COMPLETE

    @property
    def called(self) -> str | None:
        """What the document is called, of equal letters for equal names; None of `Quyết định nói trên`."""
        if self.number is None and self.kind != NAMED:
            return None
        return f"{self.doc_type or ''} {self.key or folded(self.title)}"


def report_entry(document: DocumentRecord, version: str, labels: Mapping[str, str]) -> ReportEntry:
    """The row of a report; `labels` are the names of the types of documents."""
    number = None
    if document.number and document.symbol:
        # The key knows how the number is joined to its symbol.
        joint = (document.key or "").removeprefix(symbols.key_number(document.number))[:1] or "/"
        number = symbols.number(document.number, None, document.symbol, joint=joint)
    label = labels.get(document.doc_type or "")
    return ReportEntry(
        title=storable(title_of(label, number, document.issuer)) or document.path,
        doc_type=document.doc_type,
        number=storable(number),
        date=document.date,
        issuer=storable(document.issuer),
        issuer_level=document.issuer_level,
        subject=storable(document.subject),
        key=storable(document.key),
        key_status=document.key_status,
        status=document.status,
        doc_id=document.doc_id,
        version=version,
    )


def mention_entries(
    citations: Sequence[CitationRecord], checks: Sequence[CheckRecord], labels: Mapping[str, str]
) -> Iterator[MentionEntry]:
    """The rows of the documents that a report names, each with what is doubted about it."""
    doubts: dict[str, list[str]] = defaultdict(list)
    for check in checks:
        for member in check.members:
            doubts[member].append(check.message)
    for citation in citations:
        if citation.kind != SELF:
            yield _mention(citation, doubts[citation.id], labels)


def title_of(label: str | None, number: str | None, issuer: str | None) -> str:
    """What a document is called: `Quyết định 36/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh`."""
    return ", ".join(filter(None, (" ".join(filter(None, (label, number))), issuer)))


def _mention(citation: CitationRecord, doubts: Sequence[str], labels: Mapping[str, str]) -> MentionEntry:
    name = title_of(labels.get(citation.doc_type or ""), citation.number, citation.issuer)
    # A law that is called by its name, `Luật Đất đai`, is known by what is printed.
    title = name if citation.number else " ".join((citation.text or "").split())
    places = [msgspec.to_builtins(place) for place in citation.pinpoints]
    return MentionEntry(
        title=storable(title) or "",
        page=citation.page,
        sentence=storable(citation.sentence),
        text=storable(citation.text),
        start=citation.start,
        end=citation.end,
        kind=citation.kind,
        doc_type=citation.doc_type,
        number=storable(citation.number),
        date=citation.date,
        issuer=storable(citation.issuer),
        issuer_level=citation.issuer_level,
        subject=storable(citation.subject),
        registered_title=storable(citation.registered_title),
        resolves_to_number=storable(citation.resolves_to_number),
        pinpoints=storable(msgspec.json.encode(places).decode()) if places else None,
        relation=citation.relation,
        key=storable(citation.key),
        key_status=citation.key_status,
        urn=storable(citation.urn),
        uri=storable(citation.uri),
        confidence=citation.confidence,
        doubt="\n".join(doubts) or None,
        record=citation.id,
        day=citation.date or citation.year,
        folded=folded(citation.sentence or citation.text or ""),
    )
