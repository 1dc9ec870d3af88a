"""The forms in which cases of other projects come, each turned into cases with expectations in our notation.

A file is a JSON object whose list `cases` holds cases of one form. The form is known by a key that only its
cases have (`FORMS`); what the case states beyond the keys read here is left alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta

import regex

from corpus.bench.case import NO_DATE, Case, Raw, timex
from corpus.bench.said import number
from corpus.bench.spoken import numbers, spoken_days

DUCKLING_DAY = "2017-02-02"
"""The day on which the cases of Duckling are read."""


def quarter(raw: Raw) -> Iterator[Case]:
    """`input`, `expected_quarter`: spellings of the quarters, with a mark on those that are a bare number."""
    group = "bare" if raw.get("bare_context_dependent") else "spelling"
    wanted = frozenset({f"period Q{raw['expected_quarter']}"})
    yield Case(raw["input"], "quarter", group, raw["input"], "date", wanted)


def dateparser(raw: Raw) -> Iterator[Case]:
    """`input`, `kind` and `expected`: one ISO date, or for a search all dates with their text."""
    expected, sentence = raw["expected"], raw["kind"] == "search"
    if isinstance(expected, str):
        wanted = {timex(expected)}
    elif isinstance(expected, list):
        wanted = {timex(one["value"]) for one in expected}
    else:
        wanted = set[str]()
    carrier = "sentence" if sentence else "date"
    yield Case(raw["id"], "dateparser", raw["kind"], raw["input"], carrier, frozenset(wanted))


def heideltime(raw: Raw) -> Iterator[Case]:
    """`input`, `rule`, `expected_values`: TIMEX values, none where nothing may be found."""
    wanted = frozenset(timex(value) for value in raw["expected_values"])
    carrier = "date" if wanted else "sentence"
    yield Case(raw["id"], "heideltime", raw["rule"], raw["input"], carrier, wanted or NO_DATE)


def duckling(raw: Raw) -> Iterator[Case]:
    """`input`, `dimension`, `expected`: a number, amount of money or time; ends of intervals excluded."""
    group, printed, expected = raw["dimension"], raw["input"], raw["expected"]
    match expected["kind"]:
        case "number":
            carrier = "number" if regex.search(r"\d", printed) else "spelled"
            wanted = f"{carrier} {number(expected['value'])}"
        case "money":
            carrier, wanted = "money", _amount(expected)
        case "ordinal":
            carrier, wanted = "sentence", f"number {expected['value']}"
        case _:
            carrier, wanted = "date", _time(expected)
            group = f"{group} {expected['kind']} {expected['grain']}"
    today = DUCKLING_DAY if carrier == "date" else None
    yield Case(raw["id"], "duckling", group, printed, carrier, frozenset({wanted}), today)


def _amount(expected: Raw) -> str:
    values = [number(expected[key]) for key in ("value", "from", "to") if key in expected]
    bound = {"max": " max", "min": " min"}.get(expected["qualifier"], "")
    return f"money {'..'.join(values)} {expected['currency']}{bound}"


def _time(expected: Raw) -> str:
    start = expected["start"][:10]
    if expected["kind"] == "interval":
        end = date.fromisoformat(expected["end_exclusive"][:10]) - timedelta(days=1)
        return f"day {start}..{end.isoformat()}"
    match expected["grain"]:
        case "year":
            return f"period {start[:4]}"
        case "quarter":
            return f"period {start[:4]}-Q{(int(start[5:7]) + 2) // 3}"
        case "month":
            return f"period {start[:7]}"
        case _:
            return f"day {start}"


def recognizers(raw: Raw) -> Iterator[Case]:
    """`input`, `results` with `text`, `type` and a `value` with decimal comma.

    A list of numbers is a case for each.
    """
    results = raw["results"]
    texts = [result["text"] for result in results]
    listed = len(texts) > 1 and raw["input"].strip() == ", ".join(texts)
    for position, result in enumerate(results if listed else results[:1], 1):
        printed = result["text"] if listed else raw["input"].strip()
        rate = result["type"] == "percentage"
        value = number(result["value"].rstrip("%").replace(",", "."))
        ended = printed.endswith((",", "."))
        yield Case(
            f"{raw['id']}.{position}" if listed else raw["id"],
            "recognizers",
            "several" if len(texts) > 1 and not listed else result["type"],
            printed,
            "rate" if rate else "bare" if ended else "number",
            frozenset({f"{'rate' if rate else 'number'} {value}"}),
        )


def codelink(raw: Raw) -> Iterator[Case]:
    """`input`, `group`, `spoken_gold` (how it is read aloud), `unchanged` (nothing to be found).

    `derived_value` and `derived_numbers` say in data what the spoken text says in words.
    """
    group, printed = raw["group"], raw["input"]
    dated = any(word in group for word in ("date", "day", "month"))
    if raw["unchanged"]:
        wanted = NO_DATE if dated else frozenset({"no money"} if "currency" in group else {"no number"})
        yield Case(raw["id"], "codelink", group, printed, "date" if dated else "sentence", wanted)
        return
    derived = {_derived(one) for one in raw.get("derived_value", ())}
    derived |= {f"number {number(one['value'])}" for one in raw.get("derived_numbers", ())}
    spoken = spoken_days(raw["spoken_gold"]) if dated else numbers(raw["spoken_gold"])
    as_is = printed[-1] in ".?!" or (printed[0].isalpha() and not dated)
    carrier = "sentence" if as_is else "date" if dated else "money" if "currency" in group else "number"
    if "measurement" in group and not as_is:
        carrier = "bare"
    yield Case(raw["id"], "codelink", group, printed, carrier, frozenset(derived or spoken))


def _derived(value: Raw) -> str:
    kind = "day" if value["type"].startswith("date") else "period"
    return f"{kind} {value['value'] if 'value' in value else value['start'] + '..' + value['end']}"


def citation(raw: Raw) -> Iterator[Case]:
    """`input` with `expected` number and `pinpoint`, or `abbreviations` of document types, or a `rule`."""
    for abbreviation in raw.get("abbreviations", ()):
        printed = f"12/{abbreviation}-UBND"
        wanted = frozenset({f"citation {printed}"})
        yield Case(f"{raw['id']} {abbreviation}", "citation", "abbreviation", printed, "citation", wanted)
    if "input" in raw:
        expected = raw["expected"]
        number_of = {f"citation {expected['doc_number']}"} if expected["doc_number"] else set[str]()
        parts = {f"{name} {part}" for name, part in expected["pinpoint"].items()}
        yield Case(raw["id"], "citation", "pinpoint", raw["input"], "sentence", frozenset(number_of | parts))
    if "rule" in raw:
        yield Case(raw["id"], "citation", "rule", raw["rule"], "sentence", frozenset())


def provision(raw: Raw) -> Iterator[Case]:
    """`input`, `lang`, `expected` references: shapes of references in other languages."""
    yield Case(raw["id"], "provision", raw["lang"], raw["input"], "sentence", frozenset())


FORMS: dict[str, Callable[[Raw], Iterator[Case]]] = {
    "expected_quarter": quarter,
    "expected_values": heideltime,
    "spoken_gold": codelink,
    "dimension": duckling,
    "results": recognizers,
    "lang": provision,
    "settings": dateparser,
    "pinpoint": citation,
}
"""The reader of a form by the key, of a case or of what it expects, that tells it."""


def cases(raws: Iterable[Raw]) -> list[Case] | None:
    """The cases of one file; None when their form is not known."""
    raws = list(raws)
    keys = {key for raw in raws for key in (*raw, *_keys(raw.get("expected")))}
    for key, reader in FORMS.items():
        if key in keys:
            return [case for raw in raws for case in reader(raw)]
    return None


def _keys(value: object) -> Iterable[str]:
    return value if isinstance(value, Mapping) else ()
