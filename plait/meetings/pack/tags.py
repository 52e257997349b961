"""The tags of many papers in one tree: numbers, names and roles of each are moved out of the others' way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from plait.meetings.pack.opening import EACH, numbered

# The structure types of PDF 1.7 (ISO 32000-1, 14.8.4): a paper's role map may not give them another meaning here.
_STANDARD: Final = frozenset(
    word
    for words in (
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private",
        "P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot",
        "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP",
        "Figure Formula Form Artifact",
    )
    for word in words.split()
)
# What typst's own structure types mean, which the front uses.
_FRONT: Final = {"Title": "P", "Strong": "Span", "Em": "Span", "Datetime": "Span", "Terms": "Part"}
_KEYS: Final = frozenset({"/StructParents", "/StructParent"})
_DEEPEST: Final = 200


@dataclass(slots=True)
class Moved:
    """How one paper's tags are changed before they are copied: `base` is added to what pages and links are found by."""

    base: int
    prefix: str
    renamed: dict[str, str] = field(default_factory=dict)
    named: bool = False  # whether elements have names by which others point to them

    def __call__(self, thing: Any, keys: set[str]) -> None:
        for key in _KEYS & keys:
            if isinstance(thing[key], int) and 0 <= thing[key] < EACH:
                thing[key] = thing[key] + self.base
            else:
                del thing[key]
        if "/S" not in keys or "/P" not in keys:
            return
        if self.renamed and (new := self.renamed.get(str(thing.S)[1:])):
            thing.S = Name("/" + new)
        if self.named and "/ID" in keys:
            thing.ID = String(self.prefix + str(thing.ID))
        if self.named and "/A" in keys:
            for each in thing.A if isinstance(thing.A, Array) else (thing.A,):
                if isinstance(each, Dictionary) and isinstance(each.get("/Headers"), Array):
                    each.Headers = Array([String(self.prefix + str(name)) for name in each.Headers])


class Roles:
    """What the papers' own structure types mean; begun with those of the front."""

    def __init__(self) -> None:
        self.known = dict(_FRONT)

    def moved(self, paper: Pdf, number: int) -> Moved:
        """What must change in a tagged paper so that it agrees with the front and the papers before it."""
        tree = paper.Root.StructTreeRoot
        moved = Moved(_base(number), f"p{number}.", named="/IDTree" in tree)
        roles = tree.get("/RoleMap")
        for key, value in roles.items() if isinstance(roles, Dictionary) else ():
            own, meant = key[1:], str(value)[1:]
            if own in _STANDARD or self.known.get(own, meant) != meant:
                if own == meant:
                    continue
                moved.renamed[own] = f"{own}.p{number}"
                own = moved.renamed[own]
            self.known[own] = moved.renamed.get(meant, meant)
        return moved


class Tree:
    """The tree of the pack, begun by the front's. Papers' parts are put in their place when all are there."""

    def __init__(self, pack: Pdf) -> None:
        self._pack = pack
        self._root = pack.Root.StructTreeRoot
        top = self._root.K
        self.document = top[0] if isinstance(top, Array) else top
        self._parents = dict(numbered(self._root.ParentTree))
        self._ids = dict(_named(self._root.get("/IDTree")))
        self._parts: list[tuple[int, Object]] = []

    def graft(self, paper: Pdf, moved: Moved, first_page: int, title: str) -> None:
        """The tree of a paper whose pages are in the pack already, and whose objects `moved` has gone over."""
        tree = paper.Root.StructTreeRoot
        pairs = [(key + moved.base, value) for key, value in numbered(tree.ParentTree)]
        kids = tree.K if isinstance(tree.K, Array) else Array([tree.K])
        ids = [thing for _, thing in _named(tree.get("/IDTree"))]
        held = Dictionary(Kids=kids, Values=Array([value for _, value in pairs]), Ids=Array(ids))
        copied = self._pack.copy_foreign(paper.make_indirect(held))
        part = self._part(title, first_page)
        for kid in copied.Kids:
            if isinstance(kid, Dictionary):
                kid.P = part
        part.K = copied.Kids
        if (language := paper.Root.get("/Lang")) is not None and 2 <= len(str(language)) <= 35:
            part.Lang = String(str(language))
        for (key, _), value in zip(pairs, copied.Values, strict=True):
            self._parents[key] = value
        self._ids |= {str(thing.ID): thing for thing in copied.Ids if isinstance(thing, Dictionary) and "/ID" in thing}

    def wrap(
        self,
        number: int,
        pages: Iterable[tuple[Object, str]],
        links: Iterable[tuple[Object, Object]],
        first_page: int,
        title: str,
    ) -> None:
        """An untagged paper: one element a page, so that its words are reached, and one for each link.

        `pages` are (page, what is said of it where it is a picture), `links` are (page, link).
        """
        part = self._part(title, first_page)
        keys = count(_base(number))
        for page, alt in pages:
            said = Dictionary(Type=Name.StructElem, S=Name.Figure if alt else Name.P, P=part, Pg=page, K=0)
            if alt:
                said.Alt = String(alt)
                said.A = Dictionary(O=Name.Layout, BBox=page.MediaBox, Placement=Name.Block)
            element = self._pack.make_indirect(said)
            part.K.append(element)
            page.StructParents = next(keys)
            self._parents[int(page.StructParents)] = Array([element])
        for page, link in links:
            held = Dictionary(Type=Name.OBJR, Obj=link, Pg=page)
            element = self._pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=part, Pg=page, K=held))
            part.K.append(element)
            link.StructParent = next(keys)
            self._parents[int(link.StructParent)] = element

    def close(self, number_of: dict[tuple[int, int], int], roles: Roles) -> None:
        """Write the tree: parts among the front's elements by their page, one flat tree of numbers, roles and names."""
        own = []
        page = 1
        for kid in self.document.K:
            page = number_of.get(_page_of(kid), page)
            own.append((page, 0, kid))
        parts = [(first, 1, part) for first, part in self._parts]
        self.document.K = Array([kid for _, _, kid in sorted(own + parts, key=lambda each: each[:2])])
        nums = Array()
        for key in sorted(self._parents):
            nums.append(key)
            nums.append(self._parents[key])
        self._root.ParentTree = self._pack.make_indirect(Dictionary(Nums=nums))
        self._root.ParentTreeNextKey = max([*self._parents, -1]) + 1
        own_roles = self._root.get("/RoleMap", Dictionary())
        known = roles.known | {key[1:]: str(value)[1:] for key, value in own_roles.items()}
        self._root.RoleMap = Dictionary({f"/{key}": Name(f"/{value}") for key, value in known.items()})
        if self._ids:
            names = Array()
            for name in sorted(self._ids, key=lambda text: text.encode("utf-8")):
                names.append(String(name))
                names.append(self._ids[name])
            self._root.IDTree = self._pack.make_indirect(Dictionary(Names=names))

    def _part(self, title: str, first_page: int) -> Object:
        part = self._pack.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title), K=Array())
        )
        self._parts.append((first_page, part))
        return part


def _base(number: int) -> int:
    """Where the keys of a paper begin; the front's lie below."""
    return (number + 1) * EACH


def _named(tree: Any, depth: int = 0) -> Iterable[tuple[str, Any]]:
    if not isinstance(tree, Dictionary) or depth > _DEEPEST:
        return
    pairs = tree.get("/Names")
    if isinstance(pairs, Array):
        for place in range(0, len(pairs) - 1, 2):
            yield str(pairs[place]), pairs[place + 1]
    kids = tree.get("/Kids")
    for kid in kids if isinstance(kids, Array) else ():
        yield from _named(kid, depth + 1)


def _page_of(element: Any, depth: int = 0) -> tuple[int, int]:
    """The object number of the first page that an element is on; (0, 0) where none is found."""
    if not isinstance(element, Dictionary) or depth > _DEEPEST:
        return (0, 0)
    if "/Pg" in element:
        found: tuple[int, int] = element.Pg.objgen
        return found
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else (kids,):
        if (page := _page_of(kid, depth + 1)) != (0, 0):
            return page
    return (0, 0)
