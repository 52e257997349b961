"""What the commands of rich text mean: letters, and places other than the text."""

import re
from enum import Enum, auto
from typing import Final


class Place(Enum):
    """Where the words of a group go."""

    TEXT = auto()
    NOTHING = auto()
    FONTS = auto()
    STYLES = auto()
    LABEL = auto()  # the number or bullet that is printed before a paragraph
    ASIDE = auto()  # a footnote or a text box: read after the text
    HEADER = auto()


LETTERS: Final = {
    "line": "\n", "lbr": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "zwnj": "", "zwj": "",
}  # fmt: skip
SIGNS: Final = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_NOTHING: Final = (
    "colortbl info pict nonshppict objdata objclass objname footer footerf footerl footerr fldinst listtable "
    "listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore annotation "
    "atnid atnauthor bkmkstart bkmkend xe tc tcn rxe txe sn sv sp revtbl ftnsep ftnsepc aftnsep aftnsepc pn "
    "nonesttables pgdsctbl filetbl falt panose fname stylelang upr template passwordhash pgptbl protusertbl "
    "wgrffmtfilter"
)
PLACES: Final[dict[str, Place]] = {
    **dict.fromkeys(_NOTHING.split(), Place.NOTHING),
    **dict.fromkeys(["header", "headerf", "headerl", "headerr"], Place.HEADER),
    **dict.fromkeys(["footnote", "shptxt", "dptxbxtext"], Place.ASIDE),
    **dict.fromkeys(["listtext", "pntext"], Place.LABEL),
    **dict.fromkeys(["nesttableprops", "shpinst", "shprslt", "fldrslt", "ud", "result"], Place.TEXT),
    "fonttbl": Place.FONTS,
    "stylesheet": Place.STYLES,
}
_NUMBER: Final = re.compile(r"[(]?[0-9A-Za-z]{1,6}(?:[./-][0-9A-Za-z]{1,4}){0,6}[.):]?")


def label(text: str) -> str:
    """The number before a paragraph as far as it is read; "" for a bullet."""
    text = " ".join(text.split())[:40]
    return text if _NUMBER.fullmatch(text) and text not in ("o", "O") else ""
