"""How right the extractor is: records against hand-made gold.

Gold is one JSON object a report (form: `corpus/README.md`) with the records that the report truly holds,
in the names of the contract. Spans are aligned one to one by overlap, the best overlap first; a field is
scored where gold states it. Every score is a pair (right, of), so that scores of reports add up.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.pipeline import Options, Result, convert
from extractor.text.fold import search_key

Gold = dict[str, Any]
Scores = Counter[str]

CITATION_FIELDS = ("number", "doc_type", "date", "issuer")
DATE_FIELDS = ("date", "label", "start_date", "end_date")
FIGURE_FIELDS = ("value", "unit", "kind", "indicator", "level", "period_label")
STAFF_FIELDS = ("row_kind", "total", "own_staff", "seconded")
HEADER_FIELDS = (
    "doc_type", "number", "symbol", "place", "date", "issuer", "issuer_parent", "subject",
    "signer_role", "signer_name",
)  # fmt: skip


class Floors(msgspec.Struct, frozen=True, kw_only=True):
    """Scores that must not fall, and the digest of the gold and reports for which they were pinned."""

    digest: str
    floors: dict[str, float]


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of a corpus, each between 0 and 1, with their counts, and the digest of gold and reports."""

    digest: str
    scores: dict[str, float]
    counts: dict[str, int]


def read_corpus(corpus: Path) -> Iterator[tuple[bytes, bytes]]:
    """The gold and the report of each pair of a corpus folder, as bytes, in order of their names.

    Raises UsageError when the folder holds no gold.
    """
    paths = sorted((corpus / "gold").glob("*.json"))
    if not paths:
        raise UsageError("no_gold", folder=corpus)
    for path in paths:
        gold = path.read_bytes()
        yield gold, (corpus / "reports" / msgspec.json.decode(gold)["file"]).read_bytes()


def evaluate(corpus: Path, options: Options | None = None) -> Evaluation:
    """Score the extractor on all reports of a corpus folder that have gold."""
    tally: Scores = Counter()
    digest = hashlib.sha256()
    for gold_bytes, data in read_corpus(corpus):
        gold: Gold = msgspec.json.decode(gold_bytes)
        digest.update(gold_bytes + data)
        tally += score(convert(data, gold["file"], options), gold)
    return Evaluation(digest=digest.hexdigest(), scores=_rates(tally), counts=_counts(tally))


def read_floors(path: Path) -> Floors | None:
    """The pinned floors, if there are any."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else None


def below(evaluation: Evaluation, floors: Floors) -> dict[str, tuple[float, float]]:
    """The scores that fell below their floor, as (score, floor)."""
    return {
        name: (evaluation.scores.get(name, 0.0), floor)
        for name, floor in floors.floors.items()
        if evaluation.scores.get(name, 0.0) < floor
    }


def pin(evaluation: Evaluation) -> Floors:
    """The present scores as floors."""
    return Floors(digest=evaluation.digest, floors=evaluation.scores)


def score(result: Result, gold: Gold) -> Scores:
    """The raw counts of one report: `name.gold`, `name.found`, `name.right`."""
    tally: Scores = Counter()
    records = result.records
    _spans(
        tally,
        "citation",
        gold["citations"],
        [c for c in records.citations if c.kind != "that"],
        CITATION_FIELDS,
    )
    days = [d for d in gold["dates"] if d["kind"] == "date"]
    spans = [d for d in gold["dates"] if d["kind"] == "period"]
    _spans(tally, "date", days, [d for d in records.dates if d.kind == "date"], ("date",))
    _spans(tally, "period", spans, [d for d in records.dates if d.kind == "period"], DATE_FIELDS[1:])
    _spans(tally, "figure", gold["figures"], list(records.figures), FIGURE_FIELDS)
    _staffing(tally, gold.get("staffing", []), result)
    for field in HEADER_FIELDS:
        if field in gold["document"]:
            _field(tally, f"header.{field}", gold["document"][field], getattr(result.document, field))
            _field(tally, "header", gold["document"][field], getattr(result.document, field))
    _checks(tally, gold.get("checks", []), result)
    tally["chars"] += result.document.chars
    return tally


def missed(result: Result, gold: Gold) -> list[str]:
    """What gold has and the extractor has not, or has wrongly, a line each; for people who mend rules."""
    lines: list[str] = []
    for name, entries, found, fields in (
        ("citation", gold["citations"], list(result.records.citations), CITATION_FIELDS),
        ("date", gold["dates"], list(result.records.dates), DATE_FIELDS[:2]),
        ("figure", gold["figures"], list(result.records.figures), FIGURE_FIELDS[:3]),
    ):
        pairs = _align(entries, found)
        lines += [
            f"{name} missed: {e['text']!r} at {e['start']}" for n, e in enumerate(entries) if n not in pairs
        ]
        used = set(pairs.values())
        lines += [f"{name} false: {r.text!r} at {r.start}" for n, r in enumerate(found) if n not in used]
        for number, at in pairs.items():
            entry, record = entries[number], found[at]
            lines += [
                f"{name}.{field} at {record.start}: {entry[field]!r} is read as {getattr(record, field)!r}"
                for field in fields
                if field in entry and not _same(entry[field], getattr(record, field))
            ]
    for field in HEADER_FIELDS:
        want, have = gold["document"].get(field), getattr(result.document, field)
        if field in gold["document"] and not _same(want, have):
            lines.append(f"header.{field}: {want!r} is read as {have!r}")
    return lines


def _spans(tally: Scores, name: str, gold: list[Gold], found: Sequence[Any], fields: Iterable[str]) -> None:
    pairs = _align(gold, found)
    tally[f"{name}.gold"] += len(gold)
    tally[f"{name}.found"] += len(found)
    tally[f"{name}.right"] += len(pairs)
    tally[f"{name}.strict"] += sum(
        (gold[n]["start"], gold[n]["end"]) == (found[at].start, found[at].end) for n, at in pairs.items()
    )
    for number, entry in enumerate(gold):
        record = found[pairs[number]] if number in pairs else None
        for field in fields:
            if field in entry and (record is not None or field in {"number", "value", "date", "label"}):
                _field(
                    tally,
                    f"{name}.{field}",
                    entry[field],
                    getattr(record, field, None),
                    missing=record is None,
                )


def _align(gold: list[Gold], found: Sequence[Any]) -> dict[int, int]:
    """One-to-one pairs of overlapping spans, the best overlap first."""
    candidates: list[tuple[float, int, int]] = []
    for number, entry in enumerate(gold):
        for at, record in enumerate(found):
            shared = min(entry["end"], record.end) - max(entry["start"], record.start)
            if shared > 0:
                whole = max(entry["end"], record.end) - min(entry["start"], record.start)
                candidates.append((-shared / whole, number, at))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, number, at in sorted(candidates):
        if number not in pairs and at not in used:
            pairs[number] = at
            used.add(at)
    return pairs


def _staffing(tally: Scores, gold: list[Gold], result: Result) -> None:
    by_start = {record.start: record for record in result.records.staffing}
    tally["staff_row.gold"] += len(gold)
    tally["staff_row.found"] += len(result.records.staffing)
    for entry in gold:
        record = by_start.get(entry["start"])
        tally["staff_row.right"] += record is not None
        for field in STAFF_FIELDS:
            name = "staff_cell" if field != "row_kind" else "staff_kind"
            _field(tally, name, entry.get(field), getattr(record, field, None), missing=record is None)


def _checks(tally: Scores, gold: list[Gold], result: Result) -> None:
    """A planted fault is found when a check of its rule has its stated and computed values."""
    serious = [check for check in result.records.checks if check.severity == "error"]
    for entry in gold:
        tally["check.gold"] += 1
        tally["check.right"] += any(
            check.rule == entry["rule"] and _same(entry.get("stated"), check.stated) for check in serious
        )
    tally["check.found"] += len(serious)


def _field(tally: Scores, name: str, want: object, have: object, *, missing: bool = False) -> None:
    tally[f"{name}.of"] += 1
    tally[f"{name}.ok"] += not missing and _same(want, have)


def _same(want: object, have: object) -> bool:
    """Equal values: numbers by value, text by its letters and digits whatever case and marks."""
    if want is None or have is None:
        return want is have
    try:
        return Decimal(str(want)) == Decimal(str(have))
    except InvalidOperation:
        return _letters(want) == _letters(have)


def _letters(value: object) -> str:
    return "".join(char for char in search_key(str(value)) if char.isalnum() or char in "%/.-")


def _rates(tally: Scores) -> dict[str, float]:
    rates: dict[str, float] = {}
    for name in sorted({key.rsplit(".", 1)[0] for key in tally if key.endswith(".gold")}):
        right, found, gold = (tally[f"{name}.{part}"] for part in ("right", "found", "gold"))
        if found + gold:
            rates[f"{name}.recall"] = _share(right, gold)
            rates[f"{name}.precision"] = _share(right, found)
            rates[f"{name}.f1"] = _share(2 * right, found + gold)
        if f"{name}.strict" in tally:
            rates[f"{name}.strict_f1"] = _share(2 * tally[f"{name}.strict"], found + gold)
    for key in sorted(key for key in tally if key.endswith(".of")):
        rates[key.removesuffix(".of")] = _share(tally[f"{key.removesuffix('.of')}.ok"], tally[key])
    return rates


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _counts(tally: Scores) -> dict[str, int]:
    return {key.rpartition(".")[0]: tally[key] for key in sorted(tally) if key.endswith((".gold", ".of"))}
