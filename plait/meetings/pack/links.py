"""Links of papers and of the front: inside a paper to its pages in the pack, outside only to the web and to mail."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from plait.meetings.pack.placing import Placed

TO_PAGE: Final = "https://plait.invalid/page/"
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_DEEPEST: Final = 40


def names_of(pdf: Pdf) -> dict[str, Any]:
    """The places a paper has names for, each with what it leads to."""
    found: dict[str, Any] = {}
    old = pdf.Root.get("/Dests")
    if isinstance(old, Dictionary):
        found |= {key[1:]: value for key, value in old.items()}
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _collect(names.get("/Dests"), found, 0)
    return found


def target_of(link: Any, names: dict[str, Any]) -> Any:
    """The page object that a link inside a paper leads to, or None."""
    place: Any = link.get("/Dest")
    act = link.get("/A")
    if place is None and isinstance(act, Dictionary) and act.get("/S") == Name.GoTo:
        place = act.get("/D")
    for _ in range(3):
        if isinstance(place, String):
            place = names.get(str(place))
        elif isinstance(place, Name):
            place = names.get(str(place)[1:])
        elif isinstance(place, Dictionary):
            place = place.get("/D")
    page = place[0] if isinstance(place, Array) and len(place) else None
    return page if isinstance(page, Dictionary) else None


def address_of(link: Any) -> str:
    """Where a link to the outside leads, "" where it leads nowhere we follow."""
    act = link.get("/A")
    if not isinstance(act, Dictionary) or act.get("/S") != Name.URI:
        return ""
    address = str(act.get("/URI", ""))
    return address if address.partition(":")[0].lower() in _SCHEMES else ""


def settle(link: Any, area: Sequence[float], target: Object | None, address: str, placed: Placed, words: str) -> bool:
    """The link made anew in its place, with nothing but where it leads. False where it leads nowhere.

    It stays the same object, for the tags of the paper point to it.
    """
    kept = {key: link[key] for key in ("/StructParent", "/Contents") if key in link}
    for key in link.keys():  # noqa: SIM118 - a PDF dictionary has no other way
        del link[key]
    link.Type, link.Subtype, link.F, link.Border = Name.Annot, Name.Link, 4, Array([0, 0, 0])
    for key, value in kept.items():
        link[key] = value
    link.Rect = Array([round(n, 3) for n in placed.moved_box(area)])
    if target is not None:
        link.Dest = Array([target, Name.Fit])
    elif address:
        link.A = Dictionary(Type=Name.Action, S=Name.URI, URI=String(address))
    if "/Contents" not in link:
        link.Contents = String(words or "A link that leads nowhere")
    return target is not None or bool(address)


def settle_front(pages: Iterable[Page], page_of: Callable[[int], Object]) -> None:
    """The front's links to a page number become links to that page."""
    for page in pages:
        for link in page.obj.get("/Annots", ()):
            address = address_of(link)
            if address.startswith(TO_PAGE):
                number = int(address.removeprefix(TO_PAGE))
                del link["/A"]
                link.Dest = Array([page_of(number), Name.Fit])
                link.Contents = String(f"Page {number}")


def _collect(tree: Any, found: dict[str, Any], depth: int) -> None:
    if not isinstance(tree, Dictionary) or depth > _DEEPEST:
        return
    pairs = tree.get("/Names")
    if isinstance(pairs, Array):
        for place in range(0, len(pairs) - 1, 2):
            found[str(pairs[place])] = pairs[place + 1]
    kids = tree.get("/Kids")
    for kid in kids if isinstance(kids, Array) else ():
        _collect(kid, found, depth + 1)
