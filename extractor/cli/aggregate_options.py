"""What must fit together in a call of `aggregate` before anything is read."""

from collections.abc import Sequence
from pathlib import Path

from extractor.errors import UsageError
from extractor.rules.forms import OfficialForm
from extractor.summary import frames

BOOK, WORD = ".xlsx", ".docx"
DATA = frozenset({frames.CSV, frames.PARQUET})


def check(
    out: Path,
    draft: Path | None,
    inputs: Sequence[Path],
    template: str | None,
    form: OfficialForm | None,
    *,
    periods: Sequence[str],
    by_section: bool,
) -> None:
    """Raises UsageError where an output has no known form or replaces an input, or options do not fit."""
    suffix = out.suffix.lower()
    if suffix not in {BOOK, *DATA}:
        raise UsageError("unknown_suffix", path=out, forms=", ".join((BOOK, *sorted(DATA))))
    if draft is not None and draft.suffix.lower() != WORD:
        raise UsageError("unknown_suffix", path=draft, forms=WORD)
    if suffix in DATA and template is not None:
        raise UsageError("template_to_data", path=out)
    for written in (out, draft):
        if written is not None and any(_is_same(written, given) for given in inputs):
            raise UsageError("out_is_input", path=written)
    if form is not None and by_section:
        raise UsageError("form_by_section", form=form.id)
    if form is not None and len(periods) > 1:
        raise UsageError("form_of_one_period", form=form.id)


def _is_same(written: Path, given: Path) -> bool:
    """Whether a file that is written is one that is read, or lies in a folder of results that is read."""
    places = (written.resolve(), written.resolve().parent if given.is_dir() else written.resolve())
    return written.exists() and given.resolve() in places


def read_list(path: Path) -> str:
    """The text of a list of senders, UTF-8 or as a spreadsheet saves "Unicode text"; raises UsageError."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("bad_list", path=path) from error
    if "\x00" in text or not text.strip():
        raise UsageError("bad_list", path=path)
    return text
