"""The shape of a report: letterhead, title, numbered sections, signature and annex, each line a passage."""

from collections.abc import Iterator, Sequence
from random import Random

from corpus.made.generator.annexes import annex
from corpus.made.generator.model import QUARTERS, Facts, called
from corpus.made.generator.passage import Passage, join, marked, plain
from corpus.made.generator.phrases import heading
from corpus.made.generator.prose import RESULTS, Prose, period_as, with_period
from corpus.made.generator.sources import own_report
from corpus.made.generator.style import long_day
from extractor.grammar.dates import iso

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
ROMAN = (*QUARTERS, "V", "VI")
EMPTY = plain("")
OFTEN = 0.8
CLOSING = ("difficulties", "outlook", "proposals")
RECIPIENTS = (
    ("- Như trên;", "- Lưu: VT."),
    ("- Như trên;", "- Thường trực HĐND (để b/c);", "- Lưu: VT, KSTT."),
)


def report(facts: Facts, rng: Random) -> Passage:
    """The text of a report with its truth."""
    prose = Prose(facts, rng)
    lines = [
        *letterhead(facts, rng),
        plain("BÁO CÁO"),
        plain(facts.subject),
        _capital(period_as(facts.period, facts.period.texts[0])),
        EMPTY,
        plain(f"Kính gửi: {facts.body.parent}"),
        EMPTY,
        *prose.lines("opening"),
        EMPTY,
        *_replaced(facts, rng),
        *_body(facts, prose, rng),
        EMPTY,
        *prose.lines("closing"),
        EMPTY,
        *_signature(facts, rng),
    ]
    if last := annex(facts, rng):
        lines += [EMPTY, *last]
    lines = [_capital(line) if line.text.startswith(facts.body.short) else line for line in lines]
    return with_period(join([*lines, EMPTY], "\n"), prose.days_label)


def letterhead(facts: Facts, rng: Random) -> list[Passage]:
    """The lines above the title."""
    if facts.style.letterhead == "absent":
        return []
    upper, lower = issuers(facts)
    own = f"{facts.number:02d}"
    symbol = plain(f"/BC-{facts.body.symbol}")
    number = join([plain("Số: "), marked(own, "other_numbers", reason="own number of the document"), symbol])
    issued = facts.issued
    value = iso(issued.year, issued.month, issued.day)
    day = marked(long_day(issued), "dates", kind="date", date=value, role="issue")
    place = join([plain(f"{facts.body.unit.name}, ngày "), day])
    if facts.style.letterhead == "flattened":
        between = rng.choice((" ", "\t"))
        sides = ((plain(upper), plain(MOTTO[0])), (plain(lower), plain(MOTTO[1])), (number, place))
        return [*(join(pair, between) for pair in sides), EMPTY]
    return [
        plain(upper),
        plain(lower),
        plain("-------"),
        *map(plain, MOTTO),
        plain("-" * 15),
        number,
        place,
        EMPTY,
    ]


def issuers(facts: Facts) -> tuple[str, str]:
    """The two lines of the letterhead that name who issues the report."""
    body = facts.body
    lower = "SỞ NỘI VỤ" if body.level == "tinh" else f"ỦY BAN NHÂN DÂN {called(body.unit).upper()}"
    return f"UBND {called(body.above).upper()}", lower


def _replaced(facts: Facts, rng: Random) -> list[Passage]:
    """The paragraph of a corrected report that says which one it takes the place of."""
    if facts.replaces is None:
        return []
    earlier = own_report(facts, *facts.replaces, rng)
    return [join([plain("Báo cáo này thay thế "), earlier, plain(".")]), EMPTY]


def _body(facts: Facts, prose: Prose, rng: Random) -> Iterator[Passage]:
    """The sections, either under Roman headings with the results below one of them, or all in one row."""
    results = [name for name in RESULTS if name in facts.sections]
    closing = [name for name in CLOSING if rng.random() < OFTEN]
    if facts.style.headings == "arabic":
        for n, name in enumerate(["direction", *results, *closing], 1):
            yield _numbered(n, name)
            yield from prose.section(name)
        return
    for roman, name in zip(ROMAN, ("direction", "results", *closing), strict=False):
        yield plain(f"{roman}. {heading(name).upper()}")
        if name != "results":
            yield from prose.section(name)
            continue
        for n, part in enumerate(results, 1):
            yield _numbered(n, part)
            yield from prose.section(part)


def _numbered(n: int, name: str) -> Passage:
    number = marked(str(n), "other_numbers", reason="heading number")
    return join([number, plain(f". {heading(name)}")])


def _signature(facts: Facts, rng: Random) -> Sequence[Passage]:
    lines = ["Nơi nhận:", *rng.choice(RECIPIENTS), "", *facts.signer.lines, "", "", facts.signer.name]
    return [plain(line) for line in lines]


def _capital(line: Passage) -> Passage:
    """The line with a capital first letter."""
    return Passage(line.text[:1].upper() + line.text[1:], line.marks)
