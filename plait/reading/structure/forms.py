"""A form for every item: its title over the whole width, and rows "Discussion", "Decision", "Action" below."""

import re

from plait.reading.layout.tables import Table
from plait.reading.structure.action_columns import is_action_heading

_ROW = re.compile(
    r"(?:summary of )?(?:discussion|background|key points|points (?:raised|discussed)|update|summary|notes?|minutes?"
    r"|challenges?|risks?|decisions?(?: made| taken)?|outcomes?|recommendations?|agreed|learning|impact"
    r"|presenter|purpose)",
    re.IGNORECASE,
)


def heads_item_form(table: Table) -> bool:
    """Is the first row one cell, the title, and the first column below the names of the parts of an item?"""
    first, *rest = sorted(table.rows)
    if len(table.rows[first]) != 1 or not 1 < len(rest) <= 40:
        return False
    keys = [table.text(row, min(table.rows[row])).strip(" :") for row in rest]
    told = sum(bool(_ROW.fullmatch(key)) or is_action_heading(key) for key in keys)
    return told >= 2 and any(_ROW.fullmatch(key) for key in keys)
