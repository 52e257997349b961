"""The sentences of a pack: why a paper's pages are not there, and how numbers and times are said."""

from datetime import time
from typing import Final

from plait.core.dates import say_time

SENTENCES: Final = {
    "locked": "The file is locked with a password. Ask for a copy without a password and add it to the meeting.",
    "damaged": "The file is damaged and could not be opened. Ask for it again and add it to the meeting.",
    "empty": "The file has no pages. Ask for it again and add it to the meeting.",
    "long": "It has {pages:,} pages, and a pack takes at most {most:,} pages of one paper. Open it in Plait.",
    "large": "The file is {size} MB, and a pack takes files of at most {most_size} MB. Open it in Plait.",
    "full": "The papers of this meeting are together larger than one pack can hold. Open it in Plait.",
    "heavy": "It takes more memory than a pack may use. Ask for a simpler copy, or open it in Plait.",
    "slow": "It took too long to read. Ask for a simpler copy, or open it in Plait.",
    "bundle": "The file is a bundle of several files. Ask for each as its own file and add them to the meeting.",
    "form": "The file is a form that only its own program can show. Ask for it printed to PDF.",
    "kind": "A pack shows PDF, Word and Excel files, and {kind}. Open it in Plait.",
    "no_office": "It is {kind}, and there is no LibreOffice here to turn it into pages.",
    "office": "It is {kind}, and LibreOffice could not turn it into pages.",
    "office_slow": "It is {kind}, and LibreOffice took too long to turn it into pages.",
}
ATTACHED: Final = "The file itself is attached to this PDF."
IN_PLAIT: Final = "Open it in Plait."
SAFE_SIDE: Final = "Open it in Plait. It is not attached, because a file of this kind can carry macros."
UNTAGGED: Final = "Came without tags"
NOT_HERE: Final = "Its pages are not here"
NO_WORDS: Final = "Page {page} of “{title}”, a picture without words that a screen reader could read"

_KINDS: Final = {
    "docx": "a Word document",
    "doc": "a Word document of the old kind",
    "docm": "a Word document with macros",
    "odt": "a text document",
    "rtf": "a text document",
    "xlsx": "an Excel workbook",
    "xls": "an Excel workbook of the old kind",
    "xlsm": "an Excel workbook with macros",
    "ods": "a workbook",
}


def kind_of(ending: str) -> str:
    """ "a Word document"; what is none of ours is named by its ending."""
    return _KINDS.get(ending, f"a file that ends in .{ending}" if ending else "a file of no known kind")


def why_not(code: str, **told: object) -> str:
    return SENTENCES.get(code, SENTENCES["damaged"]).format(**told)


def count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages:,} pages"


def duration(minutes: int) -> str:
    """1 minute, 45 minutes, 2 hours, 1 hour 5 minutes."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    parts += [f"{rest} minute{'' if rest == 1 else 's'}"] if rest or not hours else []
    return " ".join(parts)


def hours(starts: time | None, ends: time | None) -> str:
    """10am to midday; from 10am; nothing where no time is known."""
    if starts is None:
        return ""
    return f"{say_time(starts)} to {say_time(ends)}" if ends else f"from {say_time(starts)}"
