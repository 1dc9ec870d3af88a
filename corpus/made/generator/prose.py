"""Fills the wordings of a report with what it states."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from corpus.made.generator import sources
from corpus.made.generator import style as styles
from corpus.made.generator.identities import NEW
from corpus.made.generator.model import LAST_MONTH, Facts, Period
from corpus.made.generator.passage import Mark, Passage, covered, fill, join, marked, plain
from corpus.made.generator.phrases import wordings
from extractor.rules import load
from extractor.rules.lists import Indicator

CHANGED = 0.4
KINDS = {"n": "numerator", "d": "denominator", "": "count"}
RESULTS = ("procedures", "dossiers", "digital", "payment", "complaints", "staff")


class Prose:
    """The passages of one report; each call draws a wording and fills it."""

    def __init__(self, facts: Facts, rng: Random) -> None:
        self.facts = facts
        self.rng = rng
        self.days, self.days_label = styles.data_days(facts.period.span, facts.style, rng)
        self._letter = sources.letter(facts, rng)
        self._laws = iter(sources.national(facts, rng))
        self._words: dict[str, Callable[[], Passage]] = {
            "hs": lambda: plain(" hồ sơ" if facts.style.repeats_units else ""),
            "late": lambda: self._none_or("HS.DONE.LATE"),
            "overdue": lambda: self._none_or("HS.PEND.OVERDUE"),
            "change": self._change,
            "short": lambda: plain(facts.body.short),
            "body": lambda: plain(facts.body.name),
            "parent": lambda: plain(facts.body.parent),
            "period": lambda: period(facts.period, rng),
            "next": lambda: period(facts.period.next, rng),
            "days": lambda: self.days,
            "letter": lambda: sources.cited(self._letter, facts.style, rng),
            "letter.subject": lambda: plain(self._letter.subject),
            "law": lambda: sources.cited(self._law(), facts.style, rng),
            "law.pinned": lambda: sources.pinned(self._law(), facts.style, rng),
            "plan": lambda: sources.in_full(sources.plan(facts, rng), facts.style, rng),
            "plan.bare": lambda: sources.cited(sources.plan(facts, rng), facts.style, rng),
            "decision": lambda: sources.in_full(sources.decisions(facts, rng, 1)[0], facts.style, rng),
            "decisions": self._decisions,
            "goal": self._goal,
            "deadline": self._deadline,
        }

    def lines(self, name: str) -> list[Passage]:
        """A passage in one of its wordings, line by line."""
        return [fill(line, self._slot) for line in self.rng.choice(wordings(name))]

    def section(self, name: str) -> list[Passage]:
        """The lines of a section of the report."""
        if name != "dossiers":
            return self.lines(name)
        received = "received_with_new" if NEW in self.facts.values else "received"
        return [line for part in (received, "done", "pending", "shares") for line in self.lines(part)]

    def _slot(self, name: str) -> Passage:
        if name in self._words:
            return self._words[name]()
        role, _, indicator = name.rpartition(":")
        if role == "r":
            return self._rate(indicator)
        if role == "m":
            return self._money(indicator)
        return self._count(indicator, KINDS[role])

    def _count(self, indicator: str, kind: str) -> Passage:
        value = self.facts.values[indicator]
        text = styles.count(value, self.facts.style, self.rng)
        digits = text.partition(" (")[0]
        figure = figure_of(digits, self.facts, indicator, kind=kind, value=str(value))
        return join([self._checked(indicator, figure), plain(text[len(digits) :])])

    def _rate(self, indicator: str) -> Passage:
        value = self.facts.rates[indicator]
        text = styles.percent(value, self.facts.style)
        return self._checked(
            indicator, figure_of(text, self.facts, indicator, kind="rate", value=plainly(value))
        )

    def _money(self, indicator: str) -> Passage:
        value = self.facts.values[indicator]
        text = f"{value:,}".replace(",", ".") + " đồng"
        return figure_of(text, self.facts, indicator, kind="money", value=str(value))

    def _checked(self, indicator: str, figure: Passage) -> Passage:
        """The figure with the fault that was planted at it, if there is one."""
        for fault in self.facts.faults:
            if fault.at == indicator:
                fields = {"rule": fault.rule, "stated": fault.stated, "computed": fault.computed}
                return covered(figure, "checks", **fields)
        return figure

    def _none_or(self, indicator: str) -> Passage:
        """A count of dossiers past their day, which may be said to be none."""
        if self.facts.values[indicator] == 0 and self.facts.style.says_zero:
            none = figure_of("không có", self.facts, indicator, kind="zero_stated", value="0")
            return join([none, plain(" hồ sơ quá hạn")])
        return fill("quá hạn {" + indicator + "}{hs}", self._slot)

    def _change(self) -> Passage:
        """What the rate has changed by since the year before."""
        if self.rng.random() > CHANGED:
            return plain("")
        value = Decimal(self.rng.randint(1, 120)) / 10
        word, sign = self.rng.choice((("tăng", ""), ("giảm", "-")))
        text = f"{value}".replace(".", self.facts.style.decimal) + " điểm %"
        fields = {"kind": "delta", "value": f"{sign}{value}", "unit": "diem_phan_tram"}
        delta = marked(text, "figures", **fields, indicator="RATE.ONLINE", **level_of(self.facts))
        return join([plain(f", {word} "), delta, plain(" so với cùng kỳ năm trước")])

    def _law(self) -> sources.Document:
        """A law or decree that the report has not cited yet."""
        return next(self._laws)

    def _decisions(self) -> Passage:
        """Two decisions after one type word."""
        return sources.listed(sources.decisions(self.facts, self.rng, 2), self.facts.style, self.rng)

    def _goal(self) -> Passage:
        goal = self.rng.randint(60, 95)
        text = f"{goal}{self.facts.style.percent}"
        fields = {
            "kind": "rate",
            "value": str(goal),
            "unit": "%",
            "period_label": self.facts.period.next.label,
        }
        return marked(text, "figures", **fields, **level_of(self.facts))

    def _deadline(self) -> Passage:
        year = self.facts.issued.year + (self.facts.issued.month == LAST_MONTH)
        day = date(year, self.facts.issued.month % LAST_MONTH + 1, self.rng.randint(10, 28))
        return styles.dated(day, "deadline", self.facts.style, self.rng)


def period(of: Period, rng: Random) -> Passage:
    """A reporting period in running text."""
    return period_as(of, rng.choice(of.texts))


def period_as(of: Period, text: str) -> Passage:
    """A reporting period as a text."""
    fields = {"kind": "period", "label": of.label, "start_date": of.span.start, "end_date": of.span.end}
    return marked(text, "dates", **fields, basis=of.span.basis, role="reporting_period")


def figure_of(text: str, facts: Facts, indicator: str, *, kind: str, value: str) -> Passage:
    """A figure of an indicator."""
    fields = {"kind": kind, "value": value, "unit": units()[indicator], "indicator": indicator}
    return marked(text, "figures", **fields, **level_of(facts))


def level_of(facts: Facts) -> dict[str, str]:
    """The level that figures are about: only a commune has none below it that could be meant as well."""
    return {"level": "xa"} if facts.body.level == "xa" else {}


def with_period(passage: Passage, label: str) -> Passage:
    """The passage with the label of the period on the figures that have no other."""
    marks = (
        Mark(m.table, m.start, m.end, {"period_label": label} | m.fields) if m.table == "figures" else m
        for m in passage.marks
    )
    return Passage(passage.text, tuple(marks))


def plainly(value: Decimal) -> str:
    """A number without trailing zeros."""
    whole = value.to_integral_value()
    return str(whole) if value == whole else str(value.normalize())


@cache
def units() -> dict[str, str]:
    """The unit of each indicator."""
    return {row.id: row.unit for row in load().rows(Indicator)}
