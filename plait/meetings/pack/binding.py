"""The pack bound: the front, and in its gaps the papers' pages with their tags, links and bookmarks. Runs in a child.

The plan is plain JSON, made by `planning`: {"at", "front", "items", "papers", "most_pages"}. What a paper turns out to
be decides the rest: its pages, or a page that says why not.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, Final, TypeVar

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, OutlineItem, Pdf, String

from plait.meetings.pack import wording
from plait.meetings.pack.enclosing import UNFIT, Enclosing, Layers
from plait.meetings.pack.front import SETTER, Front, set_front, set_stamps
from plait.meetings.pack.layout import Known, Layout, laid_out, numbered
from plait.meetings.pack.links import settle_front
from plait.meetings.pack.opening import Opened, Unfit, opened
from plait.meetings.pack.placing import Placed
from plait.meetings.pack.tags import Roles, Tree

Tell = Callable[[int, int], None]
# What typst writes about the front alone.
_PRODUCT: Final = re.compile(rb"<xmp:CreatorTool>[^<]*</xmp:CreatorTool>")
_COUNT: Final = re.compile(rb"<xmpTPg:NPages>\d+</xmpTPg:NPages>")
_CLAIM: Final = re.compile(rb"<pdfuaid:part>1</pdfuaid:part>")
_T = TypeVar("_T")
Attachments = Mapping[int, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Bound:
    """`papers` says for each of the plan's papers: {"first", "pages", "tagged", "said"}."""

    data: bytes
    pages: int
    accessible: bool
    papers: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Made:
    """What typst made: the front, the first page of each paper, and the stamps of all papers' pages in order."""

    front: Front
    firsts: list[int]
    stamps: bytes


class _Spoilt(Exception):
    """A paper that opened but broke while its pages were taken."""

    def __init__(self, place: int, code: str) -> None:
        super().__init__(place)
        self.place = place
        self.code = code


def bound(plan: dict[str, Any], files: Mapping[int, bytes], attachments: Attachments, tell: Tell) -> Bound:
    """The pack. `files` are the papers' PDFs by their place in the plan.

    `tell(done, of)` is told before each paper, and with done = of before the file is written.
    """
    spoilt: dict[int, str] = {}
    while True:
        try:
            return _attempt(plan, files, attachments, spoilt, tell)
        except _Spoilt as found:
            spoilt[found.place] = wording.why_not(found.code)


def _attempt(
    plan: dict[str, Any],
    files: Mapping[int, bytes],
    attachments: Attachments,
    spoilt: dict[int, str],
    tell: Tell,
) -> Bound:
    found, sentences = _opened(plan, files, spoilt, tell)
    papers = [_known(paper, found.get(at), sentences.get(at, "")) for at, paper in enumerate(plan["papers"])]
    layout, roles = laid_out(plan["items"], papers), Roles()
    coming = [Enclosing(found[at], at, papers[at].title) for at in sorted(found)]
    for each in coming:
        _safe(each.measure, each.number)
    setting = SETTER.submit(_set, plan, papers, layout, {each.number: each.places for each in coming})
    for each in coming:
        tell(each.number, len(papers))
        _safe(partial(each.prepare, roles), each.number)
    made = setting.result()
    accessible = all(each.paper.claims for each in coming)
    with pikepdf.open(BytesIO(made.front.data)) as pack:
        own = [page.obj for page in pack.pages]
        _enclose(pack, coming, made, roles, tell)
        settle_front(map(pikepdf.Page, own), lambda number: pack.pages[number - 1].obj)
        _bookmarks(pack, plan, papers, layout, made)
        _say_what_it_is(pack, accessible)
        for at, (name, data) in attachments.items():
            said = f"{papers[at].title}, as it came"
            pack.attachments[name] = AttachedFileSpec(pack, data, filename=name, description=said)
        tell(len(papers), len(papers))
        written = BytesIO()
        pack.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    told = [
        {"first": first, "pages": paper.pages, "tagged": paper.tagged, "said": paper.said}
        for paper, first in zip(papers, made.firsts, strict=True)
    ]
    return Bound(written.getvalue(), made.front.pages, accessible, told)


def _set(plan: dict[str, Any], papers: list[Known], layout: Layout, places: Mapping[int, list[Placed]]) -> _Made:
    """The front and the stamps, by typst."""
    items, at = plan["items"], datetime.fromisoformat(plan["at"])
    front = set_front(
        plan["front"], layout.parts, lambda starts, lengths: numbered(items, papers, layout, starts, lengths), at
    )
    firsts = [layout.first_page(place, front.starts, front.lengths) for place in range(len(papers))]
    stamps = [
        {
            "width": place.width,
            "height": place.height,
            "words": f"Item {items[papers[paper].item]['number']}: {papers[paper].title}",
            "number": number,
        }
        for paper, pages in places.items()
        for number, place in enumerate(pages, firsts[paper])
    ]
    return _Made(front, firsts, set_stamps(stamps, plan["front"], front.pages, at) if stamps else b"")


def _opened(
    plan: dict[str, Any], files: Mapping[int, bytes], spoilt: dict[int, str], tell: Tell
) -> tuple[dict[int, Opened], dict[int, str]]:
    """The papers that can be enclosed, and for the others why not."""
    found: dict[int, Opened] = {}
    sentences = {at: paper["said"] for at, paper in enumerate(plan["papers"]) if paper["said"]} | spoilt
    for at in sorted(files.keys() - sentences.keys()):
        tell(at, len(plan["papers"]))
        try:
            found[at] = opened(files[at], plan["most_pages"])
        except Unfit as unfit:
            sentences[at] = wording.why_not(unfit.code, pages=unfit.pages, most=plan["most_pages"])
        except UNFIT:
            sentences[at] = wording.why_not("damaged")
        except MemoryError:
            sentences[at] = wording.why_not("heavy")
    return found, sentences


def _known(paper: dict[str, Any], found: Opened | None, said: str) -> Known:
    return Known(
        paper["item"],
        paper["title"],
        paper["version"],
        paper["late"],
        found.pages if found else 0,
        bool(found and found.tagged),
        said,
    )


def _enclose(pack: Pdf, coming: list[Enclosing], made: _Made, roles: Roles, tell: Tell) -> None:
    """Every paper's pages, in the order of the pack, with the stamps they need."""
    tree, layers, front = Tree(pack), Layers(), made.front
    numbers = [start + n for start, long in zip(front.starts, front.lengths, strict=True) for n in range(long)]
    number_of = {page.obj.objgen: number for page, number in zip(pack.pages, numbers, strict=True)}
    if made.stamps:
        with pikepdf.open(BytesIO(made.stamps)) as sheet:
            forms = [pack.copy_foreign(page.as_form_xobject()) for page in sheet.pages]
        for each in coming:
            tell(each.number, len(made.firsts))
            mine, forms = forms[: each.paper.pages], forms[each.paper.pages :]
            _safe(partial(each.enclose, pack, tree, made.firsts[each.number], mine, layers), each.number)
    tree.close(number_of, roles)
    if layers.all:
        shown = Dictionary(Name=String("Layers"), OFF=Array(layers.hidden), Order=Array(layers.all))
        pack.Root.OCProperties = Dictionary(OCGs=Array(layers.all), D=shown)


def _safe(step: Callable[[], _T], at: int) -> _T:
    try:
        return step()
    except (*UNFIT, MemoryError) as found:
        heavy = isinstance(found, MemoryError) or "bad_alloc" in str(found)
        raise _Spoilt(at, "heavy" if heavy else "damaged") from None


def _bookmarks(pack: Pdf, plan: dict[str, Any], papers: list[Known], layout: Layout, made: _Made) -> None:
    """Agenda and contents, then every item with its papers below it; all open."""
    with pack.open_outline() as outline:
        for item, part in layout.dividers.items():
            words = plan["items"][item]
            entry = OutlineItem(f"Item {words['number']}: {words['title']}", made.front.starts[part] - 1)
            entry.children.extend(
                OutlineItem(paper.title, first - 1)
                for paper, first in zip(papers, made.firsts, strict=True)
                if paper.item == item
            )
            outline.root.append(entry)


def _say_what_it_is(pack: Pdf, accessible: bool) -> None:
    """Page labels from 1, bookmarks in view, and no claim of PDF/UA that a part does not bear out."""
    root: Object = pack.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(Type=Name.PageLabel, S=Name.D, St=1)]))
    root.PageMode = Name.UseOutlines
    told = _PRODUCT.sub(b"<xmp:CreatorTool>Plait</xmp:CreatorTool>", _COUNT.sub(b"", root.Metadata.read_bytes()))
    root.Metadata.write(told if accessible else _CLAIM.sub(b"", told))
