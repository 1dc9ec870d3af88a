"""Makes reports with known truth.

    python -m corpus.made.generator --seed 7 --count 100 --to txt,docx,pdf --damage wrap,nfd --faults 5 OUT
    python -m corpus.made.generator --seed 7 --batch 40 --periods 2 OUT

OUT/reports and OUT/rendered get the reports, OUT/gold what they truly say: `baocao evaluate OUT` scores them.
"""

import argparse
import json
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from corpus.made.generator import batch
from corpus.made.generator.chance import chance
from corpus.made.generator.damage import DAMAGES
from corpus.made.generator.forms import FORMS, NoFontError, find_font, write
from corpus.made.generator.make import Made, make

NO_FONT = 3


def main(arguments: list[str]) -> int:
    """Exit code of the command line: 2 for a call that cannot be understood, 3 when there is no font."""
    options = parser().parse_args(arguments)
    try:
        font = find_font(options.font) if "pdf" in options.to else None
    except NoFontError as error:
        print(error, file=sys.stderr)
        return NO_FONT
    count = 0
    for made in _batch(options) if options.batch else _reports(options):
        write(made, options.out, options.to, font)
        count += 1
    print(f"{count} reports in {options.out}")
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(
        prog="python -m corpus.made.generator",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("out", metavar="OUT", type=Path, help="folder to write to")
    made.add_argument("--seed", default="0", help="the same seed gives the same files")
    made.add_argument("--count", type=int, default=10, help="how many reports")
    made.add_argument("--to", type=some_of(FORMS), default=["txt"], help=",".join(FORMS))
    made.add_argument("--damage", type=some_of(DAMAGES), default=[], help=",".join(DAMAGES))
    made.add_argument(
        "--faults", type=int, default=0, help="how many of the reports have an arithmetic fault"
    )
    made.add_argument(
        "--batch", type=int, default=0, metavar="UNITS", help="reports of communes of one province"
    )
    made.add_argument("--periods", type=int, default=1, help="how many periods a batch has")
    made.add_argument("--font", type=Path, help="a TrueType font with Vietnamese letters, for PDF")
    return made


def some_of(known: Collection[str]) -> Callable[[str], list[str]]:
    """The reader of a list of names between commas, each of them known."""

    def names(text: str) -> list[str]:
        found = [name for name in text.split(",") if name]
        if unknown := [name for name in found if name not in known]:
            reason = f"{', '.join(unknown)}: not one of {', '.join(known)}"
            raise argparse.ArgumentTypeError(reason)
        return found

    return names


def _reports(options: argparse.Namespace) -> Iterator[Made]:
    """Reports of any bodies, some of them with a fault."""
    faulty = set(chance(options.seed).sample(range(options.count), min(options.faults, options.count)))
    for n in range(options.count):
        name = f"{options.seed}-{n:05d}"
        yield make(name, damages=options.damage, is_faulty=n in faulty)


def _batch(options: argparse.Namespace) -> Iterator[Made]:
    """The reports of a batch, whose manifest is written beside them."""
    made = batch.batch(options.seed, options.batch, options.periods, options.damage)
    options.out.mkdir(parents=True, exist_ok=True)
    manifest = json.dumps(batch.manifest_of(made), ensure_ascii=False, indent=1)
    (options.out / "manifest.json").write_text(manifest + "\n", encoding="utf-8")
    yield from made.reports


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
