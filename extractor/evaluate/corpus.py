"""A folder of reports with gold: which gold there is, in which form, and the report that it is of."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from extractor.errors import UsageError
from extractor.evaluate import records_form, refs_form
from extractor.evaluate.gold import Gold

OUR_KEYS = frozenset({"document", "citations", "dates", "figures"})
OTHER_KEYS = frozenset({"legal_refs", "figures", "tables"})


class Case(Struct, frozen=True, kw_only=True):
    """A report and its gold. `name` is the stem of the gold file, `source` its bytes, `data` the report's."""

    name: str
    gold: Gold
    source: bytes
    data: bytes


def read_corpus(corpus: Path) -> Iterator[Case]:
    """The cases of a folder, in order of their names.

    Gold lies in `corpus/gold` or in `corpus` itself, as `<report>.json` of either form (the other form with
    `<report>.checks` beside it); reports lie in `corpus/reports`, beside the gold or one folder up. Raises
    UsageError when there is no gold, a gold file cannot be understood or its report is not there.
    """
    folder = corpus / "gold" if (corpus / "gold").is_dir() else corpus
    paths = [path for path in sorted(folder.glob("*.json")) if _is_gold(path)]
    if not paths:
        raise UsageError("no_gold", folder=corpus)
    for path in paths:
        yield _case(path, (folder.parent / "reports", folder, folder.parent))


def _is_gold(path: Path) -> bool:
    keys = _keys(path.read_bytes())
    return keys >= OUR_KEYS or (bool(keys & OTHER_KEYS) and "sha256" in keys)


def _keys(source: bytes) -> frozenset[str]:
    try:
        return frozenset(msgspec.json.decode(source, type=dict[str, msgspec.Raw]))
    except msgspec.MsgspecError:
        return frozenset()


def _case(path: Path, folders: tuple[Path, ...]) -> Case:
    source, beside = path.read_bytes(), path.with_suffix(".checks")
    checks = beside.read_bytes() if beside.exists() else b""
    try:
        gold = _gold(msgspec.json.decode(source), msgspec.json.decode(checks or b"{}"))
    except (KeyError, TypeError, AttributeError, msgspec.MsgspecError) as error:
        raise UsageError("bad_gold", file=path, reason=f"{type(error).__name__}: {error}") from error
    report = _report(gold, folders)
    if report is None:
        raise UsageError("no_report", gold=path, file=gold.file)
    return Case(name=path.stem, gold=gold, source=source + checks, data=report)


def _gold(gold: dict[str, Any], checks: dict[str, Any]) -> Gold:
    return records_form.read(gold) if gold.keys() >= OUR_KEYS else refs_form.read(gold, checks)


def _report(gold: Gold, folders: tuple[Path, ...]) -> bytes | None:
    """The bytes that gold was made of: the file that it names, else any other one with its digest."""
    named = [path for folder in folders if (path := folder / Path(gold.file).name).is_file()]
    searched = [folder for folder in folders if gold.sha256 and folder.is_dir()]
    others = (path for folder in searched for path in sorted(folder.iterdir()))
    for path in (*named, *others):
        if path.is_file():
            data = path.read_bytes()
            if gold.sha256 in {None, hashlib.sha256(data).hexdigest()}:
                return data
    return None
