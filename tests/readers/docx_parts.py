"""Makes DOCX files of a few elements for the tests."""

import io
import zipfile

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
BORDERS = "<w:tblPr><w:tblBorders><w:top w:val='single'/><w:insideH w:val='single'/></w:tblBorders></w:tblPr>"


def relations(*targets: tuple[str, str]) -> str:
    """A part of relations to (kind, target)."""
    items = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets)
    )
    return f"<Relationships>{items}</Relationships>"


def archive(parts: dict[str, str]) -> bytes:
    """A ZIP file of the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file with this content of `w:body`, and of the parts in `word/` named without `.xml`."""
    related = relations(*((name.rstrip("0123456789"), f"{name}.xml") for name in parts))
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": related,
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def part(root: str, content: str) -> str:
    """A part with this root element of the main namespace."""
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(content: str, properties: str = "") -> str:
    """A paragraph; content that is no element becomes a run."""
    inner = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*contents: str, span: int = 1, merge: str = "") -> str:
    """A cell of one paragraph per content; `merge` is "restart" or "continue" for a vertical merge."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(map(para, contents)) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, properties: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = BORDERS) -> str:
    """A table, with borders unless told otherwise."""
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"
