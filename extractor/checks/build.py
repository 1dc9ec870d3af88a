"""How a check becomes a record: the place of its first member, exact numbers, and a sentence."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.checks.slips import slip
from extractor.grammar.written import said
from extractor.model import Severity
from extractor.records import CheckRecord, Place
from extractor.rules import Messages

PLACE = ("start", "end", "text", "page", "bbox", "table", "footnote", "section")


def check(
    messages: Messages,
    rule: str,
    part: str = "text",
    *,
    members: Sequence[Place],
    severity: Severity = Severity.ERROR,
    stated: Decimal | str | None = None,
    computed: Decimal | str | None = None,
    proposal: str | None = None,
    **values: object,
) -> CheckRecord:
    """A record of the rule, with the text `check.<rule>.<part>`; it stands where its first member stands.

    Where `stated` and `computed` are numbers, the difference is what the stated one lacks.
    """
    difference = None
    if isinstance(stated, Decimal) and isinstance(computed, Decimal):
        difference = computed - stated
        values["difference"] = said(abs(difference))
    values |= {"stated": said(stated), "computed": said(computed), "proposal": proposal or ""}
    # What is quoted may have been broken over lines; a message is one line.
    message = " ".join(messages.say("check", rule, part, **values).split())
    if isinstance(stated, Decimal) and isinstance(computed, Decimal) and (how := slip(stated, computed)):
        message = f"{message} {messages.say('check', 'slip', how)}"
    place = {field: getattr(members[0], field) for field in PLACE} if members else {}
    return CheckRecord(
        **place,
        rule=rule,
        severity=severity,
        message=message[:1].upper() + message[1:],
        stated=plain(stated),
        computed=plain(computed),
        difference=plain(difference),
        members=tuple(member.id for member in members),
        proposal=proposal,
    )


def plain(value: Decimal | str | None) -> str | None:
    """A number as records hold it."""
    return f"{value:f}" if isinstance(value, Decimal) else value
