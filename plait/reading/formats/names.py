"""Elements by their plain names, so that both dialects of the Word format read alike."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def name(element: etree._Element) -> str:
    """The element's name without its namespace; "" for anything that is no element."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


def child(element: etree._Element | None, wanted: str) -> etree._Element | None:
    """The first child of that name, or None."""
    if element is not None:
        for one in element:
            if name(one) == wanted:
                return one
    return None


def children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    return (one for one in element if name(one) == wanted)


def path(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of the first child ... or None where the way breaks off."""
    for one in names:
        element = child(element, one)
    return element


def attribute(element: etree._Element | None, wanted: str = "val") -> str | None:
    """An attribute by its plain name."""
    if element is not None:
        for key, value in element.attrib.items():
            if _local(str(key)) == wanted:
                return str(value)
    return None


def number(element: etree._Element | None, wanted: str = "val") -> int | None:
    """An attribute as a whole number; None where it is missing or no number."""
    value = attribute(element, wanted)
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


def switch(properties: etree._Element | None, wanted: str) -> bool | None:
    """A toggle such as bold: True, False, or None where it is not mentioned."""
    found = child(properties, wanted)
    if found is None:
        return None
    return attribute(found) not in ("0", "false", "off", "none")
