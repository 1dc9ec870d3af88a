import unicodedata

import pytest

from tests.finders.sentences import citations

PLAIN = "Thực hiện Quyết định số 36/2023/QĐ-UBND ngày 08/9/2023 của UBND tỉnh về công tác văn thư."


def one(text: str) -> tuple[str | None, ...]:
    (found,) = citations(text)
    return found.doc_type, found.number, found.date, found.issuer


def test_a_citation_in_full() -> None:
    (found,) = citations(PLAIN)
    assert (found.text, found.kind) == ("Quyết định số 36/2023/QĐ-UBND", "full")
    assert (found.serial, found.year, found.symbol) == ("36", "2023", "QĐ-UBND")
    assert (found.date, found.issuer, found.issuer_level) == ("2023-09-08", "UBND tỉnh An Giang", "tinh")
    assert found.subject == "công tác văn thư"
    assert (found.key, found.key_status) == ("36/2023/QĐ-UBND@tinh-an-giang", "complete")


@pytest.mark.parametrize(
    "damaged",
    [
        PLAIN.replace("36/2023", "36/ 2023"),
        PLAIN.replace("QĐ-UBND", "QĐ- UBND"),
        PLAIN.replace("QĐ-UBND", "QĐUBND"),
        PLAIN.replace("QĐ-UBND", "QÐ-UBND"),
        PLAIN.replace("số 36", "số: 36"),
        PLAIN.replace("Quyết định số", "Quyết định\nsố"),
        PLAIN.replace("QĐ-UBND ngày", "QĐ-UBND, ngày"),
        PLAIN.replace("QĐ-UBND ngày", "QĐ-UBND\n\nngày"),
        PLAIN.replace("QĐ-UBND", "QĐ-UBND¹"),
        PLAIN.replace("Quyết định", "**Quyết định"),
        unicodedata.normalize("NFD", PLAIN),
    ],
)
def test_damage_of_print_does_not_change_identity(damaged: str) -> None:
    (found,) = citations(damaged)
    assert (found.doc_type, found.key, found.date) == (
        "quyet_dinh",
        "36/2023/QĐ-UBND@tinh-an-giang",
        "2023-09-08",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", ("nghi_dinh", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ")),
        ("Công văn số 452/TTg-KSTT", ("cong_van", "452/TTg-KSTT", None, "Thủ tướng Chính phủ")),
        ("Văn bản số 2023/BNV-CCHC ngày 17/4/2024", ("cong_van", "2023/BNV-CCHC", "2024-04-17", "Bộ Nội vụ")),
        ("Nghị quyết số 18-NQ/TW", ("nghi_quyet", "18-NQ/TW", None, None)),
        ("Luật Thi đua, khen thưởng năm 2022", ("luat", None, None, "Quốc hội")),
        ("Bộ luật Dân sự", ("bo_luat", None, None, "Quốc hội")),
        ("Kế hoạch số 83/KH-SNV ngày 10/02/2021", ("ke_hoach", "83/KH-SNV", "2021-02-10", "Sở Nội vụ tỉnh An Giang")),
        ("Văn bản số 2136/UBND-NC₄", ("cong_van", "2136/UBND-NC4", None, None)),
        ("Công điện số 644/CĐ-TTg", ("cong_dien", "644/CĐ-TTg", None, "Thủ tướng Chính phủ")),
        ("Thông tư liên tịch số 01/2012/TTLT-BNV-BTC", ("thong_tu_lien_tich", "01/2012/TTLT-BNV-BTC", None, "Bộ Nội vụ, Bộ Tài chính")),
    ],
)  # fmt: skip
def test_types_numbers_and_issuers(text: str, expected: tuple[str | None, ...]) -> None:
    assert one(f"Thực hiện {text}.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "đã ban hành 04 Quyết định",
        "các Kế hoạch của UBND tỉnh",
        "đạt 116/116 TTHC",
        "số nhà 12/5",
        "gần 200 hồ sơ/ngày",
        "Mã thủ tục: 1.000656",
        "theo Biểu II.06a/VPCP",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert citations(f"Trong kỳ {text}.") == ()


def test_a_list_carries_the_issuer_from_its_head() -> None:
    found = citations(
        "UBND tỉnh đã ban hành các Quyết định: số 36/QĐ-UBND ngày 08/9/2023, số 56/QĐ-UBND ngày 28/02/2024."
    )
    assert [(c.kind, c.text, c.issuer, c.issuer_source) for c in found] == [
        ("elided", "số 36/QĐ-UBND", "UBND tỉnh An Giang", "carried"),
        ("elided", "số 56/QĐ-UBND", "UBND tỉnh An Giang", "carried"),
    ]


def test_a_list_carries_the_issuer_from_its_tail() -> None:
    found = citations(
        "Tại các Quyết định: số 526/QĐ-UBND ngày 10/02/2020; số 374/QĐ-UBND ngày 17/11/2021 của UBND tỉnh."
    )
    assert [c.issuer for c in found] == ["UBND tỉnh An Giang"] * 2
    assert [c.issuer_source for c in found] == ["carried", "text"]


def test_swapping_two_members_swaps_the_records_only() -> None:
    a, b = "số 36/QĐ-UBND ngày 08/9/2023", "số 56/QĐ-UBND ngày 28/02/2024"
    first = citations(f"UBND tỉnh đã ban hành các Quyết định: {a}, {b}.")
    second = citations(f"UBND tỉnh đã ban hành các Quyết định: {b}, {a}.")
    assert [c.key for c in first] == [c.key for c in reversed(second)]


def test_one_number_of_two_types_is_two_documents() -> None:
    found = citations("Kế hoạch số 83/KH-SNV ngày 10/02/2021; Báo cáo số 83/BC-SNV ngày 10/02/2021.")
    assert len({c.key for c in found}) == 2


def test_the_place_of_a_local_decision_is_never_guessed() -> None:
    (found,) = citations("theo Quyết định số 209/QĐ-UBND ngày 10/02/2021.")
    assert (found.issuer, found.key_status) == (None, "partial")


def test_an_amendment_links_both_ends() -> None:
    first, second = citations(
        "Nghị định số 107/2021/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP."
    )
    assert (first.relation, first.relates_to) == ("sua_doi_bo_sung", second.id)


def test_a_short_form_points_to_the_full_mention() -> None:
    full, short = citations("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018. Theo Nghị định 61 nêu trên.")
    assert (short.kind, short.resolves_to, short.key) == ("short", full.id, full.key)


def test_a_pinpoint_goes_to_its_document() -> None:
    (found,) = citations("theo khoản 2 Điều 5 Nghị định số 61/2018/NĐ-CP.")
    assert (found.pinpoints[0].khoan, found.pinpoints[0].dieu) == ("2", "5")


def test_the_number_of_the_report_itself_is_no_citation() -> None:
    assert citations("Không có gì.") == ()


def test_a_repair_of_form_keeps_the_print() -> None:
    (found,) = citations("Quyết định số 468/QĐTTg")
    assert (found.number, found.number_raw) == ("468/QĐ-TTg", "468/QĐTTg")
    assert [(r.reason, r.applied) for r in found.repairs] == [("lost_hyphen", True)]
