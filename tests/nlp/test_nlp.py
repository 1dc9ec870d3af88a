from extractor import lexer, rules
from extractor.lexer import Lexed
from extractor.model import Document
from extractor.nlp import doc, hits, phrases
from extractor.text import view

TEXT = "Số hồ sơ đã giải quyết: 532;\n\ttrực tuyến giảm 12 hồ sơ, cấp xã 20."


def lexed(raw: str) -> Lexed:
    document = Document(name="x", media_type="text/plain", raw=raw)
    return lexer.read(document, view.make(document), rules.load())


def test_the_doc_is_the_view() -> None:
    found = lexed(TEXT)
    tokens = doc.make_doc(found)
    assert tokens.text == found.view.text
    assert all(found.view.text[token.idx : token.idx + len(token)] == token.text for token in tokens)


def test_a_token_carries_its_reading() -> None:
    tokens = doc.make_doc(lexed("ngày 17/4/2024 có 12 hồ sơ"))
    assert [token.tag_ for token in tokens if token.text == "12"] == ["figure"]
    assert {token.tag_ for token in tokens if token.text == "2024"} == {"date"}


def test_phrases_of_the_catalogue_are_found_whatever_their_case() -> None:
    found = phrases.find_phrases(doc.make_doc(lexed(TEXT.replace("đã giải", "ĐÃ GIẢI"))), rules.load())
    ids = {hit.id for hit in found.within(hits.INDICATOR, 0, 30)}
    assert "HS.DONE.TOTAL" in ids


def test_a_figure_behind_a_word_of_change_is_a_change() -> None:
    tokens = doc.make_doc(lexed(TEXT))
    at = tokens.text.index("12")
    assert phrases.find_changes(tokens, phrases.find_phrases(tokens, rules.load()), rules.load()) == {
        at: "down"
    }
