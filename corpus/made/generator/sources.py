"""The documents that reports cite: laws and decrees that exist, and plans and letters made up for a report.

Numbers, days and issuers of the former are facts; the latter have the form that their issuer would give them.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from corpus.made.generator.model import Facts, called
from corpus.made.generator.passage import Mark, Passage, join, marked, plain
from corpus.made.generator.style import Style, dated

NEW_ORDER = date(2025, 7, 1)
"""From this day there are two levels of units, and communes have new bodies."""

PLAIN_WORD = 0.8
"""How often `số` stands between the type and the number."""


class Document(NamedTuple):
    """A document as reports cite it; `issuer` is its name in records, `by` in running text."""

    doc_type: str
    word: str
    number: str
    day: date
    issuer: str
    by: str
    subject: str


GOVERNMENT, PRIME, OFFICE = "Chính phủ", "Thủ tướng Chính phủ", "Văn phòng Chính phủ"
ONE_STOP = "thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"
NATIONAL = (
    ("nghi_dinh", "Nghị định", "61/2018/NĐ-CP", date(2018, 4, 23), GOVERNMENT, ONE_STOP),
    ("nghi_dinh", "Nghị định", "107/2021/NĐ-CP", date(2021, 12, 6), GOVERNMENT, ONE_STOP),
    ("nghi_dinh", "Nghị định", "45/2020/NĐ-CP", date(2020, 4, 8), GOVERNMENT,
     "thực hiện thủ tục hành chính trên môi trường điện tử"),
    ("nghi_dinh", "Nghị định", "42/2022/NĐ-CP", date(2022, 6, 24), GOVERNMENT,
     "cung cấp thông tin và dịch vụ công trực tuyến"),
    ("nghi_dinh", "Nghị định", "63/2010/NĐ-CP", date(2010, 6, 8), GOVERNMENT, "kiểm soát thủ tục hành chính"),
    ("nghi_quyet", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), GOVERNMENT,
     "Chương trình tổng thể cải cách hành chính nhà nước"),
    ("quyet_dinh", "Quyết định", "766/QĐ-TTg", date(2022, 6, 23), PRIME,
     "chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp"),
    ("quyet_dinh", "Quyết định", "468/QĐ-TTg", date(2021, 3, 27), PRIME,
     "đổi mới việc thực hiện cơ chế một cửa, một cửa liên thông"),
    ("thong_tu", "Thông tư", "02/2017/TT-VPCP", date(2017, 10, 31), OFFICE,
     "hướng dẫn nghiệp vụ kiểm soát thủ tục hành chính"),
    ("thong_tu", "Thông tư", "01/2020/TT-VPCP", date(2020, 10, 21), OFFICE,
     "chế độ báo cáo định kỳ thuộc phạm vi quản lý của Văn phòng Chính phủ"),
    ("thong_tu", "Thông tư", "01/2023/TT-VPCP", date(2023, 4, 5), OFFICE,
     "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính"),
)  # fmt: skip
NEW_DECREE = (
    "nghi_dinh", "Nghị định", "118/2025/NĐ-CP", date(2025, 6, 9), GOVERNMENT,
    "thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông",
)  # fmt: skip
PLANS = (
    "kiểm soát thủ tục hành chính",
    "cải cách hành chính",
    "nâng cao chất lượng dịch vụ công trực tuyến",
    "tuyên truyền cải cách hành chính",
)
DECISIONS = (
    "kiện toàn Bộ phận Một cửa",
    "ban hành Quy chế làm việc của Bộ phận Một cửa",
    "giao chỉ tiêu tiếp nhận hồ sơ trực tuyến",
    "công khai danh mục thủ tục hành chính",
)
LETTERS = (
    "đẩy nhanh tiến độ giải quyết hồ sơ",
    "chế độ báo cáo định kỳ",
    "chấn chỉnh việc tiếp nhận hồ sơ",
    "số hóa hồ sơ, giấy tờ",
)


def national(facts: Facts, rng: Random) -> list[Document]:
    """The laws and decrees that were made before the report, in any order."""
    rows = [row for row in (*NATIONAL, NEW_DECREE) if row[3] < facts.issued]
    return [
        Document(doc_type, word, number, day, issuer, issuer, subject)
        for doc_type, word, number, day, issuer, subject in rng.sample(rows, len(rows))
    ]


def plan(facts: Facts, rng: Random) -> Document:
    """A plan of the reporting body itself."""
    number = rng.randint(2, 320)
    return _own(facts, number, _before(facts, rng), ("ke_hoach", "Kế hoạch", "KH"), rng.choice(PLANS))


def decisions(facts: Facts, rng: Random, count: int) -> list[Document]:
    """Decisions of the reporting body itself, in the order of their numbers and days."""
    numbers = sorted(rng.sample(range(2, 320), count))
    days = sorted(_before(facts, rng) for _ in range(count))
    kind = ("quyet_dinh", "Quyết định", "QĐ")
    subjects = rng.sample(DECISIONS, count)
    rows = zip(numbers, days, subjects, strict=True)
    return [_own(facts, number, day, kind, subject) for number, day, subject in rows]


def letter(facts: Facts, rng: Random) -> Document:
    """A letter of the committee that the body reports to, or of the office of the province's."""
    body = facts.body
    subject = rng.choice(LETTERS)
    number = rng.randint(100, 4000)
    if body.above is body.province and rng.random() < 1 / 2:
        issuer, symbol = f"Văn phòng UBND {called(body.province)}", "VPUB-KSTT"
        by = f"Văn phòng UBND {body.province.kind}"
    else:
        issuer, symbol, by = body.parent, "UBND-NC", f"UBND {body.above.kind}"
    day = _before(facts, rng)
    return Document("cong_van", "Công văn", f"{number}/{symbol}", day, issuer, by, subject)


def _own(facts: Facts, number: int, day: date, kind: tuple[str, str, str], subject: str) -> Document:
    body = facts.body
    doc_type, word, short = kind
    printed = f"{number:02d}/{short}-{body.symbol}"
    return Document(doc_type, word, printed, day, body.issuer, body.short, subject)


def _before(facts: Facts, rng: Random) -> date:
    """A day of the report's year before it was made, under the same order of units."""
    first = date(facts.issued.year, 1, 3)
    if facts.issued >= NEW_ORDER:
        first = max(first, NEW_ORDER)
    last = max(first, facts.issued - timedelta(days=15))
    return first + timedelta(days=rng.randint(0, (last - first).days))


def cited(document: Document, style: Style, rng: Random) -> Passage:
    """A document in running text, with its day and issuer."""
    between = " số " if rng.random() < PLAIN_WORD else " "
    return join(
        [
            _named(document, f"{document.word}{between}{document.number}"),
            plain(rng.choice((" ngày ", " ngày ", ", ngày "))),
            dated(document.day, "cited", style, rng),
            plain(f" của {document.by}"),
        ]
    )


def pinned(document: Document, style: Style, rng: Random) -> Passage:
    """A place in a document in running text."""
    clause, article = str(rng.randint(1, 6)), str(rng.randint(2, 19))
    place = [marked(number, "other_numbers", reason="pinpoint") for number in (clause, article)]
    name = cited(document, style, rng)
    pinpoints = {"pinpoints": [{"dieu": article, "khoan": clause}]}
    marks = (
        Mark(m.table, m.start, m.end, m.fields | pinpoints) if m.table == "citations" else m
        for m in name.marks
    )
    named = Passage(name.text, tuple(marks))
    return join([plain("khoản "), place[0], plain(" Điều "), place[1], plain(" "), named])


def in_full(document: Document, style: Style, rng: Random) -> Passage:
    """A document in running text with what it is about."""
    return join([cited(document, style, rng), plain(f" về {document.subject}")])


def listed(documents: list[Document], style: Style, rng: Random) -> Passage:
    """Documents of one type and issuer after one type word."""
    items = [
        join(
            [
                _named(document, f"số {document.number}", kind="elided"),
                plain(" ngày "),
                dated(document.day, "cited", style, rng),
                plain(f" về {document.subject}"),
            ]
        )
        for document in documents
    ]
    glue = rng.choice((", ", "; "))
    return join([plain(f"các {documents[0].word}: "), join(items, glue)])


def own_report(facts: Facts, number: int, day: date, rng: Random) -> Passage:
    """The earlier report that a corrected one takes the place of."""
    body = facts.body
    document = Document(
        "bao_cao", "Báo cáo", f"{number:02d}/BC-{body.symbol}", day, body.issuer, body.short, ""
    )
    return cited(document, facts.style, rng)


def _named(document: Document, text: str, kind: str = "full") -> Passage:
    fields = {"kind": kind, "doc_type": document.doc_type, "number": document.number}
    return marked(text, "citations", **fields, date=document.day.isoformat(), issuer=document.issuer)


def self_reference(facts: Facts, rng: Random) -> Passage:
    """The line of an annex that names the report it belongs to."""
    number = f"{facts.number:02d}/BC-{facts.body.symbol}"
    fields = {"kind": "self", "doc_type": "bao_cao", "number": number}
    name = marked(
        f"Báo cáo số {number}", "citations", **fields, date=facts.issued.isoformat(), issuer=facts.body.issuer
    )
    day = dated(facts.issued, "cited", facts.style, rng)
    return join([plain("(Kèm theo "), name, plain(" ngày "), day, plain(f" của {facts.body.name})")])
