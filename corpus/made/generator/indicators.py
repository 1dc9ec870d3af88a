"""Draws the indicators of a report, so that every identity between them holds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from corpus.made.generator.identities import PAIRS
from corpus.made.generator.model import LENGTHS, Body, Dossiers, Level, Period
from corpus.made.generator.style import rate

SIZES: dict[Level, int] = {"xa": 25, "huyen": 60, "tinh": 40}
"""How many new dossiers a field has in a month, about."""

PROCEDURES: dict[Level, tuple[int, int]] = {"xa": (110, 440), "huyen": (230, 330), "tinh": (90, 160)}
OPTIONAL = ("procedures", "digital", "payment", "complaints", "staff")


def dossiers(body: Body, period: Period, rng: Random, carried: int | None) -> Dossiers:
    """The dossiers of one field in a period; `carried` is what the period before left, if that is known."""
    new = rng.randint(SIZES[body.level] // 4, SIZES[body.level] * 2) * LENGTHS[period.kind]
    online = new * rng.randint(45, 99) // 100
    if carried is None:
        carried = rng.randint(0, new // 12)
    pending = min(rng.randint(0, 1 + new // 15), new + carried)
    done = new + carried - pending
    late = rng.randint(0, done // 50) if rng.random() < 1 / 3 else 0
    early = (done - late) * rng.randint(30, 95) // 100
    overdue = rng.randint(0, pending // 3) if rng.random() < 1 / 3 else 0
    return Dossiers(
        online, new - online, carried, early, done - late - early, late, pending - overdue, overdue
    )


def values_of(sections: Sequence[str], rows: Sequence[Dossiers], body: Body, rng: Random) -> dict[str, int]:
    """The indicators of the sections of a report."""
    whole = Dossiers(*(sum(column) for column in zip(*rows, strict=True)))
    new = whole.online + whole.direct_post
    values = {
        "HS.RECV.TOTAL": whole.received,
        "HS.RECV.NEW.ONLINE": whole.online,
        "HS.RECV.NEW.DIRECT_POST": whole.direct_post,
        "HS.RECV.CARRIED": whole.carried,
        "HS.DONE.TOTAL": whole.done,
        "HS.DONE.EARLY": whole.early,
        "HS.DONE.ONTIME": whole.ontime,
        "HS.DONE.LATE": whole.late,
        "HS.PEND.TOTAL": whole.pending,
        "HS.PEND.INTIME": whole.intime,
        "HS.PEND.OVERDUE": whole.overdue,
    }
    if rng.random() < 1 / 3:
        values["HS.RECV.NEW"] = new
    makers = {
        "procedures": lambda: _procedures(body, rng),
        "digital": lambda: _digital(new, whole.done, rng),
        "payment": lambda: _payment(new, rng),
        "complaints": lambda: _complaints(rng),
        "staff": lambda: _staff(rng),
    }
    for name in OPTIONAL:
        if name in sections:
            values |= makers[name]()
    return values


def _procedures(body: Body, rng: Random) -> dict[str, int]:
    full, partial = rng.randint(30, 90), rng.randint(20, 80)
    low, high = PROCEDURES[body.level]
    return {
        "TTHC.TOTAL": max(rng.randint(low, high), full + partial),
        "TTHC.ONLINE_ELIGIBLE": full + partial,
        "TTHC.ONLINE_FULL": full,
        "TTHC.ONLINE_PARTIAL": partial,
    }


def _digital(new: int, done: int, rng: Random) -> dict[str, int]:
    return {
        "DIGI.FILE_NUM": new * rng.randint(60, 100) // 100,
        "DIGI.FILE_DEN": new,
        "DIGI.RESULT_NUM": done * rng.randint(50, 100) // 100,
        "DIGI.RESULT_DEN": done,
    }


def _payment(new: int, rng: Random) -> dict[str, int]:
    due = max(1, new * rng.randint(20, 60) // 100)
    return {
        "HS.WITH_FIN": due,
        "HS.PAID_ONLINE": due * rng.randint(30, 100) // 100,
        "MONEY.FEE": due * rng.randint(8, 60) * 1000,
    }


def _complaints(rng: Random) -> dict[str, int]:
    regulation, behaviour = rng.randint(0, 12), rng.randint(1, 9)
    received = regulation + behaviour
    carried = rng.randint(0, received // 3)
    pending = rng.randint(0, received // 4)
    late = rng.randint(0, 1) if received - pending > 1 else 0
    return {
        "PAKN.RECV.TOTAL": received,
        "PAKN.RECV.NEW": received - carried,
        "PAKN.RECV.CARRIED": carried,
        "PAKN.RECV.REGULATION": regulation,
        "PAKN.RECV.BEHAVIOR": behaviour,
        "PAKN.DONE.ONTIME": received - pending - late,
        "PAKN.DONE.LATE": late,
        "PAKN.PEND": pending,
    }


def _staff(rng: Random) -> dict[str, int]:
    own, seconded = rng.randint(3, 14), rng.randint(1, 9)
    return {
        "STAFF.OSS.TOTAL": own + seconded,
        "STAFF.OSS.OWN": own,
        "STAFF.OSS.SECONDED": seconded,
        "EQUIP.PC": own + seconded + rng.randint(0, 5),
        "EQUIP.SCANNER": rng.randint(1, 6),
    }


def rates_of(values: Mapping[str, int], places: int) -> dict[str, Decimal]:
    """The rates that a report states."""
    new = values["HS.RECV.NEW.ONLINE"] + values["HS.RECV.NEW.DIRECT_POST"]
    in_time = values["HS.DONE.EARLY"] + values["HS.DONE.ONTIME"]
    rates = {
        "RATE.ONLINE": rate(values["HS.RECV.NEW.ONLINE"], new, places),
        "RATE.ONTIME": rate(in_time, max(values["HS.DONE.TOTAL"], 1), places),
    }
    for name, (numerator, denominator) in PAIRS.items():
        if values.get(denominator):
            rates[name] = rate(values[numerator], values[denominator], places)
    return rates
