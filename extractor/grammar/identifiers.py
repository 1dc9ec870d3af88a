"""Names of documents on the web of law: `urn:lex` and the Akoma Ntoso IRI, and back.

No registry assigns them in Viet Nam: the scheme is this project's own, made of what the identity of a
document is made of, so that one document has one name however it was cited. Parts are in small ASCII letters.
Source: RFC 9676 (urn:lex), section 5; OASIS Akoma Ntoso Naming Convention 1.0, section 4.
"""

import re
from typing import NamedTuple

NORMATIVE, OTHER = "act", "doc"
"""The types of Akoma Ntoso that are used: texts with a year in their number and laws, and all others."""

_URN = re.compile(
    r"urn:lex:vn(?:;(?P<place>[a-z0-9.]+))?:(?P<authority>[a-z0-9.+]+):(?P<measure>[a-z0-9.]+)"
    r":(?P<year>\d{4});(?P<number>[a-z0-9.-]+)"
)
_IRI = re.compile(
    r"/akn/vn(?:-(?P<place>[a-z0-9-]+))?/(?P<kind>act|doc)/(?P<measure>[a-z0-9-]+)/(?P<authority>[a-z0-9+-]+)"
    r"/(?P<year>\d{4})/(?P<number>[a-z0-9.-]+)"
)


class DocumentName(NamedTuple):
    """What identifies a document, each part as words in small ASCII letters joined by hyphens.

    `place` is the unit of a local issuer; `authority` joins several issuers with `+`; in `number` a point
    stands for the stroke: `61.2018.nd-cp`.
    """

    authority: str
    measure: str
    year: str
    number: str
    place: str | None = None


def to_urn(name: DocumentName) -> str:
    """`urn:lex:vn;tinh.lao.cai:ubnd:quyet.dinh:2024;566.qd-ubnd`."""
    place = f";{_dotted(name.place)}" if name.place else ""
    return f"urn:lex:vn{place}:{_dotted(name.authority)}:{_dotted(name.measure)}:{name.year};{name.number}"


def from_urn(urn: str) -> DocumentName | None:
    """The name that `to_urn` wrote; None for any other text."""
    match = _URN.fullmatch(urn)
    if match is None:
        return None
    place = match["place"]
    return DocumentName(
        _hyphened(match["authority"]),
        _hyphened(match["measure"]),
        match["year"],
        match["number"],
        _hyphened(place) if place else None,
    )


def to_iri(name: DocumentName, *, is_normative: bool) -> str:
    """`/akn/vn-tinh-lao-cai/doc/quyet-dinh/ubnd/2024/566.qd-ubnd`."""
    place = f"-{name.place}" if name.place else ""
    kind = NORMATIVE if is_normative else OTHER
    return f"/akn/vn{place}/{kind}/{name.measure}/{name.authority}/{name.year}/{name.number}"


def from_iri(iri: str) -> DocumentName | None:
    """The name that `to_iri` wrote; None for any other text."""
    match = _IRI.fullmatch(iri)
    if match is None:
        return None
    return DocumentName(match["authority"], match["measure"], match["year"], match["number"], match["place"])


def _dotted(text: str) -> str:
    return text.replace("-", ".")


def _hyphened(text: str) -> str:
    return text.replace(".", "-")
