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


def test_the_lexer_has_the_reading_of_every_token_of_the_doc() -> None:
    found = lexed("ngày 17/4/2024 có 12 hồ sơ")
    read = list(zip(doc.make_doc(found), found.tokens.readings, strict=True))
    assert [reading for token, reading in read if token.text == "12"] == ["figure"]
    assert {reading for token, reading in read if token.text == "2024"} == {"date"}


def test_phrases_of_the_catalogue_are_found_whatever_their_case() -> None:
    found = phrases.find_phrases(lexed(TEXT.replace("đã giải", "ĐÃ GIẢI")), rules.load())
    ids = {hit.id for hit in found.within((0, 30))[hits.INDICATOR]}
    assert "HS.DONE.TOTAL" in ids


def test_a_figure_behind_a_word_of_change_is_a_change() -> None:
    found, patterns = lexed(TEXT), rules.load()
    changes = phrases.find_changes(found, phrases.find_phrases(found, patterns), patterns)
    assert changes == {found.view.text.index("12"): "down"}
