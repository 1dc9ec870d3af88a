"""Every text that a person reads, out of `patterns/messages.toml`, in two languages."""

import msgspec
from msgspec import Struct

from extractor.errors import PatternError

LANGUAGES = ("vi", "en")


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """One text in both languages; `{name}` is filled from values."""

    vi: str
    en: str


Texts = dict[str, dict[str, dict[str, Text]]]
"""Texts by group, key and part."""


class Messages:
    """Texts by group, key and part: `say("problem", "pdf_broken", "next")`."""

    def __init__(self, texts: Texts, language: str = "vi") -> None:
        self.texts = texts
        self.language = language

    def in_language(self, language: str) -> "Messages":
        """The same texts in another language."""
        return Messages(self.texts, language)

    def joined(self, further: "Messages") -> "Messages":
        """These texts and further ones; where both have one, the further."""
        texts = {
            group: {key: dict(parts) for key, parts in keys.items()} for group, keys in self.texts.items()
        }
        for group, keys in further.texts.items():
            for key, parts in keys.items():
                texts.setdefault(group, {}).setdefault(key, {}).update(parts)
        return Messages(texts, self.language)

    def keys(self, group: str) -> tuple[str, ...]:
        """All keys of a group, in the order of the file."""
        return tuple(self.texts.get(group, {}))

    def parts(self, group: str, key: str) -> dict[str, str]:
        """All texts of a key that need no values, by part."""
        return {part: self.say(group, key, part) for part in self.texts.get(group, {}).get(key, {})}

    def has(self, group: str, key: str, part: str = "text") -> bool:
        """Whether there is such a text."""
        return part in self.texts.get(group, {}).get(key, {})

    def say(self, group: str, key: str, part: str = "text", /, **values: object) -> str:
        """The text with its values filled in; a key that is missing is said by its name.

        A `reason` that is one of the system's (`[reason]`) is said in words.
        """
        text = self.texts.get(group, {}).get(key, {}).get(part)
        if text is None:
            return f"{group}.{key}"
        chosen: str = getattr(text, self.language)
        if self.has("reason", str(values.get("reason"))):
            values["reason"] = self.say("reason", str(values["reason"]))
        return chosen.format_map(_Lenient(values))


class _Lenient(dict[str, object]):
    """Fills what is known and leaves the name of what is not."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def read_messages(data: bytes, name: str = "messages.toml") -> Messages:
    """The messages of one file; raises PatternError that names it when a text lacks a language."""
    try:
        return Messages(msgspec.toml.decode(data, type=Texts))
    except UnicodeDecodeError as error:
        raise PatternError("not_utf8", file=name) from error
    except msgspec.MsgspecError as error:
        raise PatternError("bad_rule_file", file=name, reason=str(error)) from error
