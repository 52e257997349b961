"""What a style of an OpenDocument says: bold or not, shown or not, a new page or not; styles inherit."""

from dataclasses import dataclass
from typing import Final

from lxml import etree

from plait.reading.formats.names import attribute, child, children

_DEEPEST: Final = 20
_BOLD: Final = frozenset(["bold", "600", "700", "800", "900"])


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool | None = None  # None where it says nothing
    hidden: bool = False
    struck: bool = False
    new_page: bool = False
    listing: str | None = None  # name of a list's style


class Styles:
    """The styles of one document by family and name."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        for root in roots:
            for part in (child(root, "styles"), child(root, "automatic-styles")):
                for style in children(part, "style") if part is not None else ():
                    self._elements[attribute(style, "family") or "", attribute(style, "name") or ""] = style

    def get(self, family: str, name: str | None) -> Style:
        """`family` is "paragraph" or "text"."""
        return self._resolved((family, name or ""), 0)

    def _resolved(self, key: tuple[str, str], depth: int) -> Style:
        if key in self._known:
            return self._known[key]
        element = self._elements.get(key)
        if element is None or depth > _DEEPEST:
            return Style()
        parent = attribute(element, "parent-style-name")
        style = _own(element, self._resolved((key[0], parent), depth + 1) if parent else Style())
        self._known[key] = style
        return style


def _own(element: etree._Element, base: Style) -> Style:
    text, paragraph = child(element, "text-properties"), child(element, "paragraph-properties")
    weight = attribute(text, "font-weight")
    shown = attribute(text, "display")
    line = attribute(text, "text-line-through-style")
    master = attribute(element, "master-page-name")
    return Style(
        bold=base.bold if weight is None else weight in _BOLD,
        struck=base.struck if line is None else line != "none",
        hidden=base.hidden if shown is None else shown == "none",
        new_page=attribute(paragraph, "break-before") == "page" or bool(master),
        listing=attribute(element, "list-style-name") or base.listing,
    )
