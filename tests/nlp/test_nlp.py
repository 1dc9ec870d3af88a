from extractor import lexer, rules
from extractor.lexer import Lexed
from extractor.model import Document
from extractor.nlp import doc, hits, phrases
from extractor.text import view

TEXT = "Số hồ sơ đã giải quyết: 532;\n\ttrực tuyến giảm 12 hồ sơ, cấp xã 20."


def lexed(raw: str) -> Lexed:
    document = Document(name="x", media_type="text/plain", raw=raw)
    return lexer.read(document, view.make(document), rules.load())


def test_the_doc_has_the_tokens_of_the_view() -> None:
    places = lexed(TEXT).view.places
    tokens = [token.text for token in doc.make_doc(places, set(places.lowered_words))]
    assert tokens == [word.lower() for word in places.words]


def test_the_vocabulary_does_not_grow_with_what_is_read() -> None:
    patterns = rules.load()
    phrases.find_phrases(lexed(TEXT), patterns)
    before = len(doc.vocab().strings)
    phrases.find_phrases(lexed("Ông Xyzzy nhận 987.654.321 hồ sơ quxxq"), patterns)
    assert len(doc.vocab().strings) == before


def test_the_lexer_has_the_reading_of_every_token() -> None:
    words, _, readings = lexed("ngày 17/4/2024 có 12 hồ sơ").tokens
    read = list(zip(words, readings, strict=True))
    assert [reading for word, reading in read if word == "12"] == ["figure"]
    assert {reading for word, reading in read if word == "2024"} == {"date"}


def test_phrases_of_the_catalogue_are_found_whatever_their_case() -> None:
    found = phrases.find_phrases(lexed(TEXT.replace("đã giải", "ĐÃ GIẢI")), rules.load())
    ids = {hit.id for hit in found.within((0, 30))[hits.INDICATOR]}
    assert "HS.DONE.TOTAL" in ids


def test_a_figure_behind_a_word_of_change_is_a_change() -> None:
    found, patterns = lexed(TEXT), rules.load()
    changes = phrases.find_changes(found, phrases.find_phrases(found, patterns), patterns)
    assert changes == {found.view.text.index("12"): "down"}
