"""Reading the register."""

from plait.actions.queries.fetching import with_owners
from plait.actions.queries.finding import (
    actions_from,
    bound_to,
    by_reference,
    evidence_of,
    held_by_group,
    held_by_person,
    open_actions_of_group,
    updates_of,
)
from plait.actions.queries.leading import held_in_agencies_led_by, people_of_agencies_led_by
from plait.actions.queries.register import (
    MOST,
    Filters,
    Page,
    Sight,
    Sort,
    View,
    all_of,
    counts,
    is_reference,
    page_of,
    register_for,
    sight_of,
)
from plait.actions.queries.standing import answers_for, standing_of

__all__ = [
    "MOST",
    "Filters",
    "Page",
    "Sight",
    "Sort",
    "View",
    "actions_from",
    "all_of",
    "answers_for",
    "bound_to",
    "by_reference",
    "counts",
    "evidence_of",
    "held_by_group",
    "held_by_person",
    "held_in_agencies_led_by",
    "is_reference",
    "open_actions_of_group",
    "page_of",
    "people_of_agencies_led_by",
    "register_for",
    "sight_of",
    "standing_of",
    "updates_of",
    "with_owners",
]
