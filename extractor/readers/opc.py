"""The parts of an OPC package (DOCX, XLSX): found by their relations, unpacked within bounds, parsed offline.

A library may have walked the package before; what it has not found is read by the names in the archive.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from extractor.readers.faults import BrokenError, EncryptedError, TooLargeError

Relations = dict[str, list[tuple[str, str]]]
"""By the name of a part ("" is the package) the kind and the target of each of its relations."""

# An element of a few bytes takes some hundred in memory: one part gets only a share of the whole.
PART_SHARE = 10
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


class Parts(NamedTuple):
    """The bytes of all parts by name, and the relations between them."""

    blobs: dict[str, bytes]
    relations: Relations


Walk = Callable[[bytes, zipfile.ZipFile, int], Parts | None]
"""Finds the parts of a package of at most so many bytes; None where it cannot."""


class Package:
    """The parts of one package by name; what is read of them counts against `unpacked` bytes.

    Names are compared without regard to case. `lost` collects the names of parts that cannot be read.
    """

    def __init__(self, data: bytes, unpacked: int, walk: Walk | None = None) -> None:
        self.lost: list[str] = []
        self._related: dict[str, list[tuple[str, str]]] = {}
        self._left = unpacked
        self._most = unpacked // PART_SHARE
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE as error:
            raise BrokenError from error
        self._names = {_key(info.filename): info for info in self._archive.infolist()}
        self._parts = walk(data, self._archive, unpacked) if walk else None

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
        usual = posixpath.join(posixpath.dirname(source), kind + ".xml")
        return self.part(next(iter(self.related(source, kind)), usual))

    def related(self, source: str, kind: str) -> list[str]:
        """The names of the parts of a kind that part `source` refers to ("" is the package itself)."""
        return [name for found, name in self._relations(source) if found == kind]

    def targets(self, source: str) -> dict[str, str]:
        """The names of the parts that part `source` refers to, by the ids of the relations."""
        folder, base = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        return {item.get("Id", ""): _relation(folder, item)[1] for item in ([] if root is None else root)}

    def _relations(self, source: str) -> list[tuple[str, str]]:
        """Kind and target of the relations of a part."""
        if self._parts is not None and _key(source) in self._parts.relations:
            return self._parts.relations[_key(source)]
        if source not in self._related:
            folder, base = posixpath.split(source)
            root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
            self._related[source] = [_relation(folder, item) for item in ([] if root is None else root)]
        return self._related[source]

    def _parse(self, name: str) -> Element | None:
        data = self._unpack(name)
        if data is None:
            return None
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

    def _unpack(self, name: str) -> bytes | None:
        """The bytes of a part; reads no more than the bounds, whatever size the directory claims."""
        if self._parts is not None and _key(name) in self._parts.blobs:
            return self._bounded(self._parts.blobs[_key(name)])
        info = self._names.get(_key(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise EncryptedError
        with self._archive.open(info) as part:
            return self._bounded(part.read(min(self._most, self._left) + 1))

    def _bounded(self, data: bytes) -> bytes:
        """The bytes, counted against the bounds."""
        if len(data) > min(self._most, self._left):
            raise TooLargeError
        self._left -= len(data)
        return data


def number(text: str | None, default: int) -> int:
    """A whole number as an attribute writes it, `default` for anything else."""
    try:
        return default if text is None else int(text)
    except ValueError:
        return default


def _relation(folder: str, item: Element) -> tuple[str, str]:
    """The kind of a relation, without its namespace, and the name of the part it leads to."""
    target = posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))
    return item.get("Type", "").rpartition("/")[2], posixpath.normpath(target).lstrip("/")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
