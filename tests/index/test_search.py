from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.index.query import parse
from extractor.index.search import Filters, Hits, known_bodies, known_type, opened, search
from extractor.parts import Pinpoint
from tests.index.made import decision, enter, store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with store(tmp_path / "c.sqlite") as index:
        law = {"doc_type": "luat", "issuer": "Quốc hội", "date": None, "year": "2024"}
        enter(
            index,
            "a",
            decision("36", id="c1", subject="ban hành Quy chế hoạt động"),
            decision("5", id="c2", subject="tổ má", pinpoints=(Pinpoint(dieu="5"),)),
            decision("236", id="c3", subject="ma túy năm 36"),
            decision("31", id="c4", number="31/2024/QH15", key="31/2024/QH15", subject="Đất đai", **law),
            number="15",
            symbol="BC-SNV",
            issuer="Sở Nội vụ tỉnh Hà Tĩnh",
            date="2024-03-01",
        )
        enter(
            index,
            "b",
            decision("36", id="c1", subject="ban hành Quy chế hoạt động"),
            decision("36", None, id="c2", date=None, issuer=None),
            decision("x", None, id="c3", kind="named", number=None, key=None, text="Luật  Đất đai", **law),
            decision("x", None, id="c4", kind="that", number=None, key=None, text="Quyết định nói trên"),
            date="2025",
        )
        index.finish()
    return tmp_path / "c.sqlite"


def found(path: Path, typed: str, *, told: bool = False, limit: int = 20, **filters: str) -> Hits:
    with opened(path) as connection:
        return search(connection, parse(typed), Filters(**filters), limit, with_mentions=told)


def numbers(hits: Hits) -> list[str | None]:
    return [one.number for one in hits.works]


@pytest.mark.parametrize(
    "typed", ["quyet dinh 36", "Quyết định 36", "QUYẾT ĐỊNH SỐ 36".replace("SỐ ", ""), "36 quyet"]
)
def test_marks_and_case_make_no_difference_and_the_number_stands_first(path: Path, typed: str) -> None:
    hits = found(path, typed)
    assert numbers(hits) == ["36/2023/QĐ-UBND", "236/2023/QĐ-UBND"]
    assert [one.title for one in hits.names] == ["Quyết định 36/2023/QĐ-UBND"]


@pytest.mark.parametrize(
    "typed",
    [
        "5",
        "05",
        "5/2023",
        "05/2023/qd-ubnd",
        '"quyet dinh 5"',
        "5/2023/QĐ-UBND",
        "5/2023/QĐ-UBND@tinh-ha-tinh",
    ],
)
def test_a_number_is_found_by_its_parts_with_or_without_zeros(path: Path, typed: str) -> None:
    assert numbers(found(path, typed))[:1] == ["5/2023/QĐ-UBND"]


def test_a_symbol_finds_all_that_bear_it(path: Path) -> None:
    assert len(found(path, "QĐ-UBND").works) == len(found(path, "qd-ubnd").works) == 3
    assert found(path, "UBND-QĐ").works == ()


def test_marks_as_typed_rank_higher(path: Path) -> None:
    assert numbers(found(path, "má"))[0] == "5/2023/QĐ-UBND"
    assert numbers(found(path, "ma"))[0] == "236/2023/QĐ-UBND"
    assert set(numbers(found(path, "má"))) == set(numbers(found(path, "ma")))


def test_words_of_the_subject_and_the_letter_d_with_a_stroke(path: Path) -> None:
    assert numbers(found(path, "dat dai")) == numbers(found(path, "đất đai")) == ["31/2024/QH15"]
    assert [one.title for one in found(path, "luat dat dai").names] == ["Luật Đất đai"]
    assert numbers(found(path, '"quy chế hoạt động"')) == ["36/2023/QĐ-UBND"]
    assert numbers(found(path, '"hoạt động quy chế"')) == []


def test_filters_narrow_and_what_is_partly_known_fits_its_span(path: Path) -> None:
    assert len(found(path, "", issuer="ha tinh").works) == 3
    assert numbers(found(path, "", issuer="QUỐC HỘI")) == ["31/2024/QH15"]
    assert numbers(found(path, "", doc_type="luat")) == ["31/2024/QH15"]
    assert numbers(found(path, "", since="2024-06-01")) == ["31/2024/QH15"], "only its year is known"
    assert numbers(found(path, "", since="2025-01-01")) == []
    assert len(found(path, "", until="2023-12-31").works) == 3
    assert len(found(path, "36", since="2023-09-08", until="2023-09-08").works) == 2


def test_a_body_is_found_by_its_full_name_and_its_short_one(path: Path) -> None:
    with opened(path) as connection:
        bodies = known_bodies(connection)
        assert bodies["uy ban nhan dan"] == "UBND"
        for typed in ("Ủy ban nhân dân tỉnh Hà Tĩnh", "uy ban nhan dan 36", "UBND 36"):
            assert "36/2023/QĐ-UBND" in numbers(search(connection, parse(typed, bodies), Filters(), 5))
        assert search(connection, parse("Hội đồng nhân dân", bodies), Filters(), 5) == Hits()
    assert len(found(path, "", issuer="Ủy ban nhân dân tỉnh").works) == 3


def test_without_a_query_the_most_cited_come_first(path: Path) -> None:
    hits = found(path, "", limit=1)
    assert [(one.number, one.mentions, one.reports) for one in hits.works] == [("36/2023/QĐ-UBND", 2, 2)]


def test_who_cites_it_is_told_with_its_place(path: Path) -> None:
    assert not hasattr(found(path, "5").works[0].cited_by, "__len__")
    (cited,) = found(path, "5/2023", told=True).works
    (mention,) = cited.cited_by or ()
    assert (mention.path, mention.page, mention.start, mention.end) == ("a.txt", 2, 10, 40)
    assert (mention.report_number, mention.report_date) == ("15/BC-SNV", "2024-03-01")
    assert mention.pinpoints == (Pinpoint(dieu="5"),)
    assert "5/2023" in (mention.sentence or "")
    (law,) = found(path, "luat dat dai", told=True).names
    assert [one.path for one in law.cited_by or ()] == ["b.txt"]


def test_what_names_no_document_is_not_among_the_names(path: Path) -> None:
    assert found(path, "nói trên") == Hits()


def test_a_type_is_known_by_its_id_name_and_short_form(path: Path) -> None:
    with opened(path) as connection:
        for word in ("quyet_dinh", "Quyết định", "quyet dinh", "QĐ", "qđ"):
            assert known_type(connection, word) == "quyet_dinh"
        with pytest.raises(UsageError, match="unknown_type") as caught:
            known_type(connection, "thư tình")
    assert "Quyết định" in str(caught.value.values["types"])


@pytest.mark.parametrize("data", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_index_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.sqlite").write_bytes(data)
    with pytest.raises(UsageError, match="no_index"), opened(tmp_path / "x.sqlite"):
        pass
    assert (tmp_path / "x.sqlite").read_bytes() == data


def test_a_folder_and_nothing_are_no_index(tmp_path: Path) -> None:
    with pytest.raises(UsageError), opened(tmp_path):
        pass
    with pytest.raises(UsageError, match="no_such_input"), opened(tmp_path / "none.sqlite"):
        pass
    assert not list(tmp_path.iterdir())
