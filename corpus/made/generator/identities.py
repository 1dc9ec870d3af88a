"""The identities between indicators, as in `patterns/formulas.tsv`; they hold where no fault is planted."""

from collections.abc import Mapping
from typing import NamedTuple


class Identity(NamedTuple):
    """A total and its parts, with the id of the formula."""

    id: str
    total: str
    parts: tuple[str, ...]


NEW = "HS.RECV.NEW"
IDENTITIES = (
    Identity("tthc.online", "TTHC.ONLINE_ELIGIBLE", ("TTHC.ONLINE_FULL", "TTHC.ONLINE_PARTIAL")),
    Identity("hs.received", "HS.RECV.TOTAL", (NEW, "HS.RECV.CARRIED")),
    Identity("hs.channels", "HS.RECV.TOTAL", (f"{NEW}.ONLINE", f"{NEW}.DIRECT_POST", "HS.RECV.CARRIED")),
    Identity("hs.new", NEW, (f"{NEW}.ONLINE", f"{NEW}.DIRECT_POST")),
    Identity("hs.handled", "HS.RECV.TOTAL", ("HS.DONE.TOTAL", "HS.PEND.TOTAL")),
    Identity("hs.done", "HS.DONE.TOTAL", ("HS.DONE.EARLY", "HS.DONE.ONTIME", "HS.DONE.LATE")),
    Identity("hs.pending", "HS.PEND.TOTAL", ("HS.PEND.INTIME", "HS.PEND.OVERDUE")),
    Identity("pakn.received", "PAKN.RECV.TOTAL", ("PAKN.RECV.NEW", "PAKN.RECV.CARRIED")),
    Identity("pakn.subjects", "PAKN.RECV.TOTAL", ("PAKN.RECV.REGULATION", "PAKN.RECV.BEHAVIOR")),
    Identity("pakn.handled", "PAKN.RECV.TOTAL", ("PAKN.DONE.ONTIME", "PAKN.DONE.LATE", "PAKN.PEND")),
)
PAIRS = {
    "RATE.DIGI_FILE": ("DIGI.FILE_NUM", "DIGI.FILE_DEN"),
    "RATE.DIGI_RESULT": ("DIGI.RESULT_NUM", "DIGI.RESULT_DEN"),
    "RATE.PAY_ONLINE": ("HS.PAID_ONLINE", "HS.WITH_FIN"),
}
"""Rates whose fraction is printed before them."""


def asked(values: Mapping[str, int]) -> list[Identity]:
    """The identities whose figures a report states; new dossiers, where given, are the sum of channels."""
    return [
        identity
        for identity in IDENTITIES
        if {identity.total, *identity.parts} <= values.keys()
        and not (identity.id == "hs.channels" and NEW in values)
    ]


def broken(values: Mapping[str, int]) -> list[Identity]:
    """The identities that the values of a report do not satisfy."""
    return [
        identity
        for identity in asked(values)
        if values[identity.total] != sum(values[part] for part in identity.parts)
    ]
