"""The routes on which people, agencies and posts are kept: see test_routes.py."""

from plait.people.models import Person
from tests.factories.people import MergingFactory, PeopleSheetFactory, PostFactory

ANSWERS = """people_xlsx                  GET   302 200 403 403 403 403 403
add_people_sheet             GET   302 200 403 403 403 403 403
add_people_sheet             POST  302 422 403 403 403 403 403
held_about                   GET   302 200 403 403 403 403 403
held_about                   POST  302 422 403 403 403 403 403
people_sheet                 GET   302 200 403 403 403 403 403
people_sheet                 POST  302 302 403 403 403 403 403
change_post                  GET   302 200 403 403 403 403 403
change_post                  POST  302 422 403 403 403 403 403
take_apart                   GET   302 200 403 403 403 403 403
take_apart                   POST  302 302 403 403 403 403 403
end_people_sheet             POST  302 302 403 403 403 403 403
"""


def keys_of(person: Person) -> dict[str, list[object]]:
    """Route -> what its address names."""
    return {
        "change_post": [PostFactory(holder=person).pk],
        "take_apart": [MergingFactory(kept=person).pk],
        "people_sheet": [PeopleSheetFactory().pk],
        "end_people_sheet": [PeopleSheetFactory().pk],
    }
