"""The lexer's tokens as a spaCy `Doc`."""

from functools import cache

from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import Vocab, create_vocab

from extractor.lexer import Lexed, tokenize
from extractor.text.fold import plain


@cache
def vocab() -> Vocab:
    """The vocabulary that all documents and patterns of this process share."""
    return create_vocab("vi", BaseDefaults)


def make_doc(lexed: Lexed) -> Doc:
    """The view as a `Doc`; `token.idx` is the offset in the view, `token.tag_` the reading."""
    text = lexed.view.text
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    for token in lexed.tokens:
        if text[token.start] == " " and words and not spaces[-1]:
            spaces[-1] = True
            continue
        words.append(text[token.start : token.end])
        spaces.append(False)
        tags.append(token.reading)
    return Doc(vocab(), words=words, spaces=spaces, tags=tags)


def make_pattern(phrase: str) -> Doc:
    """A phrase of a list as a `Doc`, cut as the lexer cuts."""
    words: list[str] = []
    spaces: list[bool] = []
    text = plain(phrase)
    for start, end in tokenize(text):
        if text[start] == " " and words and not spaces[-1]:
            spaces[-1] = True
            continue
        words.append(text[start:end])
        spaces.append(False)
    return Doc(vocab(), words=words, spaces=spaces)
