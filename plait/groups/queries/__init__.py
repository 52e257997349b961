"""Groups, their seats, who holds them, and their terms of reference."""

from plait.groups.queries.groups import (
    Stands,
    groups,
    groups_at_work,
    groups_with_seats,
    predecessors,
    predecessors_of_each,
    standing,
)
from plait.groups.queries.seats import (
    deputised_for,
    holdings_ever,
    holdings_on,
    seat_holders,
    seats,
    seats_held_by,
    seats_of,
    table_of,
    vacancies,
    vacant_since,
)
from plait.groups.queries.terms import in_force, terms_agreed_by, terms_for, terms_in_force, versions_of

__all__ = [
    "Stands",
    "deputised_for",
    "groups",
    "groups_at_work",
    "groups_with_seats",
    "holdings_ever",
    "holdings_on",
    "in_force",
    "predecessors",
    "predecessors_of_each",
    "seat_holders",
    "seats",
    "seats_held_by",
    "seats_of",
    "standing",
    "table_of",
    "terms_agreed_by",
    "terms_for",
    "terms_in_force",
    "vacancies",
    "vacant_since",
    "versions_of",
]
