"""The lexer's tokens as a spaCy `Doc`: words in lower case, and one mark for each that no phrase has."""

from collections.abc import Set as AbstractSet
from functools import cache

from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import Vocab, create_vocab

from extractor.text.fold import plain
from extractor.text.places import Places, tokenize

UNKNOWN = "\ufffc"
"""What stands for a token that no phrase has; no text of a view holds it."""


@cache
def vocab() -> Vocab:
    """The vocabulary that all documents and patterns of this process share."""
    return create_vocab("vi", BaseDefaults)


def make_doc(places: Places, known: AbstractSet[str]) -> Doc:
    """The tokens of a text as a `Doc`, token for token; the vocabulary learns no word that is not `known`."""
    words = [word if word in known else UNKNOWN for word in places.lowered_words]
    return Doc(vocab(), words=words)


def words_of(phrase: str) -> list[str]:
    """A phrase of a list, cut as the lexer cuts, in lower case."""
    words, _ = tokenize(plain(phrase))
    return [word.lower() for word in words]


def make_pattern(phrase: str) -> Doc:
    """A phrase of a list as a `Doc`."""
    return Doc(vocab(), words=words_of(phrase))
