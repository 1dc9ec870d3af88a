"""Renders the text reports of the corpus as Word files and as PDF files.

The Word file names Times New Roman, as offices do. The PDF is made by LibreOffice from a copy that
names Tinos, a free font of the same widths with all Vietnamese letters.

Usage, from the root of the repository: `python -m corpus.made.render [--no-pdf] [slug ...]`
"""

import sys
import tempfile
from pathlib import Path

from corpus.made.pdf import to_pdf
from corpus.made.records import read_text
from corpus.made.word import document_of, same_text, save

ROOT = Path(__file__).resolve().parents[1]
REPORTS, RENDERED = ROOT / "reports", ROOT / "rendered"
OFFICE_FONT, PDF_FONT = "Times New Roman", "Tinos"


def render(slugs: list[str], *, pdf: bool) -> bool:
    """Renders reports; false when a Word file does not hold the text of its report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = [slug for slug in slugs if not render_word(slug, folder)]
        for slug in wrong:
            print(f"{slug}: the Word file does not hold the text of the report")
        if pdf:
            to_pdf([folder / f"{slug}.docx" for slug in slugs], RENDERED, folder / "profile")
    return not wrong


def render_word(slug: str, folder: Path) -> bool:
    """Renders a report as a Word file, and for the PDF a copy in a folder; whether the text is whole."""
    text = read_text(REPORTS / f"{slug}.txt")
    path = RENDERED / f"{slug}.docx"
    save(document_of(text, OFFICE_FONT), path)
    save(document_of(text, PDF_FONT), folder / path.name)
    return same_text(text, path)


def main(arguments: list[str]) -> int:
    """Renders the named reports, or all."""
    RENDERED.mkdir(exist_ok=True)
    slugs = [name for name in arguments if not name.startswith("-")]
    slugs = slugs or sorted(path.stem for path in REPORTS.glob("*.txt"))
    return 0 if render(slugs, pdf="--no-pdf" not in arguments) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
