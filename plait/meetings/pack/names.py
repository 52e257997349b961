"""What a paper's file is called: "07 Agenda Item 7 - Neglect report v2.docx". Pure.

The names are safe on Windows and in SharePoint: none of the characters " * : < > ? / \\ | # % ~, no control or
direction characters, no dot or blank at either end, none of Windows' own words (the number in front sees to that).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 120  # characters with the ending: what a synchronised SharePoint folder leaves of Windows' 260

_BARRED: Final = re.compile(r'["*:<>?/\\|#%~]+')
_VERSION: Final = re.compile(r"\b(?:v|version)\s*(?=\d)", re.IGNORECASE)
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def paper_name(item: int, title: str, file_name: str, version: str = "") -> str:
    """The name of one paper of an agenda item; the ending is that of `file_name`."""
    found = _ENDING.search(file_name.strip())
    ending = f".{found[1].lower()}" if found else ""
    words = _clean(title)
    words = words[: -len(ending)] if ending and words.lower().endswith(ending) else words
    mark = _VERSION.sub("v", _clean(version))
    mark = "" if not mark or words.lower().endswith(f" {mark.lower()}") else f" {_cut(mark, 20)}"
    front = f"{item:02d} Agenda Item {item}"
    room = LONGEST - len(front) - len(" - ") - len(mark) - len(ending)
    words = _cut(words, room)
    return f"{front} - {words}{mark}{ending}" if words else f"{front}{mark}{ending}"


def paper_names(papers: Iterable[tuple[int, str, str, str]]) -> list[str]:
    """The names of (item, title, file name, version), in order; a second of the same name gets "(2)".

    Windows and SharePoint do not tell capitals from small letters, so neither does this.
    """
    given: set[str] = set()
    names = []
    for item, title, file_name, version in papers:
        name, count = paper_name(item, title, file_name, version), 2
        while name.casefold() in given:
            name = paper_name(item, title, file_name, f"{version[:12]} ({count})".strip())
            count += 1
        given.add(name.casefold())
        names.append(name)
    return names


def _clean(words: str) -> str:
    kept = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in unicodedata.normalize("NFC", words))
    return " ".join(_BARRED.sub(" ", kept).split()).strip(" .-")


def _cut(words: str, room: int) -> str:
    """At most `room` characters, at the end of a word where there is one."""
    if len(words) <= room:
        return words
    cut = words[: room + 1].rpartition(" ")[0] or words[:room]
    return cut.rstrip(" .,-")
