"""The parts of an OPC package (DOCX, XLSX): found by their relations, unpacked within bounds, parsed offline.

python-docx says how parts are named and how relations lead from one to the other. It would unpack and parse
every part of the package; here a part is unpacked when it is asked for.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from docx.opc.packuri import PackURI
from lxml import etree
from lxml.etree import _Element as Element

from extractor.readers.faults import BrokenError, EncryptedError, TooLargeError

# An element of a few bytes takes some hundred in memory: one part gets only a share of the whole.
PART_SHARE = 10
# Parts may be nothing but empty elements: of these, as many as take no more memory than the bytes may.
BYTES_A_TAG = 100
UNREADABLE = (
    *(OSError, ValueError, EOFError, NotImplementedError, zlib.error),
    *(zipfile.BadZipFile, zipfile.LargeZipFile, etree.XMLSyntaxError),
)

# ISO 29500 "strict" names the same elements in namespaces of its own.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}


Made = TypeVar("Made")


class Relation(NamedTuple):
    """How one part refers to another: an id, a kind without its namespace, the name of the other part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one package by name; what is read of them counts against `unpacked` bytes.

    Names are compared without regard to case. `lost` collects the names of parts that cannot be read.
    """

    def __init__(self, data: bytes, unpacked: int) -> None:
        self.lost: list[str] = []
        self._related: dict[str, list[Relation]] = {}
        self._left = unpacked
        self._most = unpacked // PART_SHARE
        self._tags = unpacked // BYTES_A_TAG
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE as error:
            raise BrokenError from error
        self._names = {_key(info.filename): info for info in self._archive.infolist()}

    def main(self, usual: str) -> tuple[str, Element]:
        """The name and the root of the part that all others belong to; `usual` is what most call it."""
        for name in (*self.related("", "officeDocument"), usual):
            try:
                root = self._parse(name)
            except UNREADABLE as error:
                raise BrokenError from error
            if root is not None:
                return name, root
        raise BrokenError

    def part(self, name: str) -> Element | None:
        """The root of a part; None where it is missing or broken."""
        try:
            return self._parse(name)
        except UNREADABLE:
            self.lost.append(name)
            return None

    def first(self, source: str, kind: str) -> Element | None:
        """The root of the first part of a kind that part `source` refers to, else of the usual one."""
        return self.part(self._first(source, kind))

    def _first(self, source: str, kind: str) -> str:
        usual = posixpath.join(posixpath.dirname(source), kind + ".xml")
        return next(iter(self.related(source, kind)), usual)

    def made_of(self, source: str, kind: str, make: Callable[[bytes], Made]) -> Made | None:
        """What is made of the bytes of the first part of a kind; None where it is missing or broken."""
        name = self._first(source, kind)
        try:
            data = self._unpack(name)
            return None if data is None else make(data)
        except UNREADABLE:
            self.lost.append(name)
            return None

    def related(self, source: str, kind: str) -> list[str]:
        """The names of the parts of a kind that part `source` refers to ("" is the package itself)."""
        return [relation.target for relation in self._relations(source) if relation.kind == kind]

    def targets(self, source: str) -> dict[str, str]:
        """The names of the parts that part `source` refers to, by the ids of the relations."""
        return {relation.id: relation.target for relation in self._relations(source)}

    def _relations(self, source: str) -> list[Relation]:
        """The relations of a part."""
        if source not in self._related:
            uri = _uri(source)
            root = self.part(uri.rels_uri.membername)
            self._related[source] = [_relation(uri, item) for item in ([] if root is None else root)]
        return self._related[source]

    def _parse(self, name: str) -> Element | None:
        data = self._unpack(name)
        return None if data is None else parsed(data)

    def _unpack(self, name: str) -> bytes | None:
        """The bytes of a part; reads no more than the bounds, whatever size the directory claims."""
        info = self._names.get(_key(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise EncryptedError
        with self._archive.open(info) as part:
            return self._bounded(part.read(min(self._most, self._left) + 1))

    def _bounded(self, data: bytes) -> bytes:
        """The bytes, they and their tags counted against the bounds."""
        self._tags -= data.count(b"<")
        if len(data) > min(self._most, self._left) or self._tags < 0:
            raise TooLargeError
        self._left -= len(data)
        return data


def parsed(data: bytes) -> Element:
    """The root of a part's XML, whose entities are never resolved; raises one of UNREADABLE."""
    if b"purl.oclc.org" in data:
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    # Without huge_tree, libxml2 refuses more than 256 nested elements: a bound to every recursion.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        msg = "a part of a package must not declare entities"
        raise ValueError(msg)
    return root


def number(text: str | None, default: int) -> int:
    """A whole number as an attribute writes it, `default` for anything else."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def _uri(name: str) -> PackURI:
    """The name of a part as python-docx writes it; "" is the package itself."""
    return PackURI("/" + name.replace("\\", "/").lstrip("/"))


def _relation(source: PackURI, item: Element) -> Relation:
    found = PackURI.from_rel_ref(source.baseURI, item.get("Target", "").replace("\\", "/"))
    return Relation(item.get("Id", ""), item.get("Type", "").rpartition("/")[2], found.membername)


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
