"""How fast the project is beside its peers on the same files, and how it reads the cases of other projects.

Usage, from the root of the repository: `python -m corpus.bench [FILES_OR_FOLDERS...] [--rounds 5]
[--external FOLDER] [--skip PEER] [--json]`. Peers are measured when the same environment has them.
Exit code 1 when a case that is in scope is not read as it should be, 2 when the call is wrong.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from corpus.bench import external, tables
from corpus.bench.contestants import CONTESTS
from corpus.bench.external import Verdict
from corpus.bench.runs import Line, run
from corpus.bench.samples import found, sample

RENDERED = Path(__file__).resolve().parents[1] / "rendered"


def parsed(arguments: Sequence[str]) -> Namespace:
    """The arguments of the command line."""
    parser = ArgumentParser(prog="python -m corpus.bench", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument(
        "places", nargs="*", type=Path, metavar="FILES_OR_FOLDERS", help="default: corpus/rendered"
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="timed rounds after a warm-up; 0 measures nothing"
    )
    parser.add_argument(
        "--external", type=Path, metavar="FOLDER", help="a folder with cases of other projects"
    )
    parser.add_argument(
        "--skip", action="append", default=[], metavar="PEER", help="leave this distribution out"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    options = parser.parse_args(arguments)
    for place in (*options.places, *([options.external] if options.external else [])):
        if not place.exists():
            parser.error(f"{place}: no such file or folder")
    return options


def measured(options: Namespace) -> list[list[Line]]:
    """The lines of each contest for which there are files."""
    if options.rounds < 1:
        return []
    samples = [sample(path) for path in found(options.places or [RENDERED])]
    for unread in (one for one in samples if not one.pages):
        print(f"{unread.path}: cannot be opened, left out", file=sys.stderr)
    lines = (run(contest, samples, options.rounds, options.skip) for contest in CONTESTS)
    return [contest for contest in lines if contest]


def as_json(speed: Sequence[Sequence[Line]], verdicts: Sequence[Verdict], unknown: Sequence[str]) -> str:
    """Everything that was measured and read, for programs."""
    data = {
        "speed": [line._asdict() for lines in speed for line in lines],
        "external": [
            {**one._asdict(), "case": {**one.case._asdict(), "wanted": sorted(one.case.wanted)}}
            for one in verdicts
        ],
        "unknown_forms": list(unknown),
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def main(arguments: Sequence[str]) -> int:
    """Measure, read, print."""
    options = parsed(arguments)
    speed = measured(options)
    verdicts, unknown = external.run(options.external) if options.external else ([], [])
    if options.json:
        print(as_json(speed, verdicts, unknown))
    else:
        parts = [tables.speed(lines, "page" if "PDF" in lines[0].contest else "file") for lines in speed]
        if options.external:
            parts.append(tables.external(verdicts, unknown))
        print("\n\n".join(parts or ["nothing to measure"]))
    return int(any(tables.is_miss(verdict) for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
