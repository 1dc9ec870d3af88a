"""DOCX: the text as Word shows it, in reading order, by one walk over the package's XML."""

from extractor.model import Document, Problem, Severity
from extractor.readers.docx.compose import Composer
from extractor.readers.docx.names import W
from extractor.readers.docx.notes import furniture, note_bodies
from extractor.readers.docx.walk import Walk
from extractor.readers.faults import BrokenError, EncryptedError, TooLargeError
from extractor.readers.limits import Limits
from extractor.readers.opc import Package
from extractor.readers.sniff import Format


def read(data: bytes, name: str, limits: Limits) -> Document:
    """Read a DOCX file; a line of raw text is a paragraph, notes stand at the end."""
    try:
        return _read(data, name, limits)
    except EncryptedError:
        problem = Problem(code="docx_encrypted", severity=Severity.ERROR)
    except BrokenError:
        problem = Problem(code="docx_broken", severity=Severity.ERROR)
    except TooLargeError:
        values: dict[str, str | int | float] = {"bytes": limits.unpacked, "chars": limits.chars}
        problem = Problem(code="docx_too_large", severity=Severity.ERROR, values=values)
    return Document(name=name, media_type=Format.DOCX.media_type, wrapped=False, problems=(problem,))


def _read(data: bytes, name: str, limits: Limits) -> Document:
    package = Package(data, limits.unpacked)
    main, root = package.main("word/document.xml")
    if next(root.iter(W + "body"), None) is None:
        raise BrokenError
    walk = Walk(package, main)
    composer = Composer(limits.chars)
    body = walk.blocks(walk.opened(root))
    for text in furniture(package, main, "header", walk):
        composer.furniture(text)
    composer.items(body)
    for note in note_bodies(package, main, walk):
        composer.note(note)
    for text in furniture(package, main, "footer", walk):
        composer.furniture(text)
    raw, blocks, tables = composer.text()
    return Document(
        name=name,
        media_type=Format.DOCX.media_type,
        raw=raw,
        wrapped=False,
        blocks=blocks,
        tables=tables,
        problems=tuple(Problem(code="docx_part_broken", values={"part": part}) for part in package.lost),
    )
