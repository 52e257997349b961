"""Files that are given in one go: chosen one by one, packed in a .zip, or lying in a folder."""

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 200
MOST_PACKED = 1_000_000_000  # bytes that one .zip may hold when it is unpacked
_NOT_MEANT = {"thumbs.db", "desktop.ini", ".ds_store"}
_BAD_ZIP = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


@dataclass(frozen=True, slots=True)
class Given:
    """One file: its name, and its bytes when they are asked for. `why_not` says why it cannot be taken."""

    name: str
    data: Callable[[], bytes] = bytes
    why_not: str = ""


def from_uploads(files: Iterable["UploadedFile[Any]"]) -> Iterator[Given]:
    """Every file of a form; a .zip gives the files in it."""
    for file in files:
        name = file.name or "minutes"
        if name.casefold().endswith(".zip"):
            yield from from_zip(name, cast("IO[bytes]", file))
        elif not is_hidden(name):
            yield _sized(name, file.size or 0, file.read)


def from_folder(folder: Path) -> Iterator[Given]:
    """Every file in a folder and the folders in it, in the order of their names."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or is_hidden(name):
            continue
        if path.suffix.casefold() == ".zip":
            with path.open("rb") as packed:
                yield from from_zip(name, packed)
        else:
            yield _sized(name, path.stat().st_size, path.read_bytes)


def from_zip(name: str, packed: IO[bytes]) -> Iterator[Given]:
    """The files in a .zip. One that cannot be opened is told as one file that was left out."""
    try:
        with zipfile.ZipFile(packed) as archive:
            left = MOST_PACKED
            for entry in archive.infolist():
                if entry.is_dir() or is_hidden(entry.filename):
                    continue
                left -= entry.file_size
                yield _entry(archive, entry, fits=left >= 0)
    except _BAD_ZIP:
        said = f"“{name}” could not be opened. Pack the minutes into a new .zip, or choose the files themselves."
        yield Given(name, why_not=said)


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, fits: bool) -> Given:
    if entry.flag_bits & 1:
        return Given(entry.filename, why_not="It is protected by a password. Save it without one and add it again.")
    if not fits:
        return Given(entry.filename, why_not="The .zip holds too much at once. Add this file by itself.")
    if entry.filename.casefold().endswith(".zip"):
        return Given(entry.filename, why_not="It is a .zip inside another. Unpack it and add its files.")
    given = _sized(entry.filename, entry.file_size, lambda: b"")
    if given.why_not:
        return given
    try:
        with archive.open(entry) as source:
            data = source.read(settings.UPLOAD_LIMIT + 1)
    except (*_BAD_ZIP, zipfile.zlib.error):  # type: ignore[attr-defined]
        return Given(entry.filename, why_not="It is damaged inside the .zip. Add the file itself.")
    return _sized(entry.filename, len(data), lambda: data)


def _sized(name: str, size: int, data: Callable[[], bytes]) -> Given:
    if size == 0:
        return Given(name, why_not="The file is empty.")
    if size > settings.UPLOAD_LIMIT:
        has, most = size / 1_048_576, settings.UPLOAD_LIMIT // 1_048_576
        return Given(name, why_not=f"It has {has:.0f} MB and the limit is {most} MB. Save it without pictures.")
    return Given(name, data)


def is_hidden(name: str) -> bool:
    """What a computer keeps for itself beside the files: it is not counted and not told."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    last = parts[-1].casefold() if parts else ""
    return "__MACOSX" in parts or last in _NOT_MEANT or last.startswith((".", "~$"))
