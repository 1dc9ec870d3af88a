"""The parts of an OPC package as python-docx finds them: by following the relations from the package on."""

import io
import zipfile

from docx.opc.pkgreader import PackageReader

from extractor.readers.opc import Parts, Relations

MOST_PARTS = 5_000
"""A package of more parts is not walked: python-docx remembers the parts it has seen in a list."""


def read_parts(data: bytes, archive: zipfile.ZipFile, most: int) -> Parts | None:
    """All parts that python-docx reaches; None where it fails, or they would be over `most` bytes.

    `Package` then goes by the names in the archive: Word opens some packages that python-docx does not.

    The archive reads no more of a part than its directory claims, so that the claims bound the memory.
    """
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > most:
        return None
    try:
        reader = PackageReader.from_file(io.BytesIO(data))  # type: ignore[no-untyped-call] # untyped in python-docx
        blobs = {_key(name): blob for name, _, _, blob in reader.iter_sparts()}
        relations: Relations = {}
        for source, relation in reader.iter_srels():
            if not relation.is_external:
                kind, target = relation.reltype.rpartition("/")[2], _key(relation.target_partname)
                relations.setdefault(_key(source), []).append((kind, target))
    except Exception:  # noqa: BLE001 - python-docx raises whatever a broken package makes it stumble over
        return None
    return Parts(blobs, relations)


def _key(name: str) -> str:
    return name.lstrip("/").lower()
