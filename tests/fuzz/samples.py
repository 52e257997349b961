"""One set of minutes of an invented county in every format that is read."""

import zipfile
from base64 import encodebytes
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from quopri import encodestring

import typst

_OWN = Path(__file__).resolve().parents[2] / "plait" / "workbench" / "sample" / "minutes"

HEAD = [
    "Marlshire Safeguarding Children Partnership",
    "Minutes of the Early Years Practice Group",
    "Tuesday 4th March 2025, 1:30pm – 3:00pm, Microsoft Teams",
    "Present:",
    "Olwen Hartree (OH), Marlshire County Council",
    "Piers Lockyer (PL), Marl Valley Police",
    "Petra Lindell (PL), Marlshire Community Health – for Ivo Penhale",
    "Apologies: Winifred Oake (Marlshire Youth Service)",
]
TALK = [
    "1. Welcome",
    "OH said that the café’s leaflet was out of date and asked who could rewrite it.",
    "2. Safer sleep",
    "Action: PL to rewrite the leaflet by 28 March.",
    "Action: OH and Amadou Keene to speak about flats without cots within seven days.",
    "Decision: The leaflet is printed in four languages.",
]
TABLE = [
    ("No", "Action", "Owner", "By when", "Status"),
    ("1", "Send the contact lists", "All partners", "next meeting", "In progress"),
    ("2", "Publish the form", "OH / PL", "1 May 2025", "☒ Done"),
]
TAIL = ["Next meeting: Tuesday 6 May 2025 at 1:30pm"]


def _html() -> str:
    cells = "".join(
        f"<tr><td rowspan=1>{'</td><td>'.join(row)}<ul><li>Noted<ul><li>Completed</li></ul></li></ul></td></tr>"
        for row in TABLE
    )
    words = "".join(
        f"<p class=MsoNormal style='margin-left:36pt'><b>{line[:7]}</b>{line[7:]}<br>&nbsp;</p>" for line in HEAD
    )
    listed = "".join(f"<li value={n}>{line}<ol type=a start=2><li>so</li></ol></li>" for n, line in enumerate(TALK))
    return (
        "<!DOCTYPE html><html><head><meta charset=windows-1252><title>Minutes</title><style>p{margin:0}</style></head>"
        "<body><p><b>From:</b> Jess<br><b>Sent:</b> 11 April 2025 16:42<br><b>To:</b> All<br><b>Subject:</b> Notes</p>"
        f"<h1>{HEAD[1]}</h1>{words}<table role=presentation><tr><td><table border=1>{cells}</table></td></tr></table>"
        f"<ol>{listed}</ol><pre>one\n  two</pre><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'>· Point</p>"
        f"<p><del>Gone</del><ins>New</ins> <input type=checkbox checked> Done</p><p>{TAIL[0]}</p>"
        "<blockquote type=cite><p>ACTION Ada to go</p></blockquote></body></html>"
    )


def html() -> bytes:
    return _html().encode("cp1252", "xmlcharrefreplace")


def eml() -> bytes:
    plain = "\n".join([*HEAD, "", *TALK, *TAIL, "", "Kind regards", "Jess", "", "-- ", "Jess Thorne"])
    quoted = "On 12 May 2025, Ada Thorne wrote:\n> Notes\n> ACTION Ada to book\n"
    attached = encodebytes(rtf()).decode()
    return (
        "From: =?utf-8?q?Jess_Th=C3=B6rne?= <jess@marlshire.example>\nTo: all@marlshire.example\n"
        "Subject: Minutes\nDate: Fri, 06 Jun 2025 15:20:11 +0100\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="outer"\n\n--outer\n'
        'Content-Type: multipart/alternative; boundary="inner"\n\n--inner\n'
        'Content-Type: text/plain; charset="utf-8"; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n'
        f"{encodestring((plain + quoted).encode()).decode()}\n--inner\n"
        'Content-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n'
        f"{encodebytes(_html().encode()).decode()}\n--inner--\n--outer\n"
        'Content-Type: application/rtf; name="minutes.rtf"\nContent-Disposition: attachment; filename="minutes.rtf"\n'
        f"Content-Transfer-Encoding: base64\n\n{attached}\n--outer\nContent-Type: message/rfc822\n\n"
        "From: Ada\nSubject: Older\n\nMinutes of an older meeting\n--outer--\n"
    ).encode()


def _escaped(text: str) -> str:
    return "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in text)


def rtf() -> bytes:
    shape = "\\trowd\\trgaph108\\trleft-108" + "".join(f"\\clvmgf\\cellx{1800 * (n + 1)}" for n in range(5))
    rows = "".join(
        shape + "".join(f"\\pard\\intbl {_escaped(cell)}\\cell" for cell in row) + f"{shape}\\row\n" for row in TABLE
    )
    nested = (
        "\\pard\\intbl\\itap2 In\\nestcell{\\*\\nesttableprops\\trowd\\cellx900\\nestrow}\\pard\\intbl Out\\cell\\row\n"
    )
    words = "".join(f"\\pard\\plain {{\\b {_escaped(line[:7])}}}{_escaped(line[7:])}\\par\n" for line in HEAD)
    listed = "".join(
        f"\\pard\\s2{{\\listtext\\pard {n}.\\tab}}\\ilvl0\\ls1 {_escaped(line)}\\par\n" for n, line in enumerate(TALK)
    )
    return (
        "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset2 Symbol;}}"
        "{\\stylesheet{\\s0 Normal;}{\\s2\\outlinelevel1 heading 2;}}{\\*\\generator Plait}{\\header Marlshire\\par}\n"
        f"{words}{listed}{rows}{shape}{nested}\\pard caf\\'e9 {{\\v hidden}}{{\\deleted gone}}"
        "{\\revised new}\\line more\\par\n"
        "{\\field{\\*\\fldinst HYPERLINK}{\\fldrslt here}}{\\footnote \\pard a note\\par}{\\pict\\wmetafile8 010203}"
        "{\\shp{\\*\\shpinst{\\shptxt \\pard boxed\\par}}}{\\f1\\'b7}\\u-10179?\\u-8704?\\bin3 abc "
        f"{TAIL[0]}\\par}}"
    ).encode("cp1252", "replace")


def odt() -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "draw", "fo")
    )
    words = "".join(
        f'<text:p text:style-name="P1"><text:span text:style-name="T1">{line}</text:span></text:p>' for line in HEAD
    )
    listed = "".join(
        f"<text:list-item><text:p>{line}</text:p><text:list><text:list-item><text:h text:outline-level='2'>so</text:h>"
        "</text:list-item></text:list></text:list-item>"
        for line in TALK
    )
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell table:number-columns-spanned="1"><text:p>{c}</text:p></table:table-cell>' for c in row
        )
        + "<table:covered-table-cell/></table:table-row>"
        for row in TABLE
    )
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P1"/>'
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" '
        'style:num-suffix=")" text:start-value="3"/></text:list-style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes>{words}"
        f"<text:list text:style-name='L1' text:continue-numbering='true'>{listed}</text:list>"
        f"<table:table>{rows}</table:table><text:p>a<text:s text:c='4'/><text:tab/>b<text:line-break/>"
        "<text:soft-page-break/><text:note><text:note-body><text:p>A note</text:p></text:note-body></text:note>"
        "<draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box></draw:frame></text:p>"
        f"<text:p>{TAIL[0]}</text:p>"
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": b"<manifest/>",
        }
    )


def packed(parts: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def txt() -> bytes:
    rows = ["\t".join(row) for row in TABLE]
    return "\r\n".join([*HEAD, "", *TALK, "", *rows, "\f", *TAIL]).encode("cp1252", "replace")


def md() -> bytes:
    rows = ["| " + " | ".join(row) + " |" for row in TABLE]
    rows.insert(1, "|---" * 5 + "|")
    return "\n".join([f"# {HEAD[1]}", *HEAD, *(f"- [ ] **{line}**" for line in TALK), "", *rows, *TAIL]).encode()


@cache
def pdf() -> bytes:
    rows = ", ".join(f"[{cell}]" for row in TABLE for cell in row)
    source = (
        '#set page("a4", footer: [Marlshire])\n#set text(size: 11pt)\n'
        + " \\\n".join(line.replace("@", "") for line in HEAD)
        + f"\n\n#table(columns: 5, {rows}, rotate(90deg)[Turned])\n#columns(2)[{' '.join(TALK * 3)}]\n{TAIL[0]}"
    )
    return bytes(typst.compile(source.encode()))


def plain_pdf(pages: int = 2) -> bytes:
    """The same page again and again without packing, so that its words and numbers can be spoilt one by one."""
    shown = "".join(f"1 0 0 1 72 {780 - 20 * n} Tm ({line.encode('latin-1', 'replace').decode('latin-1')}) Tj\n"
                    for n, line in enumerate([*HEAD, *TALK, *TAIL]))  # fmt: skip
    lines = "".join(
        f"72 {400 - 20 * n} m 500 {400 - 20 * n} l S\n{72 + 80 * n} 400 m {72 + 80 * n} 300 l S\n" for n in range(6)
    )
    stream = f"BT /F1 11 Tf\n{shown}0 1 -1 0 300 200 Tm (Turned) Tj ET\n{lines}".encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 0/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def _stored(ending: str) -> Callable[[], bytes]:
    return lambda: next(path for path in sorted(_OWN.iterdir()) if path.suffix == ending).read_bytes()


MAKERS: dict[str, list[Callable[[], bytes]]] = {
    "docx": [_stored(".docx")],
    "pdf": [pdf, plain_pdf],
    "txt": [txt, _stored(".txt")],
    "md": [md],
    "html": [html],
    "eml": [eml],
    "odt": [odt],
    "rtf": [rtf],
}


@cache
def samples(form: str) -> list[bytes]:
    """The files of one format, made once."""
    return [make() for make in MAKERS[form]]
