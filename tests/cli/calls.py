"""Calls of the command line as a user makes them: in a process of their own."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "extractor"]


def environment(**more: str) -> dict[str, str]:
    """The variables of this process without the ones that the command line reads."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("BAOCAO_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"} | more


def baocao(
    *args: str, given: bytes = b"", variables: dict[str, str] | None = None, folder: Path | None = None
) -> CompletedProcess[bytes]:
    """What a call gives: exit code, stdout and stderr."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *args],
        input=given,
        capture_output=True,
        env=environment(**variables or {}),
        cwd=folder,
        check=False,
    )
