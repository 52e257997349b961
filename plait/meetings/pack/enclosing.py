"""The pages of one paper put into the pack: moved to their place, stamped, their links led on, their tags kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from plait.meetings.pack import wording
from plait.meetings.pack.links import address_of, names_of, settle, target_of
from plait.meetings.pack.opening import Opened, box_of, clean
from plait.meetings.pack.placing import Placed, placed
from plait.meetings.pack.tags import Moved, Roles, Tree

_STAMP: Final = b"q /Artifact BMC /PlaitStamp Do EMC Q\n"
_GUARD: Final = 8  # a page that takes back more states than it saved does not undo its place on the page
_KEPT: Final = frozenset({"/Type", "/Parent", "/Contents", "/Resources", "/Group", "/StructParents", "/Annots"})


@dataclass(frozen=True, slots=True)
class Way:
    """A link of a page: where it lies, and the place in the paper of the page it leads to (-1: none), or an address."""

    area: Sequence[float]
    to: int
    address: str


@dataclass(slots=True)
class Layers:
    """Layers of all papers that can be shown or hidden, and which of them are hidden."""

    all: list[Object] = field(default_factory=list)
    hidden: list[Object] = field(default_factory=list)


@dataclass(slots=True)
class Enclosing:
    """One paper on its way in: measured, prepared, enclosed."""

    paper: Opened
    number: int
    title: str
    places: list[Placed] = field(default_factory=list)
    ways: list[list[Way | None]] = field(default_factory=list)
    moved: Moved | None = None
    pack: Pdf = field(init=False)
    first: int = 0

    def measure(self) -> None:
        """How each page will lie."""
        self.places = [placed(*box_of(page)) for page in self.paper.pdf.pages]

    def prepare(self, roles: Roles) -> None:
        """Everything that can be done before the paper's place in the pack is known."""
        self.ways = self._ways()
        self.moved = roles.moved(self.paper.pdf, self.number) if self.paper.tagged else None
        clean(self.paper.pdf, self.moved)

    def enclose(self, pack: Pdf, tree: Tree, first: int, stamps: Sequence[Object], layers: Layers) -> None:
        """`stamps` are forms of the pack, one for each page; `first` is the paper's first page, from 1."""
        self.pack, self.first = pack, first
        pdf = self.paper.pdf
        if self.moved:
            for at, page in enumerate(pdf.pages):
                self.pack.pages.insert(self.first - 1 + at, page)
            pages: list[Object] = [self.pack.pages[self.first - 1 + at].obj for at in range(self.paper.pages)]
            for drawn, place, stamp in zip(pages, self.places, stamps, strict=True):
                _draw_tagged(self.pack, drawn, place, stamp)
            self._lead_on(pages)
            tree.graft(pdf, self.moved, self.first, self.title)
        else:
            pages = self._as_forms(stamps)
            links = self._lead_on(pages)
            tree.wrap(self.number, self._with_words(pages), links, self.first, self.title)
        self._keep_layers(layers)

    def _ways(self) -> list[list[Way | None]]:
        """For each page what each of its annotations is; None for one that is not kept."""
        pdf = self.paper.pdf
        names = names_of(pdf)
        at = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        return [[_way(note, names, at) for note in page.obj.get("/Annots", ())] for page in pdf.pages]

    def _as_forms(self, stamps: Sequence[Object]) -> list[Object]:
        made: list[Object] = []
        for at, (source, place, stamp) in enumerate(zip(self.paper.pdf.pages, self.places, stamps, strict=True)):
            form = self.pack.copy_foreign(source.as_form_xobject(handle_transformations=False))
            form.BBox = Array([round(n, 3) for n in place.box])
            for key in ("/StructParents", "/StructParent", "/Matrix"):
                if key in form:
                    del form[key]
            tag = b"Figure" if not _has_words(form) else b"P"
            drawn = _STAMP + b"/%s <</MCID 0>> BDC q %s cm /PlaitPaper Do Q EMC\n" % (tag, _matrix(place))
            self.pack.pages.insert(
                self.first - 1 + at,
                Page(
                    Dictionary(
                        Type=Name.Page,
                        MediaBox=Array([0, 0, place.width, place.height]),
                        Resources=Dictionary(XObject=Dictionary(PlaitPaper=form, PlaitStamp=stamp)),
                        Contents=self.pack.make_stream(drawn),
                    )
                ),
            )
            made.append(self.pack.pages[self.first - 1 + at].obj)
        return made

    def _with_words(self, pages: Sequence[Object]) -> list[tuple[Object, str]]:
        """Each page with "" where it has words, or what is said of it where it is a picture."""
        return [
            (page, "" if _has_words(page.Resources.XObject.PlaitPaper) else self._picture(at))
            for at, page in enumerate(pages, 1)
        ]

    def _picture(self, page: int) -> str:
        return wording.NO_WORDS.format(page=page, title=self.title)

    def _lead_on(self, pages: Sequence[Object]) -> list[tuple[Object, Object]]:
        """The links of every page in their new places; (page, link) for each."""
        kept: list[tuple[Object, Object]] = []
        for page, place, found in zip(pages, self.places, self.ways, strict=True):
            old = page.get("/Annots", Array())
            links = Array()
            for at, way in enumerate(found):
                if way is None:
                    continue
                link = old[at] if self.paper.tagged else Dictionary()
                link = link if link.is_indirect else self.pack.make_indirect(link)
                target = pages[way.to] if way.to >= 0 else None
                words = f"Page {self.first + way.to}" if target is not None else way.address
                if settle(link, way.area, target, way.address, place, words):
                    links.append(link)
                    kept.append((page, link))
            if len(links):
                page.Annots, page.Tabs = links, Name.S
            elif "/Annots" in page:
                del page["/Annots"]
        return kept

    def _keep_layers(self, layers: Layers) -> None:
        found = self.paper.pdf.Root.get("/OCProperties")
        if not isinstance(found, Dictionary) or not isinstance(found.get("/OCGs"), Array):
            return
        shown = found.get("/D", Dictionary())
        on = {each.objgen for each in shown.get("/ON", ())}
        off = {each.objgen for each in shown.get("/OFF", ())}
        off_at_first = shown.get("/BaseState") == Name.OFF
        for layer in found.OCGs:
            if not layer.is_indirect:
                continue
            copy = self.pack.copy_foreign(layer)
            layers.all.append(copy)
            if layer.objgen in off or (off_at_first and layer.objgen not in on):
                layers.hidden.append(copy)


def _way(note: Any, names: dict[str, Any], at: dict[tuple[int, int], int]) -> Way | None:
    if not isinstance(note, Dictionary) or note.get("/Subtype") != Name.Link:
        return None
    try:
        area = [float(n) for n in note.Rect]
    except (AttributeError, TypeError, ValueError, KeyError):
        return None
    target = target_of(note, names)
    return Way(area, at.get(target.objgen, -1) if target is not None else -1, address_of(note))


def _draw_tagged(pack: Pdf, page: Object, place: Placed, stamp: Object) -> None:
    """The page's own drawing, untouched, between a move and its end; the stamp is drawn before it."""
    for key in page.keys() - _KEPT:
        del page[key]
    found = page.get("/Contents", Array())
    own = list(found) if isinstance(found, Array) else [found]
    x0, y0, x1, y1 = place.box
    clip = b"%.3f %.3f %.3f %.3f re W n" % (x0, y0, x1 - x0, y1 - y0)
    begin = _STAMP + b"q %s cm %s %s\n" % (_matrix(place), clip, b"q " * _GUARD)
    end = b"\n" + b"Q " * (_GUARD + 1)
    page.Contents = Array([pack.make_stream(begin), *own, pack.make_stream(end)])
    page.MediaBox = Array([0, 0, place.width, place.height])
    resources = dict(page.get("/Resources", Dictionary()).items())
    forms = dict(resources.get("/XObject", Dictionary()).items())
    resources["/XObject"] = Dictionary(forms | {"/PlaitStamp": stamp})
    page.Resources = Dictionary(resources)


def _matrix(place: Placed) -> bytes:
    return b" ".join(b"%.6f" % n for n in place.matrix)


def _has_words(form: Any, depth: int = 0) -> bool:
    """Whether anything on the page can hold words: it or a form on it names a font."""
    resources = form.get("/Resources")
    if not isinstance(resources, Dictionary) or depth > 4:
        return False
    fonts = resources.get("/Font")
    if isinstance(fonts, Dictionary) and len(fonts.keys()):
        return True
    forms = resources.get("/XObject")
    inner = forms.values() if isinstance(forms, Dictionary) else ()
    return any(isinstance(each, Stream) and _has_words(each, depth + 1) for each in inner)


# What a file that is not what it says it is makes the library, or us, raise.
UNFIT: Final = (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, IndexError)
