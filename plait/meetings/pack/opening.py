"""A paper's PDF opened: what is known of it, and what it may not bring along is taken out."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from plait.meetings.pack.placing import Box, seen

# What acts, calls out, carries other files or only serves the program that wrote it.
_DROPPED: Final = frozenset(
    {"/AA", "/AF", "/PieceInfo", "/Metadata", "/OpenAction", "/EF", "/FS", "/JS", "/XFA", "/Thumb", "/LastModified"}
    | {"/RichMediaContent", "/RichMediaSettings", "/Movie", "/Sound", "/3DD", "/OPI", "/Alternates"}
)
_LOOKED_AT: Final = _DROPPED | {"/Subtype", "/F"}
_DICTIONARY: Final = pikepdf.ObjectType.dictionary
_STREAM: Final = pikepdf.ObjectType.stream
_DEEPEST: Final = 40
EACH: Final = 1_000_000  # keys of a paper, by which its pages and links are found in the tree of tags
_SHORT: Final = 64 * 1024  # bytes of a page's drawing, packed, that are looked through


class Unfit(Exception):
    """The paper cannot be enclosed. `code` names the reason in `wording`."""

    def __init__(self, code: str, pages: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.pages = pages


@dataclass(frozen=True, slots=True)
class Opened:
    """`claims` where the paper says of itself that it is PDF/UA-1 and nothing was drawn into its pages."""

    pdf: Pdf
    pages: int
    tagged: bool
    claims: bool


def opened(data: bytes, most_pages: int) -> Opened:
    """The paper, cleaned. Raises Unfit: locked, damaged, empty, long, bundle, form."""
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        pages = len(pdf.pages)
        root = pdf.Root
    except pikepdf.PasswordError:
        raise Unfit("locked") from None
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, RuntimeError, AttributeError):
        raise Unfit("damaged") from None
    if not pages:
        raise Unfit("empty")
    if pages > most_pages:
        raise Unfit("long", pages)
    if "/Collection" in root:
        raise Unfit("bundle")
    if bool(root.get("/NeedsRendering", False)):
        raise Unfit("form")
    flattened = _flatten(pdf)
    tagged = is_tagged(pdf)
    return Opened(pdf, pages, tagged, tagged and not flattened and _claims(pdf))


def is_tagged(pdf: Pdf) -> bool:
    """Whether the file is tagged throughout: marked so, a tree, and every page with something on it found in it."""
    root = pdf.Root
    tree = root.get("/StructTreeRoot")
    marked = root.get("/MarkInfo")
    if not isinstance(tree, Dictionary) or not isinstance(marked, Dictionary) or not marked.get("/Marked", False):
        return False
    if "/K" not in tree or "/ParentTree" not in tree:
        return False
    known = {key for key, _ in numbered(tree.ParentTree)}
    if not all(0 <= key < EACH for key in known):
        return False
    for page in pdf.pages:
        key = page.obj.get("/StructParents")
        if not (isinstance(key, int) and key in known) and not _only_artifacts(page):
            return False
    return True


def numbered(tree: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree; what is not of its form is passed over."""
    if not isinstance(tree, Dictionary) or depth > _DEEPEST:
        return
    found = tree.get("/Nums")
    if isinstance(found, Array):
        for place in range(0, len(found) - 1, 2):
            if isinstance(found[place], int):
                yield int(found[place]), found[place + 1]
    kids = tree.get("/Kids")
    for kid in kids if isinstance(kids, Array) else ():
        yield from numbered(kid, depth + 1)


def clean(pdf: Pdf, also: Callable[[Any, set[str]], None] | None) -> None:
    """Scripts, actions, embedded files, sound, film, and data kept outside the file are taken out of every object.

    `also` is told of each object and its keys on the way: one walk is enough.
    """
    for thing in pdf.objects:
        kind = getattr(thing, "_type_code", None)  # a plain number has none; isinstance is three times as slow
        if kind is not _DICTIONARY and kind is not _STREAM:
            continue
        keys = thing.keys()
        if not keys.isdisjoint(_LOOKED_AT):
            _clean_one(thing, keys, kind is _STREAM)
        if also:
            also(thing, keys)


def _clean_one(thing: Any, keys: set[str], stream: bool) -> None:
    for key in _DROPPED & keys:
        del thing[key]
    if "/Subtype" in keys and "/A" in keys and thing.get("/Subtype") != Name.Link:
        del thing["/A"]
    if stream and ("/F" in keys or thing.get("/Subtype") == Name.PS):
        if "/F" in keys:
            del thing["/F"]
        thing.write(b"")


def box_of(page: pikepdf.Page) -> tuple[Box, int]:
    """What is seen of the page, and its turn in degrees; both may be inherited."""
    turn = _inherited(page.obj, "/Rotate")
    box = seen(_numbers(_inherited(page.obj, "/MediaBox")), _numbers(_inherited(page.obj, "/CropBox")))
    return box, int(turn) if isinstance(turn, int) else 0


def _inherited(node: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def _numbers(box: Any) -> list[float] | None:
    try:
        return [float(n) for n in box]
    except (TypeError, ValueError):
        return None


def _flatten(pdf: Pdf) -> bool:
    """What is filled in or commented on a page becomes part of it. True where there was anything of the kind."""
    kinds = {
        str(note.get("/Subtype"))
        for page in pdf.pages
        for note in page.obj.get("/Annots", ())
        if isinstance(note, Dictionary)
    }
    if not kinds - {"/Link", "/Popup"}:
        return False
    with suppress(pikepdf.PdfError, RuntimeError, ValueError):
        if "/Widget" in kinds:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")
    return True


def _claims(pdf: Pdf) -> bool:
    data = pdf.Root.get("/Metadata")
    try:
        return isinstance(data, Stream) and b"pdfuaid:part" in data.read_bytes()
    except pikepdf.PdfError:
        return False


def _only_artifacts(page: pikepdf.Page) -> bool:
    """Whether a page that no tag leads to has nothing on it that should have one."""
    found = page.obj.get("/Contents")
    parts = [part for part in (found if isinstance(found, Array) else [found]) if isinstance(part, Stream)]
    try:
        if sum(len(part.read_raw_bytes()) for part in parts) > _SHORT:
            return False
        drawn = b" ".join(part.read_bytes() for part in parts)
    except pikepdf.PdfError:
        return False
    return not drawn.split() or b"/Artifact" in drawn
