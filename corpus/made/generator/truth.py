"""The gold of a made report: its header fields, and the marks of its text as records."""

from typing import Any

from corpus.made.generator.model import Facts
from corpus.made.generator.passage import Mark, Passage
from corpus.made.records import LISTS, digest

Gold = dict[str, Any]
DOCUMENT = "document"


def gold(name: str, facts: Facts, passage: Passage) -> Gold:
    """The gold of a report as it is printed; `name` is that of its text file."""
    lists: Gold = {table: [] for table in LISTS}
    for mark in sorted(passage.marks, key=lambda mark: (mark.start, mark.end)):
        lists[mark.table].append(_record(mark, passage.text))
    return {"file": name, "sha256": digest(passage.text), DOCUMENT: header(facts), **lists}


def header(facts: Facts) -> Gold:
    """The header fields of a report; what it neither states nor denies is left out."""
    body, signer = facts.body, facts.signer
    fields: Gold = {"doc_type": "bao_cao"}
    if facts.style.letterhead == "absent":
        fields |= dict.fromkeys(("number", "symbol", "place", "date"))
    else:
        fields |= {
            "number": f"{facts.number:02d}",
            "symbol": f"BC-{body.symbol}",
            "place": body.unit.name,
            "date": facts.issued.isoformat(),
            "issuer_parent": body.parent,
        }
    fields |= {"issuer": body.issuer, "issuer_level": body.level}
    if body.above is body.province:
        fields["province"] = body.province.name
    fields |= {
        "district": body.district.name if body.district else None,
        "commune": body.commune.name if body.commune else None,
        "subject": f"{facts.subject} {facts.period.texts[0]}",
        "addressees": [body.parent],
    }
    if signer.authority:
        fields["signing_authority"] = list(signer.authority)
    return fields | {
        "signer_role": signer.role,
        "signer_name": signer.name,
        "urgency": None,
        "period_label": facts.period.label,
        "period_start": facts.period.span.start,
        "period_end": facts.period.span.end,
    }


def _record(mark: Mark, text: str) -> Gold:
    place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    return place | mark.fields
