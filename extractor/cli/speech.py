"""The language of a call, and the help of the verbs out of the messages."""

import os
from collections.abc import Sequence
from itertools import pairwise

import click

from extractor.rules.home import home
from extractor.rules.messages import LANGUAGES, Messages, read_messages

VARIABLE = "BAOCAO_LANG"

language = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)
"""The option that every verb has; `speech` has read it before."""


def speech(args: Sequence[str]) -> Messages:
    """The messages in the language that the call asks for with `--lang`, else the environment, else vi."""
    asked = os.environ.get(VARIABLE, "")
    for argument, following in pairwise([*args, ""]):
        if argument == "--":
            break
        if argument == "--lang":
            asked = following
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    messages = read_messages((home() / "messages.toml").read_bytes())
    return messages.in_language(asked if asked in LANGUAGES else LANGUAGES[0])


def localise(command: click.Command, name: str, ctx: click.Context) -> None:
    """Give a command and its options their help: `[help.<name>]`, and `[help.options]` for common options."""
    messages: Messages = ctx.obj
    command.help = messages.say("help", name)
    command.short_help = messages.say("help", name, "short") if messages.has("help", name, "short") else None
    command.epilog = messages.say("help", name, "epilog") if messages.has("help", name, "epilog") else None
    if help_option := command.get_help_option(ctx):
        help_option.help = messages.say("help", "options", "help")
    for option in command.params:
        if isinstance(option, click.Option) and option.name:
            group = name if messages.has("help", name, option.name) else "options"
            option.help = messages.say("help", group, option.name)
    for verb, inner in getattr(command, "commands", {}).items():
        localise(inner, f"{name}_{verb}", ctx)
