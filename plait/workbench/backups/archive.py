"""The zip itself: written under another name until it is whole and checked, and never believed when it is read."""

import hashlib
import os
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from plait.core.refusals import Refusal
from plait.workbench.backups.manifest import FilePart, Manifest, TablePart, parse

MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
_UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Writer:
    """Adds parts one after another and remembers what they are."""

    def __init__(self, held: ZipFile) -> None:
        self._held = held

    def table(self, name: str, columns: list[str], rows: Iterable[bytes]) -> TablePart:
        """`rows` are lines without their end."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._held.open(f"tables/{name}.jsonl", "w", force_zip64=True) as part:
            for row in rows:
                line = row + b"\n"
                part.write(line)
                digest.update(line)
                size += len(line)
                count += 1
        return TablePart(name, columns, count, size, digest.hexdigest())

    def file(self, data: bytes) -> FilePart:
        part = FilePart(hashlib.sha256(data).hexdigest(), len(data))
        self._held.writestr(part.path, data)
        return part

    def close(self, manifest: Manifest) -> None:
        self._held.writestr(MANIFEST, manifest.to_json())


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A writer; what it wrote stands at `target` when all went well, and nowhere otherwise.

    Only its owner may read it. A file that is there already is never written over.
    """
    if target.exists():
        raise Refusal(f"{target} exists already and is left as it is. Choose another name.")
    if not target.parent.is_dir():
        raise Refusal(f"The folder {target.parent} does not exist. Make it first.")
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.unfinished")
    try:
        with open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as out:
            with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as held:
                yield Writer(held)
            out.flush()
            os.fsync(out.fileno())
        check(unfinished)
        os.link(unfinished, target)
    except FileExistsError as error:
        raise Refusal(f"{target} exists already and is left as it is. Choose another name.") from error
    except OSError as error:
        raise Refusal(f"The back-up could not be written: {error.strerror or error}. Nothing was kept.") from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def reading(path: Path) -> Iterator[ZipFile]:
    """The open zip. Whatever is wrong with it is one sentence."""
    if not path.is_file():
        raise Refusal(f"There is no back-up at {path}.")
    try:
        with ZipFile(path) as held:
            yield held
    except _UNREADABLE as error:
        raise Refusal("The back-up is damaged or not complete. Nothing was changed. Use another back-up.") from error


def check(path: Path) -> Manifest:
    """What the archive holds, after every part has been compared with its checksum. Nothing is unpacked."""
    with reading(path) as held:
        manifest = parse(_bounded(held, MANIFEST, _LARGEST_MANIFEST))
        names = [entry.filename for entry in held.infolist()]
        wanted = {MANIFEST, *manifest.parts}
        if len(names) != len(wanted) or set(names) != wanted:
            raise Refusal(
                "The back-up does not hold what its list of contents says: "
                f"{len(set(names) - wanted)} parts too many, {len(wanted - set(names))} missing. Use another back-up."
            )
        for name, part in manifest.parts.items():
            _check_part(held, name, part)
    return manifest


def _check_part(held: ZipFile, name: str, part: TablePart | FilePart) -> None:
    digest, size = hashlib.sha256(), 0
    with held.open(name) as source:
        while (chunk := source.read(_CHUNK)) and size <= part.size:
            digest.update(chunk)
            size += len(chunk)
    if size != part.size or digest.hexdigest() != part.sha256:
        raise Refusal(f"The back-up is damaged: {name} is not what was written. Nothing was changed.")


def _bounded(held: ZipFile, name: str, most: int) -> bytes:
    with held.open(name) as source:
        data = source.read(most + 1)
    if len(data) > most:
        raise Refusal("The back-up's list of contents is too large to be one. Use another back-up.")
    return data


def lines(held: ZipFile, part: TablePart) -> Iterator[bytes]:
    """The rows of a table's part, as they were written."""
    source: IO[bytes]
    with held.open(part.path) as source:
        yield from source
