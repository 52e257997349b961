"""Reading the register."""

from plait.actions.queries.blockers import hide_unseen, kept_blocker, with_blocker
from plait.actions.queries.feeding import calendar_of, days_of, reader_of_calendar
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
    Filters,
    Page,
    all_of,
    counts,
    first_of,
    is_reference,
    page_of,
    restricted_among,
)
from plait.actions.queries.sight import MOST, Sight, register_for, sight_of
from plait.actions.queries.standing import answers_for, standing_of
from plait.actions.queries.views import Sort, View, usual_sort

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
    "calendar_of",
    "counts",
    "days_of",
    "evidence_of",
    "first_of",
    "held_by_group",
    "held_by_person",
    "held_in_agencies_led_by",
    "hide_unseen",
    "is_reference",
    "kept_blocker",
    "open_actions_of_group",
    "page_of",
    "people_of_agencies_led_by",
    "reader_of_calendar",
    "register_for",
    "restricted_among",
    "sight_of",
    "standing_of",
    "updates_of",
    "usual_sort",
    "with_blocker",
    "with_owners",
]
