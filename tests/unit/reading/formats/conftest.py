"""Small documents of an invented county, made on the spot."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
import typst

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_word(body: str, main: str = "word/document.xml", extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A .docx with this XML in its body; `styles="..."`, `numbering="..."` and so on are further parts."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr"}
    folder = main.rpartition("/")[0]
    links = "".join(f'<Relationship Id="r{kind}" Type="{_KINDS}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        start = f'<Relationship Id="r1" Type="{_KINDS}/officeDocument" Target="{main}"/>'
        archive.writestr("_rels/.rels", _relations(start))
        archive.writestr(main, f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr(f"{folder}/_rels/document.xml.rels", _relations(links))
        for kind, xml in parts.items():
            archive.writestr(f"{folder}/{kind}.xml", f"<w:{roots[kind]} {_SPACES}>{xml}</w:{roots[kind]}>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return held.getvalue()


def _relations(links: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    return make_word


@pytest.fixture(scope="session")
def printed() -> Callable[[str], bytes]:
    """A PDF set from typst source, in an ordinary page and type size."""

    def make(source: str) -> bytes:
        top = '#set page("a4", margin: 2.5cm)\n#set text(size: 11pt, hyphenate: false)\n'
        return bytes(typst.compile((top + source).encode()))

    return make


@pytest.fixture(scope="session")
def scanned() -> bytes:
    """A PDF of one page that is only a picture."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(595, 842)
    picture = pypdfium2.PdfImage.new(document)
    bitmap = pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR)
    bitmap.fill_rect((90, 90, 90, 255), 0, 0, 8, 8)
    picture.set_bitmap(bitmap)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(500, 700))
    page.insert_obj(picture)
    page.gen_content()
    held = BytesIO()
    document.save(held)
    document.close()
    return held.getvalue()


@pytest.fixture(scope="session")
def locked() -> bytes:
    """A PDF whose encryption no empty password opens."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"5a" * 32 + b">/U<" + b"a5" * 32 + b">>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + end


@pytest.fixture(scope="session")
def old_word() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    return head + "Root Entry".encode("utf-16-le") + b"\x00" * 108 + "WordDocument".encode("utf-16-le") + b"\x00" * 900
