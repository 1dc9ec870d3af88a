"""The annex of a report: form II.06a by field, or the staff of the one-stop shops, as a table with tabs."""

from collections.abc import Sequence
from random import Random

from corpus.made.generator import style as styles
from corpus.made.generator.model import Dossiers, Facts, StaffRow
from corpus.made.generator.passage import Mark, Passage, covered, join, marked, plain
from corpus.made.generator.prose import figure_of
from corpus.made.generator.sources import self_reference

FORM_COLUMNS = (
    "HS.RECV.TOTAL",
    "HS.RECV.NEW.ONLINE",
    "HS.RECV.NEW.DIRECT_POST",
    "HS.RECV.CARRIED",
    "HS.DONE.TOTAL",
    "HS.DONE.EARLY",
    "HS.DONE.ONTIME",
    "HS.DONE.LATE",
    "HS.PEND.TOTAL",
    "HS.PEND.INTIME",
    "HS.PEND.OVERDUE",
)
FORM_HEADS = (
    ("TT", "Lĩnh vực", "Tiếp nhận", "", "", "", "Đã giải quyết", "", "", "", "Đang giải quyết", "", ""),
    (
        "", "", "Tổng số", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước", "Tổng số",
        "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn",
    ),
)  # fmt: skip
STAFF_HEADS = (
    "STT",
    "Bộ phận Một cửa",
    "Tổng số",
    "Thuộc biên chế (hoặc biệt phái) của Bộ phận Một cửa",
    "Do cơ quan chuyên môn cử đến",
    "Ghi chú",
)
FORM_TITLE = "Tình hình, kết quả giải quyết thủ tục hành chính"
STAFF_TITLE = "Số lượng cán bộ, công chức, viên chức làm việc tại Bộ phận Một cửa"
COUNTED = ("total", "own_staff", "seconded")


def annex(facts: Facts, rng: Random) -> list[Passage]:
    """The lines of the annex; none when the report has none."""
    if facts.annex == "none":
        return []
    is_form = facts.annex == "form"
    title = plain(FORM_TITLE if is_form else STAFF_TITLE)
    rows = _form(facts, rng) if is_form else _staff(facts)
    unit = [plain("Đơn vị tính: hồ sơ"), plain("")] if is_form else []
    return [plain("PHỤ LỤC"), title, self_reference(facts, rng), plain(""), *unit, *rows]


def _form(facts: Facts, rng: Random) -> list[Passage]:
    heads = [plain("\t".join(head)) for head in FORM_HEADS]
    rows = []
    for n, (name, dossiers) in enumerate(facts.by_field, 1):
        ordinal = marked(str(n), "other_numbers", reason="row ordinal")
        rows.append(join([ordinal, plain(name), *_cells(dossiers, facts, rng)], "\t"))
    whole = Dossiers(*(sum(column) for column in zip(*(row for _, row in facts.by_field), strict=True)))
    return [*heads, *rows, join([plain(""), plain("Tổng cộng"), *_cells(whole, facts, rng)], "\t")]


def _cells(row: Dossiers, facts: Facts, rng: Random) -> list[Passage]:
    values = (
        row.received, row.online, row.direct_post, row.carried, row.done, row.early, row.ontime, row.late,
        row.pending, row.intime, row.overdue,
    )  # fmt: skip
    return [
        _cell(styles.bare(value, facts.style, rng), facts, indicator, value)
        for indicator, value in zip(FORM_COLUMNS, values, strict=True)
    ]


def _cell(text: str, facts: Facts, indicator: str, value: int) -> Passage:
    figure = figure_of(text, facts, indicator, kind="count", value=str(value))
    return Passage(
        text, tuple(Mark(m.table, m.start, m.end, m.fields | {"table": True}) for m in figure.marks)
    )


def _staff(facts: Facts) -> list[Passage]:
    faults = {fault.at: fault for fault in facts.faults if fault.column}
    rows = []
    for n, row in enumerate(facts.staffing):
        counts = [plain("" if value is None else str(value)) for value in (row.total, row.own, row.seconded)]
        if fault := faults.get(str(n)):
            at = COUNTED.index(fault.column)
            fields = {"rule": fault.rule, "stated": fault.stated, "computed": fault.computed}
            counts[at] = covered(counts[at], "checks", **fields, column=fault.column)
        rows.append(_row(row, counts))
    return [plain("\t".join(STAFF_HEADS)), *rows]


def _row(row: StaffRow, counts: Sequence[Passage]) -> Passage:
    """A row of a staffing table; its record goes from the first cell with text to the last."""
    line = join([plain(row.ordinal), plain(row.unit), *counts, plain(row.note)], "\t")
    first = len(line.text) - len(line.text.lstrip("\t"))
    last = len(line.text.rstrip("\t"))
    fields = {
        "row_kind": row.kind,
        "ordinal": row.ordinal or None,
        "unit_raw": row.unit,
        "total": row.total,
        "own_staff": row.own,
        "seconded": row.seconded,
        "note": row.note or None,
    }
    return Passage(line.text, (Mark("staffing", first, last, fields), *line.marks))
