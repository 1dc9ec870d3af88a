"""What a made report knows: who reports, for which period, its indicators and its staff.

Everything here is a value without text.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from corpus.made.generator.style import Style
from extractor.grammar.dates import Span, months
from extractor.units.gazetteer import Unit

Level = Literal["tinh", "huyen", "xa"]
PeriodKind = Literal["month", "quarter", "half", "nine", "year"]
RowKind = Literal["section", "group", "unit", "total"]
Annex = Literal["none", "form", "staffing"]

LENGTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half": 6, "nine": 9, "year": 12}
QUARTERS = ("I", "II", "III", "IV")
LAST_MONTH = 12


class Period(NamedTuple):
    """A reporting period: the last month of it and how many months it has."""

    kind: PeriodKind
    year: int
    month: int

    @property
    def span(self) -> Span:
        """Its days, by the cut-off of the 15th."""
        return months(self.year, self.month - LENGTHS[self.kind] + 1, self.month)

    @property
    def end(self) -> date:
        """Its last day."""
        return date.fromisoformat(self.span.end or "")

    @property
    def label(self) -> str:
        """Its label in records."""
        ends = {
            "month": f"-{self.month:02d}",
            "quarter": f"-Q{self.month // 3}",
            "half": "-H1",
            "nine": "-9M",
            "year": "",
        }
        return f"{self.year}{ends[self.kind]}"

    @property
    def texts(self) -> tuple[str, ...]:
        """Its names in running text."""
        quarter = QUARTERS[(self.month - 1) // 3]
        return {
            "month": (f"tháng {self.month} năm {self.year}", f"tháng {self.month}/{self.year}"),
            "quarter": (f"quý {quarter} năm {self.year}", f"quý {quarter}/{self.year}"),
            "half": (f"6 tháng đầu năm {self.year}",),
            "nine": (f"9 tháng đầu năm {self.year}", f"9 tháng năm {self.year}"),
            "year": (f"năm {self.year}",),
        }[self.kind]

    @property
    def next(self) -> "Period":
        """The period after it; half-years and longer ones are followed by the same of the next year."""
        length = LENGTHS[self.kind] if self.kind in {"month", "quarter"} else LAST_MONTH
        month = self.month + length
        over = month > LAST_MONTH
        return Period(self.kind, self.year + over, month - LAST_MONTH * over)


class Body(Struct, frozen=True, kw_only=True):
    """Who reports: the People's Committee of a commune or district, or a department of a province."""

    level: Level
    province: Unit
    district: Unit | None = None
    commune: Unit | None = None

    @property
    def unit(self) -> Unit:
        """The unit that it is the body of."""
        return self.commune or self.district or self.province

    @property
    def name(self) -> str:
        """As running text calls it."""
        return "Sở Nội vụ" if self.level == "tinh" else f"UBND {called(self.unit)}"

    @property
    def short(self) -> str:
        """As running text calls it once it is named."""
        return "Sở Nội vụ" if self.level == "tinh" else f"UBND {self.unit.kind}"

    @property
    def issuer(self) -> str:
        """As records call it."""
        if self.level == "tinh":
            return f"Sở Nội vụ {called(self.province)}"
        over = self.district or self.province
        return f"{self.name}, {called(over)}" if self.level == "xa" else self.name

    @property
    def above(self) -> Unit:
        """The unit to whose committee it reports."""
        return self.district if self.commune and self.district else self.province

    @property
    def parent(self) -> str:
        """The committee that it reports to."""
        return f"UBND {called(self.above)}"

    @property
    def symbol(self) -> str:
        """Its code in the symbols of documents."""
        return "SNV" if self.level == "tinh" else "UBND"


class Dossiers(NamedTuple):
    """The dossiers of a field in the columns of form II.06a that are not sums."""

    online: int = 0
    direct_post: int = 0
    carried: int = 0
    early: int = 0
    ontime: int = 0
    late: int = 0
    intime: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        """All that was to be handled."""
        return self.online + self.direct_post + self.carried

    @property
    def done(self) -> int:
        """All that was handled."""
        return self.early + self.ontime + self.late

    @property
    def pending(self) -> int:
        """What is left for the next period."""
        return self.intime + self.overdue


class StaffRow(NamedTuple):
    """A row of a staffing table; what a row does not state is None."""

    kind: RowKind
    ordinal: str
    unit: str
    total: int | None = None
    own: int | None = None
    seconded: int | None = None
    note: str = ""


class Signer(NamedTuple):
    """The lines over the name, the authority that they give, the role as records have it, and the name."""

    lines: tuple[str, ...]
    authority: tuple[str, ...]
    role: str
    name: str


class Planted(NamedTuple):
    """A fault that was planted: where it shows, what is stated and right, and the identity that it breaks."""

    rule: str
    at: str
    stated: str
    computed: str
    broken: str
    column: str = ""


class Facts(Struct, frozen=True, kw_only=True):
    """All that one report states."""

    seed: str
    body: Body
    period: Period
    issued: date
    number: int
    subject: str
    signer: Signer
    style: Style
    sections: tuple[str, ...]
    values: Mapping[str, int]
    rates: Mapping[str, Decimal]
    by_field: tuple[tuple[str, Dossiers], ...]
    staffing: tuple[StaffRow, ...] = ()
    annex: Annex = "none"
    faults: tuple[Planted, ...] = ()
    replaces: tuple[int, date] | None = None


def called(unit: Unit) -> str:
    """The name of a unit with its type, in the middle of a sentence."""
    return f"{unit.kind} {unit.name}"
