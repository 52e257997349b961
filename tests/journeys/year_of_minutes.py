"""Twelve meetings of one group in the formats of twelve years: made here, about an invented county."""

import zipfile
from email.message import EmailMessage
from html import escape
from io import BytesIO

import typst

YEAR = 2025
DAYS = {
    "January": 8, "February": 5, "March": 5, "April": 2, "May": 7, "June": 4,
    "July": 2, "August": 6, "September": 3, "October": 1, "November": 5, "December": 3,
}  # fmt: skip
ENDINGS = ("txt", "md", "docx", "pdf", "html", "odt", "rtf", "eml", "docx", "pdf", "txt", "html")
LOOSE = "Sunita Chandel said she would find out whether the hospital keeps its own list of first aiders."
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_LETTER = "application/vnd.oasis.opendocument.text"


def lines_of(month: str) -> list[str]:
    """One set of minutes, line by line. In September somebody promises something that nobody takes down."""
    talk = ["Members went through the survey of schools, and found that most had answered."]
    return [
        "Marlshire Safeguarding Children Partnership",
        "Minutes of the Practice Oversight Group",
        f"Wednesday {DAYS[month]} {month} {YEAR}, 14:00 to 16:00, Microsoft Teams",
        "",
        "Present",
        "Stephen Corrie (SC), Marlshire Council",
        "Sunita Chandel (SC), Wendmouth Hospitals",
        "Bronwen Pask (BP), Business Unit",
        "",
        "1. Welcome",
        "BP welcomed members.",
        "",
        f"2. Survey of {month}",
        *talk,
        *([LOOSE] if month == "September" else []),
        f"Action: BP to circulate the survey of {month} to members.",
        "",
        "3. Audits",
        f"Action: SC to bring the audit of {month} to the next meeting.",
    ]


def a_year() -> dict[str, bytes]:
    """Name and bytes of each file."""
    found = {}
    for month, ending in zip(DAYS, ENDINGS, strict=True):
        day = f"{YEAR}-{list(DAYS).index(month) + 1:02}-{DAYS[month]:02}"
        found[f"{day} oversight.{ending}"] = _MAKE[ending](lines_of(month))
    return found


def _text(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


def _markdown(lines: list[str]) -> bytes:
    return _text([f"## {line}" if line[:2] in ("1.", "2.", "3.") else f"{line}\n" for line in lines])


def _page(lines: list[str]) -> bytes:
    said = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f"<html><head><title>Minutes</title></head><body>{said}</body></html>".encode()


def _rich(lines: list[str]) -> bytes:
    return ("{\\rtf1\\ansi " + "".join(f"{line}\\par\n" for line in lines) + "}").encode()


def _mail(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["From"] = "bronwen.pask@partnership.marlshire.example"
    message["To"] = "members@partnership.marlshire.example"
    message["Subject"] = "Minutes of the Practice Oversight Group"
    message.set_content("\n".join(lines))
    return message.as_bytes()


def _print(lines: list[str]) -> bytes:
    return bytes(typst.compile("\\ \n".join(line.replace("@", "\\@") for line in lines).encode()))


def _word(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    return _packed({"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'})


def _open(lines: list[str]) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    space = f'xmlns:office="{_OFFICE}:office:1.0" xmlns:text="{_OFFICE}:text:1.0"'
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return _packed(
        {"mimetype": _LETTER, "content.xml": f"<office:document-content {space}>{text}</office:document-content>"}
    )


def _packed(files: dict[str, str]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(name, words)
    return held.getvalue()


_MAKE = {
    "txt": _text,
    "md": _markdown,
    "html": _page,
    "rtf": _rich,
    "eml": _mail,
    "pdf": _print,
    "docx": _word,
    "odt": _open,
}
