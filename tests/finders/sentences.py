"""Records of a sentence, as the whole pipeline gives them."""

from extractor.pipeline import convert
from extractor.records import CitationRecord, DateRecord, DocumentRecord, FigureRecord, Records

HEAD = "UBND TỈNH AN GIANG\nSỞ NỘI VỤ\nSố: 12/BC-SNV\nAn Giang, ngày 05 tháng 4 năm 2024\n\nBÁO CÁO\nKết quả công tác\n\n"


def records(text: str, *, head: str = HEAD) -> Records:
    return convert((head + text).encode(), "x.txt").records


def document(text: str) -> DocumentRecord:
    return convert(text.encode(), "x.txt").document


def citations(text: str) -> tuple[CitationRecord, ...]:
    return records(text).citations


def dates(text: str) -> list[DateRecord]:
    return [d for d in records(text).dates if (d.start or 0) >= len(HEAD)]


def figures(text: str) -> tuple[FigureRecord, ...]:
    return records(text).figures
