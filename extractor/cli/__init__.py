"""`baocao`: one small module a verb, loaded only when the verb is called.

stdout carries data only; messages and progress go to stderr. Every text comes from `patterns/messages.toml`.
"""

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from traceback import extract_tb

import click

from extractor import __version__
from extractor.cli.complaints import wrong_call
from extractor.cli.speech import language, localise, speech
from extractor.errors import BaocaoError, ExitCode, place_of
from extractor.rules.messages import Messages

VERBS = {
    "convert": "extractor.cli.convert",
    "show": "extractor.cli.show",
    "check": "extractor.cli.check",
    "text": "extractor.cli.text",
    "sample": "extractor.cli.sample",
    "cite": "extractor.cli.cite",
    "search": "extractor.cli.search",
    "rules": "extractor.cli.rules",
    "schema": "extractor.cli.schema",
    "aggregate": "extractor.cli.aggregate",
    "evaluate": "extractor.cli.evaluate",
}
"""Every verb and the module whose `command` it is, in the order of the help."""

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class Verbs(click.Group):
    """All verbs; a verb's module is imported when it is called, not for the list of verbs."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language before anything is said."""
        ctx.obj = speech(args)
        localise(self, "baocao", ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """The names of all verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one verb, its help in the chosen language."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(VERBS[cmd_name]).command
        localise(command, cmd_name, ctx)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section(ctx.obj.say("help", "baocao", "verbs")):
            formatter.write_dl([(verb, ctx.obj.say("help", verb, "short")) for verb in VERBS])


@click.group(cls=Verbs, context_settings=HELP_NAMES)
@click.version_option(__version__, prog_name="baocao", message="%(prog)s %(version)s")
@language
def verbs() -> None:
    """Hold the verbs; the help is in the messages."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Threads for matrices, which nothing here has, cost each process a tenth of a second.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = call()
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)


def call(args: list[str] | None = None) -> int:
    """The exit code of a call; whatever stops it is said on stderr with the next step."""
    messages = speech(sys.argv[1:] if args is None else args)
    code = ExitCode.OK
    try:
        code = verbs.main(args, prog_name="baocao", standalone_mode=False) or ExitCode.OK
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        code = ExitCode.USAGE
    except click.ClickException as error:
        with suppress(OSError):
            click.echo("\n".join(wrong_call(error, messages)), err=True)
        code = ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        code = _complain(messages, "interrupted", ExitCode.INTERRUPTED)
    except BaocaoError as error:
        code = _complain(messages, error.code, error.exit_code, **error.values)
    except ModuleNotFoundError as error:
        code = _complain(messages, "missing_part", ExitCode.MISSING_PART, part=error.name)
    except SystemExit:
        pass  # click leaves so when the reader of stdout has closed it: it had enough
    except Exception as error:  # noqa: BLE001 - a clerk gets a sentence, never a traceback
        code = _complain(messages, "unexpected", ExitCode.SOME_FAILED, error=_where(error))
    return int(code)


def _where(error: Exception) -> str:
    """Class and place of an error, with BAOCAO_DEBUG all places on the way; its text may be a report's."""
    every = len(extract_tb(error.__traceback__)) if os.environ.get("BAOCAO_DEBUG") else 1
    return place_of(error, every)


def _complain(messages: Messages, code: str, exit_code: ExitCode, **values: object) -> ExitCode:
    """Say what happened and what to do next."""
    with suppress(OSError):
        click.echo(messages.say("error", code, **values), err=True)
        if messages.has("error", code, "next"):
            click.echo(messages.say("error", code, "next", **values), err=True)
    return exit_code
