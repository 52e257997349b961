"""The zip of a .docx or .odt, opened with suspicion: sizes bounded, names never used as paths."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from lxml import etree

from plait.reading.refusals import Unreadable

MOST_ENTRIES: Final = 2_000
MOST_UNPACKED: Final = 200 * 1024 * 1024  # bytes, all entries together as the zip declares them
MOST_XML: Final = 48 * 1024 * 1024  # bytes of one part that is read into memory
MOST_RATIO: Final = 300  # unpacked to packed, looked at from 8 MB upwards

DAMAGE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Packed:
    """The parts of one document. Every reading of a part is bounded and checked."""

    def __init__(self, data: bytes) -> None:
        with _damage_told():
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._entries = self._zip.infolist()
        if len(self._entries) > MOST_ENTRIES or sum(e.file_size for e in self._entries) > MOST_UNPACKED:
            raise Unreadable("bomb")
        if any(entry.flag_bits & 0x1 for entry in self._entries):
            raise Unreadable("protected")
        for entry in self._entries:
            if entry.file_size > 8 * 1024 * 1024 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
                raise Unreadable("bomb")
        self._by_name = {entry.filename: entry for entry in self._entries}

    def holds(self, name: str) -> bool:
        return name in self._by_name

    def names(self) -> list[str]:
        return list(self._by_name)

    def xml(self, name: str) -> etree._Element:
        """The root element of a part. Raises `Unreadable` where it is missing, damaged or unsafe."""
        root = _parse(self._bytes(name))
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("unsafe_xml")
        return root

    def _bytes(self, name: str) -> bytes:
        entry = self._by_name.get(name)
        if entry is None:
            raise Unreadable("damaged")
        if entry.file_size > MOST_XML:
            raise Unreadable("too_large")
        with _damage_told(), self._zip.open(entry) as part:
            data = part.read(MOST_XML + 1)
        if len(data) > MOST_XML:
            raise Unreadable("bomb")
        return data


def _parse(data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise Unreadable("unsafe_xml")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, recover=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("damaged") from None


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except DAMAGE:
        raise Unreadable("damaged") from None
