import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.grammar.identifiers import DocumentName, from_iri, from_urn, to_iri, to_urn
from tests.finders.sentences import citations

words = st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6}){0,3}", fullmatch=True)
names = st.builds(
    DocumentName,
    authority=words,
    measure=words,
    year=st.integers(1945, 2099).map(str),
    number=st.from_regex(r"[0-9]{1,4}\.[a-z]{1,4}(-[a-z]{1,4})?", fullmatch=True),
    place=st.none() | words,
)


@given(name=names, is_normative=st.booleans())
def test_names_come_back_as_they_went(*, name: DocumentName, is_normative: bool) -> None:
    assert from_urn(to_urn(name)) == name
    assert from_iri(to_iri(name, is_normative=is_normative)) == name


@pytest.mark.parametrize(
    "text", ["", "urn:lex:fr:etat:loi:2004-05-15;106", "/akn/za/act/1998/84", "urn:isbn:1"]
)
def test_names_of_other_schemes_are_none_of_ours(text: str) -> None:
    assert from_urn(text) is None
    assert from_iri(text) is None


def test_one_document_has_one_name_however_it_is_written() -> None:
    first, second = citations(
        "Theo Quyết định số 566/QĐ-UBND ngày 12/3/2024 của UBND tỉnh. Căn cứ QĐ 566/QĐUBND ngày 12-3-2024 "
        "của Chủ tịch UBND tỉnh."
    )
    assert first.urn == second.urn == "urn:lex:vn;tinh.an.giang:uy.ban.nhan.dan:quyet.dinh:2024;566.qd-ubnd"
    assert first.uri == second.uri == "/akn/vn-tinh-an-giang/doc/quyet-dinh/uy-ban-nhan-dan/2024/566.qd-ubnd"


def test_a_decree_is_named_by_its_government_and_year() -> None:
    (found,) = citations("theo Nghị định số 61/2018/NĐ-CP")
    assert found.urn == "urn:lex:vn:chinh.phu:nghi.dinh:2018;61.2018.nd-cp"
    assert found.uri == "/akn/vn/act/nghi-dinh/chinh-phu/2018/61.2018.nd-cp"


def test_what_is_not_identified_has_no_name() -> None:
    (found,) = citations("theo Quyết định số 209/QĐ-UBND ngày 10/02/2021.")
    assert (found.urn, found.uri) == (None, None)


def test_documents_of_one_number_have_names_of_their_own() -> None:
    found = citations("Kế hoạch số 83/KH-SNV ngày 10/02/2021; Báo cáo số 83/BC-SNV ngày 10/02/2021.")
    assert len({citation.urn for citation in found} - {None}) == 2
