"""Draws what a report states: its body, period, indicators, staff and signer, from one source of chance."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

from corpus.made.generator import indicators
from corpus.made.generator import style as styles
from corpus.made.generator.model import (
    Annex,
    Body,
    Facts,
    Level,
    Period,
    PeriodKind,
    Signer,
)
from corpus.made.generator.staff import staffing
from extractor.units.gazetteer import Gazetteer, Unit, units_on

YEARS = (2024, 2025)
KINDS: tuple[PeriodKind, ...] = ("month", "month", "quarter", "quarter", "half", "nine", "year")
LAST_MONTHS: dict[PeriodKind, tuple[int, ...]] = {
    "month": tuple(range(3, 13)),
    "quarter": (3, 6, 9, 12),
    "half": (6,),
    "nine": (9,),
    "year": (12,),
}
TWO_LEVELS_FROM = "2025-07-01"
LEVELS: tuple[Level, ...] = ("xa", "xa", "xa", "huyen", "tinh")

FIELDS: dict[Level, tuple[str, ...]] = {
    "xa": ("Hộ tịch", "Chứng thực", "Đất đai", "Bảo trợ xã hội", "Người có công", "Hộ kinh doanh"),
    "huyen": ("Hộ tịch", "Chứng thực", "Đất đai", "Xây dựng", "Hộ kinh doanh", "Giáo dục và Đào tạo"),
    "tinh": ("Công chức, viên chức", "Tổ chức phi chính phủ", "Thi đua, khen thưởng", "Lưu trữ", "Việc làm"),
}
SUBJECTS = (
    "Tình hình, kết quả giải quyết thủ tục hành chính",
    "Kết quả công tác kiểm soát thủ tục hành chính",
    "Kết quả công tác cải cách hành chính",
)
STAFF_SUBJECT = "Tình hình giải quyết thủ tục hành chính và bố trí nhân sự Bộ phận Một cửa"
OFTEN = 0.75
ANNEXES: tuple[Annex, ...] = ("none", "none", "form", "staffing")

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Dương", "Lý")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Thanh", "Quốc", "Ngọc", "Hữu", "Xuân", "Thu")
GIVEN = ("An", "Bình", "Chính", "Dũng", "Giang", "Hạnh", "Khoa", "Lan", "Nam", "Phúc", "Sơn", "Thảo", "Vinh")


def facts(seed: str, rng: Random) -> Facts:
    """A report of any body for any period."""
    period = a_period(rng)
    return facts_of(seed, a_body(period, rng), period, rng)


def facts_of(
    seed: str, body: Body, period: Period, rng: Random, carried: Mapping[str, int] | None = None
) -> Facts:
    """A report of a body for a period; `carried` is what the period before left in each field."""
    style = styles.drawn(rng)
    annex = rng.choice(ANNEXES) if body.level != "xa" else rng.choice(("none", "form"))
    fields = rng.sample(FIELDS[body.level], rng.randint(3, len(FIELDS[body.level])))
    if carried:
        fields = list(carried)
    by_field = tuple(
        (name, indicators.dossiers(body, period, rng, (carried or {}).get(name))) for name in fields
    )
    sections = ("dossiers", *(name for name in indicators.OPTIONAL if rng.random() < OFTEN))
    values = indicators.values_of(sections, [row for _, row in by_field], body, rng)
    return Facts(
        seed=seed,
        body=body,
        period=period,
        issued=period.end + timedelta(days=rng.randint(1, 10)),
        number=rng.randint(2, 420),
        subject=STAFF_SUBJECT if annex == "staffing" else rng.choice(SUBJECTS),
        signer=_signer(body, rng),
        style=style,
        sections=sections,
        values=values,
        rates=indicators.rates_of(values, style.places),
        by_field=by_field,
        annex=annex,
        staffing=staffing(body, gazetteer_of(period), rng) if annex == "staffing" else (),
    )


def a_period(rng: Random) -> Period:
    """Any reporting period of the years that the lists of units cover."""
    kind = rng.choice(KINDS)
    return Period(kind, rng.choice(YEARS), rng.choice(LAST_MONTHS[kind]))


def a_body(period: Period, rng: Random, levels: Sequence[Level] = LEVELS) -> Body:
    """Any body that exists at the end of a period."""
    gazetteer = gazetteer_of(period)
    level = rng.choice(levels)
    has_districts = (period.span.end or "") < TWO_LEVELS_FROM
    if level == "huyen" and not has_districts:
        level = "xa"
    province = rng.choice([unit for unit in gazetteer.children("") if _below(gazetteer, unit)])
    if level == "tinh":
        return Body(level=level, province=province)
    district = rng.choice(_below(gazetteer, province)) if has_districts else None
    if level == "huyen":
        return Body(level=level, province=province, district=district)
    communes = _below(gazetteer, district or province)
    return Body(level="xa", province=province, district=district, commune=rng.choice(communes))


def communes_of(province: Unit, period: Period) -> list[Body]:
    """The bodies of all communes of a province at the end of a period."""
    gazetteer = gazetteer_of(period)
    below = gazetteer.children(province.code)
    if (period.span.end or "") >= TWO_LEVELS_FROM:
        return [Body(level="xa", province=province, commune=unit) for unit in below]
    return [
        Body(level="xa", province=province, district=district, commune=unit)
        for district in below
        for unit in gazetteer.children(district.code)
    ]


def gazetteer_of(period: Period) -> Gazetteer:
    """The list of units in force at the end of a period."""
    return units_on(period.span.end or "")


def _below(gazetteer: Gazetteer, unit: Unit) -> list[Unit]:
    """The units below one, but for those whose names hold digits or have nothing below when they should."""
    return [
        child
        for child in gazetteer.children(unit.code)
        if not any(char.isdigit() for char in child.name)
        and (child.level != "huyen" or any(_below(gazetteer, child)))
    ]


def _signer(body: Body, rng: Random) -> Signer:
    name = f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
    is_deputy = rng.random() < 1 / 2
    if body.level == "tinh":
        if is_deputy:
            return Signer(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ("KT",), "Phó Giám đốc", name)
        return Signer(("GIÁM ĐỐC",), (), "Giám đốc", name)
    if is_deputy:
        lines = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        return Signer(lines, ("TM", "KT"), "Phó Chủ tịch", name)
    return Signer(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("TM",), "Chủ tịch", name)
