"""The scores at first contact: of reports that no rule had seen, kept as they were found then."""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = "first-contact.json"

_NUMBER = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+) to (\d+)")


class Contact(Struct, frozen=True, kw_only=True):
    """One first contact: its day, its reports (stems, or numbers as `01 to 08, 12`), its scores and counts.

    `blind` says whether the reports were annotated without sight of the rules; None where it is not said.
    """

    date: str
    reports: str | tuple[str, ...]
    scores: dict[str, float]
    digest: str = ""
    counts: dict[str, int] = {}
    blind: bool | None = None


class _Contacts(Struct, frozen=True):
    first_contact: tuple[Contact, ...] = ()


def read_contacts(path: Path) -> tuple[Contact, ...]:
    """The first contacts of a corpus; nothing when none was kept."""
    if not path.exists():
        return ()
    return msgspec.json.decode(path.read_bytes(), type=_Contacts).first_contact


def names(contact: Contact, report: str) -> bool:
    """Whether a first contact was with this report (the stem of its gold)."""
    if not isinstance(contact.reports, str):
        return any(Path(listed).stem == report or listed == report for listed in contact.reports)
    if report in contact.reports.replace(",", " ").split():
        return True
    number = _NUMBER.match(report)
    return number is not None and int(number[0]) in _listed(contact.reports)


def blind(contacts: Iterable[Contact], report: str) -> bool:
    """Whether a report is blind: of a first contact that is marked so, or, when none is, of any."""
    listed = [contact for contact in contacts if contact.blind is not False]
    marked = [contact for contact in listed if contact.blind]
    return any(names(contact, report) for contact in marked or listed)


def _listed(reports: str) -> set[int]:
    """The numbers of `01 to 08, 12`; a number inside a report's name is none."""
    listed = {int(part) for part in re.split(r"[\s,]+", reports) if _NUMBER.fullmatch(part)}
    for first, last in _RANGE.findall(reports):
        listed |= set(range(int(first), int(last) + 1))
    return listed
