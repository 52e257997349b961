"""Which kind of file is this? By its content first; its name decides only between kinds of text."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from typing import Final

from plait.reading.formats.packed import DAMAGE
from plait.reading.refusals import Unreadable


class Format(StrEnum):
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    MAIL = "eml"
    ODT = "odt"
    RTF = "rtf"


_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_OTHER_ARCHIVES: Final = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE: Final = re.compile(rb"\s*(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_MAIL_HEADER: Final = re.compile(
    rb"^(received|return-path|mime-version|message-id|delivered-to|x-[\w-]+): ", re.I | re.M
)
_MAIL_START: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}: ?\S")
_REFUSED_NAMES: Final = {
    "doc": "old_word", "dot": "old_word", "msg": "e_mail", "xlsx": "spreadsheet", "xls": "spreadsheet",
    "csv": "spreadsheet", "pptx": "slides", "ppt": "slides",
}  # fmt: skip
_ALWAYS_BINARY: Final = ("docx", "pdf", "odt")
_BY_NAME: Final = {
    "md": Format.MARKDOWN, "markdown": Format.MARKDOWN, "html": Format.HTML, "htm": Format.HTML, "xhtml": Format.HTML,
}  # fmt: skip


def recognise(data: bytes, filename: str) -> Format:
    """The format of `data`. Raises `Unreadable` with the sentence for that kind where it cannot be read."""
    extension = filename.replace("\\", "/").rpartition("/")[2].rpartition(".")[2].lower()
    head = data[:1024]
    if head.startswith(b"PK"):
        return _packed(data)
    if head.startswith(_OLE):
        raise Unreadable(_old_office(data))
    if b"%PDF-" in head:
        return Format.PDF
    _refuse_known_others(head, extension)
    if extension in _ALWAYS_BINARY and _looks_binary(head):
        raise Unreadable("damaged")
    return _kind_of_text(head, extension)


def _kind_of_text(head: bytes, extension: str) -> Format:
    """By how it begins; where that tells nothing, by its name."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"{\\rtf"):
        return Format.RTF
    if _MAIL_START.match(text) and (extension in ("eml", "mht", "mhtml") or _MAIL_HEADER.search(text)):
        return Format.MAIL
    letters = text.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _WEB_PAGE.match(letters):
        return Format.HTML
    return _BY_NAME.get(extension, Format.TEXT)


def _refuse_known_others(head: bytes, extension: str) -> None:
    if head.startswith(_PICTURES) and _looks_binary(head):
        raise Unreadable("picture")
    if head.startswith(_OTHER_ARCHIVES) and _looks_binary(head):
        raise Unreadable("archive")
    if extension in _REFUSED_NAMES and (extension == "csv" or _looks_binary(head)):
        raise Unreadable(_REFUSED_NAMES[extension])


def _looks_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return sum(byte < 9 or 13 < byte < 27 for byte in head) > len(head) // 50


def _packed(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {entry.filename for entry in archive.infolist()[:5000]}
            declared = _declared(archive, names)
    except DAMAGE:
        raise Unreadable("damaged") from None
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml$", name) for name in names):
        return Format.DOCX
    if any(name.startswith("xl/") for name in names):
        raise Unreadable("spreadsheet")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("slides")
    if "content.xml" in names:
        return _open_document(declared)
    raise Unreadable("damaged" if "[Content_Types].xml" in names else "archive")


def _declared(archive: zipfile.ZipFile, names: set[str]) -> str:
    """What an OpenDocument says of itself in its first entry."""
    if "mimetype" not in names or archive.getinfo("mimetype").file_size > 200:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace")


def _open_document(declared: str) -> Format:
    kind = declared.partition("application/vnd.oasis.opendocument.")[2]
    if kind.startswith("spreadsheet"):
        raise Unreadable("spreadsheet")
    if kind.startswith("presentation"):
        raise Unreadable("slides")
    return Format.ODT


def _old_office(data: bytes) -> str:
    """An OLE file: Word before 2007, or a newer document locked by a password. Names inside are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "protected"
    if "Workbook".encode("utf-16-le") in data:
        return "spreadsheet"
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "slides"
    if "__substg1.0".encode("utf-16-le") in data:
        return "e_mail"
    return "old_word"
