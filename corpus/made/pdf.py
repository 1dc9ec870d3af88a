"""PDF files: Word files turned by LibreOffice, with fixed dates and identity.

In: Word files. Out: a PDF file of the same name for each, in a folder; the same Word file gives the same
bytes under the same LibreOffice.
"""

import re
import subprocess
from pathlib import Path

from corpus.made.word import FIXED_DATE

TIME_LIMIT = 600
# Every replacement keeps its length, so that the offsets inside the file stay true.
FIXED = (
    (re.compile(rb"(?<=/CreationDate\(D:)\d{14}"), FIXED_DATE.strftime("%Y%m%d%H%M%S").encode()),
    (re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)"), b"0" * 32),
    (re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}"), b"0" * 32),
)


def to_pdf(sources: list[Path], target: Path, profile: Path) -> None:
    """Turns Word files into PDF files, under a profile of LibreOffice that is not the user's own."""
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    command = ["soffice", *options, "--outdir", str(target), *map(str, sources)]
    subprocess.run(  # noqa: S603 - no shell is involved, the names are those of our own reports
        command, check=True, capture_output=True, timeout=TIME_LIMIT
    )
    for source in sources:
        fix_dates(target / f"{source.stem}.pdf")


def fix_dates(path: Path) -> None:
    """Puts the fixed date and identity into a PDF file."""
    content = path.read_bytes()
    for pattern, fixed in FIXED:
        content = pattern.sub(fixed, content)
    path.write_bytes(content)
