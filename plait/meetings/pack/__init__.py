"""A meeting's pack: the agenda and its papers as one PDF, for one reader. Pure Python: no models, no clock."""

from plait.meetings.pack.making import make_pack
from plait.meetings.pack.model import (
    Bounds,
    Enclosed,
    Heading,
    Item,
    NotAttached,
    Outcome,
    Pack,
    Paper,
    Purpose,
)
from plait.meetings.pack.names import paper_name, paper_names
from plait.meetings.pack.office import find_office

__all__ = [
    "Bounds",
    "Enclosed",
    "Heading",
    "Item",
    "NotAttached",
    "Outcome",
    "Pack",
    "Paper",
    "Purpose",
    "find_office",
    "make_pack",
    "paper_name",
    "paper_names",
]
