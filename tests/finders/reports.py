"""Reports made of a few lines of text, as the finders see them."""

from extractor import lexer, readers, rules
from extractor.report import Report
from extractor.text.view import make


def report(text: str) -> Report:
    """The report that a text file with this text would be."""
    patterns = rules.load()
    document = readers.read(text.encode(), "bao-cao.txt")
    view = make(document)
    return Report(document, view, lexer.read(document, view, patterns), patterns)
