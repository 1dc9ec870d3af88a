"""How long a search in a large index of citations takes, and how long one more report.

Usage, from the root of the repository: `python -m corpus.bench.index [--mentions 100000] [--keep FILE]`. The
mentions are made up: a few documents are named by most reports, most by one. Wall clock of this machine; a
search is told by the middle and the longest of its rounds, and as a whole call of the command line.
"""

import random
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

from extractor import rules
from extractor.index.query import parse
from extractor.index.search import Filters, opened, search
from extractor.index.store import Store
from extractor.pipeline import Options, Wanted, convert
from extractor.records import CitationRecord, DocumentRecord
from extractor.resolve.identity import identify
from extractor.units.gazetteer import LISTS, Unit, units_on

REPORT = Path(__file__).resolve().parents[1] / "reports" / "05-ubnd-tinh-an-giang-kt-xh-6-thang-2026.txt"
A_REPORT = 20
"""How many documents a report names."""

A_WORK = 8
"""How many mentions there are for each document that can be named."""

UNKNOWN = 0.1
"""The share of mentions that do not tell whose document they mean."""

ROUNDS = 15
QUERIES = (
    "quyet dinh 36",
    "36/2023",
    "QĐ-UBND",
    "Quyết định",
    "cải cách hành chính",
    "chuyen doi so",
    '"ban hành kế hoạch"',
    "UBND tỉnh Hà Tĩnh",
    "",
)
TYPES = {"quyet_dinh": "QĐ", "ke_hoach": "KH", "nghi_quyet": "NQ", "chi_thi": "CT", "thong_bao": "TB"}
DEEDS = ("ban hành Kế hoạch", "phê duyệt Đề án", "về việc tăng cường", "ban hành Quy chế", "triển khai")
MATTERS = (
    "cải cách hành chính", "chuyển đổi số", "kiểm soát thủ tục hành chính", "phòng, chống dịch bệnh",
    "giảm nghèo bền vững", "xây dựng nông thôn mới", "sắp xếp đơn vị hành chính", "dạy nghề cho lao động",
    "quản lý đất đai", "bảo vệ rừng", "an toàn thực phẩm", "trật tự an toàn giao thông",
)  # fmt: skip


class Work(NamedTuple):
    """A document that can be named."""

    doc_type: str
    number: str
    date: str
    issuer: str
    subject: str
    key: str


def _work(seat: Unit, chance: random.Random) -> Work:
    place = seat.full_name[:1].lower() + seat.full_name[1:]
    doc_type = chance.choice(list(TYPES))
    year = chance.randint(2019, 2026)
    has_year = chance.random() < 0.2  # noqa: PLR2004 - normative documents
    serial = chance.randint(1, 2500)
    number = f"{serial}/{year}/{TYPES[doc_type]}-UBND" if has_year else f"{serial}/{TYPES[doc_type]}-UBND"
    date = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    key = identify(number, str(year) if has_year else None, date, place=place, is_central=False).key or ""
    subject = f"{chance.choice(DEEDS)} {chance.choice(MATTERS)} năm {year}"
    return Work(doc_type, number, date, f"UBND {place}", subject, key)


def reports(mentions: int, seed: int = 7) -> Iterator[tuple[DocumentRecord, tuple[CitationRecord, ...]]]:
    """Reports with so many mentions in all, as a conversion gives them."""
    chance = random.Random(seed)  # noqa: S311 - no secrets
    seats = sorted(units_on(LISTS[-1]).units.values(), key=lambda unit: unit.code)
    known = [_work(chance.choice(seats), chance) for _ in range(max(1, mentions // A_WORK))]
    weights = [1 / (rank + 1) for rank in range(len(known))]
    chosen = chance.choices(known, weights, k=mentions)
    for number in range(0, mentions, A_REPORT):
        own = _work(chance.choice(seats), chance)
        document = DocumentRecord(
            doc_id=f"sha256:{seed}-{number}",
            path=f"{number // A_REPORT // 100:03}/bao-cao-{number}.docx",
            doc_type="bao_cao",
            number=str(number + 1),
            symbol="BC-UBND",
            date=own.date,
            issuer=own.issuer,
        )
        cited = islice(chosen, number, number + A_REPORT)
        yield document, tuple(_mention(work, index, chance) for index, work in enumerate(cited))


def _mention(work: Work, index: int, chance: random.Random) -> CitationRecord:
    text = f"{work.doc_type} số {work.number}"
    is_known = chance.random() > UNKNOWN
    return CitationRecord(
        id=f"c{index + 1}",
        start=index * 300,
        end=index * 300 + len(text),
        page=index // 5 + 1,
        text=text,
        doc_type=work.doc_type,
        number=work.number,
        date=work.date,
        issuer=work.issuer if is_known else None,
        subject=work.subject,
        key=work.key if is_known else work.number,
        key_status="complete" if is_known else "partial",
        sentence=f"Thực hiện {text} của {work.issuer} {work.subject}, địa phương đã giao các phòng rà soát.",
    )


def fill(path: Path, mentions: int) -> None:
    """Make an index of made-up reports."""
    patterns = rules.load()
    with Store(path, "made", patterns) as store:
        for document, cited in reports(mentions):
            store.enter(document.path, document, cited, ())
        store.finish()


def one_more(path: Path, report: Path) -> None:
    """Find the citations of one more report and put them into an index."""
    patterns = rules.load()
    with Store(path, "made", patterns) as store:
        result = convert(report.read_bytes(), report.name, Options(wanted=Wanted.REFERENCES))
        store.enter(report.name, result.document, result.records.citations, result.records.checks)
        store.finish()


def seconds(run: Callable[[], object]) -> float:
    """The wall clock of a call."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def lines(path: Path, mentions: int) -> Iterator[str]:
    """What is printed."""
    yield f"{'index of made-up mentions':44} {seconds(lambda: fill(path, mentions)):10.2f} s"
    with opened(path) as connection:
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _TABLES]  # noqa: S608 - our names
    yield "  " + ", ".join(f"{count} {name}" for count, name in zip(counts, _TABLES, strict=True))
    for typed in QUERIES:
        taken = [seconds(partial(_searched, path, typed)) * 1000 for _ in range(ROUNDS)]
        yield f"{f'search: {typed}':44} {median(taken):10.1f} ms  (longest {max(taken):.1f} ms)"
    call = [sys.executable, "-m", "extractor", "search", str(path), "quyet dinh 36"]
    yield f"{'the whole call of baocao search':44} {seconds(lambda: _called(call)) * 1000:10.1f} ms"
    rules.load()
    yield f"{'one more report':44} {seconds(lambda: one_more(path, REPORT)):10.2f} s"
    call = [
        sys.executable,
        "-m",
        "extractor",
        "cite",
        str(REPORT.parent / _OTHER),
        "-o",
        str(path),
        "-j",
        "1",
    ]
    yield f"{'the whole call of baocao cite for another':44} {seconds(lambda: _called(call)):10.2f} s"


_TABLES = ("reports", "works", "mentions")
_OTHER = "08-bo-noi-vu-sap-xep-bo-may-9-thang-2025.txt"


def _searched(path: Path, typed: str) -> None:
    with opened(path) as connection:
        search(connection, parse(typed), Filters(), 20)


def _called(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    parser = ArgumentParser(
        prog="python -m corpus.bench.index", description=(__doc__ or "").split("\n", 1)[0]
    )
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the index here and leave it")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(given.keep or Path(folder) / "citations.sqlite", given.mentions):
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
