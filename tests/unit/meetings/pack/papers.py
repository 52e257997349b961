"""Papers as people send them, good and bad, and the meeting they are for. Everything is invented."""

import json
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, Pdf, String

from plait.meetings.pack.binding import Bound, bound
from plait.meetings.pack.model import Bounds, Heading, Item, Paper
from plait.meetings.pack.planning import Ready, papers_of, planned, shown

AT = datetime(2025, 5, 1, 9, tzinfo=UTC)
HEADING = Heading(
    partnership="Marlshire Safeguarding Children Partnership",
    group="Practice Oversight Group",
    day=date(2025, 5, 14),
    starts=time(14, 15),
    ends=time(16, 45),
    place="County Hall, room 4",
    marking="OFFICIAL-SENSITIVE",
    reader="This pack is made for Hester Vane.",
)

_TAGGED = """
#let d = json(bytes(sys.inputs.d))
#set document(title: d.title)
#set text(lang: "en", region: "GB")
#title()
#for n in range(d.pages) [
  #if n > 0 { pagebreak() }
  = Part #(n + 1)
  Words of #d.title, page #(n + 1). #link("https://marlshire.example/")[The county’s page]
  #table(columns: 2, table.header[Area][Children], [Tarrow], [12])
]
#link(<end>)[To the end] #metadata(none) <end>
"""


@cache
def tagged(pages: int = 2, title: str = "Neglect report") -> bytes:
    told = {"d": json.dumps({"title": title, "pages": pages})}
    return typst.compile(_TAGGED.encode(), sys_inputs=told, pdf_standards="ua-1", timestamp=0)


def blank(pages: int = 1, size: tuple[float, float] = (595, 842)) -> Pdf:
    """Pages of words without tags."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for number in range(pages):
        page = pdf.add_blank_page(page_size=size)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        page.obj.Contents = pdf.make_stream(b"BT /F1 24 Tf 50 50 Td (Untagged words %d) Tj ET" % (number + 1))
    return pdf


def scan(pages: int = 1) -> Pdf:
    """Pages that are pictures."""
    pdf = pikepdf.new()
    picture = pdf.make_stream(b"\x80", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    picture.ColorSpace = Name.DeviceGray
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))
        page.obj.Contents = pdf.make_stream(b"q 500 0 0 700 40 60 cm /Im0 Do Q")
    return pdf


def saved(pdf: Pdf, **how: Any) -> bytes:
    data = BytesIO()
    pdf.save(data, **how)
    return data.getvalue()


def locked() -> bytes:
    return saved(blank(), encryption=pikepdf.Encryption(owner="three", user="strands"))


def hostile() -> bytes:
    """Scripts, programs, files and forms wherever a PDF can hold them."""
    pdf = blank(2)
    script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    launch = pdf.make_indirect(Dictionary(S=Name.Launch, F=String("calc.exe")))
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    pdf.attachments["bad.exe"] = b"MZ"
    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script)
    box = Array([10, 10, 60, 30])
    page.Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=launch)),
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=script)),
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=Dictionary(S=Name.URI, URI="file:///etc/x"))
            ),
            pdf.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box, FS=pdf.attachments["bad.exe"].obj)
            ),
            Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=box, A=script),
        ]
    )
    return saved(pdf)


def item(number: int, *papers: bytes, title: str = "", **more: Any) -> Item:
    """An item with these PDFs as its papers."""
    given = tuple(Paper(f"Paper {number}.{n}", f"{n}.pdf", data) for n, data in enumerate(papers, 1))
    return Item(number, title or f"Item of business {number}", papers=given, **more)


def bind(*items: Item, bounds: Bounds | None = None) -> Bound:
    """The pack, bound in this process."""
    theirs = shown(items)
    ready = [Ready(place, paper, paper.data) for place, paper in papers_of(theirs)]
    plan = planned(HEADING, theirs, ready, bounds or Bounds(), AT)
    return bound(plan, {n: each.pdf for n, each in enumerate(ready)}, {}, lambda done, of: None)


def text_of(data: bytes) -> list[str]:
    """The words of each page, by a reader that is not the one that bound them."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        words = []
        for page in pdf:
            text = page.get_textpage()
            words.append(text.get_text_bounded())
            text.close()
            page.close()
        return words
