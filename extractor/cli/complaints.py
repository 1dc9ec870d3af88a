"""What is wrong with a call, as click tells it, said in the language of the call."""

import click
from click.exceptions import BadParameter, ClickException, MissingParameter, NoSuchCommand, NoSuchOption

from extractor.rules.messages import Messages

_NAMED: dict[type[ClickException], str] = {NoSuchOption: "option", NoSuchCommand: "verb"}


def wrong_call(error: ClickException, messages: Messages) -> tuple[str, str]:
    """What is wrong, and how the right way is found."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "baocao"
    code, values = _cause(error)
    text = messages.say("error", "wrong_call", code, **values)
    return text, messages.say("error", "wrong_call", "next", command=command)


def _cause(error: ClickException) -> tuple[str, dict[str, object]]:
    """The message's name and what it speaks of."""
    named = getattr(error, "option_name", None) or getattr(error, "command_name", None)
    if named is not None:
        return _NAMED.get(type(error), "value"), {"name": named}
    if not isinstance(error, BadParameter):
        return "extra", {}
    if isinstance(error, MissingParameter):
        return "missing", {"name": _name(error)}
    choice = error.param.type if error.param is not None else None
    if isinstance(choice, click.Choice):
        return "choice", {"name": _name(error), "choices": ", ".join(map(str, choice.choices))}
    return "value", {"name": _name(error)}


def _name(error: BadParameter) -> str:
    """The option or argument as it is written in a call."""
    if error.param is None:
        return ""
    is_option = isinstance(error.param, click.Option)
    return "/".join(error.param.opts) if is_option else error.param.human_readable_name
