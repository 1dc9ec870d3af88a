"""Makes and checks the gold files of the corpus.

A writer marks the report while writing it (`marks.py` has the grammar). From the marked text come the
report itself and its gold file, whose offsets are those of the printed text.

Usage, from the root of the repository: `python -m corpus.made.anchor build|verify|stats [slug ...]`
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus.made import coverage
from corpus.made.errors import MarkError
from corpus.made.gold import make_gold
from corpus.made.marks import read_marked
from corpus.made.passages import passages
from corpus.made.records import LISTS, dumped, read_text

ROOT = Path(__file__).resolve().parents[1]
MARKED, REPORTS, GOLD = ROOT / "made" / "marked", ROOT / "reports", ROOT / "gold"
COMMANDS = ("build", "verify", "stats")


def made(path: Path) -> tuple[str, str]:
    """Text of the report and of the gold file that a marked file stands for."""
    head, report = read_marked(path)
    gold = make_gold(head, report)
    if said := list(passages(path.stem, report.text)):
        gold["passages"] = said
    return report.text, dumped(gold)


def committed(slug: str) -> tuple[str, str]:
    """Text of a report and of its gold file as they lie in the corpus."""
    return read_text(REPORTS / f"{slug}.txt"), read_text(GOLD / f"{slug}.json")


def build(slug: str) -> None:
    """Writes the report and the gold file of one marked file."""
    text, gold = made(MARKED / f"{slug}.txt")
    (REPORTS / f"{slug}.txt").write_bytes(text.encode())
    (GOLD / f"{slug}.json").write_bytes(gold.encode())


def faults(slug: str) -> Iterator[str]:
    """What is wrong with a report and its gold file; nothing when all is well."""
    text, gold = committed(slug)
    yield from coverage.faults(text, json.loads(gold))
    marked = MARKED / f"{slug}.txt"
    try:
        if marked.exists() and made(marked) != (text, gold):
            yield "report or gold differ from the marked text: run build"
    except MarkError as error:
        yield str(error)


def verify(slug: str) -> bool:
    """Prints what is wrong with a report; true when all is well."""
    found = list(faults(slug))
    print("\n  ".join([f"{slug}:", *found]) if found else f"{slug}: ok")
    return not found


def stats(slug: str) -> str:
    """One line of counts of a gold file."""
    text, gold = committed(slug)
    lists = json.loads(gold)
    return f"{slug:40} {len(text):6} chars  " + "  ".join(f"{name} {len(lists[name])}" for name in LISTS)


def run(command: str, slugs: list[str]) -> bool:
    """Runs a command over the named reports, or over all; true when all is well."""
    folder = MARKED if command == "build" else GOLD
    slugs = slugs or sorted(path.stem for path in folder.iterdir() if path.is_file())
    if command == "verify":
        failed = [slug for slug in slugs if not verify(slug)]
        return not failed
    for slug in slugs:
        if command == "build":
            build(slug)
        else:
            print(stats(slug))
    return True


def main(arguments: list[str]) -> int:
    """Exit code of the command line: 1 for a fault, 2 for a call that cannot be understood."""
    command, *slugs = arguments or ["verify"]
    if command not in COMMANDS:
        print(__doc__)
        return 2
    try:
        return 0 if run(command, slugs) else 1
    except MarkError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
