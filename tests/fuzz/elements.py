"""XML spoilt without being broken: elements lost, doubled, moved, nested, with attributes that no program writes."""

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

VALUES = ["", "-1", "0", "99999999999999999999", "2147483648", "x", "restart", "none", "true", "1e9", "A" * 3000, "☒"]
_MOST = 200_000  # elements, so that doubling what was doubled comes to an end


def spoilt_tree(data: bytes, steps: tuple[tuple[str, int, int], ...]) -> bytes:
    """The XML with its elements spoilt; the root stays."""
    root = etree.fromstring(data)
    for kind, where, how in steps:
        elements = [one for one in root.iter() if one is not root]
        if not elements or len(elements) > _MOST:
            break
        _STEPS.get(kind, _attribute)(elements[where % len(elements)], elements, how)
    return etree.tostring(root)


def _delete(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def _double(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.insert(parent.index(one), deepcopy(one))


def _many(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    if len(list(one.iter())) < 200:
        for _ in range(how % 60):
            _double(one, elements, how)


def _move(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    other = elements[how % len(elements)]
    if other is not one and one not in other.iterancestors():
        other.insert(how % (len(other) + 1), one)


def _nest(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    """The element around itself, again and again."""
    inner = one
    for _ in range(how % 120):
        shell = etree.SubElement(inner, one.tag, dict(one.attrib))
        shell.text = "deep"
        inner = shell


def _text(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    one.text = VALUES[how % len(VALUES)]


def _attribute(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    names = list(one.attrib)
    if names:
        one.attrib[names[how % len(names)]] = VALUES[how // 7 % len(VALUES)]


def _rename(one: etree._Element, elements: list[etree._Element], how: int) -> None:
    one.tag = elements[how % len(elements)].tag


_STEPS: dict[str, Callable[[etree._Element, list[etree._Element], int], None]] = {
    "delete": _delete,
    "double": _double,
    "many": _many,
    "move": _move,
    "nest": _nest,
    "swap": _rename,
    "insert": _text,
}
