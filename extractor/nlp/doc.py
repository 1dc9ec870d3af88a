"""The lexer's tokens as a spaCy `Doc`."""

from functools import cache

from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import Vocab, create_vocab

from extractor.lexer import Lexed
from extractor.text.fold import plain
from extractor.text.places import tokenize


@cache
def vocab() -> Vocab:
    """The vocabulary that all documents and patterns of this process share."""
    return create_vocab("vi", BaseDefaults)


def make_doc(lexed: Lexed) -> Doc:
    """The view as a `Doc`: its tokens are those of `lexed.tokens`, which have the readings."""
    words, spaces, _ = lexed.tokens
    return Doc(vocab(), words=words, spaces=spaces)


def make_pattern(phrase: str) -> Doc:
    """A phrase of a list as a `Doc`, cut as the lexer cuts."""
    words, spaces = tokenize(plain(phrase))
    return Doc(vocab(), words=words, spaces=spaces)
