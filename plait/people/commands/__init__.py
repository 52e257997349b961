"""Everything that changes people, agencies and posts."""

from plait.people.commands.keeping import (
    add_agency,
    add_partnership,
    add_person,
    add_post,
    change_agency,
    change_person,
    change_post,
    end_post,
)
from plait.people.commands.merging import merge_people, take_apart
from plait.people.commands.sheets import accept_lines, choose, end_sheet, keep_sheet
from plait.people.commands.subjects import note_search

__all__ = [
    "accept_lines",
    "add_agency",
    "add_partnership",
    "add_person",
    "add_post",
    "change_agency",
    "change_person",
    "change_post",
    "choose",
    "end_post",
    "end_sheet",
    "keep_sheet",
    "merge_people",
    "note_search",
    "take_apart",
]
