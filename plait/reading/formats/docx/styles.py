"""What a paragraph's style says: heading or not, bold or not, numbered or not; styles inherit."""

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from plait.reading.formats.names import attribute, child, children, number, path, switch

_HEADING: Final = re.compile(r"heading\s*([1-9])$", re.I)
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """`heading` is 1 to 6 or 0; `numbering` is (list, level) or None; `listed` for a list style by name."""

    heading: int = 0
    bold: bool = False
    numbering: tuple[str, int] | None = None
    listed: bool = False


class Styles:
    """The styles of one document, resolved when asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for style in children(root, "style") if root is not None else ():
            identity = attribute(style, "styleId") or ""
            self._elements[identity] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self.default = identity

    def get(self, identity: str | None) -> Style:
        """The style of that id with all it inherits; the default paragraph style for None."""
        return self._resolved(identity or self.default, 0)

    def character_bold(self, identity: str | None) -> bool:
        return bool(identity) and self._resolved(identity or "", 0).bold

    def _resolved(self, identity: str, depth: int) -> Style:
        if identity in self._known:
            return self._known[identity]
        element = self._elements.get(identity)
        if element is None or depth > _DEEPEST:
            return Style()
        parent = attribute(child(element, "basedOn"))
        style = self._own(element, self._resolved(parent, depth + 1) if parent else Style())
        self._known[identity] = style
        return style

    def _own(self, element: etree._Element, base: Style) -> Style:
        title = attribute(child(element, "name")) or ""
        outline = number(path(element, "pPr", "outlineLvl"))
        bold = switch(child(element, "rPr"), "b")
        heading = base.heading if outline is None else (min(outline + 1, 6) if outline < 9 else 0)
        if match := _HEADING.match(title):
            heading = min(int(match[1]), 6)
        elif title.lower() == "title":
            heading = 1
        listed = base.listed or title.lower().startswith("list")
        return replace(
            base,
            heading=heading,
            bold=base.bold if bold is None else bold,
            numbering=_numbering(element) or base.numbering,
            listed=listed,
        )


def _numbering(element: etree._Element) -> tuple[str, int] | None:
    properties = path(element, "pPr", "numPr")
    identity = attribute(child(properties, "numId"))
    if properties is None or identity is None:
        return None
    return identity, number(child(properties, "ilvl")) or 0
