"""The drill: what a provincial office gets for a month from its communes, with all that goes wrong.

Of the communes some send nothing, some send twice or a corrected report after a wrong one, some report the
months of the year instead of the month, or another month; some have a sum that does not hold, some count
what no catalogue knows. The truth is what the reports that count state.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from msgspec import Struct

from corpus.made.generator import draw, faults
from corpus.made.generator.batch import corrected
from corpus.made.generator.chance import chance
from corpus.made.generator.forms import OFFICE_FONT, find_font, pdf_of
from corpus.made.generator.make import Made, written
from corpus.made.generator.model import Body, Period
from corpus.made.word import document_of, save
from extractor.units.gazetteer import Unit, units_on

Fate = Literal["sent", "missing", "copied", "corrected", "cumulative", "faulty", "unknown", "late"]
PLANTED: dict[Fate, int] = {
    "missing": 7, "copied": 3, "corrected": 2, "cumulative": 5, "faulty": 4, "unknown": 3, "late": 2,
}  # fmt: skip
"""How many units meet each fate; `late` ones send the report of the month before."""

MONTH = Period("month", 2025, 9)
CUMULATIVE = Period("nine", 2025, 9)
BEFORE = Period("month", 2025, 8)
UNKNOWN = "Số lượt người dân tra cứu thông tin tại ki-ốt tự phục vụ: 1.234 lượt."
FORMS = ("txt", "docx", "pdf")


class Sender(Struct, frozen=True, kw_only=True):
    """A unit, what became of its report, its files (the one that counts last), and what that one states."""

    unit: Unit
    fate: Fate
    files: tuple[str, ...] = ()
    values: Mapping[str, Decimal] = {}


def drill(seed: str, folder: Path, units: int = 100) -> list[Sender]:
    """Write the reports of so many communes of one province into a folder, and say what is true."""
    rng = chance(seed)
    listed = units_on(MONTH.span.end or "")
    provinces = [unit for unit in listed.children("") if len(listed.children(unit.code)) >= units]
    bodies = draw.communes_of(rng.choice(provinces), MONTH)[:units]
    fates: list[Fate] = [fate for fate, count in PLANTED.items() for _ in range(count)]
    fates += ["sent"] * (len(bodies) - len(fates))
    rng.shuffle(fates)
    return [
        _sent(seed, body, fate, FORMS[number % len(FORMS)], folder)
        for number, (body, fate) in enumerate(zip(bodies, fates, strict=True))
    ]


def _sent(seed: str, body: Body, fate: Fate, form: str, folder: Path) -> Sender:
    if fate == "missing":
        return Sender(unit=body.unit, fate=fate)
    period = {"cumulative": CUMULATIVE, "late": BEFORE}.get(fate, MONTH)
    made = list(_reports(f"{seed}/{body.unit.code}", body, fate, period))
    files = [_write(report, form, folder) for report in made]
    if fate == "copied":
        again = files[0].with_stem(f"{files[0].stem}-gui-lai")
        again.write_bytes(files[0].read_bytes())
        files = [again, files[0]]
    facts = made[-1].facts
    values = {name: Decimal(value) for name, value in facts.values.items()} | dict(facts.rates)
    counts = values if period == MONTH else {}
    return Sender(unit=body.unit, fate=fate, files=tuple(file.name for file in files), values=counts)


def _reports(seed: str, body: Body, fate: Fate, period: Period) -> Iterator[Made]:
    rng = chance(seed)
    name = f"{body.unit.code}-bao-cao"
    facts = draw.facts_of(seed, body, period, rng)
    if fate == "corrected":
        yield written(faults.planted(facts, rng), name)
        yield written(corrected(facts, rng), f"{name}-thay-the")
        return
    made = written(faults.planted(facts, rng) if fate == "faulty" else facts, name)
    if fate == "unknown":
        made = made._replace(text=made.text.replace("Nơi nhận", f"{UNKNOWN}\n\nNơi nhận", 1))
    yield made


def _write(made: Made, form: str, folder: Path) -> Path:
    path = folder / f"{made.name}.{form}"
    match form:
        case "docx":
            save(document_of(made.text, OFFICE_FONT), path)
        case "pdf":
            path.write_bytes(pdf_of(made.text, find_font(None)))
        case _:
            path.write_bytes(made.text.encode())
    return path
