import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.cli import call
from extractor.records import CheckRecord
from tests.cli.calls import baocao
from tests.index.made import decision, enter, store


@pytest.fixture
def index(tmp_path: Path) -> str:
    with store(tmp_path / "vien-dan.sqlite") as made:
        doubt = CheckRecord(rule="REF_DATE", message="ghi sai ngày", members=("c1",))
        issuer = "Sở Nội vụ tỉnh Hà Tĩnh"
        enter(
            made,
            "a",
            decision(subject="ban hành Quy chế\t\n hoạt động", sentence="Thực hiện\r\n\x1b[31mQuyết định."),
            checks=[doubt],
            number="15",
            symbol="BC-SNV",
            issuer=issuer,
            date="2024-03-05",
        )
        enter(made, "b", decision(), decision("37", None, id="c2"))
        made.finish()
    return str(tmp_path / "vien-dan.sqlite")


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], index: str) -> Callable[..., tuple[int, str, str]]:
    def search(*args: str) -> tuple[int, str, str]:
        code = call(["search", index, *args])
        return (code, *capsys.readouterr())

    return search


def test_a_table_says_how_often_and_by_how_many(said: Callable[..., tuple[int, str, str]]) -> None:
    assert said("quyet", "dinh", "36") == (
        0,
        """Văn bản được viện dẫn
Văn bản	Trích yếu	Ngày	Số lần	Số báo cáo
Quyết định 36/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh	ban hành Quy chế hoạt động	08/09/2023	2	2

""",
        "",
    )
    _, names, _ = said("37")
    assert names.startswith("Tên gọi chưa đủ để biết chắc là văn bản nào\n")


def test_mentions_say_report_file_page_sentence_and_doubt(said: Callable[..., tuple[int, str, str]]) -> None:
    _, told, _ = said("36", "--mentions")
    assert (
        "Quyết định 36/2023/QĐ-UBND, UBND tỉnh Hà Tĩnh: 2 lần, trong 2 báo cáo\n"
        "Báo cáo\tTệp\tTrang\tCâu\tChỗ cần xem lại\n"
        "15/BC-SNV, Sở Nội vụ tỉnh Hà Tĩnh, 05/03/2024\ta.txt\t2\t"
        "Thực hiện \\x1b[31mQuyết định.\tghi sai ngày\n"
    ) in told


def test_json_is_a_line_a_document(said: Callable[..., tuple[int, str, str]]) -> None:
    _, told, _ = said("--json")
    first, second = map(json.loads, told.splitlines())
    assert (first["key_status"], first["mentions"], first["reports"]) == ("complete", 2, 2)
    assert (second["key_status"], second["key"], second["issuer"]) == ("partial", "37/2023/QĐ-UBND", None)
    assert "cited_by" not in first
    _, told, _ = said("36", "--json", "--mentions")
    (found,) = map(json.loads, told.splitlines())
    assert found["cited_by"][0]["sentence"] == "Thực hiện\r\n\x1b[31mQuyết định."
    assert [one["path"] for one in found["cited_by"]] == ["a.txt", "b.txt"]
    assert not re.search("[\x1b\x9b]", told)


@pytest.mark.parametrize(
    ("args", "count"),
    [
        (("--from", "2023"), 2),
        (("--from", "9/2023", "--to", "2023-09"), 2),
        (("--from", "08/9/2023", "--to", "2023-09-08"), 2),
        (("--from", "2024"), 0),
        (("--to", "7.9.2023"), 0),
        (("--issuer", "ha tinh"), 1),
        (("--type", "QĐ"), 2),
        (("--type", "nghi dinh"), 0),
        (("--limit", "1"), 2),
        (("--", "-36"), 1),
        (("-",), 2),
        (("",), 2),
        (('"', "*", "NEAR(", "^"), 0),
    ],
)
def test_filters_and_odd_queries(
    said: Callable[..., tuple[int, str, str]], args: tuple[str, ...], count: int
) -> None:
    code, told, complaint = said("--json", *args)
    assert (code, len(told.splitlines())) == (0, count)
    assert ("Không tìm thấy" in complaint) == (count == 0)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("--type", "thư tình"),
            "Không có loại văn bản “thư tình”.\nCác loại có trong chỉ mục: Quyết định.\n",
        ),
        (("--from", "hôm qua"), "Không hiểu ngày “hôm qua”.\n"),
        (("--to", "2024-13"), "Không hiểu ngày “2024-13”.\n"),
        (("--from", "2025-02-31"), "Không hiểu ngày “2025-02-31”.\n"),
        (("--to", "30/2/2025"), "Không hiểu ngày “30/2/2025”.\n"),
        (("--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_meant_is_said_with_the_next_step(
    said: Callable[..., tuple[int, str, str]], args: tuple[str, ...], told: str
) -> None:
    code, _, complaint = said("36", *args)
    assert code == 2
    assert told in complaint
    assert len(complaint.splitlines()) == 2


def test_a_file_that_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("no", encoding="utf-8")
    done = baocao("search", str(tmp_path / "x.sqlite"), "36", "--lang", "en")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"{tmp_path / 'x.sqlite'} is no index of citations, or is damaged.",
        "Make one with: baocao cite REPORTS -o citations.sqlite",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "Quyết định số 36/2023/QĐ-UBND",
        "Quyết định số 36/2023/QĐ-UBND ngày 8/9/2023 của UBND tỉnh Hà Tĩnh",
        "Quyết định số 36/2023/QĐ-UBND ngày 08 tháng 9 năm 2023",
        "số 36",
        "quyet dinh 36 nam 2023",
    ],
)
def test_a_citation_is_found_as_it_is_printed(said: Callable[..., tuple[int, str, str]], query: str) -> None:
    code, found, _ = said(query, "--json")
    assert code == 0
    assert json.loads(found.splitlines()[0])["number"] == "36/2023/QĐ-UBND"


def test_a_month_as_the_last_day_needs_no_day(said: Callable[..., tuple[int, str, str]]) -> None:
    assert said("36", "--to", "2/2024", "--json")[1].count("\n") == 1
